"""Strategies for what agencies print: paragraphs, names of agencies, titles and texts of cells.

Text is any that can be printed and does not itself look like a heading or a table. `looks_like_structure` says what
does, clause by clause; `lost_in` says what a layout cannot carry. Nothing of the readers is known here.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary

TRIES: Final = int(os.environ.get("GOUJI_LAWS") or 0)
"""How many reports each law is tried with when asked for; else a few, always the same ones."""


def law(few: int, shrink: bool = True) -> settings:
    """Return how often a law is tried; what is slow to shrink is shown as it was found."""
    phases = (Phase.explicit, Phase.generate, *((Phase.shrink,) if shrink else ()))
    return settings(
        max_examples=TRIES or few, deadline=None, derandomize=not TRIES, phases=phases, print_blob=bool(TRIES),
        suppress_health_check=list(HealthCheck), database=None,
    )  # fmt: skip


@cache
def disclosure() -> Vocabulary:
    """The vocabulary of the annual report."""
    path = Path(__file__).parents[2] / "rules/cn-disclosure/vocabulary.yaml"
    return load_vocabulary(path.read_bytes(), path.name)


# ── text ────────────────────────────────────────────────────────────────────

HAN: Final = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
RARE_HAN: Final = st.one_of(
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
    st.characters(min_codepoint=0x2A700, max_codepoint=0x2B738),
    st.characters(min_codepoint=0x9FA6, max_codepoint=0x9FEF),
)
ASCII: Final = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
WIDE: Final = st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E)
PUNCTUATION: Final = st.sampled_from("，。、；：？！…—～·“”‘’（）〔〕【】《》〈〉「」『』￥％")
SYMBOLS: Final = st.sampled_from("<>&|*#\\`_~\"'{}[]()@$%^+=-/:;!?.,№℃①㈠Ⅳ→■□√×÷≤Ⅱ©§‰")
BLANKS: Final = st.sampled_from([" ", " ", "\u3000", "\u00a0", "\u2002"])
PICTURES: Final = st.sampled_from(
    ["😀", "📄", "👍🏽", "✅", "🇨🇳", "é", "ü", "ñ", "e\u0301", "ő", "Ж", "α", "あ", "ガ", "한", "ع"]
)
ANY: Final = st.characters(categories=["L", "M", "N", "P", "S"])
WORDS: Final = st.sampled_from(
    [
        "2021年", "2020年1月1日至2020年12月31日", "1,234", "２０２１", "2 0", "0", "00", "无", "/", "总计",
        "行政许可", "规章", "表三",
        "总体情况", "其他需要报告的事项", "二、主动公开政府信息情况", "一是", "二、", "1、", "1.", "（一）", "(2)",
        "①", "第一部分", "一、本年新收政府信息公开申请数量",
        "（二）部分公开", "某市2020年政府信息公开工作年度报告", "《中华人民共和国政府信息公开条例》", "政府信息公开",
        "公开", "件", "万元", "同比增长12.5%", "第3页", "- 3 -",
        "https://www.x.gov.cn/a_b?c=1&copy=2#d", "a@b.cn", "&lt;", "&amp;nbsp;", "&#12345;", "&copy", "<br>",
        "<table>", "</td>", "<!--", "<b>甲</b>", "**甲**",
        "__init__", "~~9~~", "|---|", "||", "```", "[^1]", "[甲](乙)", "![](x)", "\\*", "\\", "_x0041_", "=1+1", "$$",
        "://", "]]>", "{{x}}", "%s", "x^2^",
    ]
)  # fmt: skip
"""Words of the form, figures, and what means something in one of the formats."""

PIECES: Final = st.one_of(
    st.text(HAN, min_size=1, max_size=12), st.text(HAN, min_size=1, max_size=12), PUNCTUATION, PUNCTUATION, ASCII,
    st.text(st.characters(min_codepoint=0x30, max_codepoint=0x39), min_size=1, max_size=4), SYMBOLS, WORDS, WIDE,
    RARE_HAN, BLANKS, PICTURES, ANY,
)  # fmt: skip


def is_printed(text: str) -> bool:
    """Return whether a text can be printed as one paragraph: all of it is seen, and no blank stands around it."""
    return bool(text) and text == text.strip() and all(one.isprintable() or is_blank(one) for one in text)


def is_blank(sign: str) -> bool:
    """Return whether a sign is a blank of any width."""
    return unicodedata.category(sign) == "Zs"


def _joined(pieces: list[str]) -> str:
    return "".join(pieces).strip()


SHORT: Final = st.lists(PIECES, min_size=1, max_size=3).map(_joined)
USUAL: Final = st.lists(PIECES, min_size=1, max_size=25).map(_joined)
LONG: Final = st.tuples(st.lists(PIECES, min_size=10, max_size=30).map(_joined), st.integers(2, 6)).map(
    # No line of it is printed twice: what stands at the foot of several pages is none of the report's.
    lambda drawn: "".join(f"{drawn[0]}{'其中有关事项另行说明' * rank}{rank}" for rank in range(drawn[1]))
)
PARAGRAPHS: Final = st.one_of(SHORT, USUAL, USUAL, LONG).filter(is_printed)


# ── what looks like a heading or a table ────────────────────────────────────

_NUMERAL: Final = "[〇零一二三四五六七八九十百]{1,4}"
_ORDINAL: Final = re.compile(rf"{_NUMERAL}、")
_ANY_ORDINAL: Final = re.compile(rf"{_NUMERAL}\s*[、.．,，]\s*")
_AROUND: Final = re.compile(r"^20[0-9]{2}\s*年度?|[（(][^（）()]{1,30}[)）]\s*$|[。．.；;]\s*$")
_PART: Final = re.compile(rf"[（(]{_NUMERAL}[)）]")


def looks_like_structure(text: str) -> str | None:
    """Return as what a paragraph looks other than prose; nothing when it is prose to whoever sees it alone."""
    if _PART.match(text):
        return "a numbered part: its ordinal and its heading are kept apart from its text"
    numbered = _ANY_ORDINAL.match(text)
    words = text if numbered is None else _AROUND.sub("", text[numbered.end() :])
    if {_bare(text), _bare(words)} & _headings():
        return "a heading of the form, with or without an ordinal; behind one a year, a remark or a full stop may stand"
    if _ORDINAL.match(text) and len(text) <= 40 and not re.search("[。；;！!？?]", text) and text[-1] not in "，,：:、":
        return "a heading of the agency's own: a short line behind an ordinal that ends in no mark of a sentence"
    if len(text) > 200 and any(one in text for one in _spelled()):
        return "a page in one line: a long line with a heading of the form and its ordinal in it"
    return None


def _bare(words: str) -> str:
    folded = unicodedata.normalize("NFKC", words)
    return "".join(one for one in folded if not one.isspace() and one not in "-‐‑‒–—―−·•")


@cache
def _headings() -> frozenset[str]:
    return frozenset(
        _bare(words) for section in disclosure().sections for words in (*section.printed.every(), *section.aliases)
    )


@cache
def _spelled() -> tuple[str, ...]:
    return tuple(
        f"{section.ordinal}、{words}"
        for section in disclosure().sections
        for words in (*section.printed.every(), *section.aliases)
    )


# ── names of agencies, titles, texts of cells ───────────────────────────────

_PLACES: Final = [
    "某县",
    "乙市丙区",
    "丁自治州",
    "克孜勒苏柯尔克孜自治州",
    "戊·己自治县",
    "某市（某新区）",
    "㵲阳镇",
    "𬒈头乡",
    "A市B区",
    "第七师一二三团",
]
_BODIES: Final = [
    "人民政府", "人民政府办公室", "教育局", "发展和改革委员会", "", "街道办事处", "高新技术产业开发区管理委员会",
    "第二人民医院", "12345热线中心", "税务局（第一分局）",
    "住房和城乡建设局", "地方志编纂中心", "XYZ集团有限公司", "公安局交通警察支队",
]  # fmt: skip
AGENCIES: Final = st.tuples(st.sampled_from(_PLACES), st.sampled_from(_BODIES)).map("".join)
YEARS: Final = st.integers(2019, 2026)
TITLES: Final = st.sampled_from(
    [
        "{agency}{year}年政府信息公开工作年度报告", "{agency}{year}年度政府信息公开工作年度报告",
        "{agency}{year}年政府信息公开年度报告",
        "{agency}政府信息公开工作年度报告（{year}年）", "{year}年{agency}政府信息公开工作年度报告",
        "{agency} {year} 年政府信息公开工作年度报告",
        "{agency}\u3000{year}年政府信息公开工作年度报告", "《{agency}{year}年政府信息公开工作年度报告》",
    ]
)  # fmt: skip

FIGURES: Final = st.one_of(st.just("0"), st.integers(0, 9).map(str), st.integers(10, 99_999).map(str))
NO_FIGURES: Final = st.sampled_from(
    [
        "", "", "/", "／", "-", "--", "—", "——", "\\", "无", "不适用", "零", "〇", "00", "007", "0.0", "12.50", "-5",
        "+3", "１２", "1,234", "1，234", "1 234",
        "2 0", "2O", "l2", "20件", "5万元", "约30", "12%", "22（其中修订16件）", "3(含结转1)", "1759①", "11*",
        "见附件", "无。", "1/2", "2021-01-01", "<5", ">0",
        "&nbsp;", "&lt;3&gt;", "=1+1", "'7", "1e5", "½", "²", "十二", "（空）", "*", "**3**", "_4_", "~~9~~", "[1]",
        "#", "□", "件", "N/A", "?", "……", "1、2",
        "合计见后", "本年无此项", "1;2", '"5"', "a,b", "\u4e00", "𠮷", "5\u00b0", "null", "TRUE", "0x10", "٣",
    ]
)  # fmt: skip
CELLS: Final = st.one_of(
    FIGURES, NO_FIGURES, NO_FIGURES,
    st.lists(PIECES, min_size=1, max_size=4).map(_joined).filter(lambda text: not text or is_printed(text)),
    st.tuples(FIGURES, st.sampled_from(["（其中修订1件）", "（均为上年结转）", "另见说明"])).map("\n".join),
)  # fmt: skip
"""What is printed in cells: figures, what stands for nothing, notes, and any short text."""


def is_label(text: str) -> bool:
    """Return whether the text of a cell is a label of the form, so that it looks like the head of further cells."""
    return _bare(text) in _labels()


@cache
def _labels() -> frozenset[str]:
    names: set[str] = set()
    for table in disclosure().tables:
        for line in (*table.rows, *table.columns):
            names.update((*line.printed.every(), line.short, *line.aliases))
        for printed in (*(one.printed for one in table.groups), *(one.printed for one in table.bands)):
            names.update(() if printed is None else printed.every())
    return frozenset(_bare(re.sub(r"^[0-9一二三四五六七八九十（）]+[.、]?", "", one)) for one in names) | frozenset(
        map(_bare, names)
    )


# ── what a format of file cannot carry ──────────────────────────────────────

_RUN: Final = re.compile("[ \t\r\n\f]{2,}")
_BARS: Final = re.compile(r"\|.*\||\|$")
_RADICALS: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def lost_in(layout: str, text: str) -> str | None:
    """Return why a layout cannot carry a paragraph; nothing when it can."""
    name = layout.rpartition(" ")[2]
    if (name.endswith(".html") or layout == "one table.md") and _RUN.search(text):
        return "a page shows several blanks as one"
    if name.endswith(".txt") and _BARS.search(text):
        return "in a text two bars, or one at the end of a line, are those of a table"
    if layout.startswith("one table") and not any(one.isalpha() for one in text):
        return "within a table a row without a letter is one of figures or of signs for nothing"
    if layout.startswith("one table") and is_label(text):
        return "within a table a label of the form is that of a row"
    if name.endswith(".pdf") and any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in text):
        return "a page says where signs stand, not in which order those are read that run from right to left"
    if name.endswith(".pdf") and _RADICALS.search(text):
        return "browsers write a radical for the character that looks the same, so that the character is meant"
    return None


def lost_in_cell(layout: str, text: str) -> str | None:
    """Return why a layout cannot carry the text of a cell; nothing when it can."""
    if text in {one.id for one in disclosure().units}:
        return "a unit alone may have come from a column of units, so that its row is doubted"
    if layout in ("rows.txt", "bars.txt") and "\n" in text:
        return "a row is a line"
    if layout == "bars.txt" and "|" in text:
        return "a bar divides cells"
    if layout.endswith(".pdf") and "".join(text.split()).isdecimal() and not text.isdecimal():
        return "how wide the blank within a figure is cannot be compared, and without it the figure is another one"
    lines = (lost_in(layout.replace("one table", ""), line) for line in text.split("\n"))
    return next((why for why in lines if why is not None and not layout.endswith(".txt")), None)


def as_laid_out(layout: str, text: str) -> str:
    """Return a text with the blanks that a layout keeps: a page keeps one of any width, and where a line ends none
    but those beside Latin letters and figures."""
    if not layout.endswith(".pdf"):
        return text
    blanks = "".join("\n" if one == "\n" else " " if is_blank(one) else one for one in text)
    return re.sub(r" +(?![0-9A-Za-z])|(?<![0-9A-Za-z]) +", "", re.sub(" +", " ", blanks))
