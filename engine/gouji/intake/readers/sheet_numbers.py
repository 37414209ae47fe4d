"""How a spreadsheet shows a number: the stored number and its format enter, what a person sees leaves, or a doubt.

A number is certain only when what is shown states exactly the number that is stored, alone or with a unit behind it.
The stroke that a format of accounts shows for zero is the 0 that is stored: the format shows all other numbers, and
nobody wrote the stroke. What a format turns into something else (a date, a percentage, a rounded number, nothing at
all) is doubted, and so is every format that is not understood. All arithmetic is decimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from typing import Final

from gouji.intake.blocks import BLANKS
from gouji.record import Record

SHOWN_OTHERWISE: Final = "shown_otherwise"
"""The doubt about a number whose format shows something else than the number."""

BUILT_IN: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "General",
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        9: "0%",
        10: "0.00%",
        37: "#,##0_);(#,##0)",
        38: "#,##0_);[Red](#,##0)",
        39: "#,##0.00_);(#,##0.00)",
        40: "#,##0.00_);[Red](#,##0.00)",
        41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
        43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        49: "@",
    }
)
"""The formats that a file names by number only; all others of them are dates, money and fractions."""

_STORED: Final = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,340})?(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_PLAIN: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_UNIT: Final = re.compile(r"\s?[^\W\d_]{1,4}\Z")
"""Words behind a number: that they are those of its cell is seen where it is read."""
_TOKEN: Final = re.compile(
    r"""(?P<literal>"[^"]*"|\\.|[!].)|(?P<skip>_.|\*.)|(?P<bracket>\[[^\]]*\])
    |(?P<general>general|G/通用格式)|(?P<number>[0#?.,]+)|(?P<percent>%)|(?P<text>@)
    |(?P<plain>[\s$¥￥()+:'{}<=>^~&-]|[^\x00-\x7f])|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COLOUR: Final = re.compile(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]{1,2}|黑色?|蓝色?|青色?|绿色?|洋红|红色?|白色?"
    r"|黄色?|颜色 ?[0-9]{1,2}|\$-[0-9a-f]*)\]",
    re.IGNORECASE,
)
_CURRENCY: Final = re.compile(r"\[\$([^\]-]*)(?:-[0-9a-f]*)?\]", re.IGNORECASE)
_INTEGER_AND_REST: Final = re.compile(r"([#0?,]*)(?:(\.)([#0?]*))?")

_STROKES: Final = frozenset("-‐‑‒–—―－")

_DOUBLE: Final = Context(prec=15, rounding=ROUND_HALF_UP)
"""What a binary number certainly holds of a decimal one; programs show no more of it."""
_WIDE: Final = Context(prec=800, Emax=9999, Emin=-9999)
_NOISE: Final = 12
"""A number of more than 15 digits is another with noise when its first 15 end in zeros and no more than these stay."""
_GENERAL: Final = 11
"""How many characters a number without a format is shown in before it is rounded."""
_MAX_FORMAT: Final = 255
_MAX_SECTIONS: Final = 4


class Shown(Record, frozen=True):
    """What a person sees, and why that is no certain number."""

    text: str
    doubts: tuple[str, ...] = ()
    colour: str = ""
    """The colour in which the format shows it, as it stands there in brackets."""


class _NotUnderstoodError(Exception):
    """A format holds what is no plain number."""


def show_number(stored: str, code: str) -> Shown:
    """Return how a stored number is shown under a format; with a doubt unless exactly that number is shown."""
    if _STORED.fullmatch(stored) is None:
        return Shown(stored, (SHOWN_OTHERWISE,))
    value = _without_noise(_WIDE.create_decimal(stored))
    if value is None:
        return Shown(stored, (SHOWN_OTHERWISE,))
    try:
        text, colour = _shown(value, code)
    except _NotUnderstoodError:
        return Shown(_written(value), (SHOWN_OTHERWISE,))
    if value == 0 and text in _STROKES and _shows_numbers(code):
        return Shown("0", (), colour)
    bare = _UNIT.sub("", text)
    if _PLAIN.fullmatch(bare) is not None and _WIDE.create_decimal(bare.replace(",", "")) == value:
        return Shown(text, (), colour)
    return Shown(text or _written(value), (SHOWN_OTHERWISE,))


def _shows_numbers(code: str) -> bool:
    """Return whether a format has a part for zero alone and shows positive numbers by another one."""
    parts = _parts_of(code)
    return len(parts) > 2 and any(kind in ("number", "general") for kind, _ in parts[0])


def shows_text(code: str) -> bool:
    """Return whether a format shows words as they are: its fourth part, when there is one, is only their place."""
    if code in ("General", "@", ""):
        return True
    try:
        parts = _parts_of(code)
    except _NotUnderstoodError:
        return True
    if len(parts) < _MAX_SECTIONS:
        return True
    return [kind for kind, _ in parts[_MAX_SECTIONS - 1] if kind not in ("skip", "colour")] == ["text"]


def _without_noise(value: Decimal) -> Decimal | None:
    """Return the number that a person entered where its binary neighbour was stored: 0.1 for 0.10000000000000001."""
    if len(value.as_tuple().digits) <= _DOUBLE.prec:
        return value
    rounded = _DOUBLE.create_decimal(value).normalize(_DOUBLE)
    return rounded if len(rounded.as_tuple().digits) <= _NOISE else None


def _written(value: Decimal) -> str:
    text = format(value.normalize(_WIDE), "f")
    return "0" if value == 0 else text


def colour_of_text(code: str) -> str:
    """Return the colour in which a format shows words, as it stands there in brackets; nothing where it names none."""
    try:
        parts = _parts_of(code) if "[" in code else []
    except _NotUnderstoodError:
        return ""
    last = parts[-1] if len(parts) in (1, _MAX_SECTIONS) else []
    return _colour_in(last) if any(kind == "text" for kind, _ in last) else ""


def _shown(value: Decimal, code: str) -> tuple[str, str]:
    """Return how a number is shown, and the colour that the format names for it."""
    parts = _parts_of(code)
    if len(parts) > _MAX_SECTIONS:
        raise _NotUnderstoodError
    if value < 0 and len(parts) > 1:
        return _dressed(-value, parts[1]), _colour_in(parts[1])
    if value == 0 and len(parts) > 2:
        return _dressed(value, parts[2]), _colour_in(parts[2])
    text = _dressed(abs(value), parts[0])
    return f"-{text}" if value < 0 else text, _colour_in(parts[0])


def _colour_in(tokens: list[tuple[str, str]]) -> str:
    return next((words for kind, words in tokens if kind == "colour"), "")


def _parts_of(code: str) -> list[list[tuple[str, str]]]:
    """Return the parts of a format, for positive, negative numbers, zero and words, each as its tokens."""
    if len(code) > _MAX_FORMAT:
        raise _NotUnderstoodError
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, words = match.lastgroup or "other", match.group()
        if words == ";":
            parts.append([])
        else:
            parts[-1].append(_token(kind, words))
    return parts


def _token(kind: str, words: str) -> tuple[str, str]:
    match kind:
        case "literal":
            return "literal", words[1:-1] if words[0] == '"' else words[1:]
        case "plain":
            return "literal", words
        case "bracket" if _COLOUR.fullmatch(words):
            return "colour", words
        case "bracket" if (currency := _CURRENCY.fullmatch(words)) is not None:
            return "literal", currency.group(1)
        case "bracket":
            return "other", words
        case _:
            return kind, words


def _dressed(value: Decimal, tokens: list[tuple[str, str]]) -> str:
    """Return a number that is not negative with the literal words around it."""
    kinds = [kind for kind, _ in tokens]
    if "other" in kinds or sum(kinds.count(kind) for kind in ("number", "general", "text")) > 1:
        raise _NotUnderstoodError
    if kinds.count("percent"):
        value = value.scaleb(2 * kinds.count("percent"), _WIDE)
    return "".join(_pieces(value, tokens)).strip(BLANKS)


def _pieces(value: Decimal, tokens: list[tuple[str, str]]) -> Iterator[str]:
    for kind, words in tokens:
        match kind:
            case "literal" | "percent":
                yield words
            case "skip":
                yield " "
            case "number":
                yield _by_pattern(value, words)
            case "general" | "text":
                yield _general(value)
            case _:
                yield ""


def _general(value: Decimal) -> str:
    text = _written(value)
    if len(text) > _GENERAL:
        raise _NotUnderstoodError
    return text


def _by_pattern(value: Decimal, pattern: str) -> str:
    match = _INTEGER_AND_REST.fullmatch(pattern)
    if match is None or match.group(1).endswith(","):
        # A comma behind the last place divides by a thousand.
        raise _NotUnderstoodError
    whole, point, places = match.group(1), match.group(2) or "", match.group(3) or ""
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, _WIDE)
    integer, _, decimals = format(rounded, "f").partition(".")
    least = len(places.rstrip("#?"))
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        integer = _grouped(integer)
    return f"{integer}{point}{decimals}"


def _grouped(digits: str) -> str:
    head = len(digits) % 3
    groups = [digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))]
    return ",".join(group for group in groups if group)
