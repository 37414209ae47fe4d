"""The cases see every part of a rule's conditions both true and false, and notice the slips that an author might make.

Mutants of the whole pack take minutes: with `GOUJI_MUTANTS=1` they are tried topic by topic.
"""

from __future__ import annotations

import os
from fractions import Fraction
from functools import cache

import pytest

from gouji.authoring.coverage import coverage
from gouji.authoring.mutation import Trial, share
from gouji.authoring.workshop import Files, Workshop, items, open_workshop
from pack.casebook import CASES, PACK

TOPICS = tuple(sorted(path.stem for path in PACK.glob("*.rules")))
LEAST = Fraction(95, 100)
IDENTITIES = ("requests.balance", "requests.result_total", "requests.row_total", "remedies.row_total")


@cache
def workshop() -> Workshop:
    pack = {path.name: path.read_bytes() for path in PACK.iterdir() if path.suffix in (".rules", ".yaml")}
    cases = {f"cases/{path.name}": path.read_bytes() for path in CASES.glob("*.yaml")}
    return open_workshop(
        Files(pack, cases, {path.stem: path.read_bytes() for path in (CASES / "bases").glob("*.json")})
    )


@pytest.mark.parametrize("topic", TOPICS)
def test_every_part_of_every_condition_was_seen_true_and_false(topic: str) -> None:
    bench = workshop()
    rules = [rule for rule in bench.plan.rules.rules if rule.topic == topic]
    found = [coverage(rule, bench.plan, bench.book.of(f"{topic}.{rule.name}"), bench.vocabulary) for rule in rules]
    missing = [(one.rule, part.place, part.words) for one in found for part in one.parts if not part.both]
    assert found
    assert missing == []


@pytest.mark.parametrize("rule", IDENTITIES)
def test_no_slip_in_an_identity_goes_unnoticed(rule: str) -> None:
    bench = workshop()
    score = Trial(bench).score(rule, dict(items(bench))[rule])
    assert score.tried > 10
    assert score.survivors == ()


@pytest.mark.skipif("GOUJI_MUTANTS" not in os.environ, reason="the mutants of all topics take minutes")
@pytest.mark.parametrize("topic", TOPICS)
def test_the_cases_notice_the_slips_of_an_author(topic: str) -> None:
    bench = workshop()
    trial = Trial(bench)
    scores = [trial.score(name, item) for name, item in items(bench) if name.partition(".")[0] == topic]
    assert sum(one.untried for one in scores) == 0
    assert [one for each in scores for one in each.stale] == []
    assert share(scores) >= LEAST, [(each.name, one) for each in scores for one in each.survivors]


def test_every_declaration_of_the_pack_holds() -> None:
    bench = workshop()
    rules = dict(items(bench))
    few = ("figures.all_cases", "period.bounds", "structure.order", "years.quoted_base")
    assert set(few) <= {one.item for one in bench.declared}
    scores = [Trial(bench).score(name, rules[name]) for name in few]
    assert [one for each in scores for one in each.stale] == []
    assert all(each.shown for each in scores)
