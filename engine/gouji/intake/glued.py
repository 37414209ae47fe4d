"""Tables whose cells a converter glued together: `640020470` behind its label becomes 64, 0, 0, 2, 0, 4, 70.

The digits behind a row's label are cut into as many numbers as the row has cells. A cut counts only when it is the
one possible. By the digits alone (`000` in three cells) it is certain; where a blank cell, which leaves no trace, would
allow another one, the cells say so (`solved_with_digits`). Where one cut alone makes the row's own total true, they say
that (`solved_with_row`), and where totals of several rows decide, that (`solved_with_sums`): nothing is checked against
what it was read by.
White space is taken for the end of a cell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import Final, TypeAlias

from gouji.findings import CUT_BY_ROW, Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import Block, Cell, Grid, Heading, Paragraph
from gouji.record import Record, replace
from gouji.report.model import pointer_of
from gouji.vocabulary.model import Line, Table, Vocabulary

BY_ROW: Final = CUT_BY_ROW
BY_SUMS: Final = "solved_with_sums"
BY_DIGITS: Final = "solved_with_digits"

_MAX_NUMBER: Final = 12
_MAX_DIGITS: Final = 120
_MAX_TEXT: Final = 100_000
_MOST_PARAGRAPHS: Final = 5
_STEPS: Final = 20_000
"""How many cuts of one row's digits are tried; more than any real row needs."""

_QUOTES: Final = str.maketrans("“”„‟«»「」『』‘’", '""""""""""\'\'')
_DIGITS: Final = frozenset("0123456789.")

Span: TypeAlias = tuple[int, int]
Numbers: TypeAlias = tuple[Span, ...]
"""One cut: where each number stands among the folded characters."""


class GluedTable(Record, frozen=True):
    """What was read: the format, cells by row and column, what is to be said of them."""

    format: str
    cells: tuple[tuple[str, str, Cell], ...]
    defects: tuple[Defect, ...]


class _Text(Record, frozen=True):
    """A paragraph without white space, its width unified; `origins` are the offsets in the paragraph as printed."""

    characters: str
    origins: tuple[int, ...]
    place: Place

    def ends_cell(self, at: int) -> bool:
        """Return whether white space stands before a character."""
        return at > 0 and self.origins[at] > self.origins[at - 1] + 1

    def cell(self, span: Span, row: int, column: int, doubts: tuple[str, ...]) -> Cell:
        """Return a stretch of digits as a cell with its place."""
        start, end = self.origins[span[0]], self.origins[span[1] - 1] + 1
        place = self.place
        if place.start is not None and place.column is not None:
            place = replace(place, column=place.column + start, start=place.start + start, end=place.start + end)
        return Cell(self.characters[slice(*span)], row, column, place, doubts=doubts)


class _Run(Record, frozen=True):
    """The digits behind a row's label."""

    row: Line
    columns: tuple[Line, ...]
    span: Span


class _TooManyError(Exception):
    """The digits can be cut in more ways than are tried."""


def read_glued(
    table: Table, blocks: Sequence[tuple[int, Block]], vocabulary: Vocabulary, year: int | None
) -> GluedTable | None:
    """Return a table whose rows stand within one paragraph, or nothing when most of its labels are not found there."""
    prescribed = None if year is None else vocabulary.format_of_year(year)
    formats = sorted(table.formats, key=lambda one: prescribed is None or one != prescribed.id)
    best: tuple[tuple[int, int], str, _Text, list[_Run]] | None = None
    for block in _candidates(table, blocks):
        text = _folded(block.text, block.place)
        for format_id in formats:
            runs = _runs(text, table, format_id)
            found = (len(runs), sum(bool(_digits(one)) for one in runs))
            if best is None or found > best[0]:
                best = (found, format_id, text, runs)
    if best is None or 2 * len(best[3]) < len(table.lines("row", best[1])):
        return None
    _, format_id, text, runs = best
    if not any(_digits(one) for one in runs):
        return _matrix(text, table, format_id, runs)
    return _rows(text, table, format_id, runs)


