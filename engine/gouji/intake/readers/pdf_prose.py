"""Lines of writing to paragraphs: the lines of all pages enter, paragraphs leave, without what is printed on each page.

Page numbers and lines that stand at the same place of several pages, at the head or foot, are no part of the report.
A line goes on in the next where it is full and the next neither begins further in nor stands apart. No form is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from gouji.intake.readers.pdf_lines import Line
from gouji.record import Record, replace

PAGE_NUMBER: Final = re.compile(
    r"[-—–－_一~～·.\s]*(?:第|共|P(?:age)?)?\s*[0-9０-９]{1,3}\s*页?\s*"
    r"(?:(?:[/,，of]|共)*\s*[0-9０-９]{1,3}\s*页?)?[-—–－_一~～·.\s]*"
)

_EDGE: Final = 12
"""Percent of a page's height at its head and foot where lines may belong to every page."""

_OUTERMOST: Final = 3
_NEAR: Final = 300
_MIN_LINES: Final = 6
_DIGITS: Final = re.compile(r"[0-9０-９]+")
_LEAST: Final = 60
"""Percent of a page's width to which a full line goes at least."""

_STOPS: Final = "。！？；："
_WORD: Final = re.compile(r"[（(〔《“‘]*(?:[0-9A-Za-z.,:%/@_-]{1,24}|.)[）)〕》”’、，。；：（(〔《“‘]*")
_NUMBERED: Final = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")


class Lined(Record, frozen=True):
    """The lines on a page outside of its tables, from the top; `tops` are where its tables begin, `feet` their ends."""

    number: int
    width: int
    height: int
    lines: tuple[Line, ...]
    tops: tuple[int, ...] = ()
    feet: tuple[int, ...] = ()


class Stretch(Record, frozen=True):
    """A paragraph: its text, and its lines with the numbers of their pages."""

    text: str
    lines: tuple[tuple[int, Line], ...]


def without_furniture(pages: Sequence[Lined]) -> list[Lined]:
    """Return the pages without page numbers, running heads and running feet."""
    places: dict[str, list[tuple[int, int]]] = {}
    for page in pages:
        for one in _at_edges(page):
            places.setdefault(_alike(one), []).append((page.number, one.base))
    return [_bare(page, places, len(pages)) for page in pages]


def _bare(page: Lined, places: dict[str, list[tuple[int, int]]], count: int) -> Lined:
    edges = list(_at_edges(page))
    ends = (*page.lines[:1], *page.lines[-1:])
    gone = []
    for one in edges:
        at_same = {number for number, base in places[_alike(one)] if abs(base - one.base) <= _NEAR}
        again = len(at_same) > 1 and 3 * len(at_same) >= count
        if again or (one in ends and PAGE_NUMBER.fullmatch(one.text) and not touches(page.feet, one)):
            gone.append(one)
    return replace(page, lines=tuple(one for one in page.lines if one not in gone))


def touches(feet: Sequence[int], line: Line) -> bool:
    """Return whether a line stands right below the last line of a table, with less room than for a line between."""
    return any(line.box.top <= foot + line.height and foot < line.base for foot in feet)


def _at_edges(page: Lined) -> Iterator[Line]:
    """Yield the outermost lines of a page that lie at its head or foot."""
    for rank, one in enumerate(page.lines):
        head = rank < _OUTERMOST and one.base * 100 < page.height * _EDGE
        foot = len(page.lines) - rank <= _OUTERMOST and one.box.top * 100 > page.height * (100 - _EDGE)
        if head or foot:
            yield one


def _alike(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))


class _Set(Record, frozen=True):
    """How pages are set: between which margins, how far lines are apart, whether paragraphs begin further in."""

    left: int
    right: int
    pitch: int
    indented: bool


def stretches(pages: Sequence[Lined]) -> Iterator[Stretch]:
    """Yield the paragraphs; none goes on over a table."""
    whole = _set_of([list(page.lines) for page in pages])
    own: list[tuple[int, Line]] = []
    before: Lined | None = None
    sets: dict[int, _Set] = {}
    for page in pages:
        sets[page.number] = _set_on(page, whole) if len(page.lines) >= _MIN_LINES else whole
        for rank, line in enumerate(page.lines):
            if own and not _goes_on(own, line, page, sets, None if rank else before):
                yield _stretch(own)
                own = []
            own.append((page.number, line))
        before = page
    if own:
        yield _stretch(own)


