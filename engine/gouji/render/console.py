"""A run as a page for people: facts, findings by section, a summary, and a last line that explains the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.diagnostics import Language
from gouji.findings import GRADES, BasisShown, Defect, Fact, Grade, Instance, ReportResult, RunResult
from gouji.render.kin import neighbour_words
from gouji.render.page import Block, Line, Style, line
from gouji.render.summary import by_agency, last_line, totals, verdict_line
from gouji.render.undecided import groups_of
from gouji.render.witness import decisive, place_lines, place_words
from gouji.render.words import DECIDED, FACT, GRADE, LABEL, OPTION, STATUS, colon, texts, word
from gouji.source import display_width

GRADE_STYLE: Final[dict[Grade, Style]] = {"error": "error", "warning": "warning", "info": "info"}
_DEFECTS_SHOWN: Final = 12
_UNDECIDED: Final = frozenset(("unknown", "default"))


def page(run: RunResult, language: Language) -> Iterator[Block]:
    """Yield the blocks of a run: every report, a table by agency when there are several, what was not read, the end."""
    for report in run.reports:
        yield from _report(report, run, language)
        yield line("")
    if len(run.reports) > 1:
        yield by_agency(run.reports, language)
        yield line("")
    for unread in run.unread:
        yield Line(((word("unread", language), "error"), (f"  {unread.name}", "strong")))
        for defect in unread.defects:
            yield line(_defect_words(defect, language), indent=2)
    for skipped in run.passed_over:
        instead = f" → {skipped.instead}" if skipped.instead else ""
        because = f"{colon(language)}{texts(skipped.because, language)}{instead}"
        yield Line(((f"{word('passed_over', language)}  ", "faint"), (f"{skipped.name}{because}", "faint")))
    if len(run.reports) > 1:
        yield totals(run, language)
    yield last_line(run, language)


def _report(report: ReportResult, run: RunResult, language: Language) -> Iterator[Block]:
    yield line(report.name, "strong")
    yield line(_facts(report, language), "faint", 2)
    compared = neighbour_words(report, language)
    if compared is not None:
        yield line(compared, "faint", 2)
    for notice in report.notices:
        yield line(f"{word('notice', language)}  {texts(notice.message, language)}", "warning", 2)
    for defect in report.defects[:_DEFECTS_SHOWN]:
        yield from defect_blocks(defect, language)
    more = len(report.defects) - _DEFECTS_SHOWN
    if more > 0:
        yield line(f"……另有 {more} 处读取存疑" if language == "zh" else f"… and {more} more defects", "faint", 2)
    labels = dict(run.sections)
    order = {section: rank for rank, (section, _) in enumerate(run.sections)}
    failing = [one for one in report.instances if one.status in ("fail", "waived")]
    failing.sort(key=lambda one: (order.get(one.section or "", -1), GRADES.index(one.grade)))
    shown: str | None = ""
    for instance in failing:
        if instance.section != shown:
            shown = instance.section
            yield line("")
            yield line(texts(labels[shown], language) if shown in labels else word("whole", language), "strong")
        yield from finding(instance, language)
    yield from groups_of(report.instances, language)
    yield line("──", "faint")
    yield verdict_line(report, language)


def _facts(report: ReportResult, language: Language) -> str:
    # A field that the vocabulary does not know has no label but its name; unless something was found, it is no matter.
    known = (fact for fact in report.facts if fact.value is not None or not _is_unknown(fact))
    return " · ".join(_fact(fact, language) for fact in known)


def _is_unknown(fact: Fact) -> bool:
    return fact.name in FACT and set(fact.label.values()) == {fact.name}


def _fact(fact: Fact, language: Language) -> str:
    zh = language == "zh"
    value = texts(fact.words, language) if fact.words is not None else fact.value or "—"
    how = DECIDED[fact.decided].of(language) if fact.decided in DECIDED else fact.decided
    if fact.decided in _UNDECIDED and fact.name in OPTION:
        # What was not found can be told; the reader should not have to look up how.
        how += f"，可用 {OPTION[fact.name]} 指定" if zh else f"; give it with {OPTION[fact.name]}"
    label = FACT[fact.name].of(language) if _is_unknown(fact) else texts(fact.label, language)
    return f"{label} {value}" + (f"（{how}）" if zh else f" ({how})")


def finding(instance: Instance, language: Language) -> Iterator[Block]:
    """Yield a finding with its places, reasons, ground and fix."""
    style = GRADE_STYLE[instance.grade] if instance.status == "fail" else "faint"
    yield Line(((GRADE[instance.grade].of(language), style), (f"  {_title(instance, language)}", "plain")), 2, 6)
    status = f"{STATUS[instance.status].of(language)}{colon(language)}"
    yield line(f"{status}{texts(instance.message or {}, language)}", indent=4, hang=2)
    evidence = instance.evidence
    if evidence is not None:
        yield from place_entries(place_lines(decisive(evidence), language), language)
    for assumption in evidence.assumptions if evidence is not None else ():
        yield _entry("note", texts(assumption, language), language)
    for reason in instance.lowered:
        yield _entry("lowered", texts(reason, language), language)
    for basis in instance.basis:
        yield _entry("basis", basis_words(basis, language), language)
    if instance.fix:
        yield _entry("fix", texts(instance.fix, language), language)
    if instance.waiver is not None:
        yield _entry("waiver", instance.waiver, language)
    yield _entry("rule", rule_words(instance), language, "faint")


def _title(instance: Instance, language: Language) -> str:
    between = "、" if language == "zh" else ", "
    bindings = between.join(texts(label, language) for _, label in instance.binding_labels)
    title = texts(instance.title or {}, language)
    if not bindings:
        return title
    return f"{title}（{bindings}）" if language == "zh" else f"{title} ({bindings})"


def rule_words(instance: Instance) -> str:
    """Return a rule with its bindings, set off by a blank."""
    return instance.instance.replace("[", " [", 1)


def _entry(name: str, words: str, language: Language, style: Style = "plain") -> Line:
    label = f"{LABEL[name].of(language)}  "
    return Line(((label, "faint"), (words, style)), 4, 6 if language == "zh" else len(label))


def place_entries(places: Iterable[str], language: Language) -> Iterator[Line]:
    """Yield places as lines, of which only the first bears the label."""
    label = f"{LABEL['place'].of(language)}  "
    for words in places:
        yield Line(((label, "faint"), (words, "plain")), 4, 6 if language == "zh" else len(label))
        label = " " * display_width(label)


def basis_words(basis: BasisShown, language: Language) -> str:
    """Return a legal ground as printed: source, number, place and quote, or that it is practice or derived."""
    place = texts(basis.place, language)
    if basis.kind != "law":
        return f"{word(basis.kind, language)}{colon(language)}{place}"
    zh = language == "zh"
    number = "" if not basis.number else f"（{basis.number}）" if zh else f" ({basis.number}), "
    quote = f"{colon(language)}“{basis.quote}”" if basis.quote else ""
    between = "" if zh or number else ", "
    return f"{texts(basis.title, language)}{number}{between}{place}{quote}"


def defect_blocks(defect: Defect, language: Language) -> Iterator[Block]:
    """Yield a defect as lines for people."""
    style: Style = "error" if defect.blocking else "warning"
    label = word("defect", language)
    yield Line(((label, style), (f"  {_defect_words(defect, language)}", "plain")), 2, 10 if language == "zh" else 8)


def _defect_words(defect: Defect, language: Language) -> str:
    where = place_words(defect.place, language) or (defect.pointer or "")
    message = texts(defect.message, language)
    if not where:
        return message
    return f"{message}（{where}）" if language == "zh" else f"{message} ({where})"
