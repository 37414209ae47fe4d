"""What a failed sum says is learned; a learned finding is the explaining evaluator's, word for word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import run
import synthetic
from gouji.api import Pack
from gouji.evaluate import explainer
from gouji.findings import Instance
from shipped import fresh_pack

NOT_LEARNED = {"nobody": "with waivers every instance is explained"}


def _with_wrong_sums(number: int, seed: int = 5) -> Iterator[bytes]:
    """Yield reports in which one cell of table 3 is wrong by an amount that differs."""
    for index, content in enumerate(synthetic.reports(number, seed=seed, faulty=0)):
        report: dict[str, Any] = json.loads(content)
        row = report["tables"]["requests"]["closed"]["granted"]
        row["business"] += 1 + index * 977
        yield json.dumps(report, ensure_ascii=False).encode()


def _instances(pack: Pack, content: bytes, waivers: dict[str, str]) -> tuple[Instance, ...]:
    settled = pack.fast.settle(content, waivers)
    assert settled is not None
    return settled.instances


@pytest.mark.parametrize("load", [run.workload, fresh_pack], ids=["the 61 checks", "the whole pack"])
def test_learned_findings_are_the_evaluators(load: Callable[[], Pack]) -> None:
    pack = load()
    for content in (*_with_wrong_sums(12), *synthetic.reports(30, seed=3, faulty=1)):
        assert _instances(pack, content, {}) == _instances(pack, content, NOT_LEARNED)


def test_a_sum_that_fails_again_and_again_is_explained_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = run.workload()
    *first, last = _with_wrong_sums(8)
    for content in first:
        _instances(pack, content, {})

    def explained_again(*_: object) -> Instance:
        raise AssertionError("was explained, not learned")

    monkeypatch.setattr(explainer, "explain", explained_again)
    found = _instances(pack, last, {})
    assert [one.instance for one in found] == [
        "workload/workload.result_total[c=business]",
        "workload/workload.row_total[r=closed.granted]",
    ]
    assert {one.evidence.difference for one in found if one.evidence is not None} == {str(1 + 7 * 977)}


def test_a_waived_sum_is_waived_though_it_was_learned() -> None:
    pack = run.workload()
    name = "workload/workload.row_total[r=closed.granted]"
    *first, last = _with_wrong_sums(8)
    for content in first:
        _instances(pack, content, {})
    found = {one.instance: (one.status, one.waiver) for one in _instances(pack, last, {name: "known"})}
    assert found[name] == ("waived", "known")


def test_each_finding_names_its_own_report() -> None:
    pack = run.workload()
    marks = [one.fingerprint for content in _with_wrong_sums(9) for one in _instances(pack, content, {})]
    assert len(set(marks)) == len(marks)


def _with_wrong_words(number: int) -> Iterator[bytes]:
    """Yield reports of agencies of their own with the same wrong period and the same wrong ordinal."""
    for content in synthetic.reports(number, seed=7, faulty=0):
        report: dict[str, Any] = json.loads(content)
        report["preamble"] = "统计期限为2023年1月1日至2023年11月30日。"
        report["sections"][2]["ordinal"] = "七"
        yield json.dumps(report, ensure_ascii=False).encode()


def test_what_rests_on_a_few_words_is_explained_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = run.workload()
    *first, last = _with_wrong_words(5)
    for content in first:
        _instances(pack, content, {})
    expected = _instances(pack, last, NOT_LEARNED)

    def explained_again(*_: object) -> Instance:
        raise AssertionError("was explained, not remembered")

    monkeypatch.setattr(explainer, "explain", explained_again)
    assert _instances(pack, last, {}) == expected
    assert {one.rule.rpartition(".")[2] for one in expected} == {"ordinal", "period_bounds"}


def _elsewhere(report: dict[str, Any]) -> None:
    report["preamble"], report["closing"] = "", report["preamble"]


def _another_day(report: dict[str, Any]) -> None:
    report["preamble"] = report["preamble"].replace("30日", "29日")


def _another_year(report: dict[str, Any]) -> None:
    report["year"] = 2022


def _another_heading(report: dict[str, Any]) -> None:
    report["sections"][2]["heading"] = "收到和处理申请情况"


def _without_a_section(report: dict[str, Any]) -> None:
    del report["sections"][0]


def _in_the_right_order(report: dict[str, Any]) -> None:
    report["sections"].reverse()


@pytest.mark.parametrize(
    "change", [_elsewhere, _another_day, _another_year, _another_heading, _without_a_section, _in_the_right_order]
)
@pytest.mark.parametrize("load", [run.workload, fresh_pack], ids=["the 61 checks", "the whole pack"])
def test_other_words_or_places_are_explained_anew(
    load: Callable[[], Pack], change: Callable[[dict[str, Any]], None]
) -> None:
    pack = load()
    *first, last = _with_wrong_words(5)
    for content in first:
        _instances(pack, content, {})
    report = json.loads(last)
    change(report)
    changed = json.dumps(report, ensure_ascii=False).encode()
    assert _instances(pack, changed, {}) == _instances(pack, changed, NOT_LEARNED)
