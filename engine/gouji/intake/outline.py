"""Blocks to the outline of a report: what stands before the first heading, then the sections with their blocks.

A heading is one of the form's, or a short line with an ordinal of the same kind.
Labels of tables look like headings too (`一、本年新收…`); they are told apart by the vocabulary.
What the blocks of a section say is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Block, Grid, Heading, Paragraph
from gouji.intake.labels import LabelIndex, Same, fold, index_sections, nearest
from gouji.intake.numbering import number_of, style_of
from gouji.intake.sifted import sifted
from gouji.intake.years import names_other_year
from gouji.record import MutableRecord, Record, field, replace
from gouji.vocabulary.model import Vocabulary

MAX_NEAR: Final = 300
"""How many unknown headings are compared by likeness; a real report has a few, a hostile one a million."""

_MAX_HEADING: Final = 60
_MAX_FREE_HEADING: Final = 40
_LONG_LINE: Final = 200
_MAX_SPLITS: Final = 100
_MANY: Final = 4
"""How many headings that stand in a line twice show that two reports do."""
_NUMERAL: Final = "〇零一二三四五六七八九十百"
_SENTENCE: Final = re.compile(r"[。；;！!？?]")
_LEADER: Final = re.compile(r"\s*[.…·．\s]{2,}\s*[0-9]{1,3}$")
_AROUND: Final = re.compile(
    r"^20[0-9]{2}\s*年度?\s*|\s*[（(【\[［〔][^（）()【】\[\]]{1,30}[)）】\]］〕]\s*$|\s+单位[:：]\s*[^\s:：]{1,12}$|\s*[。．.；;]\s*$"
)
_FIGURES: Final = re.compile(r"(?<![\s0-9.,])[\s0-9.,]+$")
_NOT_AFTER: Final = "“\"‘'《〈「『、，,（("
_ABOVE_APPENDIX: Final = 6
"""How many blocks above the first heading of an appended report may hold its title: agency and preamble follow it."""


class Title(Record, frozen=True):
    """A heading as printed; `section` is nothing when it is none of the form's, `near` when it only resembles one."""

    text: str
    ordinal: str | None
    section: str | None
    near: bool
    cut: bool
    place: Place


class OutlineSection(MutableRecord):
    """A heading and the numbered blocks under it."""

    title: Title
    number: int
    blocks: list[tuple[int, Block]] = field(default_factory=list)


class Outline(Record, frozen=True):
    """The blocks before the first heading, and the sections in the order of the document."""

    front: tuple[tuple[int, Block], ...]
    sections: tuple[OutlineSection, ...]


def read_outline(blocks: Iterable[Block], vocabulary: Vocabulary, indexes: Mapping[str, LabelIndex]) -> Outline:
    """Return the outline of a document."""
    headings = _Headings(vocabulary, indexes)
    front: list[tuple[int, Block]] = []
    sections: list[OutlineSection] = []
    pieces = list(_pieces(blocks, vocabulary, headings, indexes))
    headings.survey(one.text for one, _ in pieces if not isinstance(one, Grid))
    for number, (block, cut) in enumerate(pieces):
        title = None if isinstance(block, Grid) else headings.read(block, cut)
        if title is not None:
            sections.append(OutlineSection(title, number))
        elif sections:
            sections[-1].blocks.append((number, block))
        else:
            front.append((number, block))
    front += _contents_end(sections)
    return Outline(tuple(front), tuple(_with_pieces(_without_contents(sections), vocabulary)))


def without_appendix(outline: Outline, year: int | None, vocabulary: Vocabulary) -> Outline:
    """Return an outline without a report of another year: known by its title or sheet, and as the parts begin again.

    It goes on up to a part that comes later in the form than any before it: that is the report's own.
    """
    ranks = {section.id: rank for rank, section in enumerate(vocabulary.sections)}
    furthest = -1
    kept: list[OutlineSection] = []
    old = False
    for at, section in enumerate(outline.sections):
        rank = ranks.get(section.title.section or "", -1)
        again = 0 <= rank <= furthest
        old = rank <= furthest and (old or (again and _follows_other_year(outline.sections[at - 1], section, year)))
        furthest = max(furthest, rank)
        if not old:
            kept.append(section)
    return Outline(outline.front, tuple(kept))


def _follows_other_year(before: OutlineSection, section: OutlineSection, year: int | None) -> bool:
    titles = [block.text for _, block in before.blocks[-_ABOVE_APPENDIX:] if not isinstance(block, Grid)]
    sheet = section.title.place.sheet
    return bool(names_other_year(titles, sheet if sheet != before.title.place.sheet else None, year))


