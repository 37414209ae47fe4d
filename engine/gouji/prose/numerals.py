"""Numbers as prose writes them: `1,234`, `2764.2万`, `三十一`, `两千`, `廿三`, `二〇二一`, `3亿5000万`, `30余万`.

Folded text of one number enters; its exact value leaves, with the place values that approximation needs.
What people read in two ways (`一百二`, `三四十`) is refused: there is no guessing here.
Which words around a number mark it as approximate is known here; what stands further off is not.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gouji.late import late_regex
from gouji.record import Record
from gouji.values import Exact, exact

MAX_NUMERAL: Final = 60

UNITS: Final = "百千万亿"
DIGITS: Final = "〇零一二三四五六七八九"
HAN: Final = DIGITS + "两十廿卅卌" + UNITS + "壹贰叁肆伍陆柒捌玖拾佰仟萬億兩"
MARKS_BEFORE: Final = ("超过", "突破", "不足", "不到", "约", "近", "逾", "超")
MARKS_AFTER: Final = "余多"
MARKS_BEHIND: Final = ("左右", "上下", "以上")
_AROUND: Final = frozenset(("约", "左右", "上下"))
_BELOW: Final = frozenset(("近", "不足", "不到"))

ARABIC_FORM: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
NUMBER_FORM: Final = (
    f"(?:{'|'.join(MARKS_BEFORE)})?"
    f"(?:{ARABIC_FORM}|[{HAN}]+)"
    f"(?:[{MARKS_AFTER}]?[{UNITS}]+(?:{ARABIC_FORM})?)*[{MARKS_AFTER}]?"
)
"""The form of a stated number, for RE2 and `re` alike; not all that has the form has a value."""


class Numeral(Record, frozen=True):
    """A number with the place value of its last digit that is not zero and of its last printed digit."""

    value: Exact
    significant: Exact
    printed: Exact
    bare_unit: bool = False
    """Written as a unit alone: `百` in `近百件`."""


class Stated(Record, frozen=True):
    """A number as stated; `low` and `high` differ from `nominal` when it is marked as approximate."""

    nominal: Exact
    low: Exact
    high: Exact
    printed: Exact
    marked: bool


def read_stated(text: str, before: str = "", after: str = "") -> Stated | None:
    """Return what a number of `NUMBER_FORM` states; `before` and `after` are marks that stand outside of it."""
    if len(text) > MAX_NUMERAL:
        return None
    lead = next((mark for mark in MARKS_BEFORE if text.startswith(mark)), "")
    bare, inner = _without_mark(text[len(lead) :])
    numeral = None if bare is None else read_numeral(bare)
    first, last = lead or before, inner or after
    if numeral is None or (numeral.bare_unit and not first and not last):
        return None
    value, step = numeral.value, numeral.significant
    if not first and not last:
        return Stated(value, value, value, numeral.printed, marked=False)
    around, below = first in _AROUND or last in _AROUND, first in _BELOW
    low = value - step if around or below else value
    high = value if below and (not last or last in _AROUND) else value + step
    return Stated(value, max(low, 0), high, numeral.printed, marked=True)


_SHORT: Final = late_regex("(.*[一二三四五六七八九两]?)([百千万亿])([一二三四五六七八九])")
_NEXT_BELOW: Final = {"百": 10, "千": 100, "万": 1000, "亿": 10**7}
_NEIGHBOURS: Final = late_regex("([一二三四五六七八九两])([一二三四五六七八九])([十百千万亿]?)")


def candidates_of(text: str) -> tuple[Exact, ...]:
    """Return what a number without one value may mean: `一百二` 102 or 120, `三四十` 30 or 40; often nothing known."""
    if len(text) > MAX_NUMERAL:
        return ()
    neighbours = _NEIGHBOURS.fullmatch(text)
    if neighbours is not None:
        first, second, unit = neighbours.groups()
        scale = {"": 1, "十": 10, **_BARE}[unit]
        return (_DIGIT[first] * scale, _DIGIT[second] * scale)
    short = _SHORT.fullmatch(text)
    head = None if short is None else read_numeral(short.group(1) + short.group(2))
    if short is None or head is None:
        return ()
    digit = _DIGIT[short.group(3)]
    return (exact(Fraction(head.value) + digit), exact(Fraction(head.value) + digit * _NEXT_BELOW[short.group(2)]))


_MARKED_INSIDE: Final = late_regex(f"([^{MARKS_AFTER}]+)([{MARKS_AFTER}])([{UNITS}]*)")


def _without_mark(text: str) -> tuple[str | None, str]:
    if not any(mark in text for mark in MARKS_AFTER):
        return text, ""
    match = _MARKED_INSIDE.fullmatch(text)
    return (None, "") if match is None else (match.group(1) + match.group(3), match.group(2))


def read_numeral(text: str) -> Numeral | None:
    """Return the one number that unmarked folded text writes, or nothing."""
    if not text or len(text) > MAX_NUMERAL:
        return None
    return _read_numeral(text)


@lru_cache(maxsize=4096)  # the numbers of prose are few, and reading one takes as long as finding it
def _read_numeral(text: str) -> Numeral | None:
    return _arabic(text) if text[0] in "0123456789" else _han(text.translate(_ORDINARY))


_PART: Final = late_regex(f"([0-9][0-9,]*)(?:\\.([0-9]+))?([{UNITS}]*)", re.ASCII)
_ARABIC: Final = late_regex(f"{ARABIC_FORM}(?:[{UNITS}]+{ARABIC_FORM})*[{UNITS}]*", re.ASCII)
_SCALES: Final = {
    "": 1,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}


def _arabic(text: str) -> Numeral | None:
    if _ARABIC.fullmatch(text) is None:
        return None
    parts = _PART.findall(text)
    numerals = [_arabic_part(*part) for part in parts]
    total: Exact = 0
    for index, numeral in enumerate(numerals):
        if numeral is None or not _fits_below(parts, index, numeral):
            return None
        total += numeral.value
    last = next(one for one in reversed(numerals) if one is not None and (one.value or one is numerals[0]))
    end = numerals[-1]
    return None if end is None else Numeral(exact(Fraction(total)), last.significant, end.printed)


def _arabic_part(whole: str, decimals: str, units: str) -> Numeral | None:
    digits = whole.replace(",", "")
    scale = _SCALES.get(units)
    if scale is None or (len(digits) > 1 and digits[0] == "0"):
        return None
    printed = Fraction(scale, 10 ** len(decimals))
    written = digits + decimals
    zeros = len(written) - len(written.rstrip("0")) if written.strip("0") else 0
    return Numeral(exact(int(written) * printed), exact(printed * 10**zeros), exact(printed))


def _fits_below(parts: list[tuple[str, str, str]], index: int, numeral: Numeral) -> bool:
    """Return whether a part of `3亿5000万` can follow the one before; `1万2` is read in two ways."""
    if index == 0:
        return True
    above, here = parts[index - 1], parts[index]
    four_places = above[2] == "万" and here[2] == "" and len(here[0]) == 4
    own_unit = here[2] in ("万", "千", "百") and above[2] in ("亿", "万")
    return not above[1] and not here[1] and numeral.value < _SCALES[above[2]] and (four_places or own_unit)


_ORDINARY: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩〇", "一二三四五六七八九十百千万亿两零")
_DIGIT: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACE: Final = {"十": 10, "百": 100, "千": 1000}
_TENS: Final = {"廿": "二十", "卅": "三十", "卌": "四十"}
_BARE: Final = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SEVERAL_DIGITS: Final = late_regex("[零一二三四五六七八九]{2,}")
_LONG_ENOUGH: Final = 4


def _han(text: str) -> Numeral | None:
    if text in _BARE:
        return Numeral(_BARE[text], _BARE[text], _BARE[text], bare_unit=True)
    if text in _DIGIT:
        return Numeral(_DIGIT[text], 1, 1)
    if _SEVERAL_DIGITS.fullmatch(text) is not None:
        return _digit_by_digit(text)
    for old, new in _TENS.items():
        text = text.replace(old, new)
    return _grouped(text, 10**8, "亿")


def _digit_by_digit(text: str) -> Numeral | None:
    """Return `二〇二一` as 2021; `三四` means three or four, and short runs without 零 are as doubtful."""
    if text[0] == "零" or ("零" not in text and len(text) < _LONG_ENOUGH):
        return None
    digits = "".join(str(_DIGIT[char]) for char in text)
    return Numeral(int(digits), 10 ** (len(digits) - len(digits.rstrip("0"))), 1)


def _grouped(text: str, scale: int, unit: str) -> Numeral | None:
    """Return a number with 亿 or 万 as its highest unit, or below; the part after the unit is below the unit."""
    above, found, below = text.rpartition(unit)
    if not found:
        return _grouped(text, 10**4, "万") if unit == "亿" else _below_ten_thousand(text)
    high = _grouped(above, 10**4, "万") if unit == "亿" else _below_ten_thousand(above)
    if high is None or high.value == 0:
        return None
    if not below:
        return Numeral(high.value * scale, high.significant * scale, high.printed * scale)
    low = _after_unit(below, scale)
    return None if low is None else Numeral(high.value * scale + low.value, low.significant, low.printed)


def _after_unit(text: str, scale: int) -> Numeral | None:
    """Return the part after 万 or 亿: 零 stands there exactly when the next place is empty."""
    rest = text.removeprefix("零")
    low = _grouped(rest, 10**4, "万") if scale == 10**8 else _below_ten_thousand(rest)
    if low is None or low.value == 0:
        return None
    gap = low.value * 10 < scale
    return low if gap == (rest != text) else None


_PLACES: Final = late_regex("(零?)([一二三四五六七八九两]?)([十百千]?)")


def _below_ten_thousand(text: str) -> Numeral | None:
    if text == "两":
        return Numeral(2, 1, 1)
    total, place, offset = 0, 10**4, 0
    while offset < len(text):
        match = _PLACES.match(text, offset)
        here = None if match is None or match.end() == offset else _place(match, place, offset == 0)
        if match is None or here is None:
            return None
        total, place, offset = total + here[0], here[1], match.end()
    return Numeral(total, place, place) if total else None


def _place(match: re.Match[str], above: int, leads: bool) -> tuple[int, int] | None:
    """Return value and place of one digit with its unit, when it may follow the place above."""
    gap, digit, unit = match.groups()
    place = _PLACE.get(unit, 1)
    value = _DIGIT[digit] if digit else 1
    allowed = (
        place < above
        and (bool(digit) or unit == "十")
        and (digit != "两" or unit in ("百", "千"))
        and bool(gap) == (not leads and place * 10 < above)
    )
    return (value * place, place) if allowed else None
