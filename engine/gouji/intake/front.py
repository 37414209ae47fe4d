"""What stands before the first section: title, agency, year, date of publication, preamble, and how each was decided.

Only what is printed is given: a name is cut out of the title, never completed.
The words of the form come from the vocabulary; here is only how dates and years are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Heading, Paragraph
from gouji.intake.labels import fold
from gouji.record import Record, replace
from gouji.vocabulary.model import Vocabulary

Prose = Paragraph | Heading

UNDECIDED: Final = "unknown"

_MAX_SEARCHED: Final = 200
_MAX_TITLE: Final = 120
_MAX_NAME: Final = 40
_MAX_PERIOD: Final = 20_000
_ALIKE: Final = 75
"""How many percent of the report's name a title must hold, in order."""

_MIN_BROKEN: Final = 20
"""How long a line is at least that is only broken by the width of its page."""

_FIELD: Final = re.compile(r"[^\s:：]{1,8}[:：]\s*")
_YEAR: Final = re.compile(
    r"(?<![-—–~～至])((?:19|20)[0-9]{2}|[一二][〇○Ｏ零一二三四五六七八九]{3})\s*年度?"
    r"(?!\s*(?:[0-9]{1,2}\s*月|第|发布|公布|印发|编制|修订))"
)
"""A year that can be the one reported on: not that of a date, of a number of issue, of publication, or of a span."""
_NUMBERED_PAPER: Final = re.compile(r"^\S{1,12}[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]\s*第?[0-9]{1,4}号\s*")
_AROUND_NAME: Final = re.compile(r"^关于(?:发布|公布|印发)?|关于$|(?:(?:19|20)[0-9]{2}\s*[-—–~～至]?\s*)+年度?.*$")
_YEAR_ALONE: Final = re.compile(
    r"[（(〔\[]?\s*(?:(?:19|20)[0-9]{2}|[一二][〇○Ｏ零一二三四五六七八九]{3})\s*年度?\s*[）)〕\]]?"
)
_NUMERALS: Final = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_WIDE_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_PERIOD: Final = re.compile(
    r"((?:19|20)[0-9]{2})\s*年\s*0?1\s*月\s*0?1\s*日[^。]{0,12}?(?:((?:19|20)[0-9]{2})\s*年)?\s*12\s*月\s*31\s*日"
)
_PUBLISHED: Final = re.compile(
    r"发布(?:时间|日期)\s*[:：]\s*((?:19|20)[0-9]{2})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})"
)
_NO_NAME: Final = re.compile(r"[0-9，。；;:：、|>]")


class Stated(Record, frozen=True):
    """A value with the words it was read from; `decided` says from where, as an id."""

    value: str | int
    raw: str
    place: Place
    decided: str


class Front(Record, frozen=True):
    """What is known of the report as a whole; what is not stated is `None`."""

    title: Stated | None
    agency: Stated | None
    year: Stated | None
    published: Stated | None
    preamble: tuple[Prose, ...]


def read_front(front: Sequence[Prose], body: Sequence[Prose], vocabulary: Vocabulary) -> Front:
    """Return what the prose before the first heading states; the period may also stand in the body."""
    searched = front[:_MAX_SEARCHED]
    kind = vocabulary.labels.of(vocabulary.languages[0])
    at = _title_at(searched, kind)
    completed = _with_year(searched, at)
    if completed is not searched:
        searched, at = completed, _title_at(completed, kind)
    after = searched[0 if at is None else at + 1 :]
    above = None if at is None or at == 0 else searched[at - 1]
    if at is None:
        at, broken = _broken_title(searched, kind)
        title = None if broken is None else _title(broken)
        if broken is not None:
            above = None if at == 0 else searched[at - 1]
            after = searched[at + 2 :]
    else:
        title = _title(searched[at])
    preamble = _preamble(after)
    return Front(
        title=title,
        agency=None if title is None else _agency(title, above, kind),
        year=_year(title, above, kind) or _period((*front, *body)),
        published=_published(searched),
        preamble=preamble,
    )


def decide(vocabulary: Vocabulary, name: str, front: Front) -> Stated | None:
    """Return the value of a metadata field that the agency's name or the words before the first section decide.

    Of several endings the longest counts; words that speak for another value leave it undecided.
    What is undecided is `unknown` where the vocabulary has that value.
    """
    declared = vocabulary.metadata_field(name)
    if declared is None or front.agency is None:
        return None
    default = next((one.id for one in declared.values if one.id == UNDECIDED), None)
    agency = str(front.agency.value)
    ends = [(len(end), one.id) for one in declared.values for end in one.name_ends if agency.endswith(end)]
    longest = max((length for length, _ in ends), default=0)
    by_name = {value for length, value in ends if length == longest}
    texts = [one.text for one in front.preamble] + ([] if front.title is None else [str(front.title.value)])
    by_words = {one.id for one in declared.values for word in one.front_says if any(word in text for text in texts)}
    meant = by_name | by_words
    if len(meant) != 1:
        return None if default is None else Stated(default, front.agency.raw, front.agency.place, "default")
    decided = "agency_name" if by_name else "front_matter"
    return Stated(next(iter(meant)), front.agency.raw, front.agency.place, decided)


def _title_at(searched: Sequence[Prose], kind: str) -> int | None:
    best: tuple[int, int] | None = None
    wanted = fold(kind)
    for rank, block in enumerate(searched):
        if len(block.text) > _MAX_TITLE or "。" in block.text or _within_cited_title(block.text):
            continue
        alike = _held(fold(block.text), wanted) + 5 * bool(_YEAR.search(block.text.translate(_WIDE_DIGITS)))
        if alike >= _ALIKE and (best is None or alike > best[0]):
            best = (alike, rank)
    return None if best is None else best[1]


