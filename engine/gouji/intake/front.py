"""What stands before the first section: title, agency, year, date of publication, preamble, and how each was decided.

Only what is printed is given: a name is cut out of the title, never completed.
The words of the form come from the vocabulary; here is only how dates and years are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from gouji.intake.blocks import Paragraph
from gouji.intake.labels import fold
from gouji.intake.naming import MAX_NAME, NUMERALS, YEAR, Prose, Stated, agency_of, narrowed, reported, shifted
from gouji.intake.titles import Chosen, choose_title, is_title
from gouji.record import Record, replace
from gouji.vocabulary.model import Vocabulary

UNDECIDED: Final = "unknown"
SEVERAL: Final = "several_titles"
"""The doubt about a title beside which others name another year or agency."""

_MAX_SEARCHED: Final = 200
_MAX_TITLE: Final = 120
_MAX_PERIOD: Final = 20_000
_MIN_BROKEN: Final = 20
"""How long a line is at least that is only broken by the width of its page."""

_YEAR_ALONE: Final = re.compile(
    r"[（(〔\[]?\s*(?:(?:19|20)[0-9]{2}|[一二][〇○Ｏ零一二三四五六七八九]{3})\s*年度?\s*[）)〕\]]?"
)
_PERIOD: Final = re.compile(
    r"((?:19|20)[0-9]{2})\s*年\s*0?1\s*月\s*0?1\s*日[^。]{0,12}?(?:((?:19|20)[0-9]{2})\s*年)?\s*12\s*月\s*31\s*日"
)
_PUBLISHED: Final = re.compile(
    r"发布(?:时间|日期)\s*[:：]\s*((?:19|20)[0-9]{2})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})"
)


class Front(Record, frozen=True):
    """What is known of the report as a whole; what is not stated is `None`."""

    title: Stated | None
    agency: Stated | None
    year: Stated | None
    published: Stated | None
    preamble: tuple[Prose, ...]
    years: tuple[int, ...] = ()
    """The years that several titles state, where it is not known which is meant."""


def read_front(
    front: Sequence[Prose], body: Sequence[Prose], vocabulary: Vocabulary, called: Callable[[], str] = str
) -> Front:
    """Return what the prose before the first heading states; the period may also stand in the body.

    Of several titles the one that the document is `called` by counts.
    """
    searched = front[:_MAX_SEARCHED]
    kind = vocabulary.labels.of(vocabulary.languages[0])
    period = _period((*front, *body))
    chosen = _chosen(searched, kind, period, called)
    completed = searched if chosen is None else _with_year(searched, chosen.rank)
    if completed is not searched:
        searched, chosen = completed, _chosen(completed, kind, period, called)
    broken = None if chosen is not None else _broken_title(searched, kind)
    at, behind, title = len(searched), 0, None
    if chosen is not None:
        at, behind, title = chosen.rank, chosen.rank + 1, chosen.title
        title = replace(title, doubts=(SEVERAL,)) if chosen.years or chosen.agency_open else title
    elif broken is not None:
        at, behind = broken[0], broken[0] + 2
        title = Stated(broken[1].text, broken[1].text, broken[1].place, "title")
    # A link above a title names another page.
    above = searched[at - 1] if title is not None and at > 0 and not searched[at - 1].linked else None
    years = () if chosen is None else chosen.years
    return Front(
        title=title,
        agency=None if title is None or (chosen and chosen.agency_open) else agency_of(title, above, kind),
        year=None if years else _year(title, above, kind) or period,
        published=_published(searched),
        preamble=_preamble(searched[behind:]),
        years=years,
    )


def _chosen(searched: Sequence[Prose], kind: str, period: Stated | None, called: Callable[[], str]) -> Chosen | None:
    dated = (rank for rank, one in enumerate(searched) if _PERIOD.search(one.text[:_MAX_PERIOD]))
    return choose_title(searched, kind, period, next(dated, len(searched)), called)


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


def _with_year(searched: Sequence[Prose], at: int | None) -> Sequence[Prose]:
    """Put a title without a year together with the line above or below it that has one: `某局二○二一年度`."""
    if at is None or YEAR.search(narrowed(searched[at].text)):
        return searched
    if at > 0 and len(searched[at - 1].text) <= MAX_NAME and not searched[at - 1].linked:
        match = YEAR.search(narrowed(searched[at - 1].text))
        if match is not None and match.end() == len(searched[at - 1].text.rstrip()):
            return (*searched[: at - 1], _joined(searched[at - 1], searched[at]), *searched[at + 1 :])
    below = searched[at + 1] if at + 1 < len(searched) else None
    if below is not None and not below.linked and _YEAR_ALONE.fullmatch(narrowed(below.text.strip())):
        return (*searched[:at], _joined(searched[at], below), *searched[at + 2 :])
    return searched


def _joined(one: Prose, other: Prose) -> Prose:
    return Paragraph(one.text + other.text, replace(one.place, end=other.place.end))


def _broken_title(searched: Sequence[Prose], kind: str) -> tuple[int, Prose] | None:
    """Return a title that is broken over two lines, as one block, with the rank of its first line."""
    for rank, (one, other) in enumerate(pairwise(searched)):
        joined = _joined(one, other)
        # Only what is a title to its last character: two lines of prose may hold its words, too.
        if not (one.linked or other.linked) and fold(joined.text).endswith(fold(kind)) and is_title(joined.text, kind):
            return rank, joined
    return None


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


def _year(title: Stated | None, above: Prose | None, kind: str) -> Stated | None:
    if title is None:
        return None
    places = [(str(title.value), title.place)]
    if above is not None and len(above.text) <= MAX_NAME:
        places.append((above.text, above.place))
    for words, place in places:
        match = reported(words, kind)
        if match is not None:
            year = int(match.group(1).translate(NUMERALS))
            return Stated(year, match.group(), shifted(place, match.start(), match.end()), "title")
    return None


def _period(prose: Sequence[Prose]) -> Stated | None:
    found: dict[int, Stated] = {}
    for block in prose[:_MAX_SEARCHED]:
        if "月" not in block.text or "日" not in block.text:
            continue
        for match in _PERIOD.finditer(narrowed(block.text[:_MAX_PERIOD])):
            year = int(match.group(1))
            if match.group(2) in (None, match.group(1)):
                place = shifted(block.place, match.start(), match.end())
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
                return Stated(stated, match.group(), shifted(block.place, match.start(), match.end()), "front_matter")
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