def _goes_on(
    own: Sequence[tuple[int, Line]], line: Line, page: Lined, sets: dict[int, _Set], before: Lined | None
) -> bool:
    """Return whether a line belongs to the lines before it; `before` is the page before when it is the first of one."""
    number, last = own[-1]
    was, now = sets[number], sets[page.number]
    full = last.box.right + _needed(line) >= max(was.right, page.width * _LEAST // 100)
    inset = line.box.left - now.left
    # A list stands further in than the rest with all its lines.
    listed = len(own) > 1 and abs(inset - last.box.left + was.left) * 2 <= line.height
    if not full or not _alike_high(last, line) or (inset * 4 > line.height * 3 and not listed):
        return False
    # Where nearly all lines begin paragraphs, their place is taken for the margin.
    if len(own) > 1 and number == page.number and (line.box.left - last.box.left) * 4 > line.height * 3:
        return False
    # Where paragraphs begin further in, a line may begin with what looks like a number within a sentence.
    if _NUMBERED.match(line.text) and (not now.indented or last.text[-1] in _STOPS):
        return False
    if number == page.number:
        between = any(last.base < top < line.base for top in page.tops)
        return not between and line.base - last.base <= min(now.pitch * 13 // 10, line.height * 5 // 2)
    follows = before is not None and before.number == number and not any(top > last.base for top in before.tops)
    return follows and not any(top < line.base for top in page.tops)


def _needed(line: Line) -> int:
    """Return how much room was wanting before a line was begun: for two signs, or for a word that is not broken."""
    word = _WORD.match(line.text)
    signs = "" if word is None else word.group()
    return line.height * max(4, sum(1 if one.isascii() else 2 for one in signs) + 2) // 2


def _alike_high(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) * 6 <= max(one.height, other.height)


def _set_on(page: Lined, whole: _Set) -> _Set:
    """Return how a page is set; where all its lines begin paragraphs, its margin is that of the others."""
    own = _set_of([list(page.lines)], whole)
    height, places = page.lines[0].height, [one.box.left for one in page.lines]
    # No line begins elsewhere, or one goes on where those of other pages do.
    alike = (max(places) - min(places)) * 4 <= height * 3 or abs(min(places) - whole.left) * 4 <= height
    inset = own.left - whole.left
    if whole.indented and alike and height * 3 < inset * 4 <= height * 12:
        return replace(own, left=whole.left, indented=True)
    return own


def _set_of(pages: Sequence[Sequence[Line]], otherwise: _Set | None = None) -> _Set:
    lines = [one for page in pages for one in page]
    if not lines:
        return otherwise or _Set(0, 0, 0, False)
    left = min(_shared([one.box.left for one in lines]))
    right = max(_shared([one.box.right for one in lines]))
    steps = sorted(other.base - one.base for page in pages for one, other in pairwise(page))
    pitch = steps[len(steps) // 2] if steps else lines[0].height * 2
    begins = [
        other.box.left > left + other.height * 5 // 4
        for page in pages
        for one, other in pairwise(page)
        if one.box.right + 3 * one.height < right
    ]
    indented = 3 * sum(begins) > len(begins) if begins else otherwise is not None and otherwise.indented
    return _Set(left, right, pitch, indented)


def _shared(places: Sequence[int]) -> Sequence[int]:
    """Return the places at which several lines begin or end; all when there are none."""
    counts = Counter(one // _NEAR for one in places)
    many = max(2, len(places) // 20)
    return [one for one in places if counts[one // _NEAR] >= many] or places


def _stretch(own: Iterable[tuple[int, Line]]) -> Stretch:
    lines = tuple(own)
    before = lines[0][1]
    text = before.text
    for _, line in lines[1:]:
        text += (" " if _are_two_words(before, line) else "") + line.text
        before = line
    return Stretch(text, lines)


def _are_two_words(one: Line, other: Line) -> bool:
    """Return whether a blank divides the last sign of a line from the first of the next, where figures or letters are.

    Among characters a blank at the end of a line is only how the line was filled.
    """
    ends = one.text[-1:], other.text[:1]
    words = all(end.isascii() and end.isalpha() for end in ends)
    return words or (any(end.isascii() and end.isalnum() for end in ends) and (one.blank_behind or other.blank_before))
