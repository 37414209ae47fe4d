"""Reports are checked among their neighbours, however these are given, and independent of order and processes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gouji.cli.app import run
from pack.casebook import CASES

Json = dict[str, Any]
SCHEMA = Path(__file__).resolve().parents[2] / "engine" / "gouji" / "render" / "result.schema.json"


def write(path: Path, year: int, *, name: str = "示例县发展和改革局", scope: str = "own", **cells: int) -> Path:
    """A report JSON; the cells of table 3 that are given stand in the column of totals."""
    report = json.loads((CASES / "bases" / "clean-2021.json").read_text(encoding="utf-8"))
    report["year"] = year
    report["agency"] |= {"name": name, "scope": scope}
    report["published"] = f"{year + 1}-01-20"
    for row, number in cells.items():
        report["tables"]["requests"][row]["total"] = number
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return path


def checked(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Json]:
    """The exit code and the result of a check."""
    code = run(["check", *map(str, arguments), "--format", "json"])
    values: Json = json.loads(capsys.readouterr().out)
    jsonschema.validate(values, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return code, values


def failing(report: Mapping[str, Any]) -> set[str]:
    """The findings of the rules over several reports."""
    over = ("years.", "hierarchy.", "likeness.", "publication.")
    found = (one["instance"].rpartition("/")[2] for one in report["instances"] if one["status"] == "fail")
    return {one for one in found if one.startswith(over) and not one.startswith("years.problem")}


def neighbours(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The other reports that took part, by role."""
    return [(one["role"], one["name"]) for one in report["neighbours"]]


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Two years of an agency: 3 were carried out, 1 is carried in."""
    write(tmp_path / "2020.json", 2020, carried_out=3, received=27)
    write(tmp_path / "2021.json", 2021)
    return tmp_path


def test_a_report_alone_says_what_it_lacks_and_how_to_give_it(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, values = checked(capsys, years / "2021.json")
    assert code == 0
    assert values["reports"][0]["neighbours"] == []
    assert values["reports"][0]["lacking"]["prior"] > 10
    assert failing(values["reports"][0]) == set()
    assert "no_peer_document" not in {one.get("reason") for one in values["reports"][0]["instances"]}
    assert run(["check", str(years / "2021.json")]) == 0
    out = capsys.readouterr().out
    assert f"跨年 {values['reports'][0]['lacking']['prior']} 项（请用 --prior 提供 2020 年报告）" in out
    assert "（缺" in out
    assert run(["check", str(years / "2021.json"), "--lang", "en"]) == 0
    assert "(give the report of 2020 with --prior)" in capsys.readouterr().out


def test_everything_lists_what_waits_for_another_report(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, values = checked(capsys, years / "2021.json", "--all")
    (report,) = values["reports"]
    waiting = [one for one in report["instances"] if one.get("reason") == "no_peer_document"]
    assert len(waiting) == sum(report["lacking"].values())


@pytest.mark.parametrize("how", ["folder", "files", "prior"])
def test_last_years_report_is_found_or_given(how: str, years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given: dict[str, list[Path | str]] = {
        "folder": [years],
        "files": [years / "2021.json", years / "2020.json"],
        "prior": [years / "2021.json", "--prior", years / "2020.json"],
    }
    code, values = checked(capsys, *given[how])
    report = next(one for one in values["reports"] if one["name"] == "2021.json")
    assert code == 1
    assert neighbours(report) == [("prior", "2020.json")]
    assert failing(report) == {
        "years.carried_in",
        "years.stock_flow[r=normative_documents]",
        "years.disclosure_renewed",
    }
    assert len(values["reports"]) == (1 if how == "prior" else 2)
    (carried,) = (one for one in report["instances"] if one["rule"].endswith("years.carried_in"))
    assert [one["label"]["zh"].startswith("上年报告") for one in carried["evidence"]["operands"]] == [False, True]


@pytest.mark.parametrize("named", ["2020.json", "copy.json"])
def test_what_an_option_names_may_lie_in_the_folder_that_is_checked(
    named: str, years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(years / "copy.json", 2020, carried_out=3, received=27)
    _, values = checked(capsys, years, "--prior", years / named)
    reports = {one["name"]: neighbours(one) for one in values["reports"]}
    assert reports["2021.json"] == [("prior", named)]
    assert len(reports) == 2  # of two copies one is checked


def test_a_report_is_not_its_own_predecessor(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = str(years / "2021.json")
    assert run(["check", alone, "--prior", alone]) == 2
    assert "应为 2020 年度" in capsys.readouterr().err


def test_the_console_names_the_neighbours(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(years / "2021.json"), "--prior", str(years / "2020.json")]) == 1
    out = capsys.readouterr().out
    assert "对照 上年报告 2020.json" in out
    assert "跨年" not in out


def write_family(folder: Path) -> None:
    """A county and two of its departments, which together received more than the county."""
    write(folder / "县.json", 2021, name="示例县人民政府", scope="aggregate", received=30)
    write(folder / "下级/甲.json", 2021, name="示例县甲局", received=20)
    write(folder / "下级/乙.json", 2021, name="示例县乙局", received=15)
    write(folder / "下级/旧.json", 2020, name="示例县乙局", received=99)


def test_children_of_a_folder_are_those_of_the_same_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_family(tmp_path)
    _, values = checked(capsys, tmp_path / "县.json", "--children", tmp_path / "下级")
    (report,) = values["reports"]
    assert neighbours(report) == [("children", "乙.json"), ("children", "甲.json"), ("children.prior", "旧.json")]
    found = {one["instance"].rpartition("/")[2]: one["grade"] for one in report["instances"] if one["status"] == "fail"}
    assert found["hierarchy.requests_cover[r=received]"] == "warning"


INDEX = """\
documents:
  - {document: 县.json, agency: 示例县人民政府, scope: aggregate, level: county, published: 2022-04-02}
  - {document: 下级/甲.json, parent: 示例县人民政府}
  - {document: 下级/乙.json, parent: 示例县人民政府, published: 2022-02-09, level: county, scope: own}
