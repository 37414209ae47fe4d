"""A document to report JSON, source map and defects: the one entry of this room.

`read_document` has the reader of the format make blocks, and extracts by the vocabulary.
Whether what was read is right or complete is judged by rules, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import IN_COLUMNS, RECOGNISED, Block, Cell, Grid, Heading, Paragraph
from gouji.intake.breaks import mend_breaks
from gouji.intake.doubted import ReadCell, mostly_doubted, uncertain_cells
from gouji.intake.encoding import MAX_BYTES
from gouji.intake.entries import cell_value, defect_json, doubts_of_prose, line_of, mapped
from gouji.intake.figures import doubts_of_text
from gouji.intake.front import Front, decide, read_front
from gouji.intake.glued import GluedTable, read_glued
from gouji.intake.labels import LabelIndex, index_tables
from gouji.intake.layouts import read_known
from gouji.intake.naming import Stated
from gouji.intake.numbering import number_of
from gouji.intake.outline import Outline, OutlineSection, read_outline, without_appendix
from gouji.intake.prose import Piece, holds_more_parts, joined, read_prose
from gouji.intake.readers.dispatch import called_by, read_file
from gouji.intake.readings import ReadTable
from gouji.intake.second import one_report
from gouji.intake.torn import read_torn
from gouji.intake.traces import on_another_sheet, trace_of
from gouji.intake.units import units_of_heading
from gouji.record import MutableRecord, Record, field, replace
from gouji.report.build import doubts_json, place_json
from gouji.report.model import pointer_of
from gouji.vocabulary.model import Table, Vocabulary
from gouji.vocabulary.queries import heading_of

Json = dict[str, Any]

_MAX_NOTE: Final = 80
_MAX_LINES: Final = 30_000
"""How many paragraphs and rows of tables a document may have; a report has some hundred."""
_MAX_PARTS: Final = 1_000
"""How many headings, and how many numbered parts, a document may have: a report has some ten, rules compare all."""
_FULL_STOPS: Final = frozenset("。.！!？?；;”")
_TRACES: Final = 2
_TRACES_ELSEWHERE: Final = 4
"""How many of a table's labels show that it stands in its section, or under other headings, though no row was read."""

_OF_A_ROW: Final = frozenset(("D504", "D507"))
"""Defects that say a row was not read."""

CUT_OFF: Final = "document_ends_here"
"""The doubt about a cell behind which nothing follows: a document cut short may have lost some of its digits."""


class Reading(Record, frozen=True):
    """What a document gave.

    `report` is a report JSON of plain values (numbers are `int` or `Decimal`), the defects in it too; empty when the
    file could not be read at all. `source_map` goes from JSON pointer to `place`, `raw`, `confidence` and `doubts`.
    """

    report: Json
    source_map: Mapping[str, Json]
    defects: tuple[Defect, ...]


class _Asked(Record, frozen=True):
    """Which report of a document is asked for: of which year, and what the document is called by."""

    year: int | None = None
    called: Callable[[], str] = str


def read_document(
    name: str, content: bytes, vocabulary: Vocabulary, max_bytes: int = MAX_BYTES, year: int | None = None
) -> Reading:
    """Return what a document says, with every place; never raises for what is in the document.

    Of two reports in one document that of the `year` is read, if it is given.
    """
    blocks = read_file(name, content, max_bytes)
    if isinstance(blocks, Defect):
        return Reading({}, {}, (blocks,))
    return read_blocks(name, blocks, vocabulary, _Asked(year, lambda: called_by(name, content)))


def read_blocks(
    name: str,
    blocks: Sequence[Block],
    vocabulary: Vocabulary,
    asked: _Asked = _Asked(),  # noqa: B008 - it is frozen
) -> Reading:
    """Return what the blocks of a document say; the same for every format of file."""
    indexes = index_tables(vocabulary)
    if sum(len(one.rows) if isinstance(one, Grid) else 1 for one in blocks) > _MAX_LINES:
        return Reading({}, {}, (defects.too_complex(name),))
    outline = read_outline(blocks, vocabulary, indexes)
    under = [one for section in outline.sections for _, one in section.blocks]
    if len(outline.sections) > _MAX_PARTS or holds_more_parts(under, _MAX_PARTS):
        return Reading({}, {}, (defects.too_complex(name),))
    ends = [_last_place(block).end for block in blocks[-1:]]
    every = (*blocks, *(one for _, one in outline.front), *under)
    prose = [one for one in every if not isinstance(one, Grid) and one.doubts]
    return _Extraction(name, outline, vocabulary, indexes, ends[0] if ends else None, asked, prose).reading()