def _candidates(table: Table, blocks: Sequence[tuple[int, Block]]) -> list[Heading | Paragraph]:
    """Return the longest paragraphs that could hold a whole table: long enough for its labels, and not endless."""
    least = sum(len(row.short) for row in table.rows) // len(table.formats)
    long = [one for _, one in blocks if not isinstance(one, Grid) and least <= len(one.text) <= _MAX_TEXT]
    return sorted(long, key=lambda one: -len(one.text))[:_MOST_PARAGRAPHS]


def _digits(run: _Run) -> int:
    return run.span[1] - run.span[0]


# ── the text ────────────────────────────────────────────────────────────────


def _folded(words: str, place: Place) -> _Text:
    characters: list[str] = []
    origins: list[int] = []
    for offset, char in enumerate(words.translate(_QUOTES)):
        plain = unicodedata.normalize("NFKC", char)
        for one in plain:
            if not one.isspace():
                characters.append(one)
                origins.append(offset)
    return _Text("".join(characters), tuple(origins), place)


def _runs(text: _Text, table: Table, format_id: str) -> list[_Run]:
    """Return the rows whose labels are found in printed order, each with the digits between it and the next words."""
    found: list[tuple[Line, Span]] = []
    at = 0
    for row in table.lines("row", format_id):
        label = _label(text.characters, row, at)
        if label is not None:
            found.append((row, label))
            at = label[1]
    runs: list[_Run] = []
    for number, (row, label) in enumerate(found):
        limit = found[number + 1][1][0] if number + 1 < len(found) else len(text.characters)
        columns = tuple(one for one in table.lines("column", format_id) if table.has_cell(row.id, one.id, format_id))
        runs.append(_Run(row, columns, (label[1], _end_of_digits(text.characters, label[1], limit))))
    return runs


def _label(characters: str, row: Line, at: int) -> Span | None:
    """Return where a row's label stands first, the longest of its wordings there."""
    best: Span | None = None
    for words in sorted({*row.printed.every(), row.short, *row.aliases}, key=lambda one: (-len(one), one)):
        wanted = _folded(words, Place()).characters
        start = characters.find(wanted, at) if wanted else -1
        if start >= 0 and (best is None or start < best[0]):
            best = (start, start + len(wanted))
    return best


def _end_of_digits(characters: str, start: int, limit: int) -> int:
    end = start
    while end < limit and characters[end] in _DIGITS:
        end += 1
    return end


# ── cutting digits ──────────────────────────────────────────────────────────


def _cuts(text: _Text, span: Span, columns: Sequence[Line], *, whole: bool = True) -> Iterator[Numbers]:
    """Yield the ways to cut digits into one number a column; with `whole` all digits are used up.

    Raises:
        _TooManyError: there are more ways than are tried.
    """
    steps = 0
    waiting: list[tuple[int, Numbers]] = [(span[0], ())]
    while waiting:
        steps += 1
        if steps > _STEPS:
            raise _TooManyError
        at, numbers = waiting.pop()
        left = len(columns) - len(numbers)
        if left == 0:
            if at == span[1] or not whole:
                yield numbers
            continue
        if at + left > span[1]:
            continue
        fractional = not _is_whole(columns[len(numbers)])
        for end in range(min(span[1], at + _MAX_NUMBER), at, -1):
            if _is_number(text, at, end, fractional):
                waiting.append((end, (*numbers, (at, end))))


def _is_whole(column: Line) -> bool:
    return column.domain is None and column.unit is None


def _is_number(text: _Text, start: int, end: int, fractional: bool) -> bool:
    """Return whether characters are one number as cells print it: no blank within, no needless zero in front."""
    if any(text.ends_cell(at) for at in range(start + 1, end)):
        return False
    digits = text.characters[start:end]
    if not fractional:
        return digits.isdigit() and (digits == "0" or digits[0] != "0")
    whole, point, rest = digits.partition(".")
    return whole.isdigit() and (whole == "0" or whole[0] != "0") and (not point or rest.isdigit())


def _adds_up(text: _Text, columns: Sequence[Line], numbers: Numbers) -> bool:
    """Return whether the column marked as total is the sum of the others."""
    values = [Decimal(text.characters[slice(*one)]) for one in numbers]
    parts = [value for column, value in zip(columns, values, strict=True) if not column.total]
    totals = [value for column, value in zip(columns, values, strict=True) if column.total]
    return all(total == sum(parts) for total in totals)


