"""Exact numbers, units, and the kinds of missing.

Text of a cell or a literal enters, an exact number with what was odd about its writing leaves.
No binary float anywhere, and no knowledge of tables, rules or reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import product
from typing import Final

from gouji.late import late_regex
from gouji.record import Record

Exact = int | Fraction

MAX_DIGITS: Final = 400
MAX_CELL_TEXT: Final = 1000
MAX_NOTE: Final = 200
MAX_UNREADABLE_DIGITS: Final = 3


class MissingKind(Enum):
    """Why a cell has no value; zero is none of these."""

    ABSENT = "absent"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    UNREADABLE = "unreadable"


class BlankPolicy(Enum):
    """What a cell printed empty, or with a listed placeholder, may be taken as."""

    ZERO = "zero"
    UNKNOWN = "unknown"


class Domain(Enum):
    """The numbers that a quantity can be at all; an unknown cell ranges over its domain."""

    NATURAL = "natural"
    INTEGER = "integer"
    NONNEGATIVE = "nonnegative"
    RATIONAL = "rational"

    @property
    def whole(self) -> bool:
        """Whether only integers belong to it."""
        return self in (Domain.NATURAL, Domain.INTEGER)

    @property
    def signed(self) -> bool:
        """Whether numbers below zero belong to it."""
        return self in (Domain.INTEGER, Domain.RATIONAL)


def belongs(value: Exact, domain: Domain) -> bool:
    """Return whether a number lies in a domain."""
    return (domain.signed or value >= 0) and (not domain.whole or Fraction(value).denominator == 1)


class Labels(Record, frozen=True):
    """One name in several languages, the pack's first language first; never empty."""

    texts: tuple[tuple[str, str], ...]

    def of(self, language: str) -> str:
        """Return the name in a language, else in the first language."""
        for known, text in self.texts:
            if known == language:
                return text
        return self.texts[0][1]


class Unit(Record, frozen=True):
    """A unit of measure; `scale` is how many base units of its dimension one of it is (万元: 10000 of money)."""

    id: str
    dimension: str
    scale: Fraction
    labels: Labels
    domain: Domain = Domain.RATIONAL
    blank: BlankPolicy | None = None


def _built_in(unit: str, dimension: str, scale: Fraction, zh: str, en: str) -> Unit:
    return Unit(unit, dimension, scale, Labels((("zh", zh), ("en", en))))


NUMBER: Final = _built_in("", "number", Fraction(1), "数", "number")
PERCENT: Final = _built_in("%", "number", Fraction(1, 100), "%", "%")
PERMILLE: Final = _built_in("‰", "number", Fraction(1, 1000), "‰", "‰")
DAY: Final = _built_in("day", "day", Fraction(1), "天", "day")
DAY_ZH: Final = _built_in("天", "day", Fraction(1), "天", "day")

BUILT_IN_UNITS: Final = (NUMBER, PERCENT, PERMILLE, DAY, DAY_ZH)


def convert(value: Exact, unit: Unit, to: Unit) -> Exact:
    """Return a number of one unit as a number of another of the same dimension.

    Raises:
        ValueError: the dimensions differ; a checked rule never asks for it.
    """
    if unit.dimension != to.dimension:
        raise ValueError(f"{unit.id!r} does not convert to {to.id!r}")
    return exact(value * unit.scale / to.scale)


def exact(value: int | Fraction | Decimal) -> Exact:
    """Return the same number, as an integer when it is one."""
    ratio = Fraction(value)
    return ratio.numerator if ratio.denominator == 1 else ratio


_FEW_BITS: Final = 1000
_LITERAL: Final = late_regex(r"([+-]?)([0-9]+)(?:\.([0-9]+))?", re.ASCII)


def parse_exact(text: str) -> Exact | None:
    """Return the number that a plain ASCII decimal literal writes, or nothing for any other text."""
    if len(text) > MAX_DIGITS + 2:
        return None
    match = _LITERAL.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals = match.groups(default="")
    if len(whole) + len(decimals) > MAX_DIGITS:
        return None
    number = exact(Fraction(int(whole + decimals), 10 ** len(decimals)))
    return -number if sign == "-" else number


