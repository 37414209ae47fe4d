"""Blocks to the rows of one table: labels, words that are none, and the value cells behind them.

A row of a grid is closed: what follows its last label are its cells, blank ones too.
Paragraphs in a run (one cell a line, without marks) are an open stream: a row ends where the next label begins, and a
blank cell leaves no trace, so that whoever counts the cells must refuse a row with the wrong number.
Which row of the form is meant, and whether the count is right, is decided by `tables`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final, TypeAlias

from gouji.findings import Place
from gouji.intake.added import added_words, without_added
from gouji.intake.blocks import Block, Cell, Grid, Heading, Paragraph
from gouji.intake.figures import without_unseen
from gouji.intake.labels import Hit, LabelIndex, Same, fold
from gouji.intake.lines import Heads, read_line
from gouji.patterns.fold import fold_text
from gouji.record import MutableRecord, Record, field, replace
from gouji.values import read_number_text
from gouji.vocabulary.model import Vocabulary

_MAX_JOINED: Final = 6
_BEGUN: Final = 4
_NUMBERED: Final = frozenset(".、．")
"""How many signs of words must begin a label for them to be one that is misprinted, and what stands behind a number."""

_MAX_VALUE: Final = 40
_NOUGHTS: Final = frozenset("零〇○")
"""A nought in words is no number of a table, but it stands in the place of one."""
_LIKE_FIGURES: Final = re.compile("[0-9０-９.,OoＯｏlIｌＩ]{1,12}")
"""Letters that are written for 0 and 1 are no number either, but stand in the place of one."""
_FIRST: Final = 5
"""Among how many cells of a row its label is looked for, to tell whether a grid is of the table."""
_KEPT_WORDS: Final = 8
_MAX_LINES: Final = 2_000
"""How many paragraphs of a section are looked at as rows in a line; a form has some sixty rows."""
_Numbered: TypeAlias = tuple[int, Paragraph | Heading]
_FIGURES: Final = re.compile(r"[0-9０-９][0-9０-９A-Za-z.,．，%?□■\s-]*")
"""What begins with a digit and holds no word may be a damaged number, such as `2 0`."""


class ValueWords(Record, frozen=True):
    """What may stand in a value cell besides a number: words in its place, folded, and units behind it."""

    placeholders: frozenset[str]
    units: tuple[str, ...]


class Label(Record, frozen=True):
    """Words and what they can name, with the place where they begin; no hits: they name nothing of this table.

    `span` are the block and the first and last column of a label in a grid that knows them; `again` says that it is
    said in each of these columns, as where a merged cell was filled up.
    """

    text: str
    place: Place
    hits: tuple[Hit, ...]
    span: tuple[int, int, int] | None = None
    again: bool = False

    def named(self, kind: str) -> tuple[str, ...]:
        """Return the ids of one kind that the label can name."""
        return tuple([hit.id for hit in self.hits if hit.names == kind]) if self.hits else ()


class Row(Record, frozen=True):
    """Labels in their order, then the value cells behind the last of them.

    `blocks` are the blocks it was made of, without those of an open stream that hold no label of the table.
    `covered` are the columns of its grid into which a value cell of a row above reaches down; `placed` says that the
    columns of its cells are those of the grid. `even` says that they may be: nothing is known of merged cells, but all
    rows of the grid have equally many, as where each is printed with blank ones beside it. `torn` says of an open
    stream that blank lines stand before some of its cells and not before others: a blank cell may have left them.
    """

    labels: tuple[Label, ...]
    values: tuple[Cell, ...]
    closed: bool
    blocks: tuple[int, ...]
    covered: tuple[int, ...] = ()
    placed: bool = False
    even: bool = False
    torn: bool = False
    unit: str | None = None
    """The unit that a column of units names beside it."""
    line: bool = False
    """Whether it is one line with blanks between its cells."""
    unlabelled: tuple[Cell, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether any value cell is not blank."""
        return any(cell.text for cell in self.values)

    @property
    def place(self) -> Place:
        """The place where the row begins."""
        return self.labels[0].place if self.labels else self.values[0].place


