"""Real reports of several years and bodies together: what the documents say is found, and nothing that they do not say.

The cells are those of the transcription, which knows them also where a reader must doubt; the prose is the document's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from gouji.cli.app import run
from gouji.intake.reading import read_document
from gouji.report.model import pointer_of_cell
from gouji.vocabulary.model import Table
from gouji.vocabulary.names import find_lines
from pack.casebook import written
from shipped import pack

OVER = ("years.", "hierarchy.", "likeness.", "publication.")
TABLES = {"table2": "disclosure", "table3": "requests", "table4": "remedies"}

# Agency, scope, level, superior and day as the pages themselves and their addresses state them.
INDEX: dict[str, dict[str, str]] = {
    "004": {"agency": "宿迁市", "scope": "aggregate", "level": "city"},
    "005": {"agency": "宿迁市", "scope": "aggregate", "level": "city"},
    "014": {"agency": "平潭综合实验区", "scope": "aggregate", "level": "city", "published": "2020-01-20"},
    "016": {"agency": "平潭综合实验区", "scope": "aggregate", "level": "city", "published": "2022-02-08"},
    "017": {"agency": "平潭综合实验区", "scope": "aggregate", "level": "city", "published": "2023-02-20"},
    "018": {"agency": "平潭综合实验区", "scope": "aggregate", "level": "city", "published": "2024-03-08"},
    "022": {"scope": "own", "level": "county", "parent": "平潭综合实验区", "published": "2022-01-14"},
    "023": {"scope": "own", "level": "county", "parent": "平潭综合实验区", "published": "2023-01-09"},
    "030": {"scope": "own", "level": "county", "parent": "平潭综合实验区", "published": "2022-01-11"},
}

# Everything that the rules over several reports find, each shown from the documents in docs/corpus-findings.
FOUND: dict[str, dict[str, str]] = {
    "004": {},
    # 3646 against 3607 is 1.08 %, against 3511 or 3486 more.
    "005": {"years.rise_by": "info"},
    "014": {},
    "016": {},
    # 10690 licences after 2293 are not ten times as many; 88 issued, 55 repealed, 665 before: 698.
    "017": {},
    # 698 + 77 − 132 = 643, in force 470.
    "018": {"years.stock_flow[r=normative_documents]": "warning"},
    "022": {},
    # 2 + 4 − 1 = 5, in force 7.
    "023": {"years.stock_flow[r=normative_documents]": "warning"},
    "030": {},
}


def _transcribed(folder: Path) -> Iterator[tuple[str, str, str, Any]]:
    said = json.loads((folder / "tables.json").read_text("utf-8"), parse_float=Decimal)
    for name, table_id in TABLES.items():
        table = pack().vocabulary.table(table_id)
        assert table is not None
        for label, values in said[name].items():
            yield from _row(table, label, values if isinstance(values, list) else [values])


def _row(table: Table, label: str, values: list[Any]) -> Iterator[tuple[str, str, str, Any]]:
    (row,) = find_lines(table, "row", label)
    for format_id in reversed(table.formats):
        columns = [cell.column for cell in table.cells_in(format_id) if cell.row == row]
        if len(columns) == len(values):
            for column, value in zip(columns, values, strict=True):
                yield table.id, row, column, value
            return


def _report(folder: Path) -> bytes:
    """The report as read, with the cells of the transcription and without doubts about them."""
    source = folder / "source.txt"
    report: Any = json.loads(written(read_document(source.name, source.read_bytes(), pack().vocabulary).report))
    report.pop("doubts", None)
    report.pop("defects", None)
    for table, row, column, value in _transcribed(folder):
        holder = report["tables"]
        *path, last = pointer_of_cell(table, row, column).split("/")[2:]
        for step in path:
            holder = holder.setdefault(step, {})
        holder[last] = value
    return written(report).encode()


@pytest.fixture(scope="module")
def results(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The results of all sequences checked together with an index, by the numbers of the reports."""
    folder = tmp_path_factory.mktemp("sequences")
    documents = []
    for number, said in INDEX.items():
        (folder / f"{number}.json").write_bytes(_report(next(corpus.glob(f"{number}-*"))))
        documents.append({"document": f"{number}.json", **said})
    (folder / "corpus.yaml").write_text(yaml.safe_dump({"documents": documents}, allow_unicode=True), encoding="utf-8")
    result = folder / "result"
    assert run(["check", str(folder), "--all", "--format", "json", "--output", str(result)]) in (0, 1, 3)
    values = json.loads(result.read_text(encoding="utf-8"))
    assert values["unread"] == []
    return {one["name"][:3]: one for one in values["reports"]}


def _of_several(report: Mapping[str, Any], status: str) -> Iterator[tuple[str, str]]:
    for one in report["instances"]:
        name = one["instance"].rpartition("/")[2]
        if one["status"] == status and name.startswith(OVER):
            # A match is named by a hash of its sentence, which no person would write.
            yield name.partition("[p=")[0], one["grade"]


@pytest.mark.parametrize("number", INDEX)
def test_the_rules_over_several_reports_find_what_the_documents_say(number: str, results: Mapping[str, Any]) -> None:
    assert dict(_of_several(results[number], "fail")) == FOUND[number]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("005", {("prior", "004.json")}),
        ("016", {("children", "022.json"), ("children", "030.json")}),
        ("017", {("prior", "016.json"), ("children", "023.json"), ("children.prior", "022.json")}),
        ("018", {("prior", "017.json"), ("peer", "004.json")}),
        ("023", {("prior", "022.json"), ("parent", "017.json")}),
    ],
)
def test_the_neighbours_are_those_of_the_index(
    number: str, expected: set[tuple[str, str]], results: Mapping[str, Any]
) -> None:
    assert {(one["role"], one["name"]) for one in results[number]["neighbours"]} == expected


NOTES = [
    item
    for name in ("corpus_notes", "corpus_notes_beyond")
    for item in next(iter(yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text("utf-8")).values()))
    if item["rule"] is not None and item["rule"].startswith(OVER) and item["corpus"] in INDEX
]


@pytest.mark.parametrize("item", NOTES, ids=lambda item: f"{item['corpus']} {item['rule']} {item['item'][:20]}")
def test_what_the_notes_say_of_several_reports_is_found_or_left_alone(
    item: Mapping[str, Any], results: Mapping[str, Any]
) -> None:
    failing = {name.partition("[")[0] for name, _ in _of_several(results[item["corpus"]], "fail")}
    assert (item["rule"] in failing) == (item["class"] in ("found_by_rule", "fault"))


def test_the_sequences_hold_items_of_the_notes() -> None:
    assert {"found_by_rule", "no_fault"} <= {item["class"] for item in NOTES}
