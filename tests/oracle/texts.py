"""Texts: folding, sentences, what a hole reads, the matches of a pattern. Python's `re` stands for RE2.

Strings enter, matches with their holes leave. Nothing of rules is known here.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise

from . import clauses

# ── folding ─────────────────────────────────────────────────────────────────

_ONE_BY_ONE = {
    **dict.fromkeys("‐‑‒–—―−─﹣", "-"),
    **dict.fromkeys("～〜∼", "~"),
    **dict.fromkeys("“”„‟«»「」『』", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("〔【〖", "["),
    **dict.fromkeys("〕】〗", "]"),
    **dict.fromkeys("·•‧∙", "·"),
    "○": "〇",
}


@cache
def fold_character(char: str) -> str:
    """Steps 1 and 2 of folding."""
    if char in _ONE_BY_ONE:
        return _ONE_BY_ONE[char]
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        char = chr(code - 0xFEE0)
    elif 0x2F00 <= code <= 0x2FDF or 0x2E80 <= code <= 0x2EFF or 0xF900 <= code <= 0xFAFF:
        normal = unicodedata.normalize("NFKC", char)
        char = normal if len(normal) == 1 else char
    return _ONE_BY_ONE.get(char, char)


def is_space(char: str) -> bool:
    return char.isspace() or char in "\u200b\ufeff"


def is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")


@lru_cache(maxsize=4096)
def fold_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters where it stood."""
    folded: list[str] = []
    places: list[int] = []
    index = 0
    while index < len(text):
        if not is_space(text[index]):
            folded.append(fold_character(text[index]))
            places.append(index)
            index += 1
            continue
        start = index
        while index < len(text) and is_space(text[index]):
            index += 1
        if start > 0 and index < len(text) and not is_wide(text[start - 1]) and not is_wide(text[index]):
            folded.append(" ")
            places.append(start)
    return "".join(folded), tuple(places)


def fold(text: str) -> str:
    return fold_with_places(text)[0]


def sentences(text: str) -> list[tuple[int, int]]:
    """The stretches of a segment up to and including an end of sentence."""
    found = []
    start = 0
    for index, char in enumerate(text):
        if char in "。！？；!?;\n\r":
            found.append((start, index + 1))
            start = index + 1
    if start < len(text):
        found.append((start, len(text)))
    return found


def sentence_around(text: str, first: int, last: int) -> str:
    """All the sentences that a stretch touches, its last character included."""
    touched = [(start, end) for start, end in sentences(text) if start <= last and end > first]
    return text[touched[0][0] : touched[-1][1]]


# ── numerals ────────────────────────────────────────────────────────────────

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral; nothing when it is not well formed."""
    digits_only = len(text) > 1 and text[0] not in "〇零" and all(char in _DIGITS and char != "两" for char in text)
    if digits_only and ("〇" in text or "零" in text or len(text) >= 4):
        return int("".join(str(_DIGITS[char]) for char in text))
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        if mark in text:
            before, after = text.rsplit(mark, 1)
            high = chinese_number(before) if before else None
            rest = after[1:] if after[:1] in ("零", "〇") else after
            low = chinese_number(rest) if rest else 0
            spoken_short = len(after) == 1  # 一万二 says 12,000, the signs say 10,002
            if not high or low is None or low >= size or spoken_short:
                return None
            return high * size + low
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last = 0, None, 10_000
    for index, char in enumerate(text):
        if char in "零〇" and len(text) > 1:
            if digit is not None or index == 0 or index == len(text) - 1:
                return None
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        elif char in "廿卅":
            if digit is not None or last <= 10:
                return None
            total, last = total + (20 if char == "廿" else 30), 10
        elif char in _TENS:
            if _TENS[char] >= last or (digit is None and char != "十"):
                return None
            total, last, digit = total + (1 if digit is None else digit) * _TENS[char], _TENS[char], None
        else:
            return None
    spoken_short = digit is not None and last in (100, 1000) and text[-2] not in "零〇"
    return None if spoken_short else total + (digit or 0)


def ordinal_value(text: str) -> int | None:
    """The value of an ordinal as printed: 一, （二）, 3."""
    bare = fold(text).strip("()[]、.,:· 第")
    if re.fullmatch(r"[0-9]{1,9}", bare):
        return int(bare)
    return chinese_number(bare) if bare else None


# ── holes ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Read:
    """What a hole says: a number or a range of numbers, or a day; otherwise why it says nothing.

    `half` is half of the last printed digit, `printed` the scale of the unit printed.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    approximate: bool = False
    half: Fraction = Fraction(0)
    printed: Fraction = Fraction(1)
    day: datetime.date | None = None
    reason: str | None = None


