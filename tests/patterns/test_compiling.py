"""What a pattern may be: every refusal has its code and points at the guilty characters."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns.codes import CODES
from gouji.patterns.compiled import CompiledPattern, PatternProblem, compile_pattern

REFUSED = [
    # pattern, code, the guilty characters
    ("收到(31件", "R501", "收到(31件"),
    ("收到[31件", "R501", "[31件"),
    ("件**", "R501", "**"),
    ("件a{5,2}", "R501", "{5,2}"),
    (r"件\y", "R501", r"\y"),
    ("[z-a]", "R501", "z-a"),
    (r"\p{Hen}", "R501", r"\p{Hen}"),
    ("件\\", "R501", "\\"),
    (r"件\（", "R501", r"\（"),
    ("收到(?=31)件", "R502", "(?="),
    ("(?!不)收到", "R502", "(?!"),
    ("(?<=共)31", "R502", "(?<="),
    ("(?<!共)31", "R502", "(?<!"),
    (r"(.)\1", "R503", r"\1"),
    (r"(.)(?P=x)", "R503", "(?P="),
    ("{n: cuont}件", "R504", "cuont"),
    ("{n: number}件", "R504", "number"),
    ("{n: count}件{n: count}", "R505", "{n: count}"),
    ("(件)?", "R506", "(件)?"),
    ("件*|条", "R506", "件*|条"),
    (r"\b", "R506", r"\b"),
    (" ", "R506", " "),
    ("", "R506", ""),
    ("件" * 1001, "R507", "件"),
    ("(?:{n: count}件)+", "R508", "{n: count}"),
    ("共{n: count}*", "R508", "{n: count}"),
    ("(共({n: count})件){2,3}", "R508", "{n: count}"),
    ("{n：count}件", "R509", "{n：count}"),
    ("{n}件", "R509", "{n}"),
    ("{件", "R509", "{件"),
    ("{a: {b: count}}件", "R509", "{a: "),
    ("[０-９]件", "R511", "０-９"),
    ("[!-～]", "R511", "!-～"),
    (r"(\pL{50}){20}(\pL{50}){20}", "R512", r"(\pL{50}){20}(\pL{50}){20}"),
    ("(?P<n>件)", "R513", "(?P<n>"),
    ("(?<n>件)", "R513", "(?<n>"),
    ("件\x00", "R514", "\x00"),
    ("件\ud800", "R514", "\ud800"),
    (r"\Q(\E", "R515", r"\Q"),
    (r"\C件", "R515", r"\C"),
    ("(?U)件+", "R515", "(?U)"),
    ("(?>件)", "R515", "(?>"),
]


@pytest.mark.parametrize(("pattern", "code", "guilty"), REFUSED)
def test_a_pattern_is_refused_where_it_is_wrong(pattern: str, code: str, guilty: str) -> None:
    problem = compile_pattern(pattern)
    assert isinstance(problem, PatternProblem)
    assert (problem.code, problem.part, pattern[problem.start : problem.end]) == (code, 0, guilty)


def test_every_code_is_met() -> None:
    assert {code for _, code, _ in REFUSED} | {"R510"} == set(CODES)


@pytest.mark.parametrize(
    ("not_before", "not_after", "code", "part"),
    [
        (("{n: count}",), (), "R510", 1),
        (("起", "(?=件)"), (), "R502", 2),
        (("起",), ("第", "x*"), "R506", 3),
    ],
)
def test_a_context_is_refused_with_the_number_of_its_text(
    not_before: tuple[str, ...], not_after: tuple[str, ...], code: str, part: int
) -> None:
    problem = compile_pattern("件", not_before, not_after)
    assert isinstance(problem, PatternProblem)
    assert (problem.code, problem.part) == (code, part)


def test_an_unknown_type_is_answered_with_the_nearest() -> None:
    problem = compile_pattern("{n: cuont}件")
    assert isinstance(problem, PatternProblem)
    assert problem.help is not None
    assert problem.help.en == "did you mean `count`?"


@pytest.mark.parametrize(
    ("pattern", "regex"),
    [
        ("（一）", r"\(一\)"),
        ("第？条", r"第\?条"),
        ("[（【]", r"[\(\[]"),
        ("[—～-]", r"[\-\~\-]"),
        ("[^、，。]", r"[^、\,。]"),
        ("[]〕]", r"[\]\]]"),
        ("[一-龥]", "[一-龥]"),
        (r"[\d-]", r"[\d\-]"),
        ("(甲|乙)丙", "(?:甲|乙)丙"),
        ("甲 乙", "甲(?:)乙"),
        ("annual report", "annual report"),
        (r"\(甲\)", r"\(甲\)"),
        ("a{2,3}?b", "a{2,3}?b"),
        ("(?i:pdf)", "(?i:pdf)"),
    ],
)
def test_a_pattern_folds_like_a_text(pattern: str, regex: str) -> None:
    compiled = compile_pattern(pattern)
    assert isinstance(compiled, CompiledPattern)
    assert compiled.regex == regex


NEEDS: tuple[tuple[str, tuple[str, ...] | None], ...] = (
    # What stands in every match: each choice is written with its texts divided by /, the rarest first.
    ("统计(?:期限?|周期)为", ("统计周期为/统计期为/统计期限为",)),
    ("收到{n: count}件申请", ("件申请", "收到")),
    ("收取{n: money}", ("收取", "元")),
    ("占{n: percent}", ("占", "%/‰")),
    ("甲乙?", ("甲",)),
    ("甲+乙", ("甲", "乙")),
    ("甲.{0,9}乙", ("甲", "乙")),
    ("甲[乙丙]", ("甲丙/甲乙",)),
    ("甲[^乙]丁", ("甲", "丁")),
    ("甲[0-9]丁", ("甲", "丁")),
    ("甲乙|丙丁戊", ("丙丁戊/甲乙",)),
    ("甲丙.*|[乙丙]丁", ("丙丁/乙丁/甲丙",)),
    ("(?:甲.*)?乙丙", ("乙丙",)),
    ("(?:甲乙.*丙|丁)戊", ("戊", "丁/甲乙")),
    ("甲|[^乙丙]", ()),
    ("(?i)PDF", ()),
    ("(?i:pdf)甲", ()),
    ("[甲乙]", ("乙/甲",)),
    ("甲 乙", ("甲乙",)),
    ("^甲", ("甲",)),
    ("一二三四五六七八九十", ("一二三四五六七八",)),
    ("a?", None),
)


@pytest.mark.parametrize(("pattern", "needs"), NEEDS)
def test_texts_that_lack_what_a_pattern_needs_are_not_searched(pattern: str, needs: tuple[str, ...] | None) -> None:
    compiled = compile_pattern(pattern)
    said = tuple("/".join(choice) for choice in compiled.needs) if isinstance(compiled, CompiledPattern) else None
    assert said == needs


EXACT: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Few texts are all that matches, in the order in which they are tried.
    ("问题|不足", ("问题", "不足")),
    ("其[他它]", ("其他", "其它")),
    ("收费(?:通知)?", ("收费通知", "收费")),
    ("收费(?:通知)??", ("收费", "收费通知")),
    ("甲|甲乙", ("甲", "甲乙")),
    ("甲 乙", ("甲乙",)),
    ("第？条", ("第?条",)),
    ("甲{2}", ()),
    ("甲+", ()),
    ("^甲", ()),
    ("{n: count}件", ()),
    ("(?i:pdf)", ()),
    ("[甲乙丙丁][甲乙丙丁][甲乙丙丁]", ()),
)


@pytest.mark.parametrize(("pattern", "exact"), EXACT)
def test_a_pattern_of_few_texts_is_known_by_them(pattern: str, exact: tuple[str, ...]) -> None:
    compiled = compile_pattern(pattern)
    assert isinstance(compiled, CompiledPattern)
    assert compiled.exact == exact


def test_a_pattern_in_a_context_is_searched_with_it() -> None:
    compiled = compile_pattern("问题", not_before=["的"])
    assert isinstance(compiled, CompiledPattern)
    assert compiled.exact == ()


def test_a_compiled_pattern_is_plain_and_can_be_kept() -> None:
    compiled = compile_pattern("{n: count}件", ["的"], ["第"])
    assert pickle.loads(pickle.dumps(compiled)) == compiled  # noqa: S301 - just made here


@given(st.text(st.sampled_from("件a（()[]{}:|?*+\\-^$.,1 n:countdate{}<=!pPQd\n"), max_size=12))
def test_any_text_becomes_a_pattern_or_a_problem_within_it(text: str) -> None:
    match compile_pattern(text):
        case PatternProblem(start=start, end=end):
            assert 0 <= start <= end <= len(text)
        case CompiledPattern():
            pass
