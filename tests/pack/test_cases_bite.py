"""The cases see every part of a rule's conditions both true and false, and notice slips in the identities of table 3.

Mutants of the whole pack take minutes: `gouji test cn-disclosure --mutate --least 95`.
"""

from __future__ import annotations

from functools import cache

import pytest

from gouji.authoring.coverage import coverage
from gouji.authoring.mutation import Trial
from gouji.authoring.workshop import Files, Workshop, items, open_workshop
from pack.casebook import CASES, PACK

TOPICS = ("basis", "disclosure", "fees", "period", "remedies", "requests", "sections", "structure", "text")
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