_BEFORE = "(?:超过|突破|不足|不到|约|近|逾|超)?"
_ASCII = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_HAN = "[〇零一二两三四五六七八九十百千廿卅万亿]+"
_BODY = f"(?:{_ASCII}|{_HAN})(?:[余多]?[百千万亿]+(?:{_ASCII})?)*[余多]?"
_COUNT = f"{_BEFORE}{_BODY}"
_YEAR = "(?:[0-9]{4}|[〇零一二三四五六七八九]{4})"
_DAY_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = (
    f"(?:(?:{_YEAR}年)?{_DAY_NUMBER}月{_DAY_NUMBER}[日号]"
    "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{4}\\.[0-9]{1,2}\\.[0-9]{1,2})"
)
HOLES = {"count": _COUNT, "year": _YEAR, "date": _DATE, "money": f"{_COUNT}元", "percent": f"{_COUNT}[%‰]"}
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_ALONE = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WHOLE_NUMBER = re.compile(f"({_BEFORE})({_BODY})(元|%|‰)?(左右|上下|以上)?", re.ASCII)


_NUMERALS = "〇零一二两三四五六七八九十百千廿卅万亿"
_JOINTS = ".,/-~至到点"
_MARKS_BEFORE = ("超过", "突破", "不足", "不到", "约", "近", "逾", "超")


def read_in_place(kind: str, folded: str, start: int, end: int, year_before: int | None) -> Read:
    """Read a hole where it stands: a piece of something longer says nothing, and marks beside it count."""
    before, text, after = folded[:start], folded[start:end], folded[end:]
    if _is_piece(kind, before, text, after):
        return Read(reason="ambiguous_text")
    if kind in ("count", "money", "percent"):
        mark = next((mark for mark in _MARKS_BEFORE if before.endswith(mark)), "")
        text = text if text.startswith(_MARKS_BEFORE) else mark + text
        if kind == "count" and after[:1] in ("余", "多") and not text.endswith(("余", "多")):
            text += after[0]
        elif not any(mark in text for mark in "余多"):
            far = re.match("[一-鿿]{0,2}?(左右|上下|以上)", after)
            text += far[1] if far is not None else ""
    return read_hole(kind, text, year_before)


def _is_piece(kind: str, before: str, text: str, after: str) -> bool:
    last, first = before[-1:], text[0]
    by_digit = first in _ASCII_DIGITS
    if kind == "date":
        if last in _ASCII_DIGITS_OR_NONE or (not by_digit and last != "" and last in _NUMERALS):
            return True
        return (last == "年" and "年" not in text) or ("月" not in text and after[:1] in _ASCII_DIGITS_OR_NONE)
    if last in _ASCII_DIGITS_OR_NONE or (last != "" and last in (_NUMERALS if _is_number_sign(first) else "")):
        return True
    if kind == "year":
        return False  # four digits before 年 are a year also at the end of a range, and behind a comma
    if last != "" and last in _JOINTS and (last in "-~" or _is_number_sign(before[-2:-1])):
        return True
    if (re.search("[0-9] $", before) and by_digit) or (re.match(" [0-9]", after) and text[-1] in _ASCII_DIGITS):
        return True
    if last != "" and last in "几数" and first in "十百千万亿":
        return True
    if before.endswith("分之") or (_is_number_sign(after[:1]) and _is_number_sign(text[-1])):
        return True
    return after[:1] != "" and after[0] in _JOINTS and _is_number_sign(after[1:2])


