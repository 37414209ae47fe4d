"""The command line as a newcomer meets it: results, exit codes, and plain words about everything that is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gouji.cli.app import run
from intake.writers import as_html
from programs import blocks_of_founding_report

ROOT = Path(__file__).resolve().parents[2]
BEILUN = ROOT / "reports" / "beilun-2021" / "source.txt"
PACK = ROOT / "rules" / "cn-disclosure"
SCHEMA = json.loads((ROOT / "engine/gouji/render/result.schema.json").read_text(encoding="utf-8"))
CLEAN = (PACK / "cases/bases/clean-2021.json").read_bytes()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.getbasetemp() / "cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv("GOUJI_CACHE", str(folder))


def gouji(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    capsys.readouterr()
    code = run([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def as_result(text: str) -> dict[str, Any]:
    """A JSON result that keeps its published schema."""
    values: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(values)
    return values


def test_the_real_report_has_no_error_one_warning_and_all_identities(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = gouji(capsys, "check", BEILUN, "--format", "json", "--all")
    report = as_result(out)["reports"][0]
    by_status = {one["instance"].partition("/")[2]: one["status"] for one in report["instances"]}
    identities = re.compile(r"(requests\.(balance|result_total|row_total)|remedies\.row_total)\[")
    assert code == 0
    assert sorted(status for name, status in by_status.items() if identities.match(name)) == ["pass"] * 42
    failing = {(one["rule"], one["grade"]) for one in report["instances"] if one["status"] == "fail"}
    assert ("cn-disclosure/basis.current_format_notice", "warning") in failing
    assert not [rule for rule, grade in failing if grade == "error"]
    assert report["planned"] == sum(report["counts"].values())


def test_one_number_changed_by_hand_breaks_exactly_the_identities_that_mention_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = BEILUN.read_text(encoding="utf-8").split("\n")
    place = lines.index("\t一、本年新收政府信息公开申请数量") + 1
    lines[place] = lines[place].replace("27", "28")
    changed = tmp_path / "changed.txt"
    changed.write_text("\n".join(lines), encoding="utf-8")
    code, out, _ = gouji(capsys, "check", changed, "--format", "json")
    failing = {
        one["instance"].partition("/")[2]
        for one in as_result(out)["reports"][0]["instances"]
        if one["status"] == "fail" and one["grade"] == "error"
    }
    assert code == 1
    assert failing == {"requests.row_total[r=received]", "requests.balance[c=natural_person]"}


def test_the_console_names_place_basis_and_why_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = gouji(capsys, "check", BEILUN)
    assert code == 0
    for words in ("北仑区人民政府办公室", "疑点", "source.txt 第 5 行", "国办公开办函〔2019〕60号", "退出码 0"):
        assert words in out
    assert "\x1b" not in out


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_the_threshold_decides_what_makes_a_run_fail(
    threshold: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gouji(capsys, "check", BEILUN, "--fail-on", threshold)[0] == code


def test_the_ledger_has_a_row_for_each_finding(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = gouji(capsys, "check", BEILUN, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {"疑点", "提示"} == {row["等级"] for row in rows}
    assert all(row["文件"] == "source.txt" and row["规则"].startswith("cn-disclosure/") for row in rows)


def test_a_folder_takes_one_document_per_report_and_names_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = gouji(capsys, "check", BEILUN.parent, "--format", "json")
    values = as_result(out)
    assert code == 0
    assert [one["name"] for one in values["reports"]] == ["source.txt"]
    assert [(one["name"], one["instead"]) for one in values["passed_over"]] == [("report.json", "source.txt")]


def test_the_year_can_be_given_and_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = gouji(capsys, "check", BEILUN, "--year", "2020", "--format", "json")
    year = as_result(out)["reports"][0]["facts"]["year"]
    assert (year["value"], year["decided"]) == ("2020", "given")


BAD: list[tuple[str, str, bytes]] = [
    ("an empty file", "x.txt", b""),
    ("a binary file", "x.txt", b"\x00\x01\x02" * 500),
    ("a PDF", "x.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    ("truncated JSON", "x.json", CLEAN[:700]),
    ("deep JSON", "x.json", b"[" * 10_000 + b"]" * 10_000),
    ("a key twice", "x.json", CLEAN.replace(b'"year"', b'"year": 2020, "year"', 1)),
    ("NaN", "x.json", re.sub(rb'"year": *2021', b'"year": NaN', CLEAN, count=1)),
    ("1e400", "x.json", re.sub(rb'"year": *2021', b'"year": 1e400', CLEAN, count=1)),
    ("10,000 digits", "x.json", re.sub(rb'"year": *2021', b'"year": ' + b"9" * 10_000, CLEAN, count=1)),
    ("another kind", "x.json", b'{"kind": "us-foia/annual-report"}'),
    ("JSON that is no object", "x.json", b"[1, 2]"),
    ("JSON that is not UTF-8", "x.json", '{"kind": "报告"}'.encode("gb18030")),
]


@pytest.mark.parametrize(("name", "content"), [pytest.param(name, content, id=why) for why, name, content in BAD])
def test_what_cannot_be_read_is_said_with_exit_code_3(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    code, out, err = gouji(capsys, "check", tmp_path / name, "--format", "json")
    unread = as_result(out)["unread"]
    assert code == 3
    assert unread[0]["name"] == name
    assert all(defect["message"]["zh"] and defect["message"]["en"] for defect in unread[0]["defects"])
    assert "Traceback" not in out + err


def test_a_report_most_of_whose_cells_are_doubted_ends_with_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = re.sub(rb"(<td[^>]*>)([0-9.]+)(</td>)", rb"\1<s>\2</s>\3", as_html(list(blocks_of_founding_report())))
    (tmp_path / "x.html").write_bytes(page)
    code, out, _ = gouji(capsys, "check", tmp_path / "x.html")
    assert (code, out.strip().endswith("退出码 3：1 份报告的多数单元格存疑")) == (3, True)


def test_a_file_of_100_megabytes_is_refused_without_being_read_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    code, out, _ = gouji(capsys, "check", large, "--format", "json")
    assert (code, len(as_result(out)["unread"])) == (3, 1)


def test_the_same_report_in_gb18030_gives_the_same_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "source.txt"
    other.write_bytes(BEILUN.read_text(encoding="utf-8").encode("gb18030"))
    _, expected, _ = gouji(capsys, "check", BEILUN, "--format", "csv")
    assert gouji(capsys, "check", other, "--format", "csv")[1] == expected


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    code, out, _ = gouji(capsys, "check", tmp_path / "bad.txt", BEILUN, "--format", "json")
    values = as_result(out)
    assert (code, len(values["reports"]), len(values["unread"])) == (3, 1, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "no-such-file.txt"],
        ["check", str(BEILUN), "--pack", "no-such-pack"],
        ["check", str(BEILUN), "--form", "1999"],
        ["check", str(BEILUN), "--waivers", "no-such-file.json"],
        ["check"],
        ["rules", "no.such_rule"],
        ["read", "no-such-file.txt"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_says_why(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = gouji(capsys, *arguments)
    assert code == 2
    assert err.strip()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        pytest.param("bad.rules", 'rule x "甲" en "a" {\n  chek true\n}\n'.encode(), "R1", id="a misspelt clause"),
        pytest.param("bad.rules", b"pattern p = /(a)\\1/\n", "R5", id="a back-reference"),
        pytest.param(
            "vocabulary.yaml",
            b"a: &a [1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n",
            "Y105",
            id="a YAML alias bomb",
        ),
    ],
)
def test_a_faulty_pack_is_rejected_with_code_and_place(
    name: str, content: bytes, found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in PACK.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes(content)
    code, _, err = gouji(capsys, "check", BEILUN, "--pack", tmp_path)
    assert code == 2
    assert f"{name}:" in err
    assert found in err


def test_text_from_a_document_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(CLEAN)
    report["agency"]["name"] = "[red]\x1b[2J\u202e局"
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    _, out, _ = gouji(capsys, "check", tmp_path / "report.json")
    assert "[red]" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_waiver_turns_a_fail_into_waived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waivers = tmp_path / "waivers.json"
    waivers.write_text(json.dumps({"cn-disclosure/basis.current_format_notice": "已说明"}), encoding="utf-8")
    code, out, _ = gouji(capsys, "check", BEILUN, "--waivers", waivers, "--fail-on", "warning", "--format", "json")
    report = as_result(out)["reports"][0]
    assert (code, report["counts"]["waived"]) == (0, 1)


def test_reading_gives_report_json_and_a_source_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = gouji(capsys, "read", BEILUN, "--source-map", tmp_path / "map.json")
    report, places = json.loads(out), json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert code == 0
    assert report["tables"]["requests"]["received"]["total"] == 31
    assert places["/tables/requests/received/total"]["place"]["line"] == 89


def test_the_report_json_in_reports_is_what_reading_gives(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = gouji(capsys, "read", BEILUN)
    assert out == (BEILUN.parent / "report.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("year", ["2021", "2022"])
def test_of_two_reports_in_one_document_that_of_the_year_is_read(
    year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = [
        one.replace("2021", "2022") if isinstance(one, str) and one.endswith("年度报告") else one
        for one in blocks_of_founding_report()
    ]
    document = tmp_path / "两年.html"
    document.write_bytes(as_html([*blocks_of_founding_report(), *later]))
    code, out, err = gouji(capsys, "read", document, "--year", year)
    assert (code, json.loads(out)["year"]) == (3, int(year))
    assert "文件里有两份报告" in err


def test_rules_are_listed_and_one_is_shown_with_its_law(capsys: pytest.CaptureFixture[str]) -> None:
    assert "cn-disclosure/requests.balance" in gouji(capsys, "rules")[1]
    _, out, _ = gouji(capsys, "rules", "requests.balance")
    assert "第一项加第二项之和，等于第三项加第四项之和" in out
    assert "SHA-256" in out


def test_both_schemas_are_printed_and_are_schemas(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["schema"], ["schema", "--result"]):
        code, out, _ = gouji(capsys, *arguments)
        assert code == 0
        jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_a_cache_that_others_could_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gouji.cli.cache import cached_pack
    from gouji.cli.packs import files_of

    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    monkeypatch.setenv("GOUJI_CACHE", str(shared))
    assert cached_pack(files_of(PACK)).id == "cn-disclosure"
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize("lost", ["pack.yaml", "vocabulary.yaml", "sources.yaml"])
def test_a_pack_that_lacks_a_file_is_rejected_with_its_name(lost: str) -> None:
    from gouji.api import load_pack
    from gouji.cli.packs import files_of
    from gouji.diagnostics import RulesRejectedError

    files = {name: content for name, content in files_of(PACK).items() if name != lost}
    with pytest.raises(RulesRejectedError) as rejected:
        load_pack(files)
    [complaint] = rejected.value.diagnostics
    assert (complaint.code, complaint.message.en) == ("V221", f"the pack has no file `{lost}`")


def test_a_pack_without_any_rule_is_rejected_for_it_would_find_everything_right() -> None:
    from gouji.api import load_pack
    from gouji.cli.packs import files_of
    from gouji.diagnostics import RulesRejectedError

    files = {name: content for name, content in files_of(PACK).items() if not name.endswith(".rules")}
    with pytest.raises(RulesRejectedError) as rejected:
        load_pack({**files, "empty.rules": b"# nothing yet\n"})
    assert [one.code for one in rejected.value.diagnostics] == ["V222"]


def test_a_finding_in_prose_says_where_its_own_words_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = BEILUN.read_text(encoding="utf-8").split("\n")
    rank = next(rank for rank, line in enumerate(lines) if line.startswith("六、其他需要报告的事项"))
    lines[rank + 1 : rank + 1] = ["", "本段没有问题。", "", "这里写错了的的字。"]
    (tmp_path / "报告.txt").write_text("\n".join(lines), encoding="utf-8")
    _, out, _ = gouji(capsys, "check", tmp_path / "报告.txt", "--format", "json")
    instances = as_result(out)["reports"][0]["instances"]
    finding = next(one for one in instances if one["rule"] == "cn-disclosure/text.no_doubled_particle")
    place = next(one["place"] for one in finding["evidence"]["operands"] if one.get("raw") == "的的")
    assert (place["file"], place["line"], place["column"]) == ("报告.txt", rank + 5, 6)
    assert "\n".join(lines)[place["start"] : place["end"]] == "的的"


def test_every_value_printed_in_the_document_that_a_finding_names_has_a_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BEILUN.read_text(encoding="utf-8")
    for printed, changed in (
        ("三、收到和", "二、收到和"),
        ("（三）政府信息管理", "（五）政府信息管理"),
        ("\t31\n", "\t32\n"),
    ):
        assert printed in text
        text = text.replace(printed, changed, 1)
    (tmp_path / "报告.txt").write_text(text, encoding="utf-8")
    _, out, _ = gouji(capsys, "check", tmp_path / "报告.txt", "--format", "json")
    findings = [one for one in as_result(out)["reports"][0]["instances"] if one["status"] == "fail"]
    assert {"structure.ordinal", "structure.part_numbers", "requests.row_total"} <= {
        one["rule"].partition("/")[2] for one in findings
    }
    for finding in findings:
        for operand in finding["evidence"]["operands"]:
            assert operand.get("raw") is None or operand["place"]["line"] >= 1, (finding["instance"], operand)


@pytest.mark.parametrize("arguments", [["check", "{0}", "--output", "{0}"], ["read", "{0}", "--source-map", "{0}"]])
def test_a_result_is_never_written_over_the_report(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("报告", encoding="utf-8")
    code, _, err = gouji(capsys, *(one.format(report) for one in arguments))
    assert (code, report.read_text(encoding="utf-8")) == (2, "报告")
    assert "请另起文件名" in err


@pytest.mark.parametrize("character", ["\x9b", "\x85", "\u202e", "\u2066", "\u2028", "\u200f"])
def test_json_for_a_terminal_holds_no_character_that_it_obeys(
    character: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = json.loads((ROOT / "reports/beilun-2021/report.json").read_text(encoding="utf-8"))
    report["agency"]["name"] = f"甲{character}局"
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    _, out, _ = gouji(capsys, "check", str(tmp_path / "report.json"), "--format", "json")
    assert character not in out
    assert f"甲{character}局" in json.dumps(json.loads(out), ensure_ascii=False)
