"""Whether words that resemble a label mean something else: two folded labels enter, a verdict leaves.

A misprint changes, loses or adds a sign; it makes no 上年 of 本年 and no 非行政许可 of 行政许可. Which words turn a
meaning is knowledge of Chinese and of no form; what a label means is not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

Verdict = Literal["same", "doubtful", "other"]

_SHORT: Final = 5
"""A label of so few signs, its ordinal counted, may become another one by one sign: 行政处罚, 行政处分."""

_YEAR: Final = re.compile(
    "(上|下|前|后|本|当|今|去|历|往|各|次|明|近|全|同)(?:[一二两几]|[0-9]{1,2})?年|20[0-9]{2}年?|19[0-9]{2}年?"
)
_SAME_YEAR: Final = {"去": "上", "前": "上", "今": "本", "当": "本", "次": "下", "明": "下", "后": "下"}
_TIME: Final = re.compile("累计|历次|同期|以前|以往|截至|截止|上期|本期|下期|上季|上半年|下半年")
_NOT: Final = re.compile("[非不未无没否]")
_ADDED: Final = re.compile("其[他它余中]|除外|已|拟|[增减占比率]")
"""Words that narrow or turn what is counted where they are added; one that is only lost turns nothing."""
_NUMERAL: Final = re.compile("[0-9]+|[一二三四五六七八九十两]")
_NEGATION: Final = "不"


def compared(printed: str, label: str) -> Verdict:
    """Return whether printed words are a label misprinted, may be another word, or mean something else."""
    return _compared(printed, label)


@lru_cache(maxsize=1024)
def _compared(printed: str, label: str) -> Verdict:
    own, known = _turning(printed), _turning(label)
    lost = known - own
    if own - known or lost[_NEGATION]:
        return "other"
    # 木年 for 本年 is a misprint; where the whole word is missing, what is counted may be another year's.
    timeless = "年" not in printed and any(one.endswith("年") for one in lost)
    return "doubtful" if timeless or _may_be_another(printed, label) else "same"


def _turning(words: str) -> Counter[str]:
    """Return the words that turn a meaning, those that say the same as one, with how often each stands there."""
    found: list[str] = []

    def take(each: Iterable[str], rest: str, sought: re.Pattern[str]) -> str:
        found.extend(each)
        return sought.sub(" ", rest)

    rest = take(_years_in(words), words, _YEAR)
    rest = take(_TIME.findall(rest), rest, _TIME)
    rest = take((_NEGATION for _ in _NOT.findall(rest)), rest, _NOT)
    rest = take((one.replace("它", "他") for one in _ADDED.findall(rest)), rest, _ADDED)
    take(_NUMERAL.findall(rest), rest, _NUMERAL)
    return Counter(found)


def _years_in(words: str) -> Iterator[str]:
    for match in _YEAR.finditer(words):
        which = match.group(1)
        yield match.group() if which is None else f"{_SAME_YEAR.get(which, which)}年"


def _may_be_another(printed: str, label: str) -> bool:
    """Return whether signs stand in the place of others, or any but the label's in a short one, that are a word."""
    changes = SequenceMatcher(None, label, printed, autojunk=False).get_opcodes()
    if len(label) <= _SHORT:
        return any(tag in ("replace", "insert") for tag, *_ in changes)
    return any(tag == "replace" and min(end - start, last - first) > 1 for tag, start, end, first, last in changes)