_ASCII_DIGITS = "0123456789"
_ASCII_DIGITS_OR_NONE = tuple(_ASCII_DIGITS)


def _is_number_sign(char: str) -> bool:
    return char != "" and char in _ASCII_DIGITS + _NUMERALS


def read_hole(kind: str, text: str, year_before: int | None) -> Read:
    """Read a hole's folded text."""
    if kind == "year":
        return Read(low=Fraction(_year(text)), high=Fraction(_year(text)))
    if kind == "date":
        return _read_date(text, year_before)
    return _read_number(kind, text)


def _year(text: str) -> int:
    return int("".join(str(_DIGITS.get(char, char)) for char in text))


def _day_number(text: str) -> int:
    value = int(text) if text.isascii() else chinese_number(text)
    return 0 if value is None else value


def _read_date(text: str, year_before: int | None) -> Read:
    match = re.fullmatch(f"(?:({_YEAR})年)?({_DAY_NUMBER})月({_DAY_NUMBER})[日号]", text)
    if match is None:
        year, month, day = (int(part) for part in re.split(r"[-/.]", text))
    else:
        if match[1] is None and year_before is None:
            return Read(reason="ambiguous_text")
        year = _year(match[1]) if match[1] is not None else (year_before or 0)
        month, day = _day_number(match[2]), _day_number(match[3])
    found = day_of(year, month, day)
    return Read(reason="no_such_date") if found is None else Read(day=found)


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return datetime.date(year, month, day) if day <= days else None


def _read_number(kind: str, text: str) -> Read:
    match = _WHOLE_NUMBER.fullmatch(text)
    assert match is not None, text
    before, body, unit, far = match.groups()
    more = re.search("[余多]", body) is not None
    bare = re.sub("[余多]([百千万亿]*)$", r"\1", body)  # a mark further in leaves what is no numeral
    marked = bool(before or more or far)
    read = _written_number(bare, marked)
    if read is None or (kind == "count" and read[0].denominator != 1):
        return Read(reason="ambiguous_text")
    number, step, half, printed = read
    if unit in ("%", "‰"):
        factor = Fraction(1, 100 if unit == "%" else 1000)
        number, step, half, printed = number * factor, step * factor, Fraction(0), factor
    low = high = number
    around, below = before == "约" or far in ("左右", "上下"), before in ("近", "不足", "不到")
    if around or below:
        low = max(Fraction(0), number - step)
    if before in ("约", "逾", "超", "超过", "突破") or more or far == "以上" or (around and not below):
        high = number + step
    return Read(low, high, marked, half if kind == "money" and not marked else Fraction(0), printed)


def _written_number(text: str, marked: bool) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
    """Its value, the place of its last digit, half of its last printed place, and the scale of its unit."""
    if text[0] not in _ASCII_DIGITS:
        value = _ALONE[text] if text in _ALONE and marked else chinese_number(text)
        if value is None:
            return None
        place = _last_place(Fraction(value))
        return Fraction(value), place, place / 2, Fraction(1)
    parts = re.findall(f"({_ASCII})([百千万亿]*)", text, re.ASCII)
    if "".join(digits + scale for digits, scale in parts) != text or any(scale not in _SCALES for _, scale in parts):
        return None
    if any(re.match("0[0-9]", digits) for digits, _ in parts) or not _steps_down(parts):
        return None
    values = [Fraction(digits.replace(",", "")) for digits, _ in parts]
    scales = [Fraction(_SCALES[scale]) for _, scale in parts]
    filled = max((index for index, value in enumerate(values) if value), default=0)
    total = sum((value * scale for value, scale in zip(values, scales, strict=True)), Fraction(0))
    half = Fraction(1, 10 ** len(parts[-1][0].partition(".")[2])) * scales[-1] / 2
    return total, _last_place(values[filled]) * scales[filled], half, scales[-1]


