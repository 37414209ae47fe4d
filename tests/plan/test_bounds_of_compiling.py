"""A rule that asks of too many elements is left to the evaluator, which counts as it goes; compiling stays quick."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji import api
from gouji.cli.packs import files_of

ROOT = Path(__file__).resolve().parents[2]
CHECK = "requests[r, c] + requests[k, l] + requests[m, c] ≥ 0"
WITHIN = "every {} in requests.{} satisfies "
AXES = [("r", "rows"), ("c", "columns"), ("k", "rows"), ("l", "columns"), ("m", "rows")]
QUANTIFIED = "check " + "(".join(WITHIN.format(*axis) for axis in AXES) + CHECK + ")" * (len(AXES) - 1)
CHOSEN = "\n".join(f"for {name} in requests.{axis}" for name, axis in AXES) + f"\ncheck {CHECK}"


def pack_of(clauses: str) -> api.Pack:
    """The vocabulary of the annual report with one rule."""
    shared = files_of(ROOT / "rules" / "cn-disclosure")
    rule = f'rule deep "过深" en "deep" {{\ngrade info\nbasis practice "无" en "none"\n{clauses}\n}}'
    title_page = (ROOT / "benchmarks" / "workload" / "pack.yaml").read_bytes()
    kept = {name: shared[name] for name in ("vocabulary.yaml", "sources.yaml")}
    return api.load_pack({**kept, "pack.yaml": title_page, "deep.rules": rule.encode()})


@pytest.mark.parametrize("clauses", [QUANTIFIED, CHOSEN], ids=["quantifiers", "axes"])
def test_a_rule_of_five_nested_axes_is_not_compiled_but_answered(clauses: str) -> None:
    pack = pack_of(clauses)
    report = (ROOT / "rules" / "cn-disclosure" / "cases" / "bases" / "clean-2021.json").read_bytes()
    settled = pack.fast.settle(report)
    assert settled is not None
    assert [(one.status, one.reason) for one in settled.instances] == [("not_assessable", "budget_exceeded")]