"""


def test_an_index_says_who_belongs_to_whom_and_when_reports_were_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_family(tmp_path)
    (tmp_path / "corpus.yaml").write_text(INDEX, encoding="utf-8")
    code, values = checked(capsys, tmp_path)
    reports = {one["name"]: one for one in values["reports"]}
    assert code == 1
    assert set(reports) == {"县.json", "下级/甲.json", "下级/乙.json", "下级/旧.json"}
    grades = {
        (name, one["instance"].rpartition("/")[2]): one["grade"]
        for name, report in reports.items()
        for one in report["instances"]
        if one["status"] == "fail"
    }
    assert grades["县.json", "hierarchy.requests_cover[r=received]"] == "warning"
    assert grades["县.json", "publication.government_deadline"] == "error"
    assert grades["下级/乙.json", "publication.department_deadline"] == "warning"  # by its name no sure department
    assert ("parent", "县.json") in neighbours(reports["下级/甲.json"])
    assert "corpus.yaml" not in {one["name"] for one in values["passed_over"]}


def test_an_index_alone_names_the_reports_to_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_family(tmp_path)
    index = tmp_path / "清单.csv"
    index.write_text("文件,上级机关\n县.json,\n下级/甲.json,示例县人民政府\n", encoding="utf-8")
    _, values = checked(capsys, "--index", index)
    assert [one["name"] for one in values["reports"]] == ["县.json", "甲.json"]
    _, values = checked(capsys, tmp_path / "下级" / "甲.json", "--index", index)
    assert [one["name"] for one in values["reports"]] == ["甲.json"]
    assert neighbours(values["reports"][0]) == [("parent", "县.json")]


def test_a_listed_file_that_is_not_there_is_unread_when_it_is_to_be_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "2021.json", 2021)
    index = tmp_path / "corpus.yaml"
    index.write_text("documents: [{document: 2021.json}, {document: 2020.json}]", encoding="utf-8")
    code, values = checked(capsys, "--index", index)
    assert (code, [one["name"] for one in values["unread"]]) == (3, ["2020.json"])
    code, values = checked(capsys, tmp_path / "2021.json", "--index", index)
    assert (code, [one["name"] for one in values["passed_over"]]) == (0, ["2020.json"])


def test_copies_and_missing_years_are_told_where_an_index_lists_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "2019.json", 2019)
    write(tmp_path / "2021.json", 2021)
    write(tmp_path / "2021网站.json", 2021, received=26)
    (tmp_path / "corpus.yaml").write_text(
        "complete: true\ndocuments: [{document: 2019.json}, {document: 2021.json}, {document: 2021网站.json}]",
        encoding="utf-8",
    )
    _, values = checked(capsys, tmp_path)
    reports = {one["name"]: one for one in values["reports"]}
    assert {"publication.no_year_missing", "publication.copies_agree"} <= failing(reports["2021.json"])
    assert failing(reports["2019.json"]) == set()


LISTED_UNREAD: tuple[tuple[str, str | None], ...] = (
    ("丙.json", None),
    ("丙.json", "{"),
    ("丙.pdf", "junk"),
    ("丙.xls", "junk"),
)


def notices(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is said to be amiss with the other reports, by role."""
    return [(one["role"], one["message"]["zh"]) for one in report["notices"]]


