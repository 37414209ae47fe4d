"""Labels that look like those of the form and mean something else: never read for certain, misprints are."""

from __future__ import annotations

import pytest

from gouji.intake.meaning import compared
from gouji.vocabulary.model import Vocabulary
from intake.layouts import DISCLOSURE, WRITERS, not_read, read_laid_out, said_otherwise

OTHER_ROWS = [
    ("行政许可", "非行政许可", "disclosure/licences"),
    ("行政许可", "其他行政许可", "disclosure/licences"),
    ("行政事业性收费", "非行政事业性收费", "disclosure/fees"),
    ("行政规范性文件", "非规范性文件", "disclosure/normative_documents"),
    ("3.补正后申请内容仍不明确", "3.补正后申请内容已明确", "requests/closed/unavailable"),
    ("1.本机关不掌握相关政府信息", "1.本机关掌握相关政府信息", "requests/closed/unavailable"),
    ("2.重复申请", "2.非重复申请", "requests/closed/not_processed"),
    ("四、结转下年度继续办理", "四、上年度结转继续办理", "requests/carried_out"),
    ("一、本年新收政府信息公开申请数量", "一、上年新收政府信息公开申请数量", "requests/"),
    ("6.属于四类过程性信息", "6.属于三类过程性信息", "requests/closed/refused"),
]
"""What the form prints, what is printed in its place, and where its cells stand."""

MAYBE = [
    ("行政处罚", "行政处分", "disclosure/"),
    ("行政处罚", "行政处讨", "disclosure/"),
    ("行政许可", "行政认可", "disclosure/"),
    ("行政强制", "行政强制执行", "disclosure/"),
    ("行政规范性文件", "党内规范性文件", "disclosure/"),
    ("行政事业性收费", "行政事业性罚款", "disclosure/"),
    ("4.保护第三方合法权益", "4.损害第三方合法权益", "requests/"),
]


@pytest.mark.parametrize("name", ["x.html", "x.md", "cells.txt"])
@pytest.mark.parametrize(("label", "printed", "where"), OTHER_ROWS, ids=[one[1] for one in OTHER_ROWS])
def test_a_row_whose_label_means_something_else_is_not_read(
    label: str, printed: str, where: str, name: str, vocabulary: Vocabulary
) -> None:
    reading = read_laid_out(name, said_otherwise({label: printed}), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert (doubted, wrong) == (set(), {})
    assert missing
    assert all(pointer.startswith(f"/tables/{where}") for pointer in missing)
    assert any(one.blocking for one in reading.defects)


@pytest.mark.parametrize("name", ["x.html", "x.md"])
@pytest.mark.parametrize(("label", "printed", "where"), MAYBE, ids=[one[1] for one in MAYBE])
def test_a_row_whose_label_may_be_another_word_is_doubted(
    label: str, printed: str, where: str, name: str, vocabulary: Vocabulary
) -> None:
    reading = read_laid_out(name, said_otherwise({label: printed}), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert (missing, wrong) == (set(), {})
    assert doubted
    assert all(pointer.startswith(f"/tables/{where}") for pointer in doubted)
    assert {doubt for one in doubted for doubt in reading.source_map[one]["doubts"]} == {"label_may_be_another"}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("year", ["上年", "历年", "去年"])
def test_figures_of_another_year_are_not_read_as_those_of_this_one(
    year: str, name: str, vocabulary: Vocabulary
) -> None:
    reading = read_laid_out(name, said_otherwise(lambda text: text.replace("本年", year), DISCLOSURE), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert (doubted, wrong) == (set(), {})
    assert {pointer for pointer in missing if not pointer.startswith("/tables/disclosure/")} == set()
    assert any(one.blocking for one in reading.defects)


@pytest.mark.parametrize(
    ("printed", "label", "verdict"),
    [
        ("本年制发件数", "本年制发件数", "same"),
        ("木年制发件数", "本年制发件数", "same"),
        ("制发件数", "本年制发件数", "doubtful"),
        ("累计制发件数", "本年制发件数", "other"),
        ("今年制发件数", "本年制发件数", "same"),
        ("结转下一年度继续办理", "结转下年度继续办理", "same"),
        ("结转次年度继续办理", "结转下年度继续办理", "same"),
        ("结转本年度继续办理", "结转下年度继续办理", "other"),
        ("信息内容本年处理决定数量", "本年处理决定数量", "same"),
        ("工.属于国家秘密", "1.属于国家秘密", "same"),
        ("9.属于国家秘密", "1.属于国家秘密", "other"),
        ("属于两类内部事务信息", "属于三类内部事务信息", "other"),
        ("法律行政法规禁止公开", "其他法律行政法规禁止公开", "same"),
        ("(一)予以公幵", "(一)予以公开", "same"),
        ("本年增/", "本年增/减", "same"),
        ("予以公幵", "予以公开", "doubtful"),
        ("不予以公开", "予以公开", "other"),
        ("一、本年受理政府信息公开申请数量", "一、本年新收政府信息公开申请数量", "doubtful"),
        ("经复议直接起诉", "未经复议直接起诉", "other"),
        ("现行有效件数占比", "现行有效件数", "other"),
    ],
)
def test_words_are_a_misprint_of_a_label_or_mean_something_else(printed: str, label: str, verdict: str) -> None:
    assert compared(printed, label) == verdict