def render_exact(value: Exact) -> str:
    """Return the shortest exact writing: a decimal when a finite one exists, else `a/b`."""
    if isinstance(value, int):
        return _digits(value)
    ratio = Fraction(value)
    places = _decimal_places(ratio.denominator)
    if places is None:
        return f"{_digits(ratio.numerator)}/{_digits(ratio.denominator)}"
    digits = _digits(abs(ratio.numerator) * 10**places // ratio.denominator).rjust(places + 1, "0")
    sign = "-" if ratio < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _decimal_places(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def _digits(value: int) -> str:
    # str(value) alone refuses more than some thousand digits, which a product of long cells can have.
    return str(value) if value.bit_length() < _FEW_BITS else format(Decimal(value), "f")


class NumberText(Record, frozen=True):
    """What a cell's text says as a number.

    `values` holds one number, or every number it can have been when digits are unreadable, ascending.
    `dressed` says that it is not written as a plain literal (full-width, grouped, padded, with a plus sign or a unit).
    `note` is the text in brackets behind the number.
    """

    values: tuple[Exact, ...]
    dressed: bool = False
    note: str | None = None

    @property
    def value(self) -> Exact | None:
        """The number when there is only one."""
        return self.values[0] if len(self.values) == 1 else None


_BLANKS: Final = " \t\r\n\u00a0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_PLAIN_FORM: Final = str.maketrans("０１２３４５６７８９．，＋－\u2212？", "0123456789.,+--?")
_UNREADABLE: Final = late_regex(r"[?□■]")
_NOTED: Final = late_regex(r"([^()（）]*)[(（]([^()（）]+)[)）]")
_DENIED: Final = late_regex(
    r"应[为是]|应当[为是]|改[为成]|[更订]正|修[订改正][为成]|变更[为成]|实[为际]|不实|有误|错误|笔误|误[填写报]|[错多少漏][填写报]"
    r"|待[核定查确]|未[核确]|不确[定切]|暂[估定计]|存疑|[?？]"
)
"""Words of a note that say the number before it is another, or not certain."""
_CELL_NUMBER: Final = late_regex(
    r"[+-]?(?:(?:0|[1-9?□■][0-9?□■]{0,399})|[1-9?□■][0-9?□■]{0,2}(?:,[0-9?□■]{3}){1,132})(?:\.[0-9?□■]{1,399})?",
    re.ASCII,
)


def read_number_text(text: str, unit: str = "") -> NumberText | None:
    """Return the number a cell's raw text states, or nothing when it states none for certain.

    The unit of the cell may stand behind the number, no other. A number with a leading zero is refused: `00` is more
    often two cells glued together than a number. So is one that the note behind it denies: `22（应为23）`.
    """
    if len(text) > MAX_CELL_TEXT:
        return None
    printed, note = _split_note(text.strip(_BLANKS))
    if note is not None and (len(note) > MAX_NOTE or _DENIED.search(note)):
        return None
    bare = printed.removesuffix(unit).rstrip(_BLANKS)
    plain = bare.translate(_PLAIN_FORM)
    if _CELL_NUMBER.fullmatch(plain) is None:
        return None
    values = _candidates(plain.replace(",", ""))
    dressed = plain != printed or "," in plain or plain.startswith("+") or text != text.strip(_BLANKS)
    return NumberText(values, dressed, note) if values else None


def _split_note(text: str) -> tuple[str, str | None]:
    match = _NOTED.fullmatch(text)
    return (text, None) if match is None else (match.group(1).rstrip(_BLANKS), match.group(2).strip(_BLANKS))


def _candidates(literal: str) -> tuple[Exact, ...]:
    holes = len(_UNREADABLE.findall(literal))
    if holes == 0:
        value = parse_exact(literal)
        return () if value is None else (value,)
    if holes > MAX_UNREADABLE_DIGITS or not any(char.isdigit() for char in literal):
        return ()
    # A mark behind all digits may be no lost digit, but say that the number is to be confirmed: `31?`.
    whole = len(_UNREADABLE.sub(" ", literal).rstrip())
    values = {value for end in range(whole, len(literal) + 1) for value in _filled(literal[:end])}
    return tuple(sorted(values))


def _filled(literal: str) -> Iterator[Exact]:
    """Yield the numbers that a literal can have been, with any digit in the place of each mark."""
    template = _UNREADABLE.sub("{}", literal)
    for digits in product("0123456789", repeat=template.count("{}")):
        written = template.format(*digits)
        value = None if _leads_with_zero(written) else parse_exact(written)
        if value is not None:
            yield value


def _leads_with_zero(literal: str) -> bool:
    digits = literal.lstrip("+-")
    return len(digits) > 1 and digits[0] == "0" and digits[1] != "."