@pytest.mark.parametrize(("name", "content"), LISTED_UNREAD)
@pytest.mark.parametrize("folder", [True, False], ids=["in a folder", "by the index alone"])
def test_nothing_is_asked_of_a_sum_of_which_a_listed_report_could_not_be_read(
    name: str, content: str | None, folder: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "县.json", 2021, name="示例县人民政府", scope="aggregate", received=30)
    write(tmp_path / "甲.json", 2021, name="示例县甲局", received=20)
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    index = tmp_path / "corpus.yaml"
    index.write_text(
        "complete: true\ndocuments:\n  - {document: 县.json}\n  - {document: 甲.json, parent: 示例县人民政府}\n"
        f"  - {{document: {name}, agency: 示例县乙局, year: 2021, parent: 示例县人民政府}}\n",
        encoding="utf-8",
    )
    where = [tmp_path] if folder else ["--index", index]
    _, values = checked(capsys, *where)
    county = next(one for one in values["reports"] if one["name"] == "县.json")
    read = [one for one in values["reports"] if one["name"] == name]
    assert not {one for one in failing(county) if "summed" in one}
    if not read:
        assert notices(county) == [("children", f"下级报告不齐：{name} 未能用作对照")]
        assert county["lacking"]["children"] > 0
    run(["check", *map(str, where)])
    out = capsys.readouterr().out
    assert f"下级报告不齐：{name} 未能用作对照" in out or read
    assert "齐全的，请在清单中注明" not in out


def test_nothing_is_asked_of_a_sum_of_which_a_file_of_the_children_could_not_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_family(tmp_path)
    write(tmp_path / "县.json", 2021, name="示例县人民政府", scope="aggregate", received=40)
    (tmp_path / "清单.yaml").write_text("complete: true\ndocuments: [{document: 县.json}]", encoding="utf-8")
    asked = (tmp_path / "县.json", "--index", tmp_path / "清单.yaml", "--children", tmp_path / "下级")
    _, values = checked(capsys, *asked)
    assert "hierarchy.requests_summed[r=received]" in failing(values["reports"][0])
    (tmp_path / "下级/甲.pdf").write_text("the same report beside 甲.json", encoding="utf-8")
    _, values = checked(capsys, *asked)
    assert "hierarchy.requests_summed[r=received]" in failing(values["reports"][0])
    (tmp_path / "下级/丙.json").write_text('{"kind": "cn-disclosure/annual-report"', encoding="utf-8")
    _, values = checked(capsys, *asked)
    assert not {one for one in failing(values["reports"][0]) if "summed" in one}
    assert notices(values["reports"][0]) == [("children", "下级报告不齐：丙.json 未能用作对照")]


