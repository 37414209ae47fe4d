"""A document that holds two reports: its outline enters, that of one leaves, with where the other begins.

Two reports are told by their parts: most of the form's headings stand there again from the first on, with tables in
both. Which of two is meant is known only where a year was asked for, or where the document is called by one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Block, Grid, Paragraph
from gouji.intake.labels import fold
from gouji.intake.outline import Outline, OutlineSection
from gouji.intake.traces import trace_of
from gouji.record import Record
from gouji.vocabulary.model import Vocabulary

_MANY: Final = 4
"""How many of the form's parts make a report."""
_ABOVE: Final = 8
"""How many blocks above the first heading of a report may hold its title."""
_TRACES: Final = 2
"""How many labels of a table show that it stands among words."""
_MAX_TITLE: Final = 120
_MAX_CALLED: Final = 120
_WIDE_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")


class Alone(Record, frozen=True):
    """The one report of a document that is read, with the other: its title (else its first heading) and its place."""

    outline: Outline
    own: str = ""
    other: str | None = None
    place: Place | None = None


def one_report(outline: Outline, vocabulary: Vocabulary, year: int | None, called: Callable[[], str]) -> Alone:
    """Return one report of a document that holds two: its front and its parts.

    It is the first, unless only the second is of the year that was asked for, or only the second has the title by which
    the document is `called`. What prints a report again word for word is no second one.
    """
    ranks = {section.id: rank for rank, section in enumerate(vocabulary.sections)}
    parts = [ranks.get(one.title.section or "", -1) for one in outline.sections]
    for at, part in enumerate(parts):
        first, second = outline.sections[:at], outline.sections[at:]
        # A report may lack its first part, but hardly two.
        begins = part in (0, 1) and part in parts[:at]
        if begins and all(_is_report(own, vocabulary) for own in (first, second)):
            last = first[-1]
            end = _title_among(last.blocks, vocabulary)
            own = (*first[:-1], OutlineSection(last.title, last.number, last.blocks[:end]))
            front = () if end is None else tuple(last.blocks[end:])
            titled_alike = end is None or any(fold(_words(front)) == fold(_shown(one)[1]) for _, one in outline.front)
            kept, left = Outline(outline.front, own), Outline(front, second)
            if titled_alike and _is_copy(second, own):
                return Alone(kept)
            if _is_meant(left, kept, vocabulary, year, called):
                kept, left = left, kept
            place, words = _begin(left, vocabulary)
            return Alone(kept, _begin(kept, vocabulary)[1], words, place)
    return Alone(outline)


def _is_meant(
    second: Outline, first: Outline, vocabulary: Vocabulary, year: int | None, called: Callable[[], str]
) -> bool:
    """Return whether the second report is meant rather than the first."""
    titles = [_begin(one, vocabulary)[1] for one in (second, first)]
    if year is not None:
        named = [str(year) in title.translate(_WIDE_DIGITS) for title in titles]
        if named[0] != named[1]:
            return named[0]
    name = fold(called()[:_MAX_CALLED])
    named = [fold(title) in name for title in titles]
    return named[0] and not named[1]


def _begin(report: Outline, vocabulary: Vocabulary) -> tuple[Place, str]:
    """Return the place and the words of a report's title, else of its first heading."""
    at = _title_among(report.front, vocabulary)
    title = report.sections[0].title
    return (title.place, title.text) if at is None else _shown(report.front[at][1])


def _words(front: Sequence[tuple[int, Block]]) -> str:
    return _shown(front[0][1])[1] if front else ""


def _is_report(sections: tuple[OutlineSection, ...], vocabulary: Vocabulary) -> bool:
    known = {one.id for one in vocabulary.sections} & {one.title.section for one in sections}
    blocks = [block for one in sections for block in one.blocks]
    if len(known) < _MANY:
        return False
    # Where nothing divides the cells, the labels of a table show that it stands there.
    grids = any(isinstance(block, Grid) for _, block in blocks)
    blocks += [(one.number, Paragraph(one.title.text, one.title.place)) for one in sections]
    return grids or any(trace_of(table, blocks)[0] >= _TRACES for table in vocabulary.tables)


def _is_copy(second: tuple[OutlineSection, ...], first: tuple[OutlineSection, ...]) -> bool:
    """Return whether a page prints a report again, for telephones say: the same cells, and no prose but the same.

    Behind the last part stands what closes the page.
    """
    return _cells(second) == _cells(first) and _prose(second[:-1]) <= _prose(first)


def _cells(sections: tuple[OutlineSection, ...]) -> list[str]:
    grids = (block for one in sections for _, block in one.blocks if isinstance(block, Grid))
    return [fold(cell.text) for grid in grids for row in grid.rows for cell in row if cell.text.strip()]


def _prose(sections: tuple[OutlineSection, ...]) -> frozenset[str]:
    return frozenset(fold(block.text) for one in sections for _, block in one.blocks if not isinstance(block, Grid))


def _title_among(blocks: Sequence[tuple[int, Block]], vocabulary: Vocabulary) -> int | None:
    """Return which of the last blocks of a part is the title of a report; it is no sentence and quotes none."""
    kind = fold(vocabulary.labels.of(vocabulary.languages[0]))
    for rank in range(max(len(blocks) - _ABOVE, 0), len(blocks)):
        block = blocks[rank][1]
        if isinstance(block, Grid) or len(block.text) > _MAX_TITLE:
            continue
        if kind in fold(block.text) and not any(one in block.text for one in "。《，；"):
            return rank
    return None


def _shown(block: Block) -> tuple[Place, str]:
    return block.place, "" if isinstance(block, Grid) else block.text
