"""Empty forms are laid out as the form is printed, and the readers read them back, empty and filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gouji.findings import MOSTLY_DOUBTED
from gouji.intake.entries import cell_value
from gouji.intake.figures import BROKEN
from gouji.intake.reading import read_document
from gouji.intake.shifts import SHIFTED
from gouji.template.docx import write_docx
from gouji.template.layout import Box, Boxes, Form, Key, Words, form_of, title_of
from gouji.template.xlsx import write_xlsx
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary
from programs import cells_of, needs, office
from sums import adding_up

ROOT = Path(__file__).parents[2]
FORMATS = ["2019", "2021"]
WRITERS: list[tuple[str, Callable[[Form, Mapping[Key, str]], bytes]]] = [("x.xlsx", write_xlsx), ("x.docx", write_docx)]
CELLS = {"2019": 198, "2021": 200}


@cache
def disclosure() -> Vocabulary:
    """The vocabulary of the annual report."""
    path = ROOT / "rules/cn-disclosure/vocabulary.yaml"
    return load_vocabulary(path.read_bytes(), path.name)


def pointer(key: Key) -> str:
    """Return where a cell stands below the tables of a report JSON."""
    table, row, column = key
    return "/".join(("", table, *row.split("."), column))


def keys_of(form: Form) -> list[Key]:
    """Return the cells of a form, in the order of its boxes."""
    tables = [piece for part in form for piece in part.pieces if isinstance(piece, Boxes)]
    return [box.key for table in tables for box in table.boxes if box.key is not None]


def table_of(form: Form, rank: int) -> Boxes:
    """Return a table of a form."""
    return [piece for part in form for piece in part.pieces if isinstance(piece, Boxes)][rank]


def heads_of(table: Boxes) -> list[tuple[str, int, int, int, int]]:
    """Return what is printed in a table: words, row, column, rows and columns covered."""
    return [(one.text, one.row, one.column, one.down, one.across) for one in table.boxes if one.text]


# ── the layout ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form_id", FORMATS)
def test_the_boxes_of_every_table_fill_it_without_a_gap_and_hold_every_cell_of_the_format(form_id: str) -> None:
    vocabulary = disclosure()
    form = form_of(vocabulary, form_id)
    for table in (piece for part in form for piece in part.pieces if isinstance(piece, Boxes)):
        places = [
            (one.row + down, one.column + right)
            for one in table.boxes
            for down in range(one.down)
            for right in range(one.across)
        ]
        assert sorted(places) == [(row, column) for row in range(table.rows) for column in range(table.columns)]
    wanted = {(table.id, one.row, one.column) for table in vocabulary.tables for one in table.cells_in(form_id)}
    assert len(keys_of(form)) == len(wanted) == CELLS[form_id]
    assert set(keys_of(form)) == wanted


def test_the_heads_of_table_3_are_printed_on_three_levels() -> None:
    heads = heads_of(table_of(form_of(disclosure(), "2021"), 1))
    assert heads[:9] == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 0, 3, 3),
        ("申请人情况", 0, 3, 1, 7),
        ("自然人", 1, 3, 2, 1),
        ("法人或其他组织", 1, 4, 1, 5),
        ("总计", 1, 9, 2, 1),
        ("商业企业", 2, 4, 1, 1),
        ("科研机构", 2, 5, 1, 1),
        ("社会公益组织", 2, 6, 1, 1),
        ("法律服务机构", 2, 7, 1, 1),
    ]
    for row in (
        ("一、本年新收政府信息公开申请数量", 3, 0, 1, 3),
        ("三、本年度办理结果", 5, 0, 22, 1),
        ("（一）予以公开", 5, 1, 1, 2),
        ("（三）不予公开", 7, 1, 8, 1),
        ("1.属于国家秘密", 7, 2, 1, 1),
        ("（七）总计", 26, 1, 1, 2),
        ("四、结转下年度继续办理", 27, 0, 1, 3),
    ):
        assert row in heads


def test_the_parts_of_table_2_have_heads_of_their_own_as_wide_as_the_table() -> None:
    heads = heads_of(table_of(form_of(disclosure(), "2021"), 0))
    assert heads[:5] == [
        ("第二十条第（一）项", 0, 0, 1, 4),
        ("信息内容", 1, 0, 1, 1),
        ("本年制发件数", 1, 1, 1, 1),
        ("本年废止件数", 1, 2, 1, 1),
        ("现行有效件数", 1, 3, 1, 1),
    ]
    assert ("本年处理决定数量", 5, 1, 1, 3) in heads


def test_the_rows_of_table_4_stand_side_by_side() -> None:
    heads = heads_of(table_of(form_of(disclosure(), "2021"), 2))
    assert heads[:4] == [
        ("行政复议", 0, 0, 2, 5),
        ("行政诉讼", 0, 5, 1, 10),
        ("未经复议直接起诉", 1, 5, 1, 5),
        ("复议后起诉", 1, 10, 1, 5),
    ]
    assert [text for text, *_ in heads[4:]] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3


def test_a_form_has_title_headings_and_places_for_prose_in_their_order() -> None:
    form = form_of(disclosure(), "2021", "某县某局", 2023)
    words = [(one.kind, one.text) for part in form for one in part.pieces if isinstance(one, Words)]
    assert words == [
        ("title", "某县某局2023年政府信息公开工作年度报告"),
        ("heading", "一、总体情况"),
        ("space", ""),
        ("heading", "二、主动公开政府信息情况"),
        ("heading", "三、收到和处理政府信息公开申请情况"),
        ("heading", "四、政府信息公开行政复议、行政诉讼情况"),
        ("heading", "五、存在的主要问题及改进情况"),
        ("space", ""),
        ("heading", "六、其他需要报告的事项"),
        ("space", ""),
    ]
    assert title_of(disclosure(), "", None) == "政府信息公开工作年度报告"


# ── what is written is read ─────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "write"), WRITERS, ids=[name for name, _ in WRITERS])
@pytest.mark.parametrize("form_id", FORMATS)
def test_an_empty_form_is_read_back_with_all_cells_blank(
    form_id: str, name: str, write: Callable[[Form, Mapping[Key, str]], bytes]
) -> None:
    year = int(form_id)
    form = form_of(disclosure(), form_id, "某县某局", year)
    reading = read_document(name, write(form, {}), disclosure())
    assert dict(cells_of(reading.report["tables"])) == {pointer(key): None for key in keys_of(form)}
    assert reading.report["formats"] == dict.fromkeys(("disclosure", "requests", "remedies"), form_id)
    assert (reading.report["title"], reading.report["year"]) == (title_of(disclosure(), "某县某局", year), year)
    assert [one["id"] for one in reading.report["sections"]] == [one.id for one in disclosure().sections]
    assert reading.defects == ()


PRINTED = st.one_of(
    st.integers(0, 10**6).map(str),  # wider ones do not fit into the columns of the form, and are doubted
    st.integers(0, 99).map(str),
    st.sampled_from(["", "0", "/", "—", "1,234", "007", "3.50", "2 0", "22（其中修订16件）"]),
)


@pytest.mark.parametrize(("name", "write"), WRITERS, ids=[name for name, _ in WRITERS])
@settings(
    deadline=None,
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data(), form_id=st.sampled_from(FORMATS))
def test_a_form_that_is_filled_in_is_read_back_equal(
    name: str, write: Callable[[Form, Mapping[Key, str]], bytes], data: st.DataObject, form_id: str
) -> None:
    form = form_of(disclosure(), form_id, "某县某局", int(form_id))
    keys = keys_of(form)
    printed = data.draw(st.lists(PRINTED, min_size=len(keys), max_size=len(keys)))
    values = dict(zip(keys, printed, strict=True))
    reading = read_document(name, write(form, values), disclosure())
    broken = {f"/tables{pointer(key)}" for key, text in values.items() if text == "2 0"}
    doubts = {at: one["doubts"] for at, one in reading.source_map.items()}
    assert {at for at, one in doubts.items() if BROKEN in one} == broken
    # Numbers that are drawn do not add up: rows that may therefore have moved are given as printed, with that doubt.
    read = {
        at: cell_value(value) if SHIFTED in doubts[f"/tables{at}"] else value
        for at, value in cells_of(reading.report["tables"])
    }
    assert read == {pointer(key): cell_value(text) for key, text in values.items()}
    assert {one for several in doubts.values() for one in several} <= {SHIFTED, BROKEN}
    assert {one.code for one in reading.defects} <= {"D516", MOSTLY_DOUBTED}


@pytest.mark.parametrize(("name", "write"), WRITERS, ids=[name for name, _ in WRITERS])
@settings(
    deadline=None, max_examples=10, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(data=st.data(), form_id=st.sampled_from(FORMATS))
def test_in_a_form_that_is_filled_in_with_figures_that_add_up_nothing_is_doubted(
    name: str, write: Callable[[Form, Mapping[Key, str]], bytes], data: st.DataObject, form_id: str
) -> None:
    form = form_of(disclosure(), form_id, "某县某局", int(form_id))
    keys = keys_of(form)
    drawn = data.draw(st.lists(st.integers(0, 9_999).map(str), min_size=len(keys), max_size=len(keys)))
    formats = {table.id: form_id for table in disclosure().tables}
    values = adding_up(dict(zip(keys, drawn, strict=True)), formats, disclosure())
    reading = read_document(name, write(form, values), disclosure())
    assert dict(cells_of(reading.report["tables"])) == {pointer(key): int(text) for key, text in values.items()}
    assert (reading.defects, [at for at, one in reading.source_map.items() if one["doubts"]]) == ((), [])


@pytest.mark.parametrize(("name", "write"), WRITERS, ids=[name for name, _ in WRITERS])
@pytest.mark.parametrize("text", ["=1+1", "<b>&amp;", "]]>", "http://甲"])
def test_words_in_a_cell_are_written_as_words(
    text: str, name: str, write: Callable[[Form, Mapping[Key, str]], bytes]
) -> None:
    form = form_of(disclosure(), "2021", "某县某局", 2021)
    reading = read_document(name, write(form, {("requests", "received", "business"): text}), disclosure())
    assert reading.report["tables"]["requests"]["received"]["business"] == text


@pytest.mark.parametrize(("name", "write", "kinds"), [("x.xlsx", write_xlsx, "xls"), ("x.docx", write_docx, "doc")])
def test_a_form_that_an_office_program_opened_and_saved_is_read_back_equal(
    name: str, write: Callable[[Form, Mapping[Key, str]], bytes], kinds: str, tmp_path: Path
) -> None:
    needs("soffice")
    form = form_of(disclosure(), "2021", "某县某局", 2021)
    values = {key: str(rank) for rank, key in enumerate(keys_of(form))}
    (tmp_path / name).write_bytes(write(form, values))
    for kind in (kinds, f"{kinds}x"):
        reading = read_document(f"y.{kind}", office(tmp_path / name, kind).read_bytes(), disclosure())
        assert dict(cells_of(reading.report["tables"])) == {pointer(key): int(text) for key, text in values.items()}
        assert reading.defects == ()


# ── other vocabularies ──────────────────────────────────────────────────────


def test_a_form_of_another_vocabulary_needs_no_code(tmp_path: Path) -> None:
    text = """