class _Solved(Record, frozen=True):
    numbers: Numbers
    doubts: tuple[str, ...]


def _solved(text: _Text, run: _Run, *, filled: bool) -> _Solved | list[Numbers]:
    """Return the one cut of a row's digits, or all that are left; `filled` says that the print leaves no cell blank."""
    if not 0 < _digits(run) <= _MAX_DIGITS:
        return []
    try:
        every = list(_cuts(text, run.span, run.columns))
    except _TooManyError:
        return []
    has_total = any(one.total for one in run.columns)
    fitting = [one for one in every if _adds_up(text, run.columns, one)]
    # A number of another kind may stand behind the row, such as that of the page: where the row has a total, it tells.
    if len(every) == 1 and not _allows_blanks(text, run) and (fitting or not has_total):
        return _Solved(every[0], ())
    if len(fitting) == 1 and has_total:
        return _Solved(fitting[0], (BY_ROW if filled or not _adds_up_with_blanks(text, run) else BY_SUMS,))
    return _Solved(every[0], (BY_DIGITS,)) if len(every) == 1 else fitting


def _allows_blanks(text: _Text, run: _Run) -> bool:
    """Return whether the digits could as well be those of fewer cells."""
    fewer = (run.columns[:count] for count in range(1, len(run.columns)))
    return any(next(_cuts(text, run.span, columns), None) is not None for columns in fewer)


def _prints_every_cell(text: _Text, runs: Sequence[_Run]) -> bool:
    """Return whether no row has too few digits for its cells, and most have just one for each, all of them noughts."""
    noughts = [one for one in runs if set(text.characters[slice(*one.span)]) == {"0"}]
    return all(_digits(one) >= len(one.columns) for one in runs) and 2 * len(noughts) > len(runs)


def _adds_up_with_blanks(text: _Text, run: _Run) -> bool:
    """Return whether the last number could be the sum of fewer than all cells before it, the others being blank."""
    try:
        return any(
            _adds_up(text, columns, one)
            for count in range(1, len(run.columns) - 1)
            for columns in ((*run.columns[:count], run.columns[-1]),)
            for one in _cuts(text, run.span, columns)
        )
    except _TooManyError:
        return True


# ── tables with one row a line ──────────────────────────────────────────────


def _rows(text: _Text, table: Table, format_id: str, runs: Sequence[_Run]) -> GluedTable:
    known: dict[str, _Solved] = {}
    open_rows: dict[str, list[Numbers]] = {}
    filled = _prints_every_cell(text, runs)
    for run in runs:
        solved = _solved(text, run, filled=filled)
        if isinstance(solved, _Solved):
            known[run.row.id] = solved
        else:
            open_rows[run.row.id] = solved
    by_id = {run.row.id: run for run in runs}
    for group in totalled(table, format_id, by_id):
        known.update(_by_columns(text, group, by_id, known, open_rows))
    return _table(text, table, format_id, runs, known)