def rows_of(blocks: Sequence[tuple[int, Block]], index: LabelIndex, vocabulary: Vocabulary) -> Iterator[Row]:
    """Return the rows that blocks hold, in their order; the numbers before the blocks come back in the rows."""
    run: list[_Numbered] = []
    words = value_words(vocabulary)
    added = added_words(vocabulary)
    values, heads, left = value_test(words), Heads(frozenset(added.heads)), _MAX_LINES
    in_lines = not any(isinstance(block, Grid) and _labels_rows(block, index) for _, block in blocks)
    for number, block in blocks:
        match block:
            case Paragraph() | Heading():
                left -= in_lines
                line = read_line(block, index, values) if in_lines and left >= 0 else None
                if in_lines and left >= 0 and not (line is not None and line.figures):
                    heads.pass_by(block.text, index)
                if line is None:
                    run.append((number, block))
                    continue
                yield from _open_rows(run, index, words)
                run = []
                labels = tuple(Label(one.text, one.place, one.hits) for one in line.words)
                torn = not line.even or (bool(line.figures) and heads.doubt(len(line.figures)))
                yield Row(labels, line.figures, False, (number,), torn=torn, line=True)
            case Grid():
                yield from _open_rows(run, index, words)
                run = []
                bare = without_added(block, index, added, lambda text: _is_figure(text, words))
                for row in _closed_rows(bare.grid, index, words, number):
                    unit = bare.units.get(row.values[0].row) if row.values and bare.units else None
                    yield row if unit is None else replace(row, unit=unit)
    yield from _open_rows(run, index, words)


@lru_cache(maxsize=8)
def value_test(words: ValueWords) -> Callable[[str], bool]:
    """Return what asks whether a text is a value, the very same for the same words."""
    return partial(is_value, words=words)


def value_words(vocabulary: Vocabulary) -> ValueWords:
    """Return what may stand in a value cell besides a number."""
    return _value_words(Same(vocabulary))


@lru_cache(maxsize=4)  # every table of every report asks
def _value_words(same: Same[Vocabulary]) -> ValueWords:
    units = tuple(one.id for one in same.of.units)
    return ValueWords(frozenset(map(fold_text, same.of.placeholders)), units)


def is_value(text: str, words: ValueWords) -> bool:
    """Return whether a text is what a value cell may hold when nothing else says that it is one."""
    if not text or len(text) > _MAX_VALUE:
        return False
    # Such signs cost no row: whether its figures are doubted is another question.
    text = without_unseen(text)
    if not text or _FIGURES.fullmatch(text) is not None or read_number_text(text) is not None:
        return True
    if text in _NOUGHTS or _LIKE_FIGURES.fullmatch(text) is not None or fold_text(text) in words.placeholders:
        return True
    return text.endswith(words.units) and any(read_number_text(text, unit) is not None for unit in words.units)


def _labels_rows(grid: Grid, index: LabelIndex) -> bool:
    """Return whether a grid holds rows of the table: what stands in lines beside it is something else."""
    return any(hit.names == "row" for cells in grid.rows for cell in cells[:_FIRST] for hit in index.read(cell.text))


def _is_figure(text: str, words: ValueWords) -> bool:
    """Return whether a text is a value and no word in the place of one."""
    return is_value(text, words) and fold_text(text) not in words.placeholders


def _closed_rows(grid: Grid, index: LabelIndex, words: ValueWords, number: int) -> Iterator[Row]:
    reaching: list[Cell] = []
    above: tuple[Label, ...] = ()
    even = grid.ragged and len(grid.rows) > 1 and len({len(cells) for cells in grid.rows}) == 1
    for cells in grid.rows:
        row = _closed_row(cells, index, words, number, not grid.ragged or even)
        if row is not None:
            labels = _said_once(row.labels)
            # A head that is merged downwards may be said again in every row of it.
            fresh = labels if row.filled else tuple(one for one in labels if not _is_among(one, above))
            above = labels
            row = replace(row, labels=fresh, placed=not grid.ragged, even=even)
        reaching = [cell for cell in reaching if cell.row + cell.row_span > cells[0].row]
        if row is not None:
            yield replace(row, covered=_covered(cells, reaching)) if reaching else row
            reaching += [cell for cell in row.values if cell.row_span > 1]