kind: x/y
languages: [en]
label: {en: Annual return}
ordinal_mark: ". "
placeholders: ["-"]
formats: [{id: a, label: {en: A}, first_year: 2000}]
units: []
metadata: []
sections: [{id: money, ordinal: "1", printed: Money, label: {en: money}}]
tables:
  - id: money
    label: {en: money}
    caption: Table 1
    section: money
    rows: [{id: income, printed: Income received}, {id: spent, printed: Money spent}]
    columns: [{id: cash, printed: In cash}, {id: bank, printed: By bank}]
mentions: []
"""
    vocabulary = load_vocabulary(text.encode(), "vocabulary.yaml")
    form = form_of(vocabulary, "a")
    assert heads_of(table_of(form, 0)) == [
        ("In cash", 0, 1, 1, 1),
        ("By bank", 0, 2, 1, 1),
        ("Income received", 1, 0, 1, 1),
        ("Money spent", 2, 0, 1, 1),
    ]
    assert Box("", 0, 0) in table_of(form, 0).boxes
    assert form_of(vocabulary, "a", "The Office", 2020)[0].pieces[0] == Words("The Office 2020: Annual return", "title")
    for name, write in WRITERS:
        reading = read_document(name, write(form, {("money", "spent", "bank"): "7"}), vocabulary)
        assert reading.report["tables"]["money"]["spent"] == {"cash": None, "bank": 7}