def _last_place(block: Block) -> Place:
    return block.rows[-1][-1].place if isinstance(block, Grid) else block.place


class _Extraction(MutableRecord):
    name: str
    outline: Outline
    vocabulary: Vocabulary
    indexes: Mapping[str, LabelIndex]
    end: int | None
    asked: _Asked
    doubted: Sequence[Paragraph | Heading] = ()
    """The prose in which the reader doubts something."""
    map: dict[str, Json] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    cells: list[ReadCell] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    """Sections whose table could not be told from their prose: they get no text."""

    def reading(self) -> Reading:
        alone = one_report(self.outline, self.vocabulary, self.asked.year, self.asked.called)
        if alone.place is not None:
            self.defects.append(defects.second_report(alone.own, alone.other or "", alone.place))
        self.outline = alone.outline
        front = self._front()
        report: Json = {"kind": self.vocabulary.kind}
        year = front.year.value if front.year is not None and isinstance(front.year.value, int) else None
        self.outline = without_appendix(alone.outline, year, self.vocabulary)
        formats, tables = self._tables(year)
        report.update(self._said_in_front(front))
        sections = self._sections()
        prescribed = None if year is None else self.vocabulary.format_of_year(year)
        common = set(formats.values())
        if len(common) == 1:
            report["format"] = next(iter(common))
        elif prescribed is not None:
            report["format"] = prescribed.id
        preamble, segments = joined(Piece(one.text, one.place) for one in front.preamble)
        if preamble:
            report["preamble"] = preamble
            self._map_prose("/preamble", front.preamble[0].place, segments)
        report["sections"] = sections
        report["formats"] = formats
        report["tables"] = tables
        self.defects.extend(mostly_doubted(self.cells))
        self._miss_sections(year)
        self._doubt_prose()
        found = tuple(self.defects)
        if found:
            report["defects"] = [defect_json(one) for one in found]
        doubts = doubts_json({pointer: tuple(said["doubts"]) for pointer, said in self.map.items()})
        if doubts:
            report["doubts"] = doubts
        return Reading(report, self.map, found)

    def _front(self) -> Front:
        prose = [block for _, block in self.outline.front if not isinstance(block, Grid)]
        body = [one for part in self.outline.sections for _, one in part.blocks if not isinstance(one, Grid)]
        return read_front(prose, body, self.vocabulary, self.asked.called)

    def _said_in_front(self, front: Front) -> Json:
        said: Json = {}
        for key, stated in (("year", front.year), ("title", front.title), ("published", front.published)):
            if stated is not None:
                said[key] = stated.value
                self._map_stated(f"/{key}", stated)
        if front.agency is not None:
            said["agency"] = {"name": front.agency.value}
            self._map_stated("/agency/name", front.agency)
            for key in ("level", "scope"):
                decided = decide(self.vocabulary, f"agency.{key}", front)
                if decided is not None:
                    said["agency"][key] = decided.value
                    self._map_stated(f"/agency/{key}", decided)
        if front.year is None:
            self.defects.append(defects.no_year(Place(file=self.name, line=1), front.years))
        return said

    def _tables(self, year: int | None) -> tuple[dict[str, str], Json]:
        formats: dict[str, str] = {}
        tables: Json = {}
        taken: set[Place] = set()
        for table in self.vocabulary.tables:
            own = [section for section in self.outline.sections if section.title.section == table.section]
            around = self._blocks_of(own)
            apart = on_another_sheet(table, [one.title.place for one in own], around, self._blocks_of(()))
            blocks = mend_breaks(apart or around, self.indexes[table.id])
            read = self._read(table, blocks, year)
            blocks = [one for one in blocks if one[0] not in read.others]
            glued = None if read.old else self._solved(table, blocks, read, year)
            if glued is not None:
                # Prose and cells stand in one paragraph; what of it is prose cannot be told.
                self.silent.update({table.section} if own else ())
                self.defects.extend(glued.defects)
                formats[table.id] = glued.format
                tables[table.id] = self._cells(table, glued.cells, frozenset())
                continue
            self.defects.extend(read.defects)
            if read.format is None:
                self._lack_table(table, own, () if read.old else blocks)
                if read.old:
                    self._claim(own, read.blocks)
                continue
            formats[table.id] = read.format
            tables[table.id] = self._cells(table, read.cells, read.near)
            self._claim(self.outline.sections if apart else own, read.blocks)
            taken |= read.taken
        # Where the heading above a table was not found, others look for their rows in it, too.
        self.defects = [one for one in self.defects if one.code not in _OF_A_ROW or one.place not in taken]
        return formats, tables

    def _solved(
        self, table: Table, blocks: Sequence[tuple[int, Block]], read: ReadTable, year: int | None
    ) -> GluedTable | None:
        """Return a table whose cells had to be cut or put together; nothing when they stand as in the form."""
        if read.format is None:
            glued = read_glued(table, blocks, self.vocabulary, year)
            if glued is not None:
                return glued
            # Pieces of other heads stand in the prose around a grid that is whole.
            grids = [(number, block) for number, block in blocks if isinstance(block, Grid)]
            read = self._read(table, grids, year)
        if read.near or (read.format is not None and not any(one.code == "D509" for one in read.defects)):
            return None
        known = None if read.format is None else GluedTable(read.format, read.cells, read.defects)
        return read_torn(table, blocks, self.indexes[table.id], self.vocabulary, known, year)

    def _read(self, table: Table, blocks: Sequence[tuple[int, Block]], year: int | None) -> ReadTable:
        titles = [one.title for one in self.outline.sections if one.title.section == table.section]
        units = [one for title in titles for one in units_of_heading(title.text, title.place)]
        return read_known(table, blocks, self.indexes[table.id], self.vocabulary, year, units)

    def _blocks_of(self, own: Sequence[OutlineSection]) -> list[tuple[int, Block]]:
        if own:
            return [one for section in own for one in section.blocks]
        # The heading was lost: the table may stand under any other.
        return [*self.outline.front, *(one for section in self.outline.sections for one in section.blocks)]

    def _cells(self, table: Table, read: Sequence[tuple[str, str, Cell]], near: frozenset[str]) -> Json:
        cells: Json = {}
        self.defects.extend(uncertain_cells(table, read))
        inside, pointer, last_row = cells, "", None
        steps = {one.id: pointer_of(one.id) for one in table.columns}
        for row, column, cell in read:
            if row != last_row:
                inside, pointer, last_row = cells, pointer_of("tables", table.id, *row.split(".")), row
                for step in row.split("."):
                    inside = inside.setdefault(step, {})
            text, place = cell.text, cell.place
            doubts = list(cell.doubts)
            if text and (doubts or not text.isdecimal()):
                doubts = list(dict.fromkeys((*doubts, *doubts_of_text(text))))
            if text and place.end is not None and place.end == self.end:
                doubts.append(CUT_OFF)
            at = pointer + steps[column]
            self.cells.append((at, place, text, tuple(doubts)))
            inside[column] = text if doubts else cell_value(text)
            entry = self.map[at] = mapped(place, text, "near_label" if row in near else "exact", doubts)
            if cell.confidence is not None:
                entry["percent"] = cell.confidence
        return cells

    def _doubt_prose(self) -> None:
        of_all, own = doubts_of_prose(self.doubted)
        titles = [place_json(section.title.place) for section in self.outline.sections]
        parting = dict.fromkeys(doubt for place in titles for doubt in own.get(line_of(place), ()))
        if titles and (IN_COLUMNS in of_all or parting):
            # Also which part stands before which, and which is missing.
            self.map["/sections"] = mapped(self.outline.sections[0].title.place, None, "exact")
            self.map["/sections"]["doubts"] = list(parting)
        prose = [one for one in self.map if not one.startswith(f"{pointer_of('tables')}/")] if self.doubted else []
        for entry in map(self.map.__getitem__, prose):
            lines = dict.fromkeys(line_of(one) for one in (entry["place"], *entry.get("segments", ())))
            found = dict.fromkeys(
                (*entry["doubts"], *(doubt for line in lines for doubt in own.get(line, ())), *of_all)
            )
            entry["doubts"] = list(found)
        if RECOGNISED in of_all:
            self.defects.append(defects.recognised(Place(file=self.name)))

    def _claim(self, own: Sequence[OutlineSection], blocks: frozenset[int]) -> None:
        """Take the table's blocks out of the prose, with what stands between them and the notes right above."""
        for section in own:
            numbers = [number for number, _ in section.blocks if number in blocks]
            if not numbers:
                continue
            first, last = min(numbers), max(numbers)
            for number, block in reversed(section.blocks):
                if first <= number <= last:
                    self.claimed.add(number)
                elif number < first:
                    if isinstance(block, Grid) or len(block.text) > _MAX_NOTE or "。" in block.text:
                        break
                    self.claimed.add(number)

    def _lack_table(self, table: Table, own: Sequence[OutlineSection], blocks: Sequence[tuple[int, Block]]) -> None:
        found, trace = trace_of(table, blocks)
        place = own[0].title.place if own else Place(file=self.name, line=1)
        caption = table.caption or table.labels.of("zh")
        if own and found:
            self.silent.add(table.section)
        if trace is None or found < (_TRACES if own else _TRACES_ELSEWHERE):
            self.defects.append(defects.table_not_found(table.id, caption, place, table.required))
            return
        words, seen = trace
        self.defects.append(defects.table_unreadable(table.id, caption, words, seen, table.required))

    def _sections(self) -> list[Json]:
        cut = next((section.title for section in self.outline.sections if section.title.cut), None)
        if cut is not None:
            self.defects.append(defects.heading_within_line(cut.text, cut.place))
        return [self._section(rank, section) for rank, section in enumerate(self.outline.sections)]

    def _section(self, rank: int, section: OutlineSection) -> Json:
        title = section.title
        said: Json = {}
        if title.section is not None:
            said["id"] = title.section
        if title.ordinal is not None:
            said["ordinal"] = title.ordinal
        said["heading"] = title.text
        where = pointer_of("sections", rank)
        confidence = "near_heading" if title.near else "cut_from_line" if title.cut else "exact"
        self.map[f"{where}/heading"] = mapped(title.place, title.text, confidence)
        if title.section in self.silent:
            return said
        read = read_prose(
            block
            for number, block in section.blocks
            if number not in self.claimed and isinstance(block, Paragraph | Heading)
        )
        if read.lead:
            said["text"] = self._text(f"{where}/text", read.lead)
        if read.parts:
            said["parts"] = []
        for number, part in enumerate(read.parts):
            here = f"{where}/parts/{number}"
            entry: Json = {"ordinal": part.ordinal.text}
            self.map[f"{here}/ordinal"] = mapped(part.ordinal.place, part.ordinal.text, "exact")
            if part.heading is not None:
                entry["heading"] = part.heading.text
                self.map[f"{here}/heading"] = mapped(part.heading.place, part.heading.text, "exact")
            if part.pieces:
                entry["text"] = self._text(f"{here}/text", part.pieces)
            said["parts"].append(entry)
        return said

    def _text(self, pointer: str, pieces: Sequence[Piece]) -> str:
        text, segments = joined(pieces)
        self._map_prose(pointer, pieces[0].place, segments)
        return text

    def _map_prose(self, pointer: str, place: Place, segments: Sequence[tuple[int, Place]]) -> None:
        pieces = [{"at": at, **place_json(replace(piece, file=None))} for at, piece in segments]
        self.map[pointer] = {**mapped(place, None, "exact"), "segments": pieces}

    def _map_stated(self, pointer: str, stated: Stated) -> None:
        entry = mapped(stated.place, stated.raw, "exact", stated.doubts)
        self.map[pointer] = {**entry, "decided": stated.decided}

    def _miss_sections(self, year: int | None) -> None:
        """Doubt that a section is missing where the document itself may have lost its heading."""
        found = {section.title.section for section in self.outline.sections}
        if found <= {None}:
            self.defects.append(defects.no_sections(Place(file=self.name, line=1)))
            return
        numbers = {number_of(section.title.ordinal) for section in self.outline.sections}
        known = [section.id for section in self.vocabulary.sections]
        last = max(known.index(one) for one in found if one is not None)
        short = self._cut_short()
        prescribed = None if year is None else self.vocabulary.format_of_year(year)
        for rank, section in enumerate(self.vocabulary.sections):
            gap = rank < last and number_of(section.ordinal) not in numbers
            if section.required and section.id not in found and (gap or (rank > last and short)):
                place = self.outline.sections[-1].title.place
                heading = heading_of(self.vocabulary, section, None if prescribed is None else prescribed.id)
                self.defects.append(defects.section_not_found(section.id, heading, place))

    def _cut_short(self) -> bool:
        """Return whether the document ends in a table or in the middle of a sentence."""
        blocks = self.outline.sections[-1].blocks
        if not blocks:
            return True
        number, block = blocks[-1]
        return isinstance(block, Grid) or number in self.claimed or block.text[-1] not in _FULL_STOPS