def totalled(table: Table, format_id: str, rows: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each total row with the rows it sums, where all of them were found."""
    for row in table.lines("row", format_id):
        group = row.id.rpartition(".")[0]
        if not row.total or not group:
            continue
        parts = tuple(
            one.id
            for one in table.lines("row", format_id)
            if one.id.startswith(f"{group}.") and not one.total and one.id != row.id
        )
        if row.id in rows and all(one in rows for one in parts):
            yield row.id, parts


def _by_columns(
    text: _Text,
    group: tuple[str, tuple[str, ...]],
    runs: Mapping[str, _Run],
    known: Mapping[str, _Solved],
    open_rows: Mapping[str, Sequence[Numbers]],
) -> dict[str, _Solved]:
    """Return the rows of a group that were left open, when just one cut of all of them makes every column add up."""
    total, parts = group
    left = [one for one in (*parts, total) if one not in known]
    if not left or not all(open_rows[one] for one in left) or prod(len(open_rows[one]) for one in left) > _STEPS:
        return {}
    sure = {row: _values(text, known[row].numbers) for row in (*parts, total) if row in known}
    fitting: list[tuple[Numbers, ...]] = []
    for chosen in product(*(open_rows[one] for one in left)):
        values = {**sure, **{row: _values(text, numbers) for row, numbers in zip(left, chosen, strict=True)}}
        sums = [sum(column) for column in zip(*(values[row] for row in parts), strict=True)]
        if sums == values[total]:
            fitting.append(chosen)
            if len(fitting) > 1:
                return {}
    return {row: _Solved(one, (BY_SUMS,)) for row, one in zip(left, fitting[0], strict=True)} if fitting else {}


def _values(text: _Text, numbers: Numbers) -> list[Decimal]:
    return [Decimal(text.characters[slice(*one)]) for one in numbers]


def _table(text: _Text, table: Table, format_id: str, runs: Sequence[_Run], known: Mapping[str, _Solved]) -> GluedTable:
    cells: list[tuple[str, str, Cell]] = []
    lost: list[Defect] = []
    for number, run in enumerate(runs, start=1):
        solved = known.get(run.row.id)
        if solved is None:
            where = pointer_of("tables", table.id, *run.row.id.split("."))
            span = run.span if _digits(run) else (run.span[0] - 1, run.span[0])
            shown = text.characters[slice(*run.span)]
            lost.append(defects.digits_glued(where, run.row.short, shown, text.cell(span, 0, 0, ()).place))
            continue
        for rank, (column, span) in enumerate(zip(run.columns, solved.numbers, strict=True), start=1):
            cells.append((run.row.id, column.id, text.cell(span, number, rank, solved.doubts)))
    found = {run.row.id for run in runs}
    missing = tuple(row.printed.of(format_id) for row in table.lines("row", format_id) if row.id not in found)
    if missing:
        lost.append(defects.rows_not_found(table.id, missing, text.place))
    by_sums = sum(BY_SUMS in cell.doubts or BY_ROW in cell.doubts for _, _, cell in cells)
    lost.insert(0, defects.cells_cut(table.id, table.caption or table.labels.of("zh"), by_sums, text.place))
    return GluedTable(format_id, tuple(cells), tuple(lost))


# ── tables printed in one line ──────────────────────────────────────────────


def _matrix(text: _Text, table: Table, format_id: str, runs: Sequence[_Run]) -> GluedTable | None:
    """Read a table whose rows are heads beside each other and whose cells all stand in one line below them."""
    columns = [run.columns for run in runs]
    if not runs or len(runs) < len(table.lines("row", format_id)) or len(set(columns)) != 1:
        return None
    start = max((_last_label(text.characters, column, runs[-1].span[1]) for column in columns[0]), default=-1)
    if start < 0:
        return None
    end = _end_of_digits(text.characters, start, len(text.characters))
    try:
        cuts = list(_matrix_cuts(text, (start, end), columns[0], len(runs)))
    except _TooManyError:
        cuts = []
    if len(cuts) != 1:
        return None
    # With as many digits as cells there is nothing to choose, but for blanks.
    doubt = BY_DIGITS if end - start == len(runs) * len(columns[0]) else BY_SUMS
    known = {run.row.id: _Solved(numbers, (doubt,)) for run, numbers in zip(runs, cuts[0], strict=True)}
    return _table(text, table, format_id, runs, known)


def _last_label(characters: str, column: Line, at: int) -> int:
    """Return the end of the last printing of a column's label behind a place, or -1."""
    ends = []
    for words in column.printed.every():
        wanted = _folded(words, Place()).characters
        start = characters.rfind(wanted, at)
        if start >= 0:
            ends.append(start + len(wanted))
    return max(ends, default=-1)


def _matrix_cuts(text: _Text, span: Span, columns: Sequence[Line], rows: int) -> Iterator[tuple[Numbers, ...]]:
    if rows == 0:
        if span[0] == span[1]:
            yield ()
        return
    steps = 0
    for numbers in _cuts(text, span, columns, whole=False):
        if not _adds_up(text, columns, numbers):
            continue
        steps += 1
        if steps > _STEPS:
            raise _TooManyError
        for rest in _matrix_cuts(text, (numbers[-1][1], span[1]), columns, rows - 1):
            yield (numbers, *rest)
