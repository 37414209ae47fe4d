"""What a paragraph of a page says: its words with their marks enter, the text as a reader takes it and doubts leave.

Struck, hidden and raised words are no part of what is said beside other words; where all words are so they are kept,
since a script may show them. What is left out never brings digits together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gouji.intake.readers.marks import ELSE, HIDDEN, RAISED, STRUCK

READING: Final = "a reading aid"
"""The mark of words above others that say how these are read."""
SMALL: Final = "small"
"""The mark of words that are smaller than those around."""

LINKED: Final = "linked"
"""The mark of words that lead to another page."""

MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sup": RAISED, "sub": RAISED, "rt": READING, "rtc": READING, "s": STRUCK, "strike": STRUCK, "del": STRUCK,
        "small": SMALL, "big": SMALL, "bdo": ELSE, "math": ELSE, "a": LINKED,
    }
)  # fmt: skip
"""What elements make of the words in them, by their names."""


def said_in(words: Sequence[str], marks: Mapping[int, tuple[str, ...]]) -> tuple[list[str], tuple[str, ...]]:
    """Return the words of a paragraph that are said, and the doubts about them; `marks` go by the rank of words."""
    kept = list(words)
    doubts: dict[str, None] = {}
    behind = _signs_behind(words)
    plain = any(word.strip() and not _left_out(marks.get(at, ())) for at, word in enumerate(words))
    before = ""
    for at, word in enumerate(words):
        bare = word.strip()
        under = marks.get(at, ())
        digits = any(one.isnumeric() for one in bare)
        beside = before.isnumeric() or behind[at].isnumeric()
        joins = before.isnumeric() and behind[at].isnumeric()
        doubts.update(dict.fromkeys(one for one in under if one == ELSE or (bare and one in (STRUCK, HIDDEN))))
        is_note = RAISED in under and bool(bare) and (digits or beside)
        if is_note or (READING in under and digits):
            doubts[RAISED] = None
        if plain and (is_note or _left_out(under)):
            kept[at] = " " if joins else ""
        elif SMALL in under and digits and beside:
            doubts[RAISED] = None
            kept[at] = " " * before.isnumeric() + bare + " " * behind[at].isnumeric()
        if bare and kept[at]:
            before = kept[at].rstrip()[-1:] or before
    return kept, tuple(doubts)


def _left_out(under: Sequence[str]) -> bool:
    return any(one in (STRUCK, HIDDEN, READING) for one in under)


def _signs_behind(words: Sequence[str]) -> list[str]:
    """Return for each stretch of words the first sign behind it."""
    found = [""] * len(words)
    sign = ""
    for at in range(len(words) - 1, -1, -1):
        found[at] = sign
        sign = words[at].strip()[:1] or sign
    return found


def is_link(words: Sequence[str], marks: Mapping[int, tuple[str, ...]]) -> bool:
    """Return whether most of the words of a paragraph lead to another page."""
    lengths = [(len(word.strip()), LINKED in marks.get(at, ())) for at, word in enumerate(words)]
    return 2 * sum(length for length, linked in lengths if linked) > sum(length for length, _ in lengths)
