"""Each mistake in a pack's YAML files has its code and underlines the guilty words: a sound file, one thing changed."""

from __future__ import annotations

import pytest

from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.vocabulary.codes import CODES
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import clause_hash, load_manifest, load_sources

VOCABULARY = """\
kind: test/report
languages: [zh, en]
label: {zh: 报告, en: report}
formats:
  - {id: "2019", label: {zh: 旧, en: old}, first_year: 2019, last_year: 2020}
  - {id: "2021", label: {zh: 新, en: new}, first_year: 2021}
units:
  - {id: 件, dimension: count, scale: 1, domain: natural, label: {zh: 件, en: cases}}
metadata:
  - {name: year, kind: number, label: {zh: 年度, en: year}}
sections:
  - {id: intake, ordinal: 一, printed: 收件, label: {en: intake}}
tables:
  - id: requests
    label: {zh: 申请, en: requests}
    section: intake
    unit: 件
    rows:
      - {id: received, printed: 新收, label: {en: received}}
      - {id: closed.granted, printed: 公开, label: {en: granted}, total: false}
    columns:
      - {id: person, printed: 自然人, label: {en: persons}}
    groups:
      - {id: everybody, axis: column, label: {zh: 全部, en: all}, members: [person]}
    bands:
      - {id: whole, rows: [received, closed.granted], columns: [person]}
    balances:
      - {left: [received], right: [closed.granted]}
    cells:
      - {row: received, column: person, blank: zero}
mentions:
  - id: said
    label: {zh: 收件数, en: count received}
    unit: 件
    patterns: ['收到{count: count}件', '新收{count: count}件']
    leave_out: [compared, filed]
    sections: [intake]
"""

MISTAKES = [
    ("kind: test/report", "kind: test/report\nkinds: x", "V201", "kinds"),
    ("kind: test/report\n", "", "V202", "languages"),
    ("sections: [intake]", "sections: intake", "V203", "intake"),
    ("languages: [zh, en]", "languages: [zh, [en]]", "V203", "[en]"),
    ("first_year: 2021", "first_year: 二〇二一", "V204", "二〇二一"),
    ("scale: 1", "scale: -1", "V204", "-1"),
    ("scale: 1", "scale: 1/0", "V204", "1/0"),
    ("total: false", "total: no", "V205", "no"),
    ("domain: natural", "domain: naturel", "V206", "naturel"),
    ("axis: column", "axis: columns", "V206", "columns"),
    ("right: [closed.granted]", "right: [closed.grantd]", "V209", "closed.grantd"),
    ("leave_out: [compared,", "leave_out: [copmared,", "V206", "copmared"),
    ("leave_out: [compared,", "leave_out: [filed,", "V208", "filed"),
    ("id: intake", "id: in-take", "V207", "in-take"),
    ("id: said", "id: rule", "V207", "rule"),
    ("id: person", "id: a.b", "V207", "a.b"),
    ("id: closed.granted", "id: received", "V208", "received"),
    ("id: 件, dimension", "id: 天, dimension", "V208", "天"),
    ("section: intake", "section: intaek", "V209", "intaek"),
    ("name: year", "name: years", "V209", "years"),
    ("    unit: 件\n    rows", "    unit: 伴\n    rows", "V209", "伴"),
    ("members: [person]", "members: [persons]", "V209", "persons"),
    ("label: {zh: 报告, en: report}", "label: {zh: 报告}", "V210", "zh"),
    ("{zh: 报告, en: report}", "{zh: 报告, en: report, fr: rapport}", "V211", "fr"),
    ("id: received,", "id: closed,", "V212", "closed"),
    ("printed: 收件", "printed: ''", "V213", ""),
    ("'新收{count: count}件'", "'新收{n: count}件'", "V214", "新收{n: count}件"),
    ("'新收{count: count}件'", "'新收{count: cuont}件'", "V215", "{count: cuont}"),
    ("'收到{count: count}件', '新收{count: count}件'", "'收到.件'", "V215", "收到.件"),
    ("last_year: 2020", "last_year: 2021", "V216", "2021"),
    ("last_year: 2020", "last_year: 2018", "V216", "2019"),
    ("members: [person]", "members: []", "V217", "everybody"),
    ("rows: [received, closed.granted]", "rows: [received]", "V220", "closed.granted"),
]

