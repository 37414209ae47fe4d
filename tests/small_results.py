"""Small results by hand, for tests of what is printed."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.findings import (
    BasisShown,
    Defect,
    Evidence,
    Fact,
    Grade,
    Instance,
    Operand,
    PassedOver,
    Place,
    ReportResult,
    RunResult,
    Status,
    Step,
    Unread,
)

SECTIONS = (
    ("overview", {"zh": "一、总体情况", "en": "overview"}),
    ("requests", {"zh": "三、申请情况", "en": "requests"}),
)


def both(zh: str, en: str = "") -> dict[str, str]:
    """A text in both languages."""
    return {"zh": zh, "en": en or zh}


def cell(number: int, row: str, column: str, raw: str | None, line: int | None = None, state: str = "exact") -> Operand:
    """A cell of a table as an operand."""
    place = None if line is None else Place(file="报告.txt", line=line, column=2)
    label = {"zh": f"「{row}」×「{column}」", "en": f"{row} × {column}"}
    return Operand(number, f"/tables/t/{row}/{column}", label, state, raw, raw, place=place)


def fails(
    formula: Step | None = None,
    operands: tuple[Operand, ...] = (),
    *,
    grade: Grade = "error",
    status: Status = "fail",
    section: str | None = "requests",
    message: str = "差 1",
    title: str = "各栏之和等于总计",
    fix: str | None = "核对总计",
) -> Instance:
    """A finding with evidence."""
    return Instance(
        "p/t.sum",
        "p/t.sum[r=one]",
        status,
        grade,
        section=section,
        title=both(title, "the columns sum to the total"),
        message=both(message, "difference 1"),
        fix=None if fix is None else both(fix, "check the total"),
        bindings=(("r", "one"),),
        binding_labels=(("r", both("第一行", "row one")),),
        basis=(BasisShown("derived", "derived", both("", ""), None, both("总计为各栏之和", "it is their sum"), None),),
        evidence=Evidence("check", formula or Step("=", operand=1, truth="false"), operands),
        fingerprint="f",
        waiver="已说明" if status == "waived" else None,
    )


def report(
    *instances: Instance,
    name: str = "报告.txt",
    agency: str = "某局",
    defects: tuple[Defect, ...] = (),
    counts: Mapping[Status, int] | None = None,
    decided: str = "stated",
) -> ReportResult:
    """The result of one report."""
    counted: dict[Status, int] = {"fail": 0, "waived": 0, "not_assessable": 0, "not_applicable": 0, "pass": 3}
    for one in instances:
        counted[one.status] += 1
    counted.update(counts or {})
    errors = any(one.status == "fail" and one.grade == "error" for one in instances)
    facts = (
        Fact("agency.name", agency, both("机关名称", "agency"), decided),
        Fact("year", "2021", both("报告年度", "year"), "title"),
    )
    verdict = "fails" if errors else "passes"
    return ReportResult(name, "d", facts, instances, counted, sum(counted.values()), verdict, defects)  # type: ignore[arg-type]


def run_of(
    *reports: ReportResult,
    exit_code: int = 0,
    unread: tuple[Unread, ...] = (),
    passed_over: tuple[PassedOver, ...] = (),
    threshold: str = "error",
) -> RunResult:
    """The result of a run."""
    return RunResult("p", both("规则包", "pack"), "d", 9, SECTIONS, reports, unread, passed_over, threshold, exit_code)  # type: ignore[arg-type]
