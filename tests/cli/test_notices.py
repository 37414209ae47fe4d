"""What options and index name is said in a line where it does not fit; a report is not its own superior."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.test_other_reports import checked, notices, write
from gouji.cli.app import run

COUNTY = "示例县人民政府"


def _family(folder: Path) -> None:
    """A county's aggregate with last year's, a bureau, and the bureau's own predecessor."""
    write(folder / "县.json", 2021, name=COUNTY, scope="aggregate", received=30)
    write(folder / "县2020.json", 2020, name=COUNTY, scope="aggregate")
    write(folder / "局.json", 2021, name="示例县甲局", received=20)
    write(folder / "局2020.json", 2020, name="示例县甲局")
    write(folder / "下级/甲.json", 2021, name="示例县甲局", received=20)
    write(folder / "旧下级/甲.json", 2020, name="示例县甲局", received=20)
    write(folder / "混/甲.json", 2021, name="示例县甲局", received=20)
    write(folder / "混/本.json", 2021, name=COUNTY, scope="aggregate", received=30)
    (folder / "空").mkdir()
    (folder / "清单.yaml").write_text(
        f"documents:\n  - {{document: 局.json, agency: 另一机关, parent: {COUNTY}}}\n"
        "  - {document: 下级/甲.json, parent: 另一县人民政府}\n",
        encoding="utf-8",
    )


NO_CHILD = ("children", "--children 所给的位置没有本年度的下级报告")

SAID: tuple[tuple[str, list[str], list[tuple[str, str]]], ...] = (
    ("all fits", ["县.json", "--prior", "县2020.json", "--children", "下级"], []),
    ("an empty folder", ["县.json", "--children", "空"], [NO_CHILD]),
    ("a folder of another year", ["县.json", "--children", "旧下级"], [NO_CHILD]),
    (
        "children of a report that is no aggregate",
        ["局.json", "--children", "下级"],
        [
            ("children", "本报告统计范围不是汇总，不与下级之和比对；确为汇总的，请加 --scope aggregate"),
            NO_CHILD,
            ("children", "甲.json 与本报告机关、年度相同，没有作为下级报告"),
        ],
    ),
    (
        "children of a report of which nobody knows whether it is one",
        ["局.json", "--agency", COUNTY, "--scope", "unknown", "--children", "下级"],
        [("children", "本报告统计范围未能判断，不与下级之和比对；确为汇总的，请加 --scope aggregate")],
    ),
    (
        "the report itself among the children",
        ["县.json", "--children", "混"],
        [("children", "本.json 与本报告机关、年度相同，没有作为下级报告")],
    ),
    (
        "children whom the index gives to another",
        ["县.json", "--children", "下级", "--index", "清单.yaml"],
        [("children", "按清单，下级/甲.json 的上级是其他机关；请核对")],
    ),
    (
        "last year's report of another agency",
        ["县.json", "--prior", "局2020.json"],
        [
            (
                "prior",
                f"--prior 所给报告的机关“示例县甲局”与本报告的“{COUNTY}”名称不同；请核对是否同一机关",
            )
        ],
    ),
    (
        "another superior than that of the index, which names another agency",
        ["局.json", "--index", "清单.yaml", "--parent", "混/甲.json"],
        [
            ("listed", "清单所载机关“另一机关”与报告本身的“示例县甲局”不同，以清单为准；请核对清单"),
            ("parent", f"--parent 所给报告的机关“示例县甲局”不是清单所载的上级机关“{COUNTY}”；请核对"),
        ],
    ),
    ("the report's own year", ["局.json", "--year", "2021"], []),
    (
        "another year than the report's own",
        ["局.json", "--year", "2019"],
        [("listed", "指定的报告年度 2019 与报告本身的 2021 不同，以指定为准；请核对")],
    ),
    (
        "another year than the report's own, among others",
        ["县.json", "--year", "2019", "--children", "空"],
        [("listed", "指定的报告年度 2019 与报告本身的 2021 不同，以指定为准；请核对"), NO_CHILD],
    ),
)


@pytest.mark.parametrize(("why", "arguments", "expected"), SAID, ids=[one[0] for one in SAID])
def test_what_does_not_fit_is_said_in_a_line(
    why: str,
    arguments: list[str],
    expected: list[tuple[str, str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _family(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, values = checked(capsys, *arguments)
    assert code in (0, 1)
    assert notices(values["reports"][0]) == expected, why
    run(["check", *arguments])
    out = capsys.readouterr().out
    assert [line.strip() for line in out.splitlines() if "  注意  " in line] == [f"注意  {one}" for _, one in expected]
    run(["check", *arguments, "--lang", "en"])
    assert capsys.readouterr().out.count("\n  note  ") == len(expected)


ITSELF: tuple[tuple[str, Callable[[Path], Path]], ...] = (
    ("the file itself", lambda folder: folder / "县.json"),
    ("a copy of it", lambda folder: write(folder / "别处.json", 2021, name=COUNTY, scope="aggregate", received=30)),
)


@pytest.mark.parametrize(("why", "parent"), ITSELF, ids=[one[0] for one in ITSELF])
def test_a_report_is_not_its_own_superior(
    why: str, parent: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _family(tmp_path)
    assert run(["check", str(tmp_path / "县.json"), "--parent", str(parent(tmp_path))]) == 2, why
    assert "--parent 所给的就是被核验的报告" in capsys.readouterr().err


def test_an_agency_may_have_an_aggregate_above_its_own_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _family(tmp_path)
    own = write(tmp_path / "府办.json", 2021, name=COUNTY, received=3)
    _, values = checked(capsys, own, "--parent", tmp_path / "县.json")
    assert [one["role"] for one in values["reports"][0]["neighbours"]] == ["parent"]


def test_the_short_name_of_an_agency_is_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "局.json", 2021, name="甲局")
    (tmp_path / "corpus.yaml").write_text("documents: [{document: 局.json, agency: 示例县甲局}]", encoding="utf-8")
    _, values = checked(capsys, tmp_path)
    assert notices(values["reports"][0]) == []


def test_a_report_that_cannot_be_read_is_told_as_such_beside_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.json").write_text("{", encoding="utf-8")
    before = write(tmp_path / "2020.json", 2020)
    code, values = checked(capsys, tmp_path / "坏.json", "--prior", before)
    assert (code, [one["name"] for one in values["unread"]]) == (3, ["坏.json"])
