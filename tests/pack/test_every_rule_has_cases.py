"""No rule without cases that it must pass and fail, and without one that shows what it answers when it cannot say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pytest

from pack.casebook import all_cases, topics
from pack.pack_rules import checked_rules, short

NEVER_WITHOUT_DATA = {
    # Their check asks only for printed states or words of a document that has text; these are always decided.
    "basis.current_article",
    "basis.current_regulation",
    "basis.issuer_spelling",
    "basis.number_spelling",
    "fees.term",
    "remedies.counts_natural",
    "remedies.numbers_readable",
    "requests.counts_natural",
    "requests.numbers_readable",
    "structure.heading_subject",
    "structure.numbered_once",
    "structure.order",
    "structure.part_once",
    "structure.six_parts",
    "text.no_doubled_particle",
    "text.no_doubled_phrase",
    "text.no_doubled_word",
    "text.no_empty_slot",
    "text.no_personal_numbers",
    "text.no_repeated_sentence",
    "text.list_numbered",
}


def _statuses() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for case in (ready.case for ready in all_cases()):
        found[case.rule].update(expected.status for expected in case.expected if expected.status is not None)
        found[case.rule].update(case.counts or ())
    return found


RULES = tuple(sorted(short(rule.id) for rule in checked_rules().rules))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_cases_that_pass_and_fail(rule: str) -> None:
    assert {"pass", "fail"} <= _statuses()[rule]


@pytest.mark.parametrize("rule", sorted(set(RULES) - NEVER_WITHOUT_DATA))
def test_a_rule_has_a_case_without_what_it_needs(rule: str) -> None:
    assert _statuses()[rule] & {"not_assessable", "not_applicable"}


def test_every_topic_has_cases() -> None:
    assert {rule.partition(".")[0] for rule in RULES} == set(topics()) - {"equivalent"}


def test_what_is_listed_as_always_decided_is_a_rule() -> None:
    assert set(RULES) >= NEVER_WITHOUT_DATA
