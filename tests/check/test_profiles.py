"""The profiles of a pack grade rules that exist."""

from __future__ import annotations

import pytest

from check.packs import SAMPLE, chunks, pack
from gouji.check.checker import check
from gouji.diagnostics import RulesRejectedError
from gouji.record import replace
from gouji.source import Span
from gouji.values import Labels
from gouji.vocabulary.pack_model import Manifest, Profile

RULE = 'rule agree "一致" en "they agree" { grade error basis derived "一" en "one" check year = 2021 }'


def with_profile(rule: str) -> Manifest:
    manifest = pack(SAMPLE)[2]
    profile = Profile("strict", Labels((("zh", "严格"), ("en", "strict"))), ((rule, "error"),), Span(0, 2))
    return replace(manifest, profiles=(profile,))


@pytest.mark.parametrize("rule", ["bad.agree", "sample/bad.agree"])
def test_a_profile_may_grade_a_rule_that_exists(rule: str) -> None:
    vocabulary, sources, _ = pack(SAMPLE)
    assert check(list(chunks(RULE)), vocabulary, sources, with_profile(rule)).warnings == ()


def test_a_profile_that_grades_an_unknown_rule_is_refused() -> None:
    vocabulary, sources, _ = pack(SAMPLE)
    with pytest.raises(RulesRejectedError) as rejected:
        check(list(chunks(RULE)), vocabulary, sources, with_profile("bad.agreed"))
    (one,) = rejected.value.diagnostics
    assert (one.code, one.help.en if one.help is not None else "") == ("R223", "did you mean `bad.agree`?")