def _steps_down(parts: Sequence[tuple[str, str]]) -> bool:
    """Whether each part of 3亿5000万 is whole and below the unit before it; 1万2 may be 12,000 or 10,002."""
    for (above, unit), (digits, scale) in pairwise(parts):
        plain = digits.replace(",", "")
        if "." in above + digits or int(plain) * _SCALES[scale] >= _SCALES[unit]:
            return False
        in_full = unit == "万" and scale == "" and len(digits) == 4
        if not in_full and not (unit in ("万", "亿") and scale in ("百", "千", "万")):
            return False
    return True


def _last_place(number: Fraction) -> Fraction:
    """The place value of the last significant digit."""
    if number == 0:
        return Fraction(1)
    place = Fraction(1)
    while (number / place).denominator != 1:
        place /= 10
    while (number / (place * 10)).denominator == 1:
        place *= 10
    return place


# ── patterns ────────────────────────────────────────────────────────────────

_HOLE = re.compile(r"\{\s*(\w+)\s*:\s*(\w+)\s*\}")
_CLASSES = {r"\p{Han}": "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"}


@dataclass(frozen=True)
class Compiled:
    regex: re.Pattern[str]
    holes: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> Compiled:
    """Translate a pattern of the language into one of Python's over folded text."""
    out: list[str] = []
    holes: list[tuple[str, str]] = []
    index, in_class = 0, False
    while index < len(pattern):
        char = pattern[index]
        hole = None if in_class else _HOLE.match(pattern, index)
        if hole is not None:
            out.append(f"(?P<hole{len(holes)}>{HOLES[hole[2]]})")
            holes.append((hole[1], hole[2]))
            index = hole.end()
        elif char == "\\":
            named = next((name for name in _CLASSES if pattern.startswith(name, index)), None)
            if named is not None:
                out.append(_CLASSES[named] if in_class else f"[{_CLASSES[named]}]")
            elif pattern[index + 1] == "z":
                out.append(r"\Z")
            else:
                out.append(pattern[index : index + 2])
            index += len(named or "..")
        elif is_space(char):
            start = index
            while index < len(pattern) and is_space(pattern[index]):
                index += 1
            if start > 0 and index < len(pattern) and not is_wide(pattern[start - 1]) and not is_wide(pattern[index]):
                out.append(" ")
        else:
            in_class = (in_class or char == "[") and not (in_class and char == "]")
            folded = fold_character(char)
            out.append(re.escape(folded) if folded != char else r"\Z" if char == "$" and not in_class else char)
            index += 1
    return Compiled(re.compile("".join(out), re.ASCII), tuple(holes))


@dataclass(frozen=True)
class Match:
    """A match within one segment: where in the folded text, what was printed, its sentence, its holes."""

    start: int
    end: int
    text: str
    sentence: str
    holes: tuple[tuple[str, str, Read], ...]
    scope: str
    compared: bool
    part: bool


def find(pattern: str, text: str, not_before: Sequence[str] = (), not_after: Sequence[str] = ()) -> Iterator[Match]:
    """The matches in a segment, left to right without overlap; then those that the context rejects are left out."""
    folded, places = fold_with_places(text)
    compiled = compile_pattern(pattern)
    for match in compiled.regex.finditer(folded):
        if match.end() == match.start():
            continue
        if any(compile_pattern(one).regex.match(folded, match.end()) for one in not_before):
            continue
        if any(_ends_at(compile_pattern(one).regex, folded, match.start()) for one in not_after):
            continue
        first, last = places[match.start()], places[match.end() - 1]
        counted = _counted(compiled, match)
        place, end = counted if counted is not None else match.span()
        own = sentence_around(text, places[place], places[place])
        start, width = _within(text, own, places[place], places[end - 1])
        yield Match(
            match.start(),
            match.end(),
            text[first : last + 1],
            sentence_around(text, first, last),
            tuple(_holes(compiled, match)),
            clauses.scope(fold(own), start),
            counted is not None and clauses.is_compared(fold(own), start, min(start + width, len(fold(own)))),
            counted is not None and clauses.is_part(fold(own), start),
        )