@pytest.mark.parametrize(("agency", "whole"), [("示例县甲局", True), ("示例县乙局", False)])
def test_a_listed_file_is_a_copy_of_the_one_of_its_name_unless_the_index_says_otherwise(
    agency: str, whole: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "县.json", 2021, name="示例县人民政府", scope="aggregate", received=30)
    write(tmp_path / "1.json", 2021, name="示例县甲局", received=20)
    (tmp_path / "corpus.yaml").write_text(
        "complete: true\ndocuments:\n  - {document: 县.json}\n"
        "  - {document: 1.json, agency: 示例县甲局, parent: 示例县人民政府}\n"
        f"  - {{document: 1.pdf, agency: {agency}, parent: 示例县人民政府}}\n",
        encoding="utf-8",
    )
    _, values = checked(capsys, tmp_path / "县.json", "--index", tmp_path / "corpus.yaml")
    assert ("hierarchy.requests_summed[r=received]" in failing(values["reports"][0])) is whole
    assert bool(notices(values["reports"][0])) is not whole


def test_a_year_whose_listed_report_could_not_be_read_is_not_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "2019.json", 2019)
    write(tmp_path / "2021.json", 2021)
    index = tmp_path / "corpus.yaml"
    index.write_text(
        "complete: true\ndocuments:\n  - {document: 2019.json}\n  - {document: 2021.json}\n"
        "  - {document: 2020.json, agency: 示例县发展和改革局, year: 2020}\n",
        encoding="utf-8",
    )
    _, values = checked(capsys, tmp_path, "--all")
    report = next(one for one in values["reports"] if one["name"] == "2021.json")
    (asked,) = (one for one in report["instances"] if one["rule"].endswith("publication.no_year_missing"))
    assert (asked["status"], asked["reason"]) == ("not_assessable", "no_peer_document")
    assert notices(report) == [("earlier", "历年报告不齐：2020.json 未能用作对照")]


def test_the_result_does_not_depend_on_the_order_of_files_or_the_number_of_processes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_family(tmp_path)
    write(tmp_path / "2020.json", 2020, carried_out=3)
    write(tmp_path / "2021.json", 2021)
    paths = sorted(map(str, tmp_path.rglob("*.json")))
    results = []
    for order, jobs in ((paths, "1"), (paths[::-1], "1"), (paths, "3")):
        _, values = checked(capsys, *order, "--jobs", jobs)
        results.append({one["name"]: one for one in values["reports"]})
    assert results[0] == results[1] == results[2]
    assert any(report["neighbours"] for report in results[0].values())


REFUSED: tuple[tuple[list[str], str], ...] = (
    (["2021.json", "--prior", "2021b.json"], "应为 2020 年度"),
    (["2021.json", "--parent", "2020.json"], "应为 2021 年度"),
    (["2021.json", "--prior", "无.json"], "没有文件或文件夹"),
    (["2021.json", "--prior", "."], "应为一个报告文件"),
    (["2021.json", "--prior", "bad.txt"], "年度不明"),
    (["2021.json", "--prior", "bad.json"], "读不出报告"),
    (["2021.json", "2020.json", "--children", "."], "只能用于核验一份报告"),
    (["2021.json", "--children", "无"], "没有文件或文件夹"),
    (["2021.json", "--index", "无.yaml"], "打不开清单"),
    (["2021.json", "--index", "2021.json"], "清单有错误"),
    ([], "请给出报告文件"),
)


@pytest.mark.parametrize(("arguments", "words"), REFUSED, ids=[" ".join(one) or "nothing" for one, _ in REFUSED])
def test_what_does_not_fit_is_refused_in_words(
    arguments: list[str],
    words: str,
    years: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(years / "2021b.json", 2021, name="示例县财政局")
    (years / "bad.txt").write_text("说明", encoding="utf-8")
    (years / "bad.json").write_text("{", encoding="utf-8")
    monkeypatch.chdir(years)
    assert run(["check", *arguments]) == 2
    assert words in capsys.readouterr().err
