"""Laws 2, 3, 4, 6, 7 and 8 on the disclosure pack, and the compiled rules against the explained ones."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji import api
from gouji.cli.packs import files_of
from gouji.findings import ReportResult
from gouji.render.plain import report_values
from laws.recompute import recomputed
from laws.strategies_reports import (
    CLEAN,
    Json,
    Path_,
    as_bytes,
    cell_of,
    cell_paths,
    disclosure_reports,
    with_cell,
)
from shipped import pack

PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-disclosure"
IDENTITIES = ("requests.balance", "requests.result_total", "requests.row_total", "remedies.row_total")


@cache
def sums() -> api.Pack:
    """The pack with the rules of tables 3 and 4 alone, for laws that need many explained results."""
    kept = ("requests.rules", "remedies.rules", "period.rules")
    files = {name: text for name, text in files_of(PACK).items() if name.endswith(".yaml") or name in kept}
    # Their conditions use patterns of another topic.
    lines = files_of(PACK)["narrative.rules"].splitlines(keepends=True)
    files["narrative.rules"] = b"".join(line for line in lines if line.startswith(b"pattern "))
    return api.load_pack(files)


def result(content: bytes, *, explained: bool = False, of: api.Pack | None = None) -> ReportResult:
    """The result of a report JSON; `explained` keeps the compiled rules out of it."""
    used = of or pack()
    document = api.open_document("report.json", content, used)
    assert isinstance(document, api.Document), document
    return api.check_document(document, used, everything=explained)


def listed(of: ReportResult) -> list[dict[str, Any]]:
    """The instances that are listed when passes, and what waits for another report, are not asked for."""
    values: Any = report_values(of)["instances"]
    left = [one for one in values if one["status"] not in ("pass", "not_applicable")]
    return [one for one in left if one.get("reason") != "no_peer_document"]


@given(disclosure_reports())
def test_law_2_and_4_any_report_is_judged_and_every_planned_instance_has_one_status(report: Json) -> None:
    found = result(as_bytes(report))
    assert found.planned == sum(found.counts.values())


@given(disclosure_reports())
def test_the_compiled_rules_and_the_explaining_evaluator_give_the_same_result(report: Json) -> None:
    content = as_bytes(report)
    compiled, explained = result(content), result(content, explained=True)
    assert listed(compiled) == listed(explained)
    assert compiled.lacking == explained.lacking
    assert (compiled.counts, compiled.planned, compiled.verdict, compiled.rules_without_instance, compiled.digest) == (
        explained.counts, explained.planned, explained.verdict, explained.rules_without_instance, explained.digest,
    )  # fmt: skip


@pytest.mark.parametrize("lost", ["heading", "ordinal", "id", "text"])
def test_both_agree_on_sections_that_lack_something(lost: str) -> None:
    for number in range(6):
        report = copy.deepcopy(CLEAN["clean-2021"])
        report["sections"][number].pop(lost, None)
        content = as_bytes(report)
        compiled, explained = result(content), result(content, explained=True)
        assert (compiled.counts, compiled.planned) == (explained.counts, explained.planned), number


@pytest.mark.parametrize("base", sorted(CLEAN))
def test_a_clean_report_is_plain_enough_for_the_compiled_rules(base: str) -> None:
    assert pack().fast.settle(as_bytes(CLEAN[base])) is not None


@pytest.mark.parametrize(
    ("why", "content"),
    [
        ("a key stands twice", as_bytes(CLEAN["clean-2021"]).replace(b'"year": 2021', b'"year": 2020, "year": 2021')),
        ("a number is too large", as_bytes(CLEAN["clean-2021"]).replace(b'"year": 2021', b'"year": 1e400')),
        ("a number is none", as_bytes(CLEAN["clean-2021"]).replace(b'"year": 2021', b'"year": NaN')),
    ],
)
def test_what_the_strict_reader_refuses_is_never_settled_by_the_compiled_rules(why: str, content: bytes) -> None:
    assert content != as_bytes(CLEAN["clean-2021"]), why
    assert pack().fast.settle(content) is None, why


@given(disclosure_reports(), st.randoms(use_true_random=False))
def test_law_6_the_order_of_files_and_keys_changes_nothing(report: Json, chance: Any) -> None:
    def shuffled(node: Any) -> Any:
        if isinstance(node, dict):
            keys = list(node)
            chance.shuffle(keys)
            return {key: shuffled(node[key]) for key in keys}
        return [shuffled(one) for one in node] if isinstance(node, list) else node

    first = json.dumps(report_values(result(as_bytes(report), of=sums())))
    assert json.dumps(report_values(result(as_bytes(shuffled(report)), of=sums()))) == first


def test_law_6_the_order_of_rule_files_changes_nothing() -> None:
    backwards = api.load_pack(dict(reversed(files_of(PACK).items())))
    content = as_bytes(with_cell(CLEAN["clean-2021"], ("requests", "received", "total"), 999))
    assert report_values(result(content, of=backwards)) == report_values(result(content))


def test_law_6_two_runs_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_bytes(as_bytes(with_cell(CLEAN["clean-2021"], ("requests", "received", "total"), 999)))
    command = [sys.executable, "-m", "gouji", "check", str(report), "--format", "json", "--no-cache"]
    outputs = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True).stdout
        for seed in ("0", "1", "12345")
    }
    assert len(outputs) == 1
    assert b"requests.balance[c=total]" in outputs.pop()


def identities_with(path: Path_) -> set[str]:
    """The exact linear identities that mention a cell, worked out from its place alone."""
    table, *rows, column = path
    row = ".".join(rows)
    if table == "remedies":
        return {f"remedies.row_total[r={row}]"}
    if table != "requests":
        return set()
    found = {f"requests.row_total[r={row}]"}
    if row in ("received", "carried_in", "carried_out", "closed.total"):
        found.add(f"requests.balance[c={column}]")
    if row.startswith("closed."):
        found.add(f"requests.result_total[c={column}]")
    return found


PLACES = [(base, path) for base in sorted(CLEAN) for path in cell_paths(CLEAN[base])]


@given(st.sampled_from(PLACES), st.integers(1, 50))
def test_law_7_disturbing_a_cell_breaks_exactly_the_identities_that_mention_it(
    place: tuple[str, Path_], more: int
) -> None:
    base, path = place
    disturbed = with_cell(CLEAN[base], path, cell_of(CLEAN[base], path) + more)
    failing = {
        one["instance"].partition("/")[2] for one in listed(result(as_bytes(disturbed))) if one["status"] == "fail"
    }
    assert {one for one in failing if one.startswith(IDENTITIES)} == identities_with(path)


@given(disclosure_reports(), st.data())
def test_law_7_withholding_a_value_turns_no_pass_into_a_fail_and_no_fail_into_a_pass(report: Json, data: Any) -> None:
    paths = [path for path in cell_paths(report) if type(cell_of(report, path)) is int]
    if not paths:
        return
    path = data.draw(st.sampled_from(paths))
    before = {one.instance: one.status for one in result(as_bytes(report), explained=True, of=sums()).instances}
    withheld = as_bytes(with_cell(report, path, "看不清"))
    for one in result(withheld, explained=True, of=sums()).instances:
        if one.rule.endswith(IDENTITIES) and {before[one.instance], one.status} == {"pass", "fail"}:
            raise AssertionError(f"{one.instance}: {before[one.instance]} became {one.status}")


@given(disclosure_reports())
def test_law_8_both_sides_of_a_failing_sum_follow_from_the_evidence(report: Json) -> None:
    for one in listed(result(as_bytes(report))):
        if one["status"] == "fail":
            assert recomputed(one["evidence"]) == "false", one["instance"]
