"""Other reports in the printed result: which took part, and which were wanted and how to give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.diagnostics import Language, Text
from gouji.findings import ReportResult
from gouji.render.words import word

ROLE: Final = {
    "prior": Text("上年报告", "prior report"),
    "parent": Text("上级报告", "superior's report"),
    "children": Text("下级报告", "subordinates' reports"),
    "children.prior": Text("下级上年报告", "subordinates' prior reports"),
    "peer": Text("同年最相近的其他机关报告", "most alike report of another agency"),
    "copy": Text("同一报告的另一文本", "another copy"),
    "earlier": Text("此前最近一份报告", "report before this one"),
    "listed": Text("清单所载发布信息", "metadata of an index"),
}
_ABOUT: Final = {
    "prior": Text("跨年", "other years"),
    "parent": Text("对上级", "the superior"),
    "children": Text("对下级", "subordinates"),
    "children.prior": Text("对下级上年", "subordinates a year before"),
    "peer": Text("机关之间雷同", "likeness to other agencies"),
    "copy": Text("多处文本", "copies"),
    "earlier": Text("历年是否齐全", "missing years"),
    "listed": Text("发布时限", "publication"),
}
_GIVE: Final = {
    "prior": Text("请用 --prior 提供{year}报告", "give{year} with --prior"),
    "parent": Text("请用 --parent 提供上级报告", "give it with --parent"),
    "children": Text(
        "请用 --children 提供下级报告；齐全的，请在清单中注明 complete: true",
        "give them with --children; if they are all, say `complete: true` in an index",
    ),
    "children.prior": Text("请把下级上年报告列入 --index 清单", "list them in an --index"),
    "peer": Text("请与同年其他机关报告一并核验", "check it together with other agencies' reports of the year"),
    "copy": Text("请把另一文本列入 --index 清单", "list it in an --index"),
    "earlier": Text(
        "请在 --index 清单中列全历年报告并注明 complete: true", "list all years in an --index with `complete: true`"
    ),
    "listed": Text("请在 --index 清单中写明层级、统计范围和发布日期", "state level, scope and date in an --index"),
}
_NAMED: Final = 3
_OCCASIONAL: Final = frozenset(("copy", "earlier"))
"""Most reports have neither, and nobody is asked for them."""


def neighbour_words(report: ReportResult, language: Language) -> str | None:
    """Return the other reports that took part, in one line."""
    if not report.neighbours:
        return None
    zh = language == "zh"
    told = []
    for role in dict.fromkeys(one.role for one in report.neighbours):
        names = [one.name for one in report.neighbours if one.role == role]
        shown = ("、" if zh else ", ").join(names[:_NAMED])
        if len(names) > _NAMED:
            shown += f" 等 {len(names)} 份" if zh else f" and others, {len(names)} in all"
        told.append(f"{_words(role, language)} {shown}")
    return f"{word('compared', language)} {' · '.join(told)}"


def lacking_short(report: ReportResult, language: Language) -> Iterator[str]:
    """Yield for each neighbour that was wanted how many checks wanted it."""
    for role, number in report.lacking.items():
        if role in _OCCASIONAL:
            continue
        lead = Text("缺", "no ").of(language)
        yield f"{lead}{_words(role, language)} {number}"


def lacking_words(reports: Sequence[ReportResult], language: Language) -> Iterator[str]:
    """Yield what was not checked for want of other reports, with how to give them where nothing else is said of it."""
    wanted: Counter[str] = Counter()
    for report in reports:
        wanted.update({role: number for role, number in report.lacking.items() if role not in _OCCASIONAL})
    zh = language == "zh"
    for role in sorted(wanted, key=lambda role: (list(ROLE).index(role) if role in ROLE else len(ROLE), role)):
        about = _ABOUT[role].of(language) if role in _ABOUT else role
        told = all(any(note.role == role for note in one.notices) for one in reports if role in one.lacking)
        give = "" if told or role not in _GIVE else _GIVE[role].of(language)
        give = give.replace("{year}", _year(role, reports, language))
        count = f"{about} {wanted[role]} 项" if zh else f"{about} {wanted[role]}"
        yield count + ((f"（{give}）" if zh else f" ({give})") if give else "")


def _words(role: str, language: Language) -> str:
    return ROLE[role].of(language) if role in ROLE else role


def _year(role: str, reports: Sequence[ReportResult], language: Language) -> str:
    """Return of which year the wanted report is, when it is the same for all."""
    stated = {fact.value for one in reports if role in one.lacking for fact in one.facts if fact.name == "year"}
    year = stated.pop() if len(stated) == 1 else None
    if year is None or not year.isdecimal():
        return "上年" if language == "zh" else " the report of the year before"
    last = int(year) - 1
    return f" {last} 年" if language == "zh" else f" the report of {last}"
