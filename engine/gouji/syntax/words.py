"""The words and signs of the language: which are reserved, which begin an item or a clause, which name a state.

Nothing enters; tables leave.
The grammar and the reference list the reserved words too; a test holds the three together.
"""

from __future__ import annotations

from typing import Final

from gouji.vocabulary.reserved import RESERVED as RESERVED

ITEMS: Final = ("let", "pattern", "rule")

CLAUSES: Final = (
    "grade",
    "basis",
    "effective",
    "for",
    "let",
    "when",
    "requires",
    "check",
    "blank",
    "message",
    "fix",
    "replaces",
)
"""In the order in which the printer writes them; `for` and `let` keep their order among each other."""

FULL_WIDTH: Final = str.maketrans("（），“”＝＜＞＋－＊／［］｛｝．", '(),""=<>+-*/[]{}.')
"""Signs of a Chinese keyboard that are read as their half-width forms."""
