"""An index is read strictly: YAML and CSV say the same, and everything wrong with a file is told at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.corpus import rows
from gouji.corpus.codes import CODES
from gouji.corpus.index import Entry, Index, load_index
from gouji.diagnostics import RulesRejectedError, describe
from pack.pack_rules import vocabulary

YAML = """\
complete: true
documents:
  - {document: 2021/甲.txt, agency: 示例县发展和改革局, year: 2021, scope: own, level: 县级, parent: 示例县人民政府,
     published: 2022-01-20, valid_from: 2022/1/20}
  - document: ./2021//乙.html
    region: "330206"
"""
CSV = """\
文件,机关,年度,统计范围,层级,上级机关,发布日期,生效,行政区划
2021/甲.txt,示例县发展和改革局,2021,own,county,示例县人民政府,2022.1.20,2022-01-20,
"2021\\乙.html",,,,,,,,330206
"""
ENTRIES = (
    Entry(
        "2021/甲.txt",
        "示例县发展和改革局",
        year=2021,
        parent="示例县人民政府",
        scope="own",
        level="county",
        published="2022-01-20",
        valid_from="2022-01-20",
    ),
    Entry("2021/乙.html", region="330206"),
)


def codes(content: str | bytes, name: str) -> list[str]:
    """What an index is refused for; every complaint can be told in both languages."""
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(RulesRejectedError) as refused:
        load_index(raw, name, vocabulary())
    for one in refused.value.diagnostics:
        assert describe(one, "zh") != describe(one, "en")
    return [one.code for one in refused.value.diagnostics]


def test_yaml_says_what_each_document_is() -> None:
    assert load_index(YAML.encode(), "corpus.yaml", vocabulary()) == Index(ENTRIES, complete=True)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_with_chinese_heads_says_the_same(mark: str) -> None:
    assert load_index((mark + CSV).encode(), "清单.CSV", vocabulary()) == Index(ENTRIES, complete=False)


def test_a_quoted_field_holds_commas_line_breaks_and_quotation_marks() -> None:
    index = load_index('document,agency\r\n甲.txt,"甲局,""乙""\n科"\r\n'.encode(), "a.csv", vocabulary())
    assert index.entries == (Entry("甲.txt", '甲局,"乙"\n科'),)


FAULTS: tuple[tuple[str, str, str | bytes, list[str]], ...] = (
    ("CSV in another encoding", "a.csv", "文件\n甲.txt\n".encode("gbk"), ["X101"]),
    ("too large a CSV", "a.csv", b"x" * (rows.MAX_BYTES + 1), ["X102"]),
    ("a quotation mark without partner", "a.csv", 'document\n"甲.txt\n', ["X103"]),
    ("something after a closed quotation mark", "a.csv", 'document\n"甲"x\n', ["X103"]),
    ("a row that is too long", "a.csv", "document,year\n甲.txt,2021,x\n", ["X104"]),
    ("an unknown column", "a.csv", "document,单位\n甲.txt,x\n", ["X105"]),
    ("an unknown key", "a.yaml", "documents: [{document: a, unit: x}]", ["X105"]),
    ("an unknown key at the top", "a.yaml", "documents: [{document: a}]\nall: yes", ["X105"]),
    ("a column twice, once in each language", "a.csv", "document,year,年度\na,2021,2021\n", ["X106"]),
    ("a key twice, once in each language", "a.yaml", "documents: [{document: a, year: 2021, 年度: 2021}]", ["X106"]),
    ("no document named", "a.yaml", "documents: [{agency: 甲局}]", ["X107"]),
    ("a list at the top", "a.yaml", "- a", ["X108"]),
    ("a document that is a text", "a.yaml", "documents: [a.txt]", ["X108", "X107"]),
    ("a value that is a list", "a.yaml", "documents: [{document: a, year: [2021]}]", ["X108"]),
    ("documents that are a text", "a.yaml", "documents: a.txt", ["X108"]),
    ("complete that is a list", "a.yaml", "documents: [{document: a}]\ncomplete: [true]", ["X108"]),
    ("a year in words", "a.yaml", "documents: [{document: a, year: 去年}]", ["X109"]),
    ("a day that does not exist", "a.csv", "document,published\na,2022-02-30\n", ["X109"]),
    ("a date without a day", "a.csv", "document,published\na,2022-02\n", ["X109"]),
    ("an unknown level and scope", "a.csv", "document,level,scope\na,village,all\n", ["X109", "X109"]),
    ("complete that is neither", "a.yaml", "documents: [{document: a}]\ncomplete: perhaps", ["X109"]),
    ("a text without end", "a.csv", f"document,agency\na,{'甲' * 501}\n", ["X109"]),
    ("a path upwards", "a.yaml", "documents: [{document: ../a.txt}]", ["X110"]),
    ("an absolute path", "a.csv", "document\n/etc/hosts\n", ["X110"]),
    ("a drive", "a.csv", "document\nC:\\a.txt\n", ["X110"]),
    ("a document twice", "a.csv", "document\na.txt\n./a.txt\n", ["X111"]),
    ("a head alone", "a.csv", "document\n", ["X113"]),
    ("its own superior", "a.csv", "document,agency,parent\na.txt,甲,甲\n", ["X114"]),
    ("each other's superiors", "a.csv", "document,agency,year,parent\na.txt,甲,2024,乙\nb.txt,乙,2024,甲\n", ["X114"]),
    ("it ends first", "a.csv", "document,生效,失效\na.txt,2025-02-10,2025年2月9日\n", ["X115"]),
    ("no document in the list", "a.yaml", "documents: []", ["X113"]),
    ("an alias", "a.yaml", "documents: [&a {document: a}, *a]", ["Y105", "Y105"]),
    ("a key twice", "a.yaml", "documents: [{document: a, document: b}]", ["Y108"]),
)


@pytest.mark.parametrize(("why", "name", "content", "expected"), FAULTS, ids=[one[0] for one in FAULTS])
def test_what_is_wrong_with_an_index_is_told_with_its_code(
    why: str, name: str, content: str | bytes, expected: list[str]
) -> None:
    assert sorted(codes(content, name)) == sorted(expected), why


def test_the_help_about_an_unknown_column_names_the_others_in_both_languages() -> None:
    with pytest.raises(RulesRejectedError) as caught:
        load_index("文件,单位\n甲.txt,x\n".encode(), "a.csv", vocabulary())
    said = describe(caught.value.diagnostics[0], "zh")
    assert (
        "可用：文件、机关、行政区划、年度、上级机关、统计范围、层级、发布日期、生效、失效，或 document, agency" in said
    )


def test_too_many_documents_are_refused() -> None:
    content = "document\n" + "".join(f"{number}.txt\n" for number in range(rows.MAX_ROWS + 1))
    assert codes(content, "a.csv") == ["X112"]


@pytest.mark.parametrize(
    ("why", "content"),
    [
        ("nothing but commas", "," * 4_000_000),
        ("nothing but quotation marks", '"' * 4_000_000),
        ("nothing but line breaks", "\n" * 4_000_000),
        ("one endless field", "document\n" + "a" * 4_000_000),
    ],
)
def test_a_hostile_csv_is_refused_soon(why: str, content: str) -> None:
    assert codes(content, "a.csv"), why


@given(st.text(alphabet='a,"\n\r文件document: {}[]&*-1', max_size=80), st.sampled_from(["a.csv", "a.yaml"]))
def test_whatever_is_written_is_an_index_or_is_refused(content: str, name: str) -> None:
    try:
        index = load_index(content.encode(), name, vocabulary())
    except RulesRejectedError:
        return  # which cannot be made without a complaint
    assert index.entries


def test_every_code_is_triggered() -> None:
    triggered = {code for _, _, _, expected in FAULTS for code in expected} | {"X112"}
    assert set(CODES) == {code for code in triggered if code.startswith("X")}