MANIFEST = """\
id: test
title: {zh: 甲, en: a}
authority: {zh: 乙, en: b}
languages: [zh, en]
report_kind: test/report
profiles:
  - {id: strict, label: {zh: 严, en: strict}, grades: {test/a.b: error}}
"""

SOURCES = f"""\
sources:
  - id: regulation
    title: {{zh: 条例, en: regulation}}
    number: 第1号
    in_force: {{from: "2019-05-15"}}
    origin: 公报
    clauses:
      - place: 第一条
        sha256: {clause_hash("应当公开。")}
        text: |
          应当公开。
"""

PACK_MISTAKES = [
    (MANIFEST, "grades: {test/a.b: error}", "grades: {test/a.b: eror}", "V206", "eror"),
    (MANIFEST, "languages: [zh, en]\n", "", "V202", "test"),
    (SOURCES, "应当公开。\n", "应当不公开。\n", "V218", clause_hash("应当公开。")),
    (SOURCES, "2019-05-15", "2019-02-30", "V219", "2019-02-30"),
    (SOURCES, "origin: 公报", "orgin: 公报", "V201", "orgin"),
]


def complaints_about(content: str) -> list[Diagnostic]:
    """Return what is said about a file, whichever of the three it is."""
    try:
        if content.startswith("kind") or "formats:" in content:
            load_vocabulary(content.encode(), "vocabulary.yaml")
        elif content.startswith("sources"):
            load_sources(content.encode(), "sources.yaml", ("zh", "en"))
        else:
            load_manifest(content.encode(), "pack.yaml")
    except RulesRejectedError as rejected:
        return list(rejected.diagnostics)
    return []


@pytest.mark.parametrize("content", [VOCABULARY, MANIFEST, SOURCES], ids=["vocabulary", "manifest", "sources"])
def test_a_sound_file_is_accepted(content: str) -> None:
    assert complaints_about(content) == []


ALL_MISTAKES = [(VOCABULARY, *one) for one in MISTAKES] + PACK_MISTAKES


@pytest.mark.parametrize(
    ("sound", "old", "new", "code", "underlined"),
    ALL_MISTAKES,
    ids=[f"{n}-{one[3]}" for n, one in enumerate(ALL_MISTAKES)],
)
def test_one_mistake_is_said_with_its_code_and_place(
    sound: str, old: str, new: str, code: str, underlined: str
) -> None:
    assert sound.count(old) == 1
    said = complaints_about(sound.replace(old, new))
    assert (code, underlined) in [(one.code, one.source.text[one.span.start : one.span.end]) for one in said]
    assert all(one.help is not None for one in said)


def test_all_mistakes_of_a_file_are_said_at_once() -> None:
    broken = VOCABULARY.replace("section: intake", "section: x").replace("domain: natural", "domain: y")
    assert [one.code for one in complaints_about(broken)] == ["V206", "V209"]


def test_a_near_miss_is_answered_with_the_nearest_name() -> None:
    [complaint] = complaints_about(VOCABULARY.replace("section: intake", "section: intaek"))
    assert complaint.help is not None
    assert (complaint.message.en, complaint.help.en) == ("unknown section `intaek`", "did you mean `intake`?")


def test_every_code_of_content_is_triggered_by_some_example() -> None:
    of_packs = {"V221", "V222"}  # a pack without one of its files, or without any rule: tests/cli
    assert {one[3] for one in ALL_MISTAKES} | of_packs == {code for code in CODES if code.startswith("V")}
