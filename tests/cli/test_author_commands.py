"""The commands of rule authors: what they print, with which exit code, and that nothing is ever overwritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "rules" / "cn-disclosure"
REPORT = ROOT / "reports" / "beilun-2021" / "source.txt"


@pytest.fixture
def pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "small"
    assert run(["new", "pack", str(folder)]) == 0
    capsys.readouterr()
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(arguments)
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out + err


def test_a_new_pack_is_tested_covered_and_bitten_as_it_is(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "test", str(pack), "--coverage", "--mutate", "--least", "100", "--lang", "en")
    assert code == 0, said
    assert "5 cases: 5 passed · 0 failed" in said
    assert "12 of 12 mutants, 100%" in said


def test_mutants_are_the_same_in_several_processes(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = told(capsys, "test", str(pack), "--mutate", "--jobs", "1")
    assert told(capsys, "test", str(pack), "--mutate", "--jobs", "2") == alone


def test_a_failing_case_is_told_with_what_was_expected_and_found(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = pack / "cases" / "totals.yaml"
    cases.write_text(cases.read_text(encoding="utf-8").replace('left: "6"', 'left: "7"'), encoding="utf-8")
    before = cases.read_bytes()
    code, said = told(capsys, "test", str(cases), "--mutate")
    assert code == 1
    assert "未通过  totals.row_total  4/5" in said
    assert "r=received  left  应为 7，实为 6" in said
    assert "有用例未通过，未作变异" in said
    assert cases.read_bytes() == before, "no command rewrites what people expect"


@pytest.mark.parametrize("started", ["other.begun", "totals.begun"])
def test_one_unfinished_rule_keeps_nobody_from_trying_the_others(
    started: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "new", "rule", started, "--pack", str(pack))[0] == 0
    code, said = told(capsys, "test", str(pack), "--rule", "totals.row_total", "--lang", "en")
    assert (code, "5 passed" in said, "C104" in said) == (0, True, False), said
    code, said = told(capsys, "test", str(pack), "--lang", "en")
    assert (code, "5 passed" in said, said.count("C104")) == (2, True, 3), said
    assert "the cases with errors were not tried; the others were" in said
    elsewhere = started.startswith("other")
    for command in ("test", "lint", "analyse"):
        code, said = told(capsys, command, str(pack / "totals.rules"), "--lang", "en")
        assert (code in (0, 1), "C104" in said) == (elsewhere, not elsewhere), said


def test_a_case_that_could_not_be_assessed_is_told_with_the_reason(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = pack / "cases" / "totals.yaml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace("status: not_assessable, reason: table_absent", "status: pass"), encoding="utf-8")
    assert "应为 pass，实为 not_assessable (table_absent)" in told(capsys, "test", str(pack))[1]


def test_cases_of_a_pack_without_rules_ask_for_a_rule_first(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "cases" / "totals.yaml").write_text("- {rule: totals.x, cases: []}\n", encoding="utf-8")
    (pack / "totals.rules").write_text("", encoding="utf-8")
    said = told(capsys, "lint", str(pack))[1]
    assert "C101" in said
    assert "建议：规则包中还没有规则，请先写规则" in said


def test_a_report_of_a_small_pack_is_told_of_in_words(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = str(pack / "cases" / "bases" / "clean.json")
    assert (
        "机关 示例局（报告所载） · 年度 2021（报告所载） · 格式 2021（据年度）\n"
        in told(capsys, "check", base, "--pack", str(pack))[1]
    )
    said = told(capsys, "check", base, "--pack", str(pack), "--lang", "en")[1]
    assert "agency 示例局 (stated) · year 2021 (stated) · form 2021 (from the year)\n" in said


def test_what_is_not_covered_is_below_the_threshold(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = pack / "cases" / "totals.yaml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text[: text.index("    - name: 个人多一件")], encoding="utf-8")
    code, said = told(capsys, "test", str(pack), "--least", "100", "--lang", "en")
    assert (code, said) == (2, "gouji: --least says nothing without --coverage or --mutate\n")
    assert told(capsys, "test", str(pack), "--coverage")[0] == 0
    code, said = told(capsys, "test", str(pack), "--coverage", "--least", "100")
    assert code == 1
    assert "从未为假" in said


@pytest.mark.parametrize("path", ["none", "none.rules", "{pack}/pack.yml", "{pack}/cases", "{pack}/cases/none.yaml"])
def test_what_is_no_pack_is_refused(path: str, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "test", path.replace("{pack}", str(pack)))
    assert code == 2
    assert said.startswith("gouji: ")


def test_a_rule_that_does_not_exist_is_refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "test", str(pack), "--rule", "totals.none")[0] == 2
    code, said = told(capsys, "explain", "totals.row_totl", "--pack", str(pack))
    assert code == 2
    assert "totals.row_total" in said


def test_a_new_rule_asks_for_what_its_cases_expect(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "new", "rule", "totals.enough", "--pack", str(pack))[0] == 0
    assert told(capsys, "new", "rule", "more.enough", "--pack", str(pack))[0] == 0
    assert told(capsys, "fmt", "--check", str(pack))[0] == 0
    code, said = told(capsys, "test", str(pack))
    assert code == 2
    assert said.count("C104") == 6
    assert told(capsys, "explain", "more.enough", "--pack", str(pack))[0] == 0


def test_the_cases_of_a_new_rule_are_named_in_the_language_of_its_author(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for topic, language in (("one", "zh"), ("two", "en")):
        told(capsys, "new", "rule", f"{topic}.x", "--pack", str(pack), "--lang", language)
    assert "- name: 不成立\n" in (pack / "cases" / "one.yaml").read_text(encoding="utf-8")
    assert "- name: it does not hold\n" in (pack / "cases" / "two.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", ["check.rule", "check.x", "totals.rule", "equivalent.c"])
def test_a_rule_is_not_begun_under_a_name_that_means_something_else(
    rule: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(pack.rglob("*"))
    assert told(capsys, "new", "rule", rule, "--pack", str(pack))[0] == 2
    assert sorted(pack.rglob("*")) == before
    assert told(capsys, "test", str(pack))[0] == 0


def test_no_rule_is_begun_in_a_pack_that_comes_with_gouji(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = told(capsys, "new", "rule", "foo.bar", "--pack", "cn-disclosure", "--lang", "en")
    assert (code, said) == (2, "gouji: there is no folder `cn-disclosure`\n")
    assert not (PACK / "foo.rules").exists()


def test_nothing_is_begun_where_something_is(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    assert told(capsys, "new", "pack", str(pack))[0] == 2
    assert told(capsys, "new", "rule", "totals.row_total", "--pack", str(pack))[0] == 2
    assert told(capsys, "new", "rule", "../x.y", "--pack", str(pack))[0] == 2
    assert told(capsys, "new", "pack", str(pack.parent / "1 2"))[0] == 2
    assert {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()} == before


def test_formatting_says_what_it_would_do_and_then_does_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = pack / "totals.rules"
    file.write_text(
        file.read_text(encoding="utf-8").replace("  grade   error", "  grade error # sure"), encoding="utf-8"
    )
    before = file.read_bytes()
    assert told(capsys, "fmt", "--check", str(pack)) == (1, f"未按格式书写：{file}\n")
    code, said = told(capsys, "fmt", "--diff", str(file))
    assert code == 1
    assert "-  grade error # sure" in said
    assert "+  grade   error  # sure" in said
    assert file.read_bytes() == before
    assert told(capsys, "fmt", str(pack)) == (0, f"已改写：{file}\n")
    assert told(capsys, "fmt", "--check", str(pack))[0] == 0
    assert "# sure" in file.read_text(encoding="utf-8")


def test_a_file_with_errors_is_not_formatted(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = pack / "totals.rules"
    file.write_text("rule x {", encoding="utf-8")
    code, said = told(capsys, "fmt", str(pack))
    assert code == 2
    assert "R1" in said
    assert file.read_text(encoding="utf-8") == "rule x {"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [("R204", "未知的函数"), ("c104", "用例没有写明期望"), ("D305", "文件不是文本"), ("cell_blank", "单元格空白")],
)
def test_a_code_is_explained(code: str, meaning: str, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = told(capsys, "explain", code)
    assert found == 0
    assert meaning in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_code_is_explained_with_its_cause_an_example_and_a_remedy(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = told(capsys, "explain", "r204", "--lang", language)
    assert code == 0
    for words in ("bad.rules:", "^^^", "R204", {"zh": "建议：", "en": "help: "}[language]):
        assert words in said


def test_a_rule_is_explained_with_its_ground_text_and_cases(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "explain", "cn-disclosure/requests.balance", "--lang", "en")
    assert code == 0
    for words in ("SHA-256", "rule balance", "not assessable  a blank total closed is unknown"):
        assert words in said


def test_a_trace_shows_every_value_of_a_clause(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "trace", "requests.row_total", str(REPORT), "--instance", "r=received")
    assert code == 0
    assert "通过  错误  r=received" in said
    assert "= 31  /tables/requests/received/total" in said
    assert "r=carried_in" not in said


def test_a_trace_says_why_nothing_was_decided_and_what_it_leaves_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "trace", "requests.row_total", str(REPORT), "--lang", "en")
    assert code == 0
    assert "5 more instances; --all lists all" in said
    assert "5 more" not in told(capsys, "trace", "requests.row_total", str(REPORT), "--lang", "en", "--all")[1]
    code, said = told(capsys, "trace", "requests.row_total", str(REPORT), "--instance", "r=x", "--lang", "en")
    assert code == 2
    assert said.startswith("gouji: no instance `r=x`; there are: r=received、")


def test_a_trace_looks_at_the_reports_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    alone = told(capsys, "trace", "years.carried_in", str(REPORT), "--lang", "en")
    assert "no_peer_document" in alone[1]
    beside = told(capsys, "trace", "years.carried_in", str(REPORT), "--lang", "en", "--prior", str(REPORT))
    assert "no_peer_document" not in beside[1]
    assert told(capsys, "trace", "years.carried_in", str(REPORT), "--parent", "none.json")[0] == 2


@pytest.mark.parametrize(
    "arguments", [("no.such", str(REPORT)), ("requests.balance", "none.json"), ("requests.balance", str(ROOT))]
)
def test_a_trace_of_nothing_is_refused(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "trace", *arguments)[0] == 2


def test_a_trace_of_a_report_that_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_text("[1", encoding="utf-8")
    code, said = told(capsys, "trace", "requests.balance", str(tmp_path / "x.json"))
    assert code == 3
    assert "D104" in said or "JSON" in said


@pytest.mark.parametrize("arguments", [("--time", "0"), ("--least", "101"), ("--jobs", "x"), ("--least", "²")])
def test_wrong_options_are_refused(arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(PACK), *arguments]) == 2
    assert "用法错误" in capsys.readouterr().err
