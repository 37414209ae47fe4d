"""The pack as a whole: the checker has nothing to say, the identities are all there, the law is quoted as it stands."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from gouji.check.checked import Piece
from pack.pack_rules import checked_pack, checked_rules, short, sources, vocabulary

CATALOGUE = Path(__file__).resolve().parents[2] / "docs" / "catalogue.md"
ROWS_OF_THE_CATALOGUE = 167


def test_the_checker_neither_complains_nor_doubts() -> None:
    assert checked_pack().warnings == ()


@pytest.mark.parametrize(("format_id", "rows"), [("2021", 25), ("2019", 23)])
def test_table_three_has_the_rows_that_the_row_identities_are_counted_by(format_id: str, rows: int) -> None:
    table = vocabulary().table("requests")
    assert table is not None
    assert len(table.lines("row", format_id)) == rows
    assert len(table.lines("column", format_id)) == 7


def test_the_identities_of_the_three_tables_are_rules_of_grade_error() -> None:
    grades = {short(rule.id): rule.grade for rule in checked_rules().rules}
    identities = ("requests.balance", "requests.result_total", "requests.row_total", "remedies.row_total")
    assert {grades[one] for one in identities} == {"error"}


def test_the_printed_identity_rests_on_the_sentence_that_the_form_prints() -> None:
    (balance,) = (rule for rule in checked_rules().rules if short(rule.id) == "requests.balance")
    (basis,) = balance.bases
    assert basis.quote == "第一项加第二项之和，等于第三项加第四项之和"


def test_every_law_text_has_the_hash_that_was_written_beside_it() -> None:
    for entry in sources().entries:
        for clause in entry.clauses:
            assert hashlib.sha256(clause.text.strip().encode()).hexdigest() == clause.sha256, (entry.id, clause.place)


PROSE = ("denials.", "named.", "narrative.", "outcomes.", "results.")
OF_TEXT_AND_TABLE = {
    short(rule.id): dict(rule.fix.texts)
    for rule in checked_rules().rules
    if short(rule.id).startswith(PROSE) and rule.fix is not None
}


@pytest.mark.parametrize(("rule", "fix"), OF_TEXT_AND_TABLE.items(), ids=OF_TEXT_AND_TABLE)
def test_who_is_to_mend_a_number_of_the_text_is_told_where_to_look_first(
    rule: str, fix: dict[str, tuple[Piece, ...]]
) -> None:
    zh, en = ("".join(map(str, fix[language])) for language in ("zh", "en"))
    assert "核对正文与表格" not in zh, rule
    assert ("表" not in zh) or ("先看表" in zh and "look first at" in en), rule


def test_no_english_title_asks_the_reader_to_guess_who_is_meant() -> None:
    titles = {short(rule.id): rule.title.of("en") for rule in checked_rules().rules}
    assert {rule: title for rule, title in titles.items() if title.startswith(("who ", "what ", "it "))} == {}


def _rows_of_the_catalogue() -> list[tuple[str, str]]:
    text = CATALOGUE.read_text(encoding="utf-8").partition("## A.")[2]
    rows = [tuple(cell.strip() for cell in line.split("|")[1:3]) for line in text.splitlines() if line.startswith("| ")]
    return [(row[0], row[1]) for row in rows if row[0] != "check"]


def test_the_catalogue_accounts_for_every_check() -> None:
    known = _rows_of_the_catalogue()
    beyond = CATALOGUE.read_text(encoding="utf-8").partition("## Beyond the catalogue")[2].count("\n| ") - 1
    assert len(known) - beyond == ROWS_OF_THE_CATALOGUE
    assert all(answer for _, answer in known)


def _ids_of(text: str, first: str, last: str, head: str) -> list[str]:
    """Return the first cells of the tables between two headings, of families (`t3.row.<r> (25 ids…)`) the beginning."""
    rows = (
        line.split("|")[1].strip()
        for line in text[text.index(first) : text.index(last)].splitlines()
        if line[:2] == "| "
    )
    return [re.split(r" (?:…|\()", row)[0] for row in rows if row != head]


def test_the_catalogue_has_the_rows_of_its_source_in_their_order(corpus: Path) -> None:
    source = (corpus.parent / "domain" / "rules.md").read_text(encoding="utf-8")
    known = CATALOGUE.read_text(encoding="utf-8")
    assert _ids_of(known, "## A.", "## Beyond", "check") == _ids_of(source, "## A.", "## K.", "id")


def test_a_row_without_a_rule_says_why() -> None:
    text = CATALOGUE.read_text(encoding="utf-8").partition("## A.")[2].partition("## Beyond")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in text.splitlines() if line.startswith("| ")]
    without = {row[0]: row[1:] for row in rows if "`" not in row[1] and row[0] != "check"}
    assert {answer for answer, _ in without.values()} == {"not now", "not a rule", "never", "later: diagnosis"}
    assert {row for row, (_, why) in without.items() if not why} == {"t3.split_digit", "t3.shifted", "t3.explain"}


def test_the_catalogue_and_the_pack_name_the_same_rules() -> None:
    named = {rule for _, answer in _rows_of_the_catalogue() for rule in re.findall(r"`(\w+\.\w+)`", answer)}
    assert named == {short(rule.id) for rule in checked_rules().rules}
