"""A compiled pattern as it is kept, and the machine that searches for it.

A compiled pattern is plain strings, so that a plan can keep it; its machine is built when first needed.
What authors write, and what may be wrong with it, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.record import Record

if TYPE_CHECKING:
    import re2

    from gouji.patterns.holes import HoleType

MAX_MEMORY: Final = 8 << 20
MAX_CONTEXT: Final = 200
"""How many characters around a match `not before` and `not after` look at."""

Choice: TypeAlias = tuple[str, ...]
"""Texts of which a match holds at least one."""
Find: TypeAlias = Callable[[str, int, int], tuple[int, int]]
"""Tells where something first stands between two places of a text."""
MOST_QUICK: Final = 2000
"""So long a segment `re` may search: from each of its places a bounded number of paths is tried."""
_NOWHERE: Final = (-1, -1)


class Loose(Record, frozen=True):
    """A pattern whose long repetitions go on without bound (`patterns.loose`).

    `holes` are the numbers of the capturing groups that are holes; `bounds` are those of the groups that hold what a
    repetition took, with the most characters that it may take.
    """

    regex: str
    holes: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]

    def keeps_bounds(self, match: re2._Match[bytes], encoded: bytes) -> bool:
        """Return whether a match in a text is one of the pattern itself."""
        for group, most in self.bounds:
            start, end = match.span(group)
            # Counting bytes is enough for most, as no character takes less than one.
            if end - start > most and len(encoded[start:end].decode()) > most:
                return False
        return True


class CompiledPattern(Record, frozen=True):
    """A pattern that can be searched for; only strings, so that it is kept and sent cheaply.

    `holes` are names and types in the order of the capturing groups.
    `needs` are choices of texts, the rarest first: a match holds one text of each; empty when nothing is known.
    `exact` are all the texts that it matches, in the order in which they are tried, where they are few.
    `loose` is what RE2 searches for first, where that is less work.
    `quick` is what `re` may search for instead (`patterns.quick`); empty when RE2 must.
    It `floats` when a match depends on nothing but its own characters: no context, no anchor, no word boundary.
    """

    regex: str
    holes: tuple[tuple[str, HoleType], ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    needs: tuple[Choice, ...]
    quick: str = ""
    exact: tuple[str, ...] = ()
    loose: Loose | None = None
    floats: bool = False


def holds(text: str, needs: Sequence[Choice], start: int = 0, end: int | None = None) -> bool:
    """Return whether a stretch of a text holds what a match in it must hold."""
    for choice in needs:
        for one in choice:
            if text.find(one, start, end) >= 0:
                break
        else:
            return False
    return True


@lru_cache(maxsize=1024)  # building a machine costs as much as many searches
def machine(regex: str, *, capturing: bool = True) -> re2._Regexp:
    """Return the searching machine of a regular expression that `compile_pattern` made.

    One that does not capture only finds where a match stands, and is quicker at it.
    """
    import re2  # loading it takes longer than checking a report without prose

    return re2.compile(regex.encode(), _options(capturing))


@cache
def _options(capturing: bool) -> re2.Options:
    import re2  # as above

    options = re2.Options()
    options.max_mem = MAX_MEMORY
    options.log_errors = False
    options.never_capture = not capturing
    return options


def matches(pattern: CompiledPattern, encoded: bytes) -> Iterator[tuple[re2._Match[bytes], Sequence[int]]]:
    """Yield what a pattern matches in UTF-8, whatever stands around it, and which groups of each match are holes."""
    start, loose = 0, pattern.loose
    if loose is not None:
        for match in machine(loose.regex).finditer(encoded):
            if not loose.keeps_bounds(match, encoded):
                break
            yield match, loose.holes
            start = match.span()[1]
        else:
            return
    holes = range(1, len(pattern.holes) + 1)
    for match in machine(pattern.regex).finditer(encoded, start):
        yield match, holes


def finder(pattern: CompiledPattern) -> Find:
    """Return what tells where RE2 first matches in a stretch of a text; (-1, -1) when nowhere."""
    loose = pattern.loose
    search = machine(pattern.regex if loose is None else loose.regex, capturing=loose is not None).search

    def find(text: str, start: int, end: int) -> tuple[int, int]:
        encoded = text[start:end].encode()
        found = search(encoded)
        if found is not None and loose is not None and not loose.keeps_bounds(found, encoded):
            found = machine(pattern.regex, capturing=False).search(encoded)
        if found is None:
            return _NOWHERE
        first, last = found.span()
        begins = start + len(encoded[:first].decode())
        return begins, begins + len(encoded[first:last].decode())

    return find


def exact_finder(exact: Sequence[str]) -> Find:
    """Return what tells where one of a few texts first stands; of those at one place the earlier in order counts."""

    def find(text: str, start: int, end: int) -> tuple[int, int]:
        begins, length = end, -1
        for one in exact:
            # A later text takes the place of an earlier one only if it stands before it.
            place = text.find(one, start, min(end, begins + len(one) - 1))
            if 0 <= place < begins:
                begins, length = place, len(one)
        return _NOWHERE if length < 0 else (begins, begins + length)

    return find


def quick_finder(pattern: CompiledPattern) -> Find:
    """Return what tells the same as `finder`, by `re` where that is quicker and as safe."""
    by_re2 = finder(pattern)
    if not pattern.quick:
        return by_re2
    search = re.compile(pattern.quick).search

    def find(text: str, start: int, end: int) -> tuple[int, int]:
        if end - start > MOST_QUICK:
            return by_re2(text, start, end)
        found = search(text, start, end)
        return _NOWHERE if found is None else found.span()

    return find
