"""Numbers in made-up sentences: what the engine and the naive evaluator read, compare and ascribe is the same."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns.clauses import is_left_out, scope_at
from gouji.patterns.fold import fold
from gouji.patterns.holes import HoleValue, NoValue, StatedNumber
from gouji.patterns.ready import ready_pattern
from gouji.patterns.scan import scan
from gouji.vocabulary.model import LEFT_OUT
from oracle import texts as oracle

WORDS = (
    *("，", "；", "：", "。", "、", "（", "）", ",", "(", ")", " ", "\n", "！"),
    *("同比", "环比", "同期", "较上年", "比2022年", "较之于去年", "与上年相比", "和", "相比", "较", "比"),
    *(
        "增长",
        "增幅为",
        "下降了",
        "提高",
        "减少",
        "大",
        "率",
        "达",
        "到",
        "约",
        "近",
        "突破",
        "不足",
        "超过",
        "余",
        "多",
    ),
    *("本级", "我局", "本机关", "不掌握", "零", "全市", "全", "备案", "指导", "指导各", "指导全市", "各部门"),
    *(
        "左右",
        "以上",
        "上下",
        "个百分点",
        "百分点",
        "%",
        "件",
        "元",
        "万元",
        "个",
        "申请",
        "其中",
        "含",
        "包括",
        "另有",
        "同时",
    ),
    *(
        "3",
        "12",
        "1,234",
        "300",
        "0.5",
        "三",
        "两百",
        "一百二",
        "廿三",
        "3万",
        "1.2亿",
        "1 2",
        "分之",
        "2021",
        "百",
        "万",
        "亿",
    ),
)
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
PATTERNS = st.sampled_from(
    ["{n: count}", "{n: count}件", "申请{n: count}", "增长约?{n: percent}", "{n: money}", "{n: percent}", "全市|申请"]
)


def _values(read: HoleValue) -> tuple[object, ...]:
    if isinstance(read, NoValue):
        return (read.reason,)
    assert isinstance(read, StatedNumber)
    return Fraction(read.low), Fraction(read.high), read.approximate


def _oracle_values(read: oracle.Read) -> tuple[object, ...]:
    return (read.reason,) if read.reason is not None else (read.low, read.high, read.approximate)


@given(PATTERNS, SENTENCES)
def test_the_engine_and_the_naive_evaluator_read_prose_alike(pattern: str, text: str) -> None:
    found = scan(ready_pattern(pattern), fold(text))
    naive = list(oracle.find(pattern, text))
    assert [one.text for one in found] == [one.text for one in naive]
    for ours, theirs in zip(found, naive, strict=True):
        for name, _, read in theirs.holes:
            assert _values(ours.holes[name]) == _oracle_values(read), ours.text
        at = ours.start if ours.number is None else ours.number[0]
        assert scope_at(text, at) == theirs.scope, ours.text
        assert is_left_out(ours, text, ("compared",)) == theirs.compared, ours.text
        assert is_left_out(ours, text, ("part",)) == theirs.part, ours.text
        either = theirs.compared or theirs.part or theirs.scope in LEFT_OUT
        assert is_left_out(ours, text, LEFT_OUT) == either, ours.text