def _counted(compiled: Compiled, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the first hole that counts something stands."""
    for number, (_, kind) in enumerate(compiled.holes):
        if kind in ("count", "money", "percent") and match[f"hole{number}"] is not None:
            return match.span(f"hole{number}")
    return None


def _within(text: str, own: str, first: int, last: int) -> tuple[int, int]:
    """Where a stretch of a segment stands in the folded sentence that it begins in, and how long it is folded."""
    begins = next(start for start, end in sentences(text) if start <= first < end)
    _, places = fold_with_places(own)
    return places.index(first - begins), len(fold(text[first : last + 1]))


def _ends_at(regex: re.Pattern[str], text: str, end: int) -> bool:
    return any(regex.fullmatch(text, start, end) for start in range(end + 1))


def _holes(compiled: Compiled, match: re.Match[str]) -> Iterator[tuple[str, str, Read]]:
    year: int | None = None
    for number, (name, kind) in enumerate(compiled.holes):
        text = match[f"hole{number}"]
        start, end = match.span(f"hole{number}")
        read = Read(reason="no_match") if text is None else read_in_place(kind, match.string, start, end, year)
        if kind == "date" and read.day is not None:
            year = read.day.year
        yield name, kind, read


# ── what functions ask of texts ─────────────────────────────────────────────


def length(segments: Sequence[str]) -> int:
    return sum(not is_space(char) for segment in segments for char in segment)


def contains(segments: Sequence[str], wanted: str) -> bool:
    return any(fold(wanted) in fold(segment) for segment in segments)


def similarity(left: Sequence[str], right: Sequence[str]) -> Fraction:
    """Shared trigrams over all, as multisets."""
    one, other = _trigrams(left), _trigrams(right)
    together = (one | other).total()
    return Fraction(1) if together == 0 else Fraction((one & other).total(), together)


def resemblance(left: Sequence[str], right: Sequence[str], names: Sequence[str]) -> Fraction:
    """The similarity of what is left when digits and pieces of the names are struck out."""
    pieces = {pair for name in names for pair in zip(fold(name), fold(name)[1:], strict=False)}
    return similarity([_struck(fold(one), pieces) for one in left], [_struck(fold(one), pieces) for one in right])


def _struck(text: str, pieces: set[tuple[str, str]]) -> str:
    kept = ""
    for index, char in enumerate(text):
        before = index > 0 and (text[index - 1], char) in pieces
        after = index + 1 < len(text) and (char, text[index + 1]) in pieces
        kept += "" if before or after or char in "0123456789" else char
    return kept


def _trigrams(segments: Sequence[str]) -> Counter[str]:
    folded = [fold(segment) for segment in segments]
    return Counter(text[index : index + 3] for text in folded for index in range(len(text) - 2))


def doubled_words(segments: Sequence[str]) -> int:
    return sum(_doubled(fold(segment)) for segment in segments)


def _doubled(text: str) -> int:
    count = index = 0
    while index < len(text):
        for size in (4, 3, 2):
            run = text[index : index + size]
            if len(run) == size and all(map(_is_han, run)) and text.startswith(run, index + size):
                count, index = count + 1, index + 2 * size
                break
        else:
            index += 1
    return count


def doubled_phrases(segments: Sequence[str], shortest: Fraction) -> int:
    return sum(_phrases(fold(line), shortest) for segment in segments for line in segment.splitlines())


def _phrases(text: str, shortest: Fraction) -> int:
    least = max(shortest, Fraction(1))
    count = index = 0
    while index < len(text):
        for size in range(1, 61):
            run = text[index : index + size]
            if len(run) == size and sum(map(_is_han, run)) >= least and text.startswith(run, index + size):
                count, index = count + 1, index + 2 * size
                break
        else:
            index += 1
    return count


def _is_han(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH"))


def repeated_sentences(segments: Sequence[str], shortest: Fraction) -> int:
    seen: set[str] = set()
    count = 0
    for segment in segments:
        for start, end in sentences(segment):
            sentence = fold(segment[start:end])
            if len(sentence) >= shortest:
                count += sentence in seen
                seen.add(sentence)
    return count


def sum_before(segments: Sequence[str], wanted: str) -> Fraction | None:
    total = Fraction(0)
    behind = fold(wanted)
    for segment in segments:
        text = fold(segment)
        place = text.find(behind)
        while place >= 0:
            start = place
            while start > 0 and text[start - 1] in "0123456789.,":
                start -= 1
            run = text[start:place]
            if run and run[-1] in "0123456789":
                number = run.lstrip(".,")
                whole, _, decimals = number.partition(".")
                groups = whole.split(",")
                grouped = len(groups) == 1 or (len(groups[0]) <= 3 and all(len(one) == 3 for one in groups[1:]))
                digits = whole.replace(",", "")
                good = grouped and digits.isdigit() and ("." not in number or decimals.isdigit())
                if not good or len(run) > 30:
                    return None
                total += Fraction(int(digits + decimals), 10 ** len(decimals))
            place = text.find(behind, place + max(len(behind), 1))
    return total


def working_days(first: datetime.date, last: datetime.date) -> int:
    if last < first:
        return -working_days(last, first)
    days = (first + datetime.timedelta(days=one) for one in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


# ── cells ───────────────────────────────────────────────────────────────────

_DRESS = str.maketrans("０１２３４５６７８９．，＋－−？", "0123456789.,+--?")
_LOST = "?□■"


_DENIALS = re.compile(
    "应为|应是|应当为|应当是|改为|改成|更正|订正|修订为|修订成|修改为|修改成|修正为|修正成|变更为|变更成|实为|实际|不实|有误"
    "|错误|笔误|误填|误写|误报|错填|错写|错报|多填|多写|多报|少填|少写|少报|漏填|漏写|漏报|待核|待定|待查|待确|未核|未确"
    r"|不确定|不确切|暂估|暂定|暂计|存疑|\?|？"
)


def cell_numbers(text: str, unit: str = "") -> tuple[Fraction, ...]:
    """The number that a cell's text states, or those that its lost digits allow; none when it is unreadable."""
    blanks = " \t\r\n\u00a0\u3000"
    bare = text.strip(blanks)
    noted = re.fullmatch(r"([^()（）]*)[(（]([^()（）]+)[)）]", bare)
    if noted is not None and _DENIALS.search(noted[2]):
        return ()
    number = bare if noted is None else noted[1].rstrip(blanks)
    if unit and number.endswith(unit):
        number = number[: -len(unit)].rstrip(blanks)
    plain = number.translate(_DRESS)
    if re.fullmatch(r"[+-]?([0-9?□■]+|[0-9?□■]{1,3}(,[0-9?□■]{3})+)(\.[0-9?□■]+)?", plain) is None:
        return ()
    plain = plain.replace(",", "")
    lost = sum(plain.count(mark) for mark in _LOST)
    if lost > 3 or not any(char in "0123456789" for char in plain):
        return ()
    shorter = [plain[:end] for end in range(len(plain.rstrip(_LOST)), len(plain) + 1)]
    written = (one for literal in shorter if not literal.endswith(".") for one in _filled(literal))
    values = {Fraction(one) for one in written if not re.match(r"[+-]?0[0-9]", one)}
    return tuple(sorted(values))


def _filled(text: str) -> Iterator[str]:
    place = next((index for index, char in enumerate(text) if char in _LOST), None)
    if place is None:
        yield text
        return
    for digit in "0123456789":
        yield from _filled(text[:place] + digit + text[place + 1 :])
