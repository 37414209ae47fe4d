"""How a report numbers its parts: as its form does, or in another usual style that runs through its headings.

Another style counts only where the form's headings stand in it under their own numbers; a single line in it proves
nothing, since lists and topics are numbered in the same ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from gouji.vocabulary.model import Vocabulary

_NUMERALS: Final = ("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **{sign: rank for signs in (*_NUMERALS, _ROMAN) for rank, sign in enumerate(signs, 1)},
        **{str(number): number for number in range(1, 100)},
    }
)
_ANY: Final = "[一二三四五六七八九十]|[0-9]{1,2}"
STYLES: Final = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"([0-9]{1,2})\s*[、.．,，]\s*(\S.*)",
        rf"第\s*({_ANY})\s*(?:部分|章)\s*[、.．:：]?\s*(\S.*)",
        rf"[（(]\s*({_ANY})\s*[)）]\s*[、.．]?\s*(\S.*)",
        r"([壹贰叁肆伍陆柒捌玖拾])\s*[、.．,，]\s*(\S.*)",
        r"([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4})\s*[、.．,，]\s*(\S.*)",
    )
)
"""`1、` `第一部分` `（一）` `壹、` `Ⅰ、`: the ordinal and the words behind it."""


def number_of(ordinal: str | None) -> int | None:
    """Return the number of an ordinal in any of the styles, without its marks; nothing when it is none."""
    return None if ordinal is None else _NUMBERS.get(ordinal)


def style_of(
    lines: Iterable[str], vocabulary: Vocabulary, own: re.Pattern[str], meant: Callable[[str], frozenset[str]]
) -> re.Pattern[str] | None:
    """Return the style in which all but two of the form's headings stand under their own numbers.

    Nothing is returned where the form's own style has two of them; `meant` says which section words can name.
    """
    numbers = {section.id: number_of(section.ordinal) for section in vocabulary.sections if section.ordinal}
    found: dict[re.Pattern[str], set[str]] = {style: set() for style in (own, *STYLES)}
    for line in lines:
        for style, sections in found.items():
            match = style.fullmatch(line)
            named = frozenset() if match is None else meant(match.group(2))
            if match is not None and len(named) == 1:
                [section] = named
                number = number_of(match.group(1))
                if number is not None and numbers.get(section) == number:
                    sections.add(section)
    if len(found[own]) > 1:
        return None
    least = max(2, len(numbers) - 2)
    return next((style for style in STYLES if len(found[style]) >= least), None)
