"""A compiled pattern as it is kept, and the machine that searches for it.

A compiled pattern is plain strings, so that a plan can keep it; its machine is built when first needed.
What authors write, and what may be wrong with it, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from gouji.record import Record

if TYPE_CHECKING:
    import re2

    from gouji.patterns.holes import HoleType

MAX_MEMORY: Final = 8 << 20
MAX_CONTEXT: Final = 200
"""How many characters around a match `not before` and `not after` look at."""

_NOWHERE: Final = (-1, -1)


class CompiledPattern(Record, frozen=True):
    """A pattern that can be searched for; only strings, so that it is kept and sent cheaply.

    `holes` are names and types in the order of the capturing groups.
    `needs` are texts of which a match contains at least one; empty when nothing is known.
    """

    regex: str
    holes: tuple[tuple[str, HoleType], ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def floats(self) -> bool:
        """Whether a match depends on nothing but its own characters: no context, no anchor, no word boundary."""
        return not self.not_before and not self.not_after and not _anchored(self.regex)


def _anchored(regex: str) -> bool:
    return re.search(r"[\^$]|\\[bBAz]", regex) is not None


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


def finder(regex: str) -> Callable[[bytes], tuple[int, int]]:
    """Return what tells where the first match stands in an encoded text; (-1, -1) when there is none."""
    search = machine(regex, capturing=False).search

    def find(encoded: bytes) -> tuple[int, int]:
        found = search(encoded)
        return _NOWHERE if found is None else found.span()

    return find
