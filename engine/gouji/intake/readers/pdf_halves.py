"""Two pages printed side by side on one sheet to the pages that they are: a page enters, its halves leave.

A sheet is two pages when it is wider than high and nothing crosses its middle, and both halves hold writing; or the
right one nothing at all, at the end of a document of such sheets. What is written on them is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Final

from gouji.intake.readers.pdf_page import Box, Page, Rule
from gouji.record import replace

_WIDER: Final = 12
"""How many tenths of its height a sheet of two pages is wide at least."""

_GUTTER: Final = 600
"""Hundredths of a point to both sides of the middle in which nothing stands."""

_FEWEST: Final = 40
"""How many signs a half holds at least."""


def in_reading_order(pages: Sequence[Page], pictured: Set[int]) -> tuple[Page, ...]:
    """Return pages, the halves of such as are two each by itself, with their ranks; those in pictures stay whole."""
    written = [page for page in pages if page.number not in pictured]
    double = {page.number for page in written if _is_open(page) and min(_signs(page)) >= _FEWEST}
    sizes = {(page.width, page.height) for page in pages if page.number in double}
    found: list[Page] = []
    for page in pages:
        left, right = _signs(page)
        if page.number in double:
            found += [_half(page, 0), _half(page, 1)]
        elif (
            page.number not in pictured and (page.width, page.height) in sizes and left and not right and _is_open(page)
        ):
            found.append(_half(page, 0))
        else:
            found.append(page)
    return tuple(replace(page, rank=rank) for rank, page in enumerate(found))


def _is_open(page: Page) -> bool:
    """Return whether a page may be two: nothing crosses its middle but a line along it."""
    middle = page.width // 2
    left, right = middle - _GUTTER, middle + _GUTTER
    across = ((one.begin, one.end) for one in page.across)
    areas: Iterable[Box] = (*(one.ink for one in page.chars if one.text != " "), *page.pictures, *page.marks)
    stretches = (*across, *((one.left, one.right) for one in areas))
    wide = 10 * page.width >= _WIDER * page.height
    return wide and not any(begin < right and end > left for begin, end in stretches)


def _signs(page: Page) -> tuple[int, int]:
    """Return how many signs the left and the right half hold."""
    behind = sum(one.ink.left > page.width // 2 for one in page.chars if one.text != " ")
    return sum(one.text != " " for one in page.chars) - behind, behind


def _half(page: Page, rank: int) -> Page:
    """Return one half of a page with its places counted from its own left side."""
    wide = page.width // 2
    begin = rank * wide

    def moved(box: Box) -> Box:
        return Box(box.left - begin, box.top, box.right - begin, box.bottom)

    def own(left: int, right: int) -> bool:
        return (left + right) // 2 < wide if rank == 0 else (left + right) // 2 >= wide

    return replace(
        page,
        width=wide,
        chars=tuple(
            replace(one, ink=moved(one.ink), left=one.left - begin, right=one.right - begin)
            for one in page.chars
            if own(one.ink.left, one.ink.right)
        ),
        across=tuple(
            Rule(one.at, one.begin - begin, one.end - begin) for one in page.across if own(one.begin, one.end)
        ),
        down=tuple(Rule(one.at - begin, one.begin, one.end) for one in page.down if own(one.at, one.at)),
        pictures=tuple(moved(one) for one in page.pictures if own(one.left, one.right)),
        marks=tuple(moved(one) for one in page.marks if own(one.left, one.right)),
        areas=tuple(moved(one) for one in page.areas if own(one.left, one.right)),
        begin=begin,
        beside=page.width - wide,
    )
