"""The list of what the notes to the real reports say: whole, in step with its page, and about rules that exist."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
NOTES = yaml.safe_load((ROOT / "tests/pack/corpus_notes.yaml").read_text(encoding="utf-8"))["notes"]
BEYOND = yaml.safe_load((ROOT / "tests/pack/corpus_notes_beyond.yaml").read_text(encoding="utf-8"))["beyond"]
PAGES = sorted((ROOT / "docs/corpus-findings").glob("*.md"))
INDEX = (ROOT / "docs/corpus-findings.md").read_text(encoding="utf-8")

OF_NOTES = {
    "found_by_rule": "found by rule",
    "not_mechanisable": "not mechanisable",
    "doubt_about_reading": "a doubt about the reading",
    "note_mistaken": "the note is mistaken",
    "no_fault": "no fault",
    "about_the_file": "about the file",
}
OF_BEYOND = {"fault", "no_fault"}


def _rules() -> set[str]:
    """Return `file.rule` of every rule of the pack, as written."""
    return {
        f"{file.stem}.{name}"
        for file in (ROOT / "rules/cn-disclosure").glob("*.rules")
        for name in re.findall(r"^rule ([a-z0-9_]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }


def _printed(text: str) -> str:
    """Return the text as it stands in a cell of a page's table."""
    return text.replace("|", "\\|")


def test_every_report_with_a_note_is_in_the_list(corpus: Path) -> None:
    noted = {
        file.parent.name[:3]
        for file in corpus.glob("*/meta.json")
        if json.loads(file.read_text(encoding="utf-8")).get("note")
    }
    assert noted == {item["corpus"] for item in NOTES}


def test_every_report_of_the_list_is_in_the_corpus(corpus: Path) -> None:
    assert {item["corpus"] for item in NOTES + BEYOND} <= {folder.name[:3] for folder in corpus.glob("[0-9]*")}


@pytest.mark.parametrize("item", NOTES + BEYOND, ids=lambda item: f"{item['corpus']} {item['item'][:30]}")
def test_a_rule_that_is_named_is_in_the_pack(item: dict[str, Any]) -> None:
    assert set(item) == {"corpus", "class", "row", "rule", "where", "item"}
    assert item["rule"] is None or item["rule"] in _rules()


def test_every_item_has_a_class() -> None:
    assert {item["class"] for item in NOTES} == set(OF_NOTES)
    assert {item["class"] for item in BEYOND} == OF_BEYOND


def test_what_a_rule_finds_or_will_find_has_its_row_of_the_catalogue() -> None:
    assert not [item for item in NOTES if item["class"] == "found_by_rule" and item["row"] is None]


def test_a_free_slip_has_no_rule() -> None:
    assert not [item for item in NOTES if item["class"] in {"not_mechanisable", "about_the_file"} and item["rule"]]


def test_no_item_stands_twice() -> None:
    seen = Counter((item["corpus"], item["item"], item["where"]) for item in NOTES + BEYOND)
    assert [key for key, times in seen.items() if times > 1] == []


def _cells(section: str) -> list[list[str]]:
    """Return the cells of every row of the tables of a section, without heads and rulers."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows if row[0].strip() not in {"item", "corpus"}]


def test_the_pages_hold_the_items_of_the_list_and_no_others() -> None:
    on_pages = Counter(
        (section[:3], row[0], row[2])
        for page in PAGES
        if page.stem != "beyond"
        for section in page.read_text(encoding="utf-8").split("\n## ")[1:]
        for row in _cells(section)
    )
    assert on_pages == Counter((i["corpus"], _printed(i["item"]), OF_NOTES[i["class"]]) for i in NOTES)


def test_the_page_beyond_the_notes_holds_its_list_and_no_others() -> None:
    page = (ROOT / "docs/corpus-findings/beyond.md").read_text(encoding="utf-8")
    assert Counter((row[0], row[1]) for row in _cells(page)) == Counter(
        (item["corpus"], _printed(item["item"])) for item in BEYOND
    )


def test_the_index_counts_what_the_list_holds() -> None:
    without = sum(item["class"] == "found_by_rule" and item["rule"] is None for item in NOTES)
    classes = Counter(item["class"] for item in NOTES)
    assert re.search(rf"^\| found by rule \|[^|]*\| {classes['found_by_rule'] - without} \|$", INDEX, re.MULTILINE)
    assert re.search(rf"\*\*no rule\*\*\) \|[^|]*\| {without} \|", INDEX)
    for name, printed in OF_NOTES.items():
        if name != "found_by_rule":
            assert re.search(rf"^\| {printed} \|[^|]*\| {classes[name]} \|$", INDEX, re.MULTILINE), printed
    assert f"| **all** | | **{len(NOTES)}** |" in INDEX


def test_quotations_of_reports_are_short() -> None:
    texts = [INDEX, *(page.read_text(encoding="utf-8") for page in PAGES)]
    assert [quote for text in texts for quote in re.findall("“([^”]*)”", text) if len(quote) > 120] == []
