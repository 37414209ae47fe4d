"""Which of the lines before the first section is the report's title, and what around it is none of it.

A page prints titles of other reports, too: of earlier years, of other agencies, in a list beside the text. Where lines
that look like a title disagree, the page's own name, its first heading, the period and the place decide; what they do
not decide is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Heading
from gouji.intake.labels import fold
from gouji.intake.naming import NUMERALS, YEAR, Prose, Stated, agency_of, narrowed, part, reported
from gouji.record import Record

_MAX_LINE: Final = 400
"""How long a line may be in which a title stands beside other things."""
_MAX_TITLE: Final = 120
_MAX_CALLED: Final = 120
_ALIKE: Final = 75
"""How many percent of the report's name a title must hold, in order."""

_FIELD: Final = re.compile(r"(?:[^\s:：][ \t\u3000\u00a0]*){1,8}[:：]\s*")
_STEP: Final = re.compile(r"\s*[>＞»›→]+\s*")
_BAR: Final = re.compile(r"\s*[/|｜]\s*")
_DATE_BEHIND: Final = re.compile(
    r"\s*[\[（(【]?\s*(?:(?:发布|公开|生成|成文|更新)?(?:时间|日期)[:：]\s*)?(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:\s+[0-9:]{4,8})?"
    r"\s*[\]）)】]?$"
)
_TARGET: Final = re.compile(r"(?<=\])\([^()\s]*\)$")
_TAG: Final = re.compile(r"【[^【】]*】(?=\S)")
_OTHER_PAGE: Final = re.compile(
    r"\s*(?:上一|下一|前一|后一|相关|往年|历年)\S{0,4}[:：]|(?:[-*+]\s*)?\[[^\[\]]+\]\(\S*\)"
)
_NOWHERE: Final = Place()
_NO_TITLE: Final = re.compile(r"[，；《]|的(?:通知|公告|通告|函)$|\.[A-Za-z]{2,4}$")
"""What a line has that only names a report, as a sentence, a notice or a file; a title may begin with a bracket."""
_BRACKETS: Final = frozenset(("【】", "［］", "[]", "<>", "〔〕"))


class Candidate(Record, frozen=True):
    """A line that looks like a title: its rank, how alike, its words, and the agency and year that they name."""

    rank: int
    alike: int
    title: Stated
    agency: str | None
    year: int | None
    elsewhere: bool
    """Whether the line leads to another page."""
    first_heading: bool

    def differs(self, other: Candidate) -> bool:
        """Return whether two lines cannot be titles of one report."""
        return _apart(self.agency, other.agency) or (bool(self.year and other.year) and self.year != other.year)


class Chosen(Record, frozen=True):
    """The title of a report, and whether other lines leave it open of which year or agency it is."""

    rank: int
    title: Stated
    years: tuple[int, ...] = ()
    """The years of which one is meant, where that is not known."""
    agency_open: bool = False


def choose_title(
    searched: Sequence[Prose], kind: str, period: Stated | None, begins: int, called: Callable[[], str]
) -> Chosen | None:
    """Return the title among lines; behind the rank where the preamble `begins` none competes with it."""
    found = [one for rank, block in enumerate(searched) for one in _candidates(rank, block, kind)]
    own = [one for one in found if not one.elsewhere]
    if not own:
        # A page without a title of its own: a link is one only where the page is called the same.
        name = fold(called()[:_MAX_CALLED]) if found else ""
        own = [one for one in found if fold(str(one.title.value)) in name]
    if not own:
        return None
    rivals = [one for one in own if one.rank < begins and not _NO_TITLE.search(str(one.title.value), 1)]
    rivals = [one for one in rivals if one.year is not None] or rivals
    if not any(one.differs(other) for one in rivals for other in rivals):
        best = max(rivals or own, key=lambda one: (one.alike, -one.rank))
        return Chosen(best.rank, best.title)
    return _among(rivals, period, fold(called()[:_MAX_CALLED]))


def _among(rivals: Sequence[Candidate], period: Stated | None, name: str) -> Chosen:
    """Return one of several titles that disagree, with what of it is not known."""
    nearest = rivals[-1]
    marked = _only([one for one in rivals if fold(str(one.title.value)) in name])
    marked = marked or _only([one for one in rivals if one.first_heading])
    # Without a name the period tells which of several years is meant, and the place which of those left.
    dated = [one for one in rivals if period is not None and one.year == period.value]
    meant = marked or (nearest if nearest in dated or not dated else dated[-1])
    years = {one.year for one in rivals if one.year is not None}
    # Two of three must say the year: the page's name for the title, the place, the period.
    said = (marked is not None, meant.year == nearest.year, period is not None and meant.year == period.value)
    sure = sum(said) > 1 and (period is None or said[-1])
    return Chosen(
        meant.rank,
        meant.title,
        () if sure or len(years) < 2 else tuple(sorted(years)),
        marked is None and any(_apart(meant.agency, one.agency) for one in rivals),
    )


