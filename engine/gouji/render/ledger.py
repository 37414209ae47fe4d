"""A run as CSV for a ledger: one row a finding, also one for a document that could not be read.

Cells that a spreadsheet would take for a formula get a leading apostrophe, since reports come from strangers.
Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from gouji.diagnostics import Language, Text
from gouji.findings import Defect, Instance, ReportResult, RunResult
from gouji.render.console import basis_words
from gouji.render.witness import decisive, place_lines, place_words
from gouji.render.words import GRADE, LABEL, REASON, STATUS, VERDICT, texts
from gouji.source import visible

COLUMNS: Final = (
    Text("文件", "document"),
    Text("机关", "agency"),
    Text("年度", "year"),
    Text("核验结论", "verdict"),
    Text("规则", "rule"),
    Text("核验项", "instance"),
    Text("结果", "status"),
    Text("等级", "grade"),
    Text("原因", "reason"),
    Text("标题", "title"),
    Text("说明", "message"),
    Text("位置", "place"),
    Text("原文", "raw"),
    Text("左边", "left"),
    Text("右边", "right"),
    Text("差额", "difference"),
    Text("单位", "unit"),
    Text("依据", "basis"),
    Text("建议", "fix"),
    Text("指纹", "fingerprint"),
)
_RAW_SHOWN: Final = 32
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a formula can begin, also after blanks; tabs and line breaks are made visible before."""
_NUMBER: Final = re.compile(r"-?[0-9]+(?:[./][0-9]+)?", re.ASCII)


def ledger(run: RunResult, language: Language) -> str:
    """Return the CSV text, with a heading row; statuses that are listed are fail, waived and not assessable."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(one.of(language) for one in COLUMNS)
    for report in run.reports:
        writer.writerows(_rows(report, language))
    for unread in run.unread:
        writer.writerows(_defect_row(unread.name, defect, {}, language) for defect in unread.defects)
    return out.getvalue()


def _rows(report: ReportResult, language: Language) -> Iterator[list[str]]:
    known = {fact.name: fact.value or "" for fact in report.facts}
    known["verdict"] = VERDICT[report.verdict].of(language)
    for instance in report.instances:
        if instance.status in ("fail", "waived", "not_assessable"):
            yield _instance_row(report.name, instance, known, language)
    for defect in report.defects:
        yield _defect_row(report.name, defect, known, language)


def _instance_row(name: str, instance: Instance, known: dict[str, str], language: Language) -> list[str]:
    evidence = instance.evidence
    operands = decisive(evidence) if evidence is not None else ()
    reason = REASON[instance.reason].of(language) if instance.reason in REASON else instance.reason or ""
    return _safe(
        [
            *_start(name, known),
            instance.rule,
            instance.instance,
            STATUS[instance.status].of(language),
            GRADE[instance.grade].of(language),
            reason,
            texts(instance.title or {}, language),
            texts(instance.message or {}, language),
            "; ".join(place_lines(operands, language)),
            "; ".join(one.raw for one in operands[:_RAW_SHOWN] if one.raw is not None),
            (evidence.left if evidence else None) or "",
            (evidence.right if evidence else None) or "",
            (evidence.difference if evidence else None) or "",
            (evidence.unit if evidence else None) or "",
            "; ".join(basis_words(basis, language) for basis in instance.basis),
            texts(instance.fix or {}, language),
            instance.fingerprint,
        ]
    )


def _defect_row(name: str, defect: Defect, known: dict[str, str], language: Language) -> list[str]:
    row = [
        *_start(name, known),
        "",
        "",
        LABEL["defect"].of(language),
        "",
        defect.code,
        "",
        texts(defect.message, language),
    ]
    row.append(place_words(defect.place, language) or defect.pointer or "")
    return _safe(row + [""] * (len(COLUMNS) - len(row)))


def _start(name: str, known: dict[str, str]) -> list[str]:
    return [name, known.get("agency.name", ""), known.get("year", ""), known.get("verdict", "")]


def _safe(cells: list[str]) -> list[str]:
    shown = (visible(cell) for cell in cells)
    return [
        f"'{cell}" if cell.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell for cell in shown
    ]
