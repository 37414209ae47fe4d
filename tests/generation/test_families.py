"""Reports that fail a rule about several documents, on the invented pack with rules about subordinates and others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gouji import api
from gouji.generation.chance import Simplest
from gouji.testing import as_bytes, rules_without_families, rules_without_violations
from gouji.testing.packs import families

HARBOUR = Path(__file__).parent / "harbour"
QUAYS = """# The quays of a harbour, and other harbours.

rule counted "a harbour has as many ships as its quays" {
  grade    error
  basis    derived "a ship lies at a quay"
  requires children
  check    sum(children.ships[entire, all]) ≤ ships[entire, all]
}

rule not_copied "the largest ships were counted anew" {
  grade    warning
  basis    practice "who copies has not counted"
  when     ships[sail.large, all] ≥ 1
  requires peer
  check    not (ships[sail.large, all] = peer.ships[sail.large, all])
}

rule told_before "no year is told twice" {
  grade    warning
  basis    practice "a year comes once"
  requires prior
  check    not (prior.title = "a title that no form has")
}
"""
CASES = """- rule: quays.counted
  cases:
    - {name: no quay has more, base: busy-1935, children: [{base: quiet-1925}], expect: [{status: pass}]}
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented pack with a topic more."""
    folder = tmp_path_factory.mktemp("packs") / "harbour"
    shutil.copytree(HARBOUR, folder)
    (folder / "quays.rules").write_text(QUAYS, encoding="utf-8")
    (folder / "cases" / "quays.yaml").write_text(CASES, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("rule", "neighbour"),
    [("quays.counted", ("0",)), ("quays.not_copied", ("peer",)), ("ships.no_more_than_last_year", ("prior",))],
)
def test_the_rule_fails_beside_its_neighbour_and_no_other_does(
    pack: Path, rule: str, neighbour: tuple[str, ...]
) -> None:
    opened = families(pack).violations.ground.pack
    family = families(pack).family(rule, Simplest())
    assert set(family.others) == {neighbour}
    document = api.open_document("report.json", as_bytes(family.own), opened)
    assert isinstance(document, api.Document)
    found = api.check_document(document, opened, neighbours=family.neighbours(opened)).instances
    assert [one.rule for one in found if one.status == "fail"] == [f"harbour/{rule}"]
    assert all(one.reason != "no_peer_document" for one in found if one.rule == f"harbour/{rule}")


def test_what_no_neighbour_helps_is_listed_with_the_reason(pack: Path) -> None:
    assert rules_without_families(pack) == {
        "quays.told_before": "no report found",
        "remarks.never_too_short": "no report found",
    }
    assert {rule for rule, why in rules_without_violations(pack).items() if why == "needs another document"} == {
        "quays.counted",
        "quays.not_copied",
        "quays.told_before",
        "ships.no_more_than_last_year",
    }
