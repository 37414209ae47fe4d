"""The vocabulary of the Chinese disclosure report is complete in both official formats."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.values import BlankPolicy, Domain, Labels
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest
from gouji.vocabulary.model import Axis, Vocabulary
from gouji.vocabulary.names import find_groups, find_lines, find_sections, nearest
from gouji.vocabulary.queries import blank_policy_of, cell_label, cell_name, domain_of, heading_of, unit_of
from gouji.vocabulary.schema import render_schema, schema_of

PACK = Path(__file__).parents[2] / "rules" / "cn-disclosure"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary((PACK / "vocabulary.yaml").read_bytes(), "vocabulary.yaml")


@pytest.mark.parametrize(
    ("format_id", "table_id", "rows", "columns", "cells"),
    [
        ("2021", "disclosure", 6, 5, 10),
        ("2021", "requests", 25, 7, 175),
        ("2021", "remedies", 3, 5, 15),
        ("2019", "disclosure", 8, 8, 22),
        ("2019", "requests", 23, 7, 161),
        ("2019", "remedies", 3, 5, 15),
    ],
)
def test_each_format_prints_the_cells_of_its_form(
    vocabulary: Vocabulary, format_id: str, table_id: str, rows: int, columns: int, cells: int
) -> None:
    table = vocabulary.table(table_id)
    assert table is not None
    counted = (
        len(table.lines("row", format_id)),
        len(table.lines("column", format_id)),
        len(table.cells_in(format_id)),
    )
    assert counted == (rows, columns, cells)


@pytest.mark.parametrize(
    ("year", "format_id"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")]
)
def test_the_year_says_which_format_is_prescribed(vocabulary: Vocabulary, year: int, format_id: str | None) -> None:
    prescribed = vocabulary.format_of_year(year)
    assert (prescribed.id if prescribed else None) == format_id


@pytest.mark.parametrize(
    ("section_id", "heading"),
    [
        ("overview", "一、总体情况"),
        ("disclosure", "二、主动公开政府信息情况"),
        ("requests", "三、收到和处理政府信息公开申请情况"),
        ("remedies", "四、政府信息公开行政复议、行政诉讼情况"),
        ("improvement", "五、存在的主要问题及改进情况"),
        ("other", "六、其他需要报告的事项"),
    ],
)
def test_the_sections_of_the_2021_format_are_headed_as_printed(
    vocabulary: Vocabulary, section_id: str, heading: str
) -> None:
    section = vocabulary.section(section_id)
    assert section is not None
    assert heading_of(vocabulary, section, "2021") == heading
    assert find_sections(vocabulary, heading) == (section_id,)


@pytest.mark.parametrize(
    ("format_id", "row", "column", "name"),
    [
        ("2021", "received", "total", "「一、本年新收政府信息公开申请数量」×「总计」"),
        ("2021", "closed.granted", "business", "「三、本年度办理结果（一）予以公开」×「商业企业」"),
        ("2021", "closed.refused.state_secret", "total", "「（三）不予公开 1.属于国家秘密」×「总计」"),
        ("2021", "closed.other.miscellaneous", "total", "「（六）其他处理 3.其他」×「总计」"),
        ("2019", "closed.other.undivided", "total", "「三、本年度办理结果（六）其他处理」×「总计」"),
    ],
)
def test_a_cell_is_named_as_people_find_it_on_the_form(
    vocabulary: Vocabulary, format_id: str, row: str, column: str, name: str
) -> None:
    table = vocabulary.table("requests")
    assert table is not None
    row_line, column_line = table.row(row), table.column(column)
    assert row_line is not None
    assert column_line is not None
    assert cell_name(table, row_line, column_line, format_id) == name


def test_a_cell_has_a_name_in_the_other_language(vocabulary: Vocabulary) -> None:
    table = vocabulary.table("requests")
    assert table is not None
    row, column = table.row("received"), table.column("total")
    assert row is not None
    assert column is not None
    assert cell_label(row, column, "en") == "requests received this year × total"


@pytest.mark.parametrize(
    ("table_id", "row", "column", "unit", "domain", "blank"),
    [
        ("requests", "received", "natural_person", "件", Domain.NATURAL, BlankPolicy.ZERO),
        ("requests", "received", "total", "件", Domain.NATURAL, BlankPolicy.UNKNOWN),
        ("requests", "closed.total", "natural_person", "件", Domain.NATURAL, BlankPolicy.UNKNOWN),
        ("remedies", "review", "total", "件", Domain.NATURAL, BlankPolicy.UNKNOWN),
        ("disclosure", "fees", "amount", "万元", Domain.NONNEGATIVE, BlankPolicy.ZERO),
        ("disclosure", "procurement", "amount", "元", Domain.NONNEGATIVE, BlankPolicy.ZERO),
        ("disclosure", "licences", "change", "项", Domain.INTEGER, BlankPolicy.ZERO),
        ("disclosure", "licences", "decisions", "件", Domain.NATURAL, BlankPolicy.ZERO),
    ],
)
def test_unit_domain_and_blank_come_from_the_nearest_that_says(
    vocabulary: Vocabulary, table_id: str, row: str, column: str, unit: str, domain: Domain, blank: BlankPolicy
) -> None:
    table = vocabulary.table(table_id)
    assert table is not None
    assert unit_of(vocabulary, table, row, column).id == unit
    assert domain_of(vocabulary, table, row, column) is domain
    assert blank_policy_of(vocabulary, table, row, column) is blank


def test_every_total_is_unknown_when_blank_and_every_leaf_may_be_zero(vocabulary: Vocabulary) -> None:
    for table in vocabulary.tables:
        totals = {line.id for line in (*table.rows, *table.columns) if line.total}
        for cell in table.cells:
            expected = BlankPolicy.UNKNOWN if {cell.row, cell.column} & totals else BlankPolicy.ZERO
            assert blank_policy_of(vocabulary, table, cell.row, cell.column) is expected


@pytest.mark.parametrize(
    ("axis", "group", "format_id", "members"),
    [
        ("column", "organisations", "2021", "business research public_interest legal_service other_organisation"),
        ("row", "closed.unavailable", "2021", "not_held needs_creation still_unclear"),
        ("row", "closed.other", "2021", "not_corrected fee_unpaid miscellaneous"),
        ("row", "closed.other", "2019", "undivided"),
    ],
)
def test_a_group_has_the_members_that_the_format_prescribes(
    vocabulary: Vocabulary, axis: Axis, group: str, format_id: str, members: str
) -> None:
    table = vocabulary.table("requests")
    assert table is not None
    assert [one.rpartition(".")[2] for one in table.members(axis, group, format_id)] == members.split()


def test_dotted_ids_make_groups_of_their_leading_parts(vocabulary: Vocabulary) -> None:
    table = vocabulary.table("requests")
    assert table is not None
    assert len(table.members("row", "closed", "2021")) == 22
    assert len(table.members("row", "closed.refused", "2021")) == 8
    assert table.members("row", "closed.refused.state_secret") == ()


@pytest.mark.parametrize(
    ("table_id", "axis", "words", "ids"),
    [
        ("requests", "row", "予以公开", ["closed.granted"]),
        ("requests", "row", "（三）不予公开-1.属于国家秘密", ["closed.refused.state_secret"]),
        (
            "requests",
            "row",
            '三、本年度办理结果（三）不予公开 ３.危及"三安全一稳定"',
            ["closed.refused.security_and_stability"],
        ),
        ("requests", "row", "(六)其他处理", ["closed.other.undivided"]),
        ("requests", "column", "总计", ["total"]),
        ("disclosure", "row", "规范性文件", ["normative_documents"]),
        ("disclosure", "column", "本年度制发数", ["issued"]),
        ("requests", "row", "不存在的行", []),
        ("requests", "row", "", []),
    ],
)
def test_words_of_the_form_lead_to_ids(
    vocabulary: Vocabulary, table_id: str, axis: Axis, words: str, ids: list[str]
) -> None:
    table = vocabulary.table(table_id)
    assert table is not None
    assert list(find_lines(table, axis, words)) == ids


def test_a_heading_of_a_group_leads_to_the_group(vocabulary: Vocabulary) -> None:
    table = vocabulary.table("requests")
    assert table is not None
    assert find_groups(table, "row", "(三)不予公开") == ("closed.refused",)


def test_an_unknown_word_is_answered_with_the_nearest(vocabulary: Vocabulary) -> None:
    assert nearest("recieved", ["received", "carried_in", "carried_out"]) == ("received",)


def test_every_label_exists_in_both_languages(vocabulary: Vocabulary) -> None:
    named: list[Labels] = [vocabulary.labels, *(unit.labels for unit in vocabulary.units)]
    named += [field.labels for field in vocabulary.metadata]
    named += [section.labels for section in vocabulary.sections]
    named += [table.labels for table in vocabulary.tables]
    named += [mention.labels for mention in vocabulary.mentions]
    named += [line.labels for table in vocabulary.tables for line in (*table.rows, *table.columns)]
    assert [one for one in named if [language for language, text in one.texts if text] != ["zh", "en"]] == []


def test_the_count_unit_is_the_first_of_its_dimension(vocabulary: Vocabulary) -> None:
    assert next(unit.id for unit in vocabulary.units if unit.dimension == "count") == "件"


def test_the_title_page_names_the_same_report_kind(vocabulary: Vocabulary) -> None:
    manifest = load_manifest((PACK / "pack.yaml").read_bytes(), "pack.yaml")
    assert (manifest.report_kind, manifest.languages) == (vocabulary.kind, vocabulary.languages)


def test_the_schema_kept_in_the_pack_is_the_one_derived(vocabulary: Vocabulary) -> None:
    kept = (PACK / "report.schema.json").read_bytes()
    assert kept == render_schema(schema_of(vocabulary)), "write it again: gouji schema"


def test_a_vocabulary_survives_pickling(vocabulary: Vocabulary) -> None:
    # The cache of compiled packs keeps it so; it must also still answer.
    copy: Vocabulary = pickle.loads(pickle.dumps(vocabulary))  # noqa: S301  # our own bytes
    assert copy == vocabulary
    assert copy.unit("万元") == vocabulary.unit("万元")


def test_the_model_alone_does_not_import_yaml() -> None:
    program = (
        "import sys, gouji.vocabulary.model, gouji.vocabulary.names, gouji.vocabulary.schema\n"
        "sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # ourselves