def _only(found: Sequence[Candidate]) -> Candidate | None:
    """Return the first of some candidates that all agree; nothing when they do not, or there is none."""
    return None if not found or any(found[0].differs(one) for one in found) else found[0]


def _apart(one: str | None, other: str | None) -> bool:
    """Return whether two names are not one agency's; a short name is the end of the full one."""
    if one is None or other is None:
        return False
    return not (fold(one).endswith(fold(other)) or fold(other).endswith(fold(one)))


def _candidates(rank: int, block: Prose, kind: str) -> Iterator[Candidate]:
    if len(block.text) > _MAX_LINE or not _holds_a_name(block.text, kind):
        return
    for start, end in _lines_of_row(block.text, kind) or [(0, len(block.text))]:
        found = _candidate(rank, block, _bounds(block.text, start, end, kind), kind)
        if found is not None:
            yield found


def _candidate(rank: int, block: Prose, bounds: tuple[int, int], kind: str) -> Candidate | None:
    words, place = part(block, *bounds)
    alike = likeness(words, kind)
    if alike < _ALIKE:
        return None
    title = Stated(words, block.text, place, "title")
    agency = agency_of(title, None, kind)
    year = reported(words, kind)
    first_heading = isinstance(block, Heading) and block.level == 1
    return Candidate(
        rank,
        alike,
        title,
        None if agency is None else str(agency.value),
        None if year is None else int(year.group(1).translate(NUMERALS)),
        not first_heading and (block.linked or _OTHER_PAGE.match(block.text) is not None),
        first_heading,
    )


def likeness(text: str, kind: str) -> int:
    """Return how much of the report's name a line holds, in percent, and five more for a year.

    What is too long, a sentence, or several titles in a line holds nothing.
    """
    if len(text) > _MAX_TITLE or "。" in text or _within_cited_title(text):
        return 0
    if text.count(kind[-4:]) > 1 < len(YEAR.findall(text)):
        return 0
    return _held(fold(text), fold(kind)) + 5 * bool(YEAR.search(narrowed(text)))


def is_title(text: str, kind: str) -> bool:
    """Return whether a line looks like a title by itself."""
    return likeness(text, kind) >= _ALIKE


def _holds_a_name(text: str, kind: str) -> bool:
    return _held(fold(text), fold(kind)) + 5 >= _ALIKE


def _bounds(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """Return where the title stands in a line, without labels, dates, brackets and the way to the page."""
    # What ends in such a sign is no way to it, and a pair of them is a bracket.
    steps, bars = (
        [one for one in sign.finditer(text, start, end) if one.end() < end and "<" not in text[start : one.start()]]
        for sign in (_STEP, _BAR)
    )
    # One bar may divide the two names of an agency.
    for found in (steps, bars if len(bars) > 1 else []):
        start = max(start, found[-1].end()) if found else start
    for sign in (_FIELD, _TAG):
        match = sign.match(text, start, end)
        start = start if match is None else match.end()
    for sign in (_TARGET, _DATE_BEHIND):
        match = sign.search(text, start, end)
        end = end if match is None else match.start()
    label = max(text.rfind(sign, start, end) for sign in ":：")
    if label >= 0 and is_title(text[label + 1 : end], kind):
        start = label + 1 + len(text[label + 1 : end]) - len(text[label + 1 : end].lstrip())
    if text[start : start + 1] + text[end - 1 : end] in _BRACKETS:
        start, end = start + 1, end - 1
    return start, end


def _lines_of_row(text: str, kind: str) -> list[tuple[int, int]]:
    """Return where the cells of a row stand that are titles by themselves; what they are beside is none of them."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n") if "\n" in text else ():
        start, at = at, at + len(line) + 1
        if is_title(line, kind) and reported(line, kind) and agency_of(_bare(line), None, kind) is not None:
            found.append((start, start + len(line)))
    return found


def _bare(line: str) -> Stated:
    return Stated(line, line, _NOWHERE, "title")


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
