"""A document that holds two reports: its outline enters, that of the first leaves, with where the second begins.

Two reports are told by their parts: most of the form's headings stand there again from the first on, with tables in
both. Which of two the reader of a page means is not known here.
"""

from __future__ import annotations

from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Block, Grid
from gouji.intake.labels import fold
from gouji.intake.outline import Outline, OutlineSection
from gouji.record import Record, replace
from gouji.vocabulary.model import Vocabulary

_MANY: Final = 4
"""How many of the form's parts make a report."""
_ABOVE: Final = 8
"""How many blocks above the first heading of a report may hold its title."""
_MAX_TITLE: Final = 120


class Alone(Record, frozen=True):
    """The first report of a document, and the title (else the first heading) of a second one with its place."""

    outline: Outline
    title: str | None = None
    place: Place | None = None


def first_report(outline: Outline, vocabulary: Vocabulary) -> Alone:
    """Return the first report of a document without a whole second one, its title and what stands below that."""
    ranks = {section.id: rank for rank, section in enumerate(vocabulary.sections)}
    parts = [ranks.get(one.title.section or "", -1) for one in outline.sections]
    for at, part in enumerate(parts):
        first, second = outline.sections[:at], outline.sections[at:]
        # A report may lack its first part, but hardly two.
        begins = part in (0, 1) and part in parts[:at]
        if begins and all(_is_report(own, vocabulary) for own in (first, second)):
            last = first[-1]
            end = _title_among(last.blocks, vocabulary)
            title = second[0].title
            place, words = (title.place, title.text) if end is None else _shown(last.blocks[end][1])
            kept = OutlineSection(last.title, last.number, last.blocks[:end])
            own = (*first[:-1], kept)
            titled_alike = end is None or any(fold(words) == fold(_shown(one)[1]) for _, one in outline.front)
            if titled_alike and _is_copy(second, own):
                return Alone(replace(outline, sections=own))
            return Alone(replace(outline, sections=own), words, place)
    return Alone(outline)


def _is_report(sections: tuple[OutlineSection, ...], vocabulary: Vocabulary) -> bool:
    known = {one.id for one in vocabulary.sections} & {one.title.section for one in sections}
    return len(known) >= _MANY and any(isinstance(block, Grid) for one in sections for _, block in one.blocks)


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


def _title_among(blocks: list[tuple[int, Block]], vocabulary: Vocabulary) -> int | None:
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