def _said_once(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Return labels of a row with those as one that are said again in the very next column, as of an unmerged cell."""
    once: list[Label] = []
    for label in labels:
        span, before = label.span, once[-1].span if once else None
        if label.hits and span and before and before[2] + 1 == span[1] and once[-1].text == label.text:
            once[-1] = replace(once[-1], span=(*before[:2], span[2]), again=True)
        else:
            once.append(label)
    return tuple(once)


def _is_among(label: Label, above: Sequence[Label]) -> bool:
    """Return whether a label stands in the row above, in the very same columns."""
    return bool(label.hits and label.span) and any(one.text == label.text and one.span == label.span for one in above)


def _covered(cells: Sequence[Cell], reaching: Sequence[Cell]) -> tuple[int, ...]:
    # Rows without any cell are no rows of a grid, so that a span may count one too many: what stands here wins.
    starts = [cell.column for cell in cells]
    before = [(cell.column, bisect_right(starts, cell.column) - 1) for cell in reaching]
    return tuple(column for column, at in before if at < 0 or cells[at].column + cells[at].column_span <= column)


def _closed_row(cells: Iterable[Cell], index: LabelIndex, words: ValueWords, number: int, placed: bool) -> Row | None:
    printed = list(cells)
    found = [index.read(cell.text) if cell.text else () for cell in printed]
    last = -1
    for rank, cell in enumerate(printed):
        if found[rank]:
            last = rank
        elif is_value(cell.text, words):
            break
    if 0 <= last < len(printed) - 1 and _is_misprinted(printed[last + 1].text, index, words):
        last += 1
    if last < 0:
        first = next((rank for rank, cell in enumerate(printed) if is_value(cell.text, words)), len(printed))
        # Blanks before the first figure are cells, too: only words are no values.
        last = max((rank for rank in range(first) if printed[rank].text), default=-1)
    labels = tuple(
        Label(
            cell.text, cell.place, hits, (number, cell.column, cell.column + cell.column_span - 1) if placed else None
        )
        for cell, hits in zip(printed[: last + 1], found[: last + 1], strict=True)
        if cell.text
    )
    values = tuple(printed[last + 1 :])
    unlabelled = () if any(found) else tuple(printed)
    return Row(labels, values, True, (number,), unlabelled=unlabelled) if labels or values else None


def _is_misprinted(text: str, index: LabelIndex, words: ValueWords) -> bool:
    """Return whether words behind a label begin as one, or are numbered: the heading of several rows is a label."""
    begun = len(text) > _BEGUN and (fold(text[:_BEGUN]) in index.beginnings or text[1] in _NUMBERED)
    return begun and not text[:_BEGUN].isascii() and not is_value(text, words)


class _Run(MutableRecord):
    labels: list[Label] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    gaps: set[int] = field(default_factory=set)

    def add(self, label: Label, blocks: list[int]) -> None:
        """Take up a label; of the prose before the first label of the table only the end is kept."""
        if not self.blocks and not label.hits and len(self.labels) >= _KEPT_WORDS:
            del self.labels[0]
        self.labels.append(label)
        self.blocks.extend(blocks)

    def row(self) -> Row:
        return Row(tuple(self.labels), tuple(self.values), False, tuple(self.blocks), torn=len(self.gaps) > 1)


def _open_rows(run: Sequence[_Numbered], index: LabelIndex, words: ValueWords) -> Iterator[Row]:
    current = _Run()
    at = 0
    while at < len(run):
        number, block = run[at]
        taken, hits = _longest_label(run, at, index)
        if not taken:
            # A paragraph with an ordinal of its own is the heading of a part.
            hits = index.read(block.text, numbered=False)
            taken = 1 if hits else 0
        if not taken and is_value(block.text, words):
            if at:
                current.gaps.add((block.place.line or 0) - (run[at - 1][1].place.line or 0))
            current.values.append(Cell(block.text, 1, len(current.values) + 1, block.place))
            current.blocks.append(number)
            at += 1
            continue
        if current.values:
            yield current.row()
            current = _Run()
        text = "".join(one.text for _, one in run[at : at + taken]) if taken else block.text
        current.add(Label(text, block.place, hits), [one for one, _ in run[at : at + taken]])
        at += max(taken, 1)
    if current.labels or current.values:
        yield current.row()


def _longest_label(run: Sequence[_Numbered], at: int, index: LabelIndex) -> tuple[int, tuple[Hit, ...]]:
    if not index.may_begin(run[at][1].text):
        return 0, ()
    joined = ""
    best: tuple[int, tuple[Hit, ...]] = (0, ())
    for count in range(1, _MAX_JOINED + 1):
        if at + count > len(run):
            break
        joined = fold(joined + run[at + count - 1][1].text)
        if joined not in index.beginnings:
            break
        hits = index.find(joined)
        if hits:
            best = (count, hits)
    return best
