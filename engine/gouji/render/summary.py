"""The last words of a run: verdicts in numbers, a table by agency, and why the exit code is what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from gouji.diagnostics import Language, Text
from gouji.findings import GRADES, MOSTLY_DOUBTED, ReportResult, RunResult, Verdict
from gouji.render.kin import lacking_short, lacking_words
from gouji.render.page import Grid, Line, Piece, Style
from gouji.render.words import GRADE, REASON, SHORT, STATUS, VERDICT, colon, word

_VERDICT_STYLE: Final[dict[Verdict, Style]] = {"fails": "error", "undecided": "warning", "passes": "good"}


def verdict_line(report: ReportResult, language: Language) -> Line:
    """Return the verdict of one report with the counts of all its checks."""
    reasons = _reasons([report])
    counted = [f"{GRADE[grade].of(language)} {number}" for grade, number in _graded([report]).items()]
    for status in ("not_assessable", "not_applicable", "waived", "pass"):
        number = report.counts.get(status, 0)
        if number or status != "waived":
            why = _because(reasons, report, language) if status == "not_assessable" else ""
            counted.append(f"{STATUS[status].of(language)} {number}{why}")
    planned = Text(f"共 {report.planned} 项", f"{report.planned} checks").of(language)
    space = "　" if language == "zh" else "  "
    return Line(
        (
            (f"{word('verdict', language)}{colon(language)}", "plain"),
            (VERDICT[report.verdict].of(language), _VERDICT_STYLE[report.verdict]),
            (f"{space}{' · '.join(counted)}{space}{planned}", "plain"),
        )
    )


def _reasons(reports: Iterable[ReportResult]) -> Counter[str]:
    """Return how often each reason left something undecided; what wants other reports is told apart."""
    return Counter(
        one.reason or "depends"
        for report in reports
        for one in report.instances
        if one.status == "not_assessable" and one.reason != "no_peer_document"
    )


def _because(reasons: Counter[str], report: ReportResult, language: Language) -> str:
    named = [f"{_short(reason, language)} {number}" for reason, number in reasons.most_common()]
    named += lacking_short(report, language)
    if not named:
        return ""
    return f"（{'、'.join(named)}）" if language == "zh" else f" ({', '.join(named)})"


def _short(reason: str, language: Language) -> str:
    known = SHORT.get(reason) or REASON.get(reason)
    return reason if known is None else known.of(language)


def _graded(reports: Iterable[ReportResult]) -> dict[str, int]:
    found = Counter(one.grade for report in reports for one in report.instances if one.status == "fail")
    return {grade: found[grade] for grade in GRADES}


def by_agency(reports: Iterable[ReportResult], language: Language) -> Grid:
    """Return a table with one row a report."""
    heads = [word("agency", language), word("year", language), word("document", language), word("verdict", language)]
    heads += [GRADE[grade].of(language) for grade in GRADES] + [STATUS["not_assessable"].of(language)]
    rows: list[tuple[Piece, ...]] = []
    for report in reports:
        facts = {fact.name: fact.value for fact in report.facts}
        verdict: Piece = (VERDICT[report.verdict].of(language), _VERDICT_STYLE[report.verdict])
        counts = [*_graded([report]).values(), report.counts.get("not_assessable", 0)]
        name: Piece = (facts.get("agency.name") or "—", "plain")
        year: Piece = (facts.get("year") or "—", "plain")
        rows.append((name, year, (report.name, "plain"), verdict, *((str(one), "plain") for one in counts)))
    return Grid(tuple(heads), tuple(rows), long=(0, 2))


def totals(run: RunResult, language: Language) -> Line:
    """Return the counts of all reports together."""
    verdicts = Counter(report.verdict for report in run.reports)
    number = len(run.reports)
    lead = Text(f"合计 {number} 份报告", f"{number} reports").of(language)
    of_verdicts = [(f"{VERDICT[one].of(language)} {verdicts[one]}", style) for one, style in _VERDICT_STYLE.items()]
    graded = [f"{GRADE[grade].of(language)} {number}" for grade, number in _graded(run.reports).items()]
    pieces: list[Piece] = [(f"{lead}{colon(language)}", "plain")]
    for rank, (words, style) in enumerate(of_verdicts):
        pieces += [(" · " if rank else "", "plain"), (words, style)]
    pieces.append((("　" if language == "zh" else "  ") + " · ".join(graded), "plain"))
    return Line(tuple(pieces))


def last_line(run: RunResult, language: Language) -> Line:
    """Return what was not checked, and why the exit code is what it is."""
    style: Style = "good" if run.exit_code == 0 else "error"
    space = "　" if language == "zh" else "  "
    return Line(
        (
            (f"{word('unchecked', language)}{colon(language)}{_unchecked(run, language)}{space}", "plain"),
            (f"{word('exit', language)} {run.exit_code}{colon(language)}{exit_words(run).of(language)}", style),
        )
    )


def _unchecked(run: RunResult, language: Language) -> str:
    zh = language == "zh"
    reasons = _reasons(run.reports)
    left = [f"{_short(reason, language)} {number}{' 项' if zh else ''}" for reason, number in reasons.most_common()]
    left += lacking_words(run.reports, language)
    if run.unread:
        left.append(Text(f"未能读取 {len(run.unread)} 个文件", f"{_files(len(run.unread))} not read").of(language))
    return ("、" if zh else ", ").join(left) or Text("无", "nothing").of(language)


def exit_words(run: RunResult) -> Text:
    """Return why the exit code is what it is."""
    counted = GRADES[: GRADES.index(run.threshold) + 1] if run.threshold != "never" else ()
    option = f"--fail-on {run.threshold}"
    match run.exit_code:
        case 70:
            return Text("程序内部出错，其余文件已照常核验", "an internal error; the other files were checked")
        case 1:
            found = _graded(run.reports)
            zh = "、".join(f"{GRADE[one].zh} {found[one]} 项" for one in counted if found[one])
            en = ", ".join(f"{found[one]} of grade {GRADE[one].en}" for one in counted if found[one])
            return Text(f"有{zh}（{option}）", f"findings: {en} ({option})")
        case 3:
            return _not_read(run)
        case _ if not counted:
            return Text(f"问题不影响退出码（{option}）", f"findings do not count ({option})")
        case _:
            names = [GRADE[one] for one in counted]
            zh, en = "和".join(one.zh for one in names), " or ".join(one.en for one in names)
            return Text(f"没有{zh}（{option}）", f"no finding of grade {en} ({option})")


def _not_read(run: RunResult) -> Text:
    zh, en = [], []
    if run.unread:
        zh.append(f"{len(run.unread)} 个文件未能读取")
        en.append(f"{_files(len(run.unread))} could not be read")
    elif not run.reports:
        zh.append("没有核验任何报告，各文件的原因见上")
        en.append("no report was checked, the reason is said with each file")
    blocking = [{defect.code for defect in report.defects if defect.blocking} for report in run.reports]
    partly = sum(bool(codes - {MOSTLY_DOUBTED}) for codes in blocking)
    doubtful = sum(MOSTLY_DOUBTED in codes for codes in blocking)
    if partly:
        zh.append(f"{partly} 份报告缺少或未能读出格式要求的部分、表格或行")
        en.append(f"in {partly} of the reports a section, table or row that the form requires was not read")
    if doubtful:
        zh.append(f"{doubtful} 份报告的多数单元格存疑")
        en.append(f"most cells of {doubtful} of the reports are doubtful")
    return Text("，".join(zh), ", ".join(en))


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"