class _Headings:
    """Knows the headings of a form; counts how often it had to compare by likeness."""

    def __init__(self, vocabulary: Vocabulary, indexes: Mapping[str, LabelIndex]) -> None:
        self._sections = index_sections(vocabulary)
        self._loose = index_sections(vocabulary, loose=True)
        self._vocabulary = vocabulary
        self._style: re.Pattern[str] | None = None
        self._sure: frozenset[str] = frozenset()
        self._ordinals = {one.id: one.ordinal for one in vocabulary.sections}
        self._indexes = indexes
        marks = re.escape(vocabulary.ordinal_mark)
        self._numbered = re.compile(rf"([{_NUMERAL}]{{1,4}})\s*(?:{marks}|[、.．,，])\s*(\S.*)", re.DOTALL)
        self._strictly = re.compile(rf"([{_NUMERAL}]{{1,4}}){marks or '、'}")
        self._captions = tuple(table.caption for table in vocabulary.tables if table.caption)
        self._compared = 0

    def read(self, block: Paragraph | Heading, cut: bool) -> Title | None:
        text = block.text
        if len(text) > _MAX_HEADING or "\n" in text:
            return None
        ordinal, name = self._split(text)
        folded = fold(name)
        exact = self._named(ordinal, name) or self._loosely(ordinal, name)
        if len(exact) == 1:
            return Title(text, ordinal, next(iter(exact)), False, cut, block.place)
        if ordinal is None and (not isinstance(block, Heading) or text.startswith(self._captions)):
            return None
        # Where nothing divides the cells of a row, its figures stand behind the label.
        if _SENTENCE.search(text) or self._labels_a_table(fold(_FIGURES.sub("", text))):
            return None
        return self._resembling(text, ordinal, folded, block.place)

    def survey(self, lines: Iterable[str]) -> None:
        """Look through the lines of a document for the style of its ordinals, and for what surely has a heading."""
        short = [line for line in lines if len(line) <= _MAX_HEADING and "\n" not in line]
        self._style = style_of(short, self._vocabulary, self._numbered, self._meant)
        self._sure = frozenset(one for line in short for one in self._named(*self._split(line)))

    def _split(self, text: str) -> tuple[str | None, str]:
        """Return the ordinal of a line, if it has one, and its words without a page number behind them."""
        match = self._numbered.fullmatch(text)
        if match is None and self._style is not None:
            match = self._style.fullmatch(text)
        ordinal, name = (None, text) if match is None else match.groups()
        return ordinal, _LEADER.sub("", name)

    def _named(self, ordinal: str | None, name: str) -> frozenset[str]:
        """Return the sections that words name; behind an ordinal the year, a full stop or a remark may go with them."""
        found = self._sections.get(fold(name))
        if found is None and ordinal is not None:
            found = self._sections.get(fold(_AROUND.sub("", name)))
        return found or frozenset()

    def _meant(self, name: str) -> frozenset[str]:
        return self._named("", name) or self._loose_of(name)

    def _loose_of(self, name: str) -> frozenset[str]:
        return self._loose.get(fold(_AROUND.sub("", name)), frozenset())

    def _loosely(self, ordinal: str | None, name: str) -> frozenset[str]:
        """Return the section that loose words mean under its own ordinal, where no other heading is surely its."""
        number = number_of(ordinal)
        meant = self._loose_of(name) - self._sure
        return frozenset(one for one in meant if number is not None and number == number_of(self._ordinals[one]))

    def knows(self, text: str) -> bool:
        """Return whether a line is exactly a heading of the form, with or without its ordinal."""
        match = self._numbered.fullmatch(text) if len(text) <= _MAX_HEADING else None
        return bool(self._named(None, text) if match is None else self._named(*match.groups()))

    def _resembling(self, text: str, ordinal: str | None, folded: str, place: Place) -> Title | None:
        self._compared += 1
        meant = nearest(folded, self._sections) if self._compared <= MAX_NEAR else None
        if meant is not None and len(meant) == 1 and self._bears(ordinal, *meant):
            return Title(text, ordinal, next(iter(meant)), True, False, place)
        free = len(text) <= _MAX_FREE_HEADING and text[-1] not in "，,：:、" and self._strictly.match(text)
        return Title(text, ordinal, None, False, False, place) if free else None

    def _bears(self, ordinal: str | None, section: str) -> bool:
        """Return whether a heading may be a section's by its ordinal: with other words, another one is another part."""
        return ordinal is None or number_of(ordinal) == number_of(self._ordinals[section])

    def _labels_a_table(self, folded: str) -> bool:
        return any(len(folded) >= 4 and folded in index.beginnings for index in self._indexes.values())


def _pieces(
    blocks: Iterable[Block], vocabulary: Vocabulary, headings: _Headings, indexes: Mapping[str, LabelIndex]
) -> Iterator[tuple[Block, bool]]:
    """Return the blocks with prose taken out of grids and headings cut out of long lines; say which were cut."""
    spelled = _spelled(Same(vocabulary))
    for block in blocks:
        match block:
            case Grid():
                for one in sifted(block, headings.knows, indexes):
                    yield one, False
            case Paragraph() if len(block.text) > _LONG_LINE:
                for half in _halves(block, spelled):
                    yield from _cut(half, spelled)
            case Paragraph() | Heading():
                yield block, False


