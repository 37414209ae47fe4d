"""A run as a page for people: facts, findings by section, a summary, and a last line that explains the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from gouji.diagnostics import Language, Text
from gouji.findings import (
    GRADES,
    BasisShown,
    Defect,
    Fact,
    Grade,
    Instance,
    Operand,
    Place,
    ReportResult,
    RunResult,
)
from gouji.render.page import Block, Grid, Line, Style, line
from gouji.render.words import DECIDED, GRADE, LABEL, REASON, STATUS, VERDICT, texts

_GRADE_STYLE: Final[dict[Grade, Style]] = {"error": "error", "warning": "warning", "info": "info"}
_VERDICT_STYLE: Final[dict[str, Style]] = {"fails": "error", "undecided": "warning", "passes": "good"}
_PLACES_SHOWN: Final = 4


def page(run: RunResult, language: Language) -> Iterator[Block]:
    """Yield the blocks of a run: every report, a table by agency when there are several, what was not read, the end."""
    for report in run.reports:
        yield from _report(report, run, language)
        yield line("")
    if len(run.reports) > 1:
        yield _by_agency(run.reports, language)
        yield line("")
    for unread in run.unread:
        yield Line(((_word("defect", language), "error"), (f"  {unread.name}", "strong")))
        for defect in unread.defects:
            yield from defect_blocks(defect, language)
    for skipped in run.passed_over:
        instead = f" → {skipped.instead}" if skipped.instead else ""
        words = (
            f"{_word('note', language)}  {skipped.name}{_colon(language)}{texts(skipped.because, language)}{instead}"
        )
        yield line(words, "faint")
    yield from _end(run, language)


def _report(report: ReportResult, run: RunResult, language: Language) -> Iterator[Block]:
    yield line(report.name, "strong")
    yield line(_facts(report, language), "faint", 2)
    for defect in report.defects:
        yield from defect_blocks(defect, language)
    labels = dict(run.sections)
    order = {section: rank for rank, (section, _) in enumerate(run.sections)}
    failing = [one for one in report.instances if one.status in ("fail", "waived")]
    failing.sort(key=lambda one: (order.get(one.section or "", -1), GRADES.index(one.grade)))
    shown: str | None = ""
    for instance in failing:
        if instance.section != shown:
            shown = instance.section
            yield line("")
            yield line(texts(labels[shown], language) if shown in labels else _word("whole", language), "strong")
        yield from _finding(instance, language)
    yield from _not_assessable(report, language)
    yield line("──", "faint")
    yield _verdict(report, language)


def _facts(report: ReportResult, language: Language) -> str:
    def shown(fact: Fact) -> str:
        value = texts(fact.words, language) if fact.words is not None else fact.value or "—"
        how = DECIDED[fact.decided].of(language) if fact.decided in DECIDED else fact.decided
        return (
            f"{texts(fact.label, language)} {value}（{how}）"
            if language == "zh"
            else f"{texts(fact.label, language)} {value} ({how})"
        )

    return " · ".join(shown(fact) for fact in report.facts)


def _finding(instance: Instance, language: Language) -> Iterator[Block]:
    bindings = "、".join(texts(label, language) for _, label in instance.binding_labels)
    title = texts(instance.title or {}, language) + (f"（{bindings}）" if bindings else "")
    style = _GRADE_STYLE[instance.grade] if instance.status == "fail" else "faint"
    yield Line(((GRADE[instance.grade].of(language), style), (f"  {title}", "plain")), 2)
    message = texts(instance.message or {}, language)
    yield line(f"{STATUS[instance.status].of(language)}{_colon(language)}{message}", indent=4)
    for words in _places(instance, language):
        yield _entry("place", words, language)
    for assumption in instance.evidence.assumptions if instance.evidence else ():
        yield _entry("note", texts(assumption, language), language)
    for reason in instance.lowered:
        yield _entry("lowered", texts(reason, language), language)
    for basis in instance.basis:
        yield _entry("basis", basis_words(basis, language), language)
    if instance.fix:
        yield _entry("fix", texts(instance.fix, language), language)
    if instance.waiver is not None:
        yield _entry("note", f"{STATUS['waived'].of(language)}{_colon(language)}{instance.waiver}", language)
    yield _entry("rule", instance.instance, language, "faint")


def _entry(name: str, words: str, language: Language, style: Style = "plain") -> Line:
    return Line(((f"{_word(name, language)}  ", "faint"), (words, style)), 4)


def _places(instance: Instance, language: Language) -> Iterator[str]:
    operands = instance.evidence.operands if instance.evidence else ()
    located = [one for one in operands if one.raw is not None or one.place is not None]
    for operand in located[:_PLACES_SHOWN]:
        yield _operand(operand, language)
    if len(located) > _PLACES_SHOWN:
        yield f"… +{len(located) - _PLACES_SHOWN}"


def _operand(operand: Operand, language: Language) -> str:
    where = place_words(operand.place, language) or operand.pointer
    raw = "" if operand.raw is None else f"  {_word('raw', language)}“{_short(operand.raw)}”"
    return f"{where}  {texts(operand.label, language)}{raw}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def place_words(place: Place | None, language: Language) -> str:
    """Return a place in words: file, page, line, column, or table, row and column; nothing when it is not known."""
    if place is None:
        return ""
    parts = [place.file or ""]
    zh = language == "zh"
    for value, chinese, english in (
        (place.page, "第 {} 页", "page {}"),
        (place.line, "第 {} 行", "line {}"),
        (place.column, "第 {} 列", "column {}") if place.line is not None else (None, "", ""),
        (place.table, "第 {} 个表", "table {}"),
        (place.table_row, "第 {} 行", "row {}"),
        (place.table_column, "第 {} 格", "cell {}"),
    ):
        if value is not None:
            parts.append((chinese if zh else english).format(value))
    return " ".join(part for part in parts if part)


def basis_words(basis: BasisShown, language: Language) -> str:
    """Return a legal ground as printed: source, number, place and quote, or that it is practice or derived."""
    place = texts(basis.place, language)
    if basis.kind != "law":
        return f"{_word(basis.kind, language)}{_colon(language)}{place}"
    number = f"（{basis.number}）" if basis.number else ""
    quote = f"{_colon(language)}“{basis.quote}”" if basis.quote else ""
    return f"{texts(basis.title, language)}{number}{place}{quote}"


def defect_blocks(defect: Defect, language: Language) -> Iterator[Block]:
    """Yield a defect as lines for people."""
    where = place_words(defect.place, language) or (defect.pointer or "")
    style: Style = "error" if defect.blocking else "warning"
    message = f"  {texts(defect.message, language)}" + (f"（{where}）" if where else "")
    yield Line(((_word("defect", language), style), (message, "plain")), 2)


def _not_assessable(report: ReportResult, language: Language) -> Iterator[Block]:
    open_ones = [one for one in report.instances if one.status == "not_assessable"]
    groups = Counter((one.rule, one.reason or "depends") for one in open_ones)
    if not groups:
        return
    titles = {one.rule: one.title or {} for one in open_ones}
    yield line("")
    yield line(STATUS["not_assessable"].of(language), "strong")
    for (rule, reason), number in groups.items():
        words = f"{texts(titles[rule], language)}{_colon(language)}{REASON[reason].of(language)}"
        count = f" ×{number}" if number > 1 else ""
        yield Line(((words + count, "plain"), (f"  {rule}", "faint")), 2)


def _verdict(report: ReportResult, language: Language) -> Line:
    verdict = VERDICT[report.verdict].of(language)
    graded = Counter(one.grade for one in report.instances if one.status == "fail")
    numbers = " · ".join(f"{GRADE[grade].of(language)} {graded[grade]}" for grade in GRADES)
    rest = " · ".join(
        f"{STATUS[status].of(language)} {report.counts.get(status, 0)}"
        for status in ("not_assessable", "not_applicable", "waived", "pass")
        if status != "waived" or report.counts.get(status, 0)
    )
    planned = Text(f"共 {report.planned} 项", f"{report.planned} checks").of(language)
    pieces: tuple[tuple[str, Style], ...] = (
        (f"{_word('verdict', language)}{_colon(language)}", "plain"),
        (verdict, _VERDICT_STYLE[report.verdict]),
        (f"　{numbers} · {rest}（{planned}）", "plain"),
    )
    return Line(pieces)


def _by_agency(reports: Iterable[ReportResult], language: Language) -> Grid:
    heads = [_word("agency", language), _word("document", language), _word("verdict", language)]
    heads += [GRADE[grade].of(language) for grade in GRADES] + [STATUS["not_assessable"].of(language)]
    rows: list[tuple[tuple[str, Style], ...]] = []
    for report in reports:
        agency = next((fact.value for fact in report.facts if fact.name == "agency.name"), None)
        graded = Counter(one.grade for one in report.instances if one.status == "fail")
        verdict: tuple[str, Style] = (VERDICT[report.verdict].of(language), _VERDICT_STYLE[report.verdict])
        counts: list[tuple[str, Style]] = [(str(graded[grade]), "plain") for grade in GRADES]
        counts.append((str(report.counts.get("not_assessable", 0)), "plain"))
        rows.append(((agency or "—", "plain"), (report.name, "plain"), verdict, *counts))
    return Grid(tuple(heads), tuple(rows))


def _end(run: RunResult, language: Language) -> Iterator[Block]:
    missing = sum(
        one.status == "not_assessable" and one.reason == "no_peer_document"
        for report in run.reports
        for one in report.instances
    )
    other = sum(report.counts.get("not_assessable", 0) for report in run.reports) - missing
    unchecked = []
    if missing:
        unchecked.append(Text(f"缺对照报告 {missing} 项", f"{missing} for want of another report").of(language))
    if other:
        unchecked.append(Text(f"无法核验 {other} 项", f"{other} not assessable").of(language))
    if run.unread:
        unchecked.append(Text(f"未能读取 {len(run.unread)} 个文件", f"{len(run.unread)} files not read").of(language))
    nothing = Text("无", "nothing").of(language)
    style: Style = "good" if run.exit_code == 0 else "error"
    yield Line(
        (
            (f"{_word('unchecked', language)}{_colon(language)}{'、'.join(unchecked) or nothing}　", "plain"),
            (f"{_word('exit', language)} {run.exit_code}{_colon(language)}{exit_words(run).of(language)}", style),
        )
    )


def exit_words(run: RunResult) -> Text:
    """Return why the exit code is what it is."""
    threshold = GRADE.get(run.threshold)
    match run.exit_code:
        case 70:
            return Text("程序内部出错，其余文件已照常检查", "an internal error; the other files were checked")
        case 1 if threshold is not None:
            return Text(
                f"有达到阈值的问题（阈值：{threshold.zh}）", f"findings at or above the threshold ({threshold.en})"
            )
        case 3:
            return Text(
                "有报告（或格式要求的部分、表格）未能读取",
                "a report, or a section or table that the form requires, was not read",
            )
        case _ if threshold is None:
            return Text("未设阈值", "no threshold was set")
        case _:
            return Text(f"没有达到阈值的问题（阈值：{threshold.zh}）", f"no finding at the threshold ({threshold.en})")


def _word(name: str, language: Language) -> str:
    return LABEL[name].of(language)


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "
