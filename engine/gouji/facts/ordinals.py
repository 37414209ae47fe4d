"""The number that a printed ordinal writes: `三、`, `（二）`, `3.`; nothing for text that is no ordinal."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from gouji.patterns.fold import fold_text
from gouji.prose.numerals import read_numeral

_DRESS: Final = " ()[]、.,:第"
_MAX_ORDINAL: Final = 20


def ordinal_number(ordinal: str | None) -> int | None:
    """Return the number of an ordinal as printed, or nothing when it is none."""
    return None if ordinal is None or len(ordinal) > _MAX_ORDINAL else _number(ordinal)


@lru_cache(maxsize=1024)  # the ordinals of reports are few, and every rule about headings asks for all of them
def _number(ordinal: str) -> int | None:
    numeral = read_numeral(fold_text(ordinal).strip(_DRESS))
    return None if numeral is None or not isinstance(numeral.value, int) else numeral.value