def _with_year(searched: Sequence[Prose], at: int | None) -> Sequence[Prose]:
    """Put a title without a year together with the line above or below it that has one: `某局二○二一年度`."""
    if at is None or _YEAR.search(searched[at].text.translate(_WIDE_DIGITS)):
        return searched
    if at > 0 and len(searched[at - 1].text) <= _MAX_NAME:
        match = _YEAR.search(searched[at - 1].text.translate(_WIDE_DIGITS))
        if match is not None and match.end() == len(searched[at - 1].text.rstrip()):
            return (*searched[: at - 1], _joined(searched[at - 1], searched[at]), *searched[at + 1 :])
    if at + 1 < len(searched) and _YEAR_ALONE.fullmatch(searched[at + 1].text.strip().translate(_WIDE_DIGITS)):
        return (*searched[:at], _joined(searched[at], searched[at + 1]), *searched[at + 2 :])
    return searched


def _joined(one: Prose, other: Prose) -> Prose:
    return Paragraph(one.text + other.text, replace(one.place, end=other.place.end))


def _broken_title(searched: Sequence[Prose], kind: str) -> tuple[int, Prose | None]:
    """Return a title that is broken over two lines, as one block, with the rank of its first line."""
    for rank, (one, other) in enumerate(pairwise(searched)):
        joined = _joined(one, other)
        # Only what is a title to its last character: two lines of prose may hold its words, too.
        if fold(joined.text).endswith(fold(kind)) and _title_at((joined,), kind) is not None:
            return rank, joined
    return 0, None


def _preamble(after: Sequence[Prose]) -> tuple[Prose, ...]:
    """Return the sentences; a long line that goes on in a sentence belongs to it."""
    kept: list[Prose] = []
    goes_on = False
    for one in reversed(after):
        said = "。" in one.text or _PERIOD.search(one.text[:_MAX_TITLE]) is not None
        goes_on = said or (goes_on and len(one.text) >= _MIN_BROKEN and ":" not in one.text and "：" not in one.text)
        if goes_on:
            kept.append(one)
    return tuple(reversed(kept))


def _within_cited_title(text: str) -> bool:
    """Return whether a line begins or ends within a title that is cited: it is a stretch of a broken sentence."""
    depth = 0
    for mark in text:
        depth += (mark == "《") - (mark == "》")
        if depth < 0:
            return True
    return depth > 0


@lru_cache(maxsize=128)  # the same lines are looked at again when one of them has lost its year
def _held(text: str, wanted: str) -> int:
    matching = SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks()
    return 100 * sum(block.size for block in matching) // max(len(wanted), 1)


def _title(block: Prose) -> Stated:
    field = _FIELD.match(block.text)
    words, place = (block.text, block.place) if field is None else _part(block, field.end(), len(block.text))
    return Stated(words, block.text, place, "title")


def _part(block: Prose, start: int, end: int) -> tuple[str, Place]:
    return block.text[start:end], _shifted(block.place, start, end)


def _shifted(place: Place, start: int, end: int) -> Place:
    if place.start is None or place.column is None:
        return place
    return replace(place, column=place.column + start, start=place.start + start, end=place.start + end)


def _agency(title: Stated, above: Prose | None, kind: str) -> Stated | None:
    printed = str(title.value)
    paper = _NUMBERED_PAPER.match(printed)
    begin = 0 if paper is None else paper.end()
    words = printed[begin:]
    year = _reported(words, kind)
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
        return Stated(bare, printed, _shifted(title.place, start, start + len(bare)), "title")
    if above is not None and len(above.text) <= _MAX_NAME and not _NO_NAME.search(above.text):
        return Stated(above.text, above.text, above.place, "line_above_title")
    return None


def _reported(words: str, kind: str) -> re.Match[str] | None:
    """Return the year of a title that is reported on; of several the one that stands before the report's name."""
    found = list(_YEAR.finditer(words.translate(_WIDE_DIGITS)))
    if len({match.group(1).translate(_NUMERALS) for match in found}) > 1:
        found = [match for match in found if words.startswith(kind[:4], match.end())]
    return found[0] if found else None


def _year(title: Stated | None, above: Prose | None, kind: str) -> Stated | None:
    if title is None:
        return None
    places = [(str(title.value), title.place)]
    if above is not None and len(above.text) <= _MAX_NAME:
        places.append((above.text, above.place))
    for words, place in places:
        match = _reported(words, kind)
        if match is not None:
            year = int(match.group(1).translate(_NUMERALS))
            return Stated(year, match.group(), _shifted(place, match.start(), match.end()), "title")
    return None


def _period(prose: Sequence[Prose]) -> Stated | None:
    found: dict[int, Stated] = {}
    for block in prose[:_MAX_SEARCHED]:
        for match in _PERIOD.finditer(block.text[:_MAX_PERIOD].translate(_WIDE_DIGITS)):
            year = int(match.group(1))
            if match.group(2) in (None, match.group(1)):
                place = _shifted(block.place, match.start(), match.end())
                found.setdefault(year, Stated(year, match.group(), place, "period"))
    # Two periods of different years decide nothing.
    return next(iter(found.values())) if len(found) == 1 else None


def _published(searched: Sequence[Prose]) -> Stated | None:
    for block in searched:
        match = _PUBLISHED.search(block.text[:_MAX_PERIOD])
        if match is not None:
            year, month, day = (int(one) for one in match.groups())
            if _exists(year, month, day):
                stated = f"{year:04}-{month:02}-{day:02}"
                return Stated(stated, match.group(), _shifted(block.place, match.start(), match.end()), "front_matter")
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
