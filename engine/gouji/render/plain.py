"""Results as plain values for JSON, in the shape that `docs/result.schema.json` publishes.

Absent means are left out; texts are given in every language; nothing depends on the machine, the clock or a path.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gouji.findings import (
    STATUSES,
    BasisShown,
    Defect,
    Evidence,
    Instance,
    Operand,
    Place,
    ReportResult,
    RunResult,
    Step,
)

RESULT_VERSION: Final = "1"

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def run_values(run: RunResult) -> dict[str, Plain]:
    """Return a run as JSON values."""
    return {
        "result": RESULT_VERSION,
        "pack": {"id": run.pack, "title": dict(run.pack_title), "digest": run.pack_digest, "rules": run.rules},
        "threshold": run.threshold,
        "exit_code": run.exit_code,
        "reports": [report_values(report) for report in run.reports],
        "unread": [
            {"name": unread.name, "defects": [_defect(defect) for defect in unread.defects]} for unread in run.unread
        ],
        "passed_over": [
            _some(name=skipped.name, because=dict(skipped.because), instead=skipped.instead)
            for skipped in run.passed_over
        ],
    }


def report_values(report: ReportResult) -> dict[str, Plain]:
    """Return the result of one report as JSON values."""
    return {
        "name": report.name,
        "digest": report.digest,
        "verdict": report.verdict,
        "planned": report.planned,
        "counts": {status: report.counts.get(status, 0) for status in STATUSES},
        "facts": {
            fact.name: {"value": fact.value, "decided": fact.decided, "label": dict(fact.label)}
            for fact in report.facts
        },
        "defects": [_defect(defect) for defect in report.defects],
        "neighbours": [
            _some(role=one.role, name=one.name, agency=one.agency, year=one.year) for one in report.neighbours
        ],
        "lacking": dict(report.lacking),
        "notices": [{"role": one.role, "message": dict(one.message)} for one in report.notices],
        "instances": [instance_values(instance) for instance in report.instances],
        "rules_without_instance": list(report.rules_without_instance),
    }


def instance_values(instance: Instance) -> dict[str, Plain]:
    """Return one instance as JSON values; `rule`, `instance`, `status` and `grade` are always there."""
    return _some(
        rule=instance.rule,
        instance=instance.instance,
        status=instance.status,
        grade=instance.grade,
        reason=instance.reason,
        section=instance.section,
        title=_texts(instance.title),
        message=_texts(instance.message),
        fix=_texts(instance.fix),
        bindings=dict(instance.bindings) or None,
        basis=[_basis(basis) for basis in instance.basis] or None,
        lowered=[dict(reason) for reason in instance.lowered] or None,
        evidence=None if instance.evidence is None else _evidence(instance.evidence),
        fingerprint=instance.fingerprint or None,
        waiver=instance.waiver,
    )


def _some(**values: Plain) -> dict[str, Plain]:
    return {name: value for name, value in values.items() if value is not None}


def _texts(texts: Mapping[str, str] | None) -> Plain:
    return None if texts is None else dict(texts)


def _basis(basis: BasisShown) -> Plain:
    return _some(
        kind=basis.kind,
        source=basis.source,
        title=dict(basis.title),
        number=basis.number,
        place=dict(basis.place),
        quote=basis.quote,
    )


def _evidence(evidence: Evidence) -> Plain:
    return _some(
        clause=evidence.clause,
        formula=_step(evidence.formula),
        operands=[_operand(operand) for operand in evidence.operands],
        left=evidence.left,
        right=evidence.right,
        difference=evidence.difference,
        tolerance=evidence.tolerance,
        unit=evidence.unit,
        assumptions=[dict(one) for one in evidence.assumptions] or None,
    )


def _step(step: Step) -> Plain:
    return _some(
        operator=step.operator,
        arguments=[_step(argument) for argument in step.arguments] or None,
        operand=step.operand,
        value=step.value,
        truth=step.truth,
        words=step.words or None,
    )


def _operand(operand: Operand) -> Plain:
    return _some(
        id=operand.id,
        pointer=operand.pointer,
        label=dict(operand.label),
        state=operand.state,
        raw=operand.raw,
        value=operand.value,
        unit=operand.unit,
        low=operand.low,
        high=operand.high,
        place=None if operand.place is None else _place(operand.place),
        doubts=list(operand.doubts) or None,
        reason=operand.reason,
        domain=operand.domain,
        candidates=list(operand.candidates) or None,
    )


def _place(place: Place) -> Plain:
    return _some(
        file=place.file,
        line=place.line,
        column=place.column,
        page=place.page,
        box=None if place.box is None else list(place.box),
        table=place.table,
        table_row=place.table_row,
        table_column=place.table_column,
        start=place.start,
        end=place.end,
        sheet=place.sheet,
        cell=place.cell,
    )


def _defect(defect: Defect) -> Plain:
    return _some(
        code=defect.code,
        message=dict(defect.message),
        pointer=defect.pointer,
        place=None if defect.place is None else _place(defect.place),
        blocking=defect.blocking,
    )
