"""The words that rules cannot write as a name; a vocabulary must not give one to anything either.

They are words of the language, and lie here because the language stands on the vocabulary, not the other way round.
"""

from __future__ import annotations

from typing import Final

RESERVED: Final = frozenset(
    """
    let pattern rule grade error warning info when because basis practice derived says effective for in where except
    only requires check within blank as zero unknown message fix replaces and or not implies every some satisfies
    between agrees multiple of is exists filled placeholder unreadable absent matches parts first true false before
    after
    """.split()  # noqa: SIM905 - a paragraph of words is read more easily than a list of fifty strings
)
