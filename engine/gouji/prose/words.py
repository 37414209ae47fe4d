"""The words of administrative prose that say what a number counts, compares, belongs to and covers.

Only lists and forms over folded text; `docs/language.md`, section 8, gives those on which the meaning of rules rests.
"""

from __future__ import annotations

from typing import Final, Literal

from gouji.late import late_regex
from gouji.prose.dates import YEAR_FORM
from gouji.prose.numerals import HAN, MARKS_AFTER

Whose = Literal["own", "whole", "filed", "guided", "unstated", "unclear"]

SEVERAL: Final = (
    *("百分点", "部分", "大类", "小类", "大项", "小项", "周年", "海里", "分钟", "小时", "人次", "件次", "批次", "户次"),
    *("场次", "起次", "家次"),
)
SINGLE: Final = "件起宗份条项次元个篇期人名家部册本张页场轮批种类幅则户所处台套位例通组天日年%‰"
_UNIT: Final = f"个?(百分点)|({'|'.join(SEVERAL)})|([{SINGLE}])"
UNIT: Final = late_regex(_UNIT)
"""What is counted, directly behind a number."""

HAN_UNITS: Final = frozenset("件起宗份条项次元个篇期人名家册场轮批类种本页户") | {
    "部分",
    "人次",
    "件次",
    "批次",
    "场次",
}
"""Units before which a Chinese numeral is a count; before others it is mostly part of a word (`三级`, `一线`)."""

NO_COUNT_BEFORE_ONE: Final = frozenset("每某另任这那同各逐统唯单之哪第上下万")
"""Characters before 一 that make a word of it: 每一件, 另一个, 统一."""

PLACE_BEHIND: Final = late_regex("[家户人本][一-鿿]{0,2}[镇乡村屯庄县市旗区街]")
"""What follows a numeral in the name of a place: 七家子镇."""

COUNTED_BEFORE: Final = late_regex("(?:[为是达到数量额共计超过逾约近破])$")
"""Ends of words after which a bare number states something; elsewhere it is a name (`12345`, `985`)."""

BASE: Final = late_regex(
    "同比|环比|同期|(?:较之?|比)于?(?:前|上|去|往)一?年|(?:较之?|比)于?"
    + YEAR_FORM
    + r"年?|(?:与|同|和)[^,;:。!?\n\r()\[\]]{1,12}相比"
)
"""What a comparison compares with; every number behind it in the same clause is compared."""
BASE_WORDS: Final = ("比", "较", "同期")
"""One of these stands in each."""

CHANGE: Final = late_regex(
    "(?:增长|增加|上升|提高|提升|上涨|增幅|涨幅|增速|下降|减少|降低|下滑|回落|降幅)(?:率|幅度)?(?:为|达|了)?大?"
)
"""A word of change; a percentage directly behind it is compared, other numbers only beside a comparison."""

PART: Final = late_regex("其中|(?:^|(?<=[(,;:]))(?:含(?!义)|包括|包含)")
"""Words whose clause, and those behind it, name parts of a whole."""
PART_WORDS: Final = ("其中", "含", "包括")
NOT_PART_WORDS: Final = ("另有", "另外", "此外", "同时", "除此")
NOT_PART: Final = late_regex("|".join(NOT_PART_WORDS))
"""Words that end that."""
SHARE: Final = late_regex("占|比例|比重|占比")

_OWN: Final = "本级|本机关(?!不)|本单位|本部门|本局|本委|本办|本厅|本中心|我局|我委|我办|我厅|我中心"
_WHOLE: Final = "全省|全市|全区|全县|全州|全盟|全旗|全镇|全乡|全街道|全系统|全自治区"
_FILED: Final = "备案"
_GUIDED: Final = "指导(?:全[省市区县州盟旗镇乡]|各|下级|基层|部门|有关|相关|乡镇|街道|办理|答复|处理)"
SCOPE: Final = late_regex(f"(?P<own>{_OWN})|(?P<whole>{_WHOLE})|(?P<filed>{_FILED})|(?P<guided>{_GUIDED})")
"""Words that say whose numbers a clause states."""
SCOPE_WORDS: Final = ("本", "我", "全", _FILED, "指导")
"""One of these stands in each."""

BRACKET: Final = late_regex(r"[(\[)\]]")
BEHIND_NUMBER: Final = late_regex(f"[0-9{HAN}][{MARKS_AFTER}]?(?:{_UNIT})?[(\\[]")
"""A bracket that opens directly behind a number."""

CLAUSE_END: Final = late_regex("(?<![0-9]),|,(?![0-9]{3}(?![0-9]))|[;:。!?\\n\\r]")
"""Where a clause ends; the comma of `1,234` ends none."""
