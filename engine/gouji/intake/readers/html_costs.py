"""Whether a page can be parsed in good time: its bytes in lower case enter, the answer leaves.

A parser looks through the attributes of an element for each further one, and through all open elements for each tag:
what grows with the square has to be bounded before it begins.
"""

from __future__ import annotations

import re
from math import isqrt
from typing import Final

_MAX_DEPTH: Final = 25_000
_MAX_COST: Final = 200_000_000
"""How often an attribute may be compared with another, in all elements together: a second."""
_SHORT: Final = 2 * isqrt(_MAX_COST)
"""A page up to so long cannot cost more, were it one element: an attribute takes two signs."""
_FEW: Final = 400
"""Tags of fewer characters hold no more than 200 attributes, and are many only where the page is large."""
_MAX_REPEATED: Final = 16
"""How many times the length of the page tags may be looked through that may begin within each other."""
_SLACK: Final = 1_000_000

_TAG: Final = re.compile(
    rb"<(/?)(?!(?:p|li|d[td]|t[dhr]|tbody|thead|tfoot|option|optgroup|colgroup|r[pt]|[bh]r|img|input|meta|link|col|area"
    rb"|base|embed|source|track|wbr|param)[\s/>])[a-z]"
)
"""Tags of elements that stay open until they are closed."""

_ONE: Final = rb"[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?)?+|="
_ATTRIBUTE: Final = re.compile(_ONE)
_WITH_ATTRIBUTES: Final = re.compile(rb"(<[a-z][^\s/>]*+)(?:[\s/]*+(?:" + _ONE + rb"))*+")
"""The beginning of an element with its attributes; what stands within quotes may hold `>`."""
_BEGUN: Final = re.compile(rb"<[a-z]")
_MARKED: Final = re.compile(rb"=\s*+(?:\"[^\"<>]*+[<>]|'[^'<>]*+[<>])")
"""A value in quotes that holds signs of tags: where there is none, every tag ends at the first `>`."""


def takes_too_long(low: bytes) -> bool:
    """Return whether a parser could not follow a page in good time: elements too deep, or attributes too many."""
    return _too_deep(low) or (len(low) > _SHORT and _too_many_attributes(low))


def _too_deep(low: bytes) -> bool:
    if low.count(b"<") <= _MAX_DEPTH:
        return False
    depth = 0
    for match in _TAG.finditer(low):
        depth = max(depth - 1, 0) if match.group(1) else depth + 1
        if depth > _MAX_DEPTH:
            return True
    return False


def _too_many_attributes(low: bytes) -> bool:
    """Return whether comparing the attributes of each element with each other takes too long.

    Where a script ends, only the parser knows; so a tag counts wherever one may begin, also within another.
    """
    if _has_short_tags(low):
        return False
    cost = at = 0
    left = _MAX_REPEATED * len(low) + _SLACK
    while (match := _WITH_ATTRIBUTES.search(low, at)) is not None:
        begin, at = match.span()
        left -= at - begin
        if at - begin > _FEW:
            cost += len(_ATTRIBUTE.findall(low, begin, at)) ** 2
        if cost > _MAX_COST or left < 0:
            return True
        # Looking for one sign is much quicker, and few tags hold one.
        if low.find(b"<", match.end(1), at) >= 0 and _BEGUN.search(low, match.end(1), at) is not None:
            at = _within_quotes(low, match.end(1), at)
    return False


def _has_short_tags(low: bytes) -> bool:
    """Return whether the length of the longest tag alone bounds the cost, at two signs an attribute."""
    most = 4 * _MAX_COST // len(low)
    at = 0
    while at + most < len(low):
        end = low.rfind(b">", at, at + most + 1)
        if end < 0:
            return False
        at = end + 1
    return _MARKED.search(low) is None


def _within_quotes(low: bytes, begin: int, end: int) -> int:
    """Return where within the quotes of attributes a tag may begin; elsewhere it would be one attribute more."""
    for one in _ATTRIBUTE.finditer(low, begin, end):
        if one.group().endswith((b"'", b'"')):
            found = _BEGUN.search(low, one.start(), one.end())
            if found is not None:
                return found.start()
    return end
