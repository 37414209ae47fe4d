"""What a line that is a title says: whose report it is, and of which year, each with its place.

Only what is printed is given: a name is cut out of the line, never completed. Which line is the title is decided in
`titles`.
"""

from __future__ import annotations

import re
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Heading, Paragraph
from gouji.record import Record, replace

Prose = Paragraph | Heading

MAX_NAME: Final = 40

YEAR: Final = re.compile(
    r"(?<![-—–~～至])((?:19|20)[0-9]{2}|[一二][〇○Ｏ零一二三四五六七八九]{3})\s*年度?"
    r"(?!\s*(?:[0-9]{1,2}\s*月|第\s*[0-9零一二三四五六七八九十百]{1,5}\s*[号期次批季]|发布|公布|印发|编制|修订))"
)
"""A year that can be the one reported on: not that of a date, of a number of issue, of publication, or of a span."""
_NUMBERED_PAPER: Final = re.compile(r"^\S{1,12}[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]\s*第?[0-9]{1,4}号\s*")
_AROUND_NAME: Final = re.compile(r"^关于(?:发布|公布|印发)?|关于$|(?:(?:19|20)[0-9]{2}\s*[-—–~～至]?\s*)+年度?.*$")
NUMERALS: Final = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_WIDE: Final = re.compile("[０-９]")
_NARROW: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_NO_NAME: Final = re.compile(r"[0-9，。；;:：、|>]")


class Stated(Record, frozen=True):
    """A value with the words it was read from; `decided` says from where, as an id."""

    value: str | int
    raw: str
    place: Place
    decided: str
    doubts: tuple[str, ...] = ()


def narrowed(text: str) -> str:
    """Return a text with narrow digits for wide ones; few texts have any."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def part(block: Prose, start: int, end: int) -> tuple[str, Place]:
    """Return a stretch of a line with its place."""
    return block.text[start:end], shifted(block.place, start, end)


def shifted(place: Place, start: int, end: int) -> Place:
    """Return the place of a stretch of what stands at a place."""
    if place.start is None or place.column is None:
        return place
    return replace(place, column=place.column + start, start=place.start + start, end=place.start + end)


def agency_of(title: Stated, above: Prose | None, kind: str) -> Stated | None:
    """Return whose report it is by a title, else by the line above it."""
    printed = str(title.value)
    paper = _NUMBERED_PAPER.match(printed)
    begin = 0 if paper is None else paper.end()
    words = printed[begin:]
    year = reported(words, kind)
    first = len(words) if year is None else year.start()
    named = words[:first] if first and year is not None else ""
    # The year may stand behind the report's name: 某局政府信息公开工作年度报告（2021年）.
    behind = named.find(kind[:6])
    named = named[:behind] if behind >= 0 and kind[-2:] in named[behind:] else named
    start = 0
    if not named:
        start = 0 if year is None else year.end()
        end = words.find(kind[:4], start)
        named = words[start:end] if end > start else ""
    bare = _AROUND_NAME.sub("", named.strip(" \u3000\u00a0《“")).strip()
    if bare:
        start += begin + named.index(bare)
        return Stated(bare, printed, shifted(title.place, start, start + len(bare)), "title")
    if above is not None and len(above.text) <= MAX_NAME and not _NO_NAME.search(above.text):
        return Stated(above.text, above.text, above.place, "line_above_title")
    return None


def reported(words: str, kind: str) -> re.Match[str] | None:
    """Return the year of a title that is reported on; of several the one that stands before the report's name."""
    found = list(YEAR.finditer(narrowed(words)))
    if len({match.group(1).translate(NUMERALS) for match in found}) > 1:
        found = [match for match in found if words.startswith(kind[:4], match.end())]
    return found[0] if found else None
