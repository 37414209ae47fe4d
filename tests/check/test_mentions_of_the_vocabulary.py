"""The patterns of the vocabulary's mentions are compiled with the rules, and their problems told in the YAML file."""

from __future__ import annotations

import pytest

from check.packs import SAMPLE, pack, underlined
from gouji.check.checker import check
from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.vocabulary.load import load_vocabulary

TEXT = (SAMPLE / "vocabulary.yaml").read_text(encoding="utf-8")


def complaints(pattern: str) -> tuple[Diagnostic, ...]:
    _, sources, manifest = pack(SAMPLE)
    vocabulary = load_vocabulary(TEXT.replace("新收{n: count}件", pattern).encode(), "vocabulary.yaml")
    try:
        return check([], vocabulary, sources, manifest).warnings
    except RulesRejectedError as rejected:
        return rejected.diagnostics


@pytest.mark.parametrize(
    ("pattern", "code", "marked"),
    [
        ("新收{n: count}件(?=申请)", "R502", "(?="),
        ("新收({n: count}件)+", "R508", "{n: count}"),
        ("一" * 1000 + "{n: count}", "R507", "{n: count}"),
    ],
)
def test_a_bad_mention_is_told_at_its_place(pattern: str, code: str, marked: str) -> None:
    assert [(code, marked)] == [(one.code, underlined(one)) for one in complaints(pattern)]


def test_good_mentions_give_no_complaint() -> None:
    assert complaints("新收{n: count}件") == ()