@lru_cache(maxsize=4)
def _spelled(same: Same[Vocabulary]) -> tuple[str, ...]:
    """Return the headings of a form with their ordinals, as they may stand within a line."""
    vocabulary = same.of
    mark = vocabulary.ordinal_mark
    return tuple(
        section.ordinal + mark + words
        for section in vocabulary.sections
        if section.ordinal and mark
        for words in dict.fromkeys((*section.printed.every(), *section.aliases))
    )


def _cut(block: Paragraph, spelled: Sequence[str]) -> Iterator[tuple[Block, bool]]:
    """Return a long line in pieces, cut before and after every heading that stands in it exactly once."""
    ends = sorted({end for heading in spelled for end in _standing(block.text, heading)})
    chosen: list[tuple[int, int]] = []
    for start, end in ends:
        if chosen and start < chosen[-1][1]:
            # Of two headings that begin together the longer is meant.
            chosen[-1] = max(chosen[-1], (start, end), key=lambda one: one[1] - one[0])
        else:
            chosen.append((start, end))
    at = 0
    for start, end in chosen[:_MAX_SPLITS]:
        yield from _stretch(block, at, start, False)
        yield from _stretch(block, start, end, True)
        at = end
    yield from _stretch(block, at, len(block.text), False)


def _halves(block: Paragraph, spelled: Sequence[str]) -> Iterator[Paragraph]:
    """Return a long line in which most headings stand twice, first all and then all again, as two; else as it is."""
    text = block.text
    begins = [(at, text.find(one, at + 1)) for one in spelled if (at := text.find(one)) >= 0]
    again = {second for _, second in begins if second >= 0}
    if len(again) < _MANY or max(first for first, second in begins if second >= 0) > min(again):
        yield block
        return
    for start, end in ((0, min(again)), (min(again), len(text))):
        yield from (half for half, _ in _stretch(block, start, end, False) if isinstance(half, Paragraph))


def _standing(text: str, heading: str) -> Iterator[tuple[int, int]]:
    at = text.find(heading)
    if at >= 0 and text.find(heading, at + 1) < 0 and (at == 0 or text[at - 1] not in _NOT_AFTER):
        yield at, at + len(heading)


def _stretch(block: Paragraph, start: int, end: int, cut: bool) -> Iterator[tuple[Block, bool]]:
    text = block.text[start:end]
    bare = text.strip()
    if not bare:
        return
    first = start + len(text) - len(text.lstrip())
    place = block.place
    if place.start is not None and place.column is not None:
        offset = place.start + first
        place = replace(place, column=place.column + first, start=offset, end=offset + len(bare))
    yield Paragraph(bare, place), cut


def _contents_end(sections: list[OutlineSection]) -> list[tuple[int, Block]]:
    """Take what stands below the last line of a table of contents off that line, and return it."""
    for rank, section in enumerate(sections):
        if section.blocks:
            later = {one.title.section for one in sections[rank + 1 :]}
            listed = [one.title.section for one in sections[: rank + 1]]
            if len(listed) > 1 and None not in listed and later.issuperset(listed):
                found, section.blocks = section.blocks, []
                return found
            break
    return []


def _without_contents(sections: Sequence[OutlineSection]) -> Iterator[OutlineSection]:
    """Leave out the headings of a table of contents: without anything below, and printed again later.

    A single one among sections that are none of it is kept: what stood below may be an image.
    """
    later: set[str] = set()
    listed: list[bool] = []
    for section in reversed(sections):
        listed.append(section.title.section in later and not section.blocks)
        if section.title.section is not None:
            later.add(section.title.section)
    listed.reverse()
    begun = False
    for rank, section in enumerate(sections):
        begun = begun or bool(section.blocks)
        around = listed[max(rank - 1, 0) : rank] + listed[rank + 1 : rank + 2]
        twice = any(one.title.section == section.title.section for one in sections[rank + 1 : rank + 2])
        if not listed[rank] or (begun and not twice and not any(around)):
            yield section


def _with_pieces(sections: Iterable[OutlineSection], vocabulary: Vocabulary) -> Iterator[OutlineSection]:
    """Give pieces of a torn table back to its section: unknown headings made of its labels' characters, with grids."""
    last: OutlineSection | None = None
    for section in sections:
        title = section.title
        torn = last is not None and title.section is None and any(isinstance(one, Grid) for _, one in section.blocks)
        if last is not None and torn and _made_of_labels(title.text, last.title.section, vocabulary):
            last.blocks += [(section.number, Paragraph(title.text, title.place)), *section.blocks]
            continue
        if last is not None:
            yield last
        last = section
    if last is not None:
        yield last


def _made_of_labels(text: str, section: str | None, vocabulary: Vocabulary) -> bool:
    known: set[str] = set()
    for table in vocabulary.tables_of(section or ""):
        for line in (*table.rows, *table.columns):
            known.update(*map(fold, line.printed.every()))
        for group in table.groups:
            known.update(*map(fold, () if group.printed is None else group.printed.every()))
    return bool(known) and set(fold(text)) <= known
