"""`gouji check`: reads what the paths name, checks each report, writes the result, and decides the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

from gouji.api import (
    MAX_DOCUMENT,
    Document,
    Overrides,
    Pack,
    check_document,
    open_document,
)
from gouji.cli.app import refuse
from gouji.cli.collect import Candidate, NoSuchPathError, candidates, content_of
from gouji.cli.output import write
from gouji.cli.packs import open_pack
from gouji.cli.waivers import WaiversRejectedError, read_waivers
from gouji.diagnostics import Language
from gouji.findings import GRADES, Defect, PassedOver, ReportResult, RunResult, Texts, Unread
from gouji.record import Record, replace


class _Read(Record, frozen=True):
    """A candidate and what became of it."""

    candidate: Candidate
    outcome: Document | Unread


def check(options: argparse.Namespace) -> int:
    """Run `gouji check` and return its exit code."""
    language: Language = options.lang
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    try:
        waivers = read_waivers(options.waivers)
        found = list(candidates(options.paths))
    except NoSuchPathError as missing:
        return refuse(f"没有文件或文件夹“{missing}”", f"there is no file or folder `{missing}`", language)
    except WaiversRejectedError as rejected:
        return refuse(rejected.message.zh, rejected.message.en, language)
    problem = _unknown_override(options, pack)
    if problem is not None:
        return refuse(*problem, language)
    if not found:
        return refuse("所给路径下没有可读的文件", "the paths hold no file that could be a report", language)
    run = _run(options, pack, found, waivers)
    return write(run, options) or run.exit_code


def _unknown_override(options: argparse.Namespace, pack: Pack) -> tuple[str, str] | None:
    allowed: dict[str, list[str]] = {"form": [one.id for one in pack.vocabulary.formats]}
    for name in ("level", "scope"):
        known = pack.vocabulary.metadata_field(f"agency.{name}")
        allowed[name] = [] if known is None else [one.id for one in known.values]
    for name, values in allowed.items():
        given = getattr(options, name)
        if given is not None and values and given not in values:
            listed = "、".join(values)
            return (
                f"--{name} 不能是“{given}”，可用：{listed}",
                f"--{name} cannot be `{given}`; choose from {', '.join(values)}",
            )
    return None


def _run(options: argparse.Namespace, pack: Pack, found: Sequence[Candidate], waivers: Mapping[str, str]) -> RunResult:
    chosen, passed_over = _one_per_report([_read(one, pack) for one in found if _is_ours(one, pack)])
    given = Overrides(options.year, options.agency, options.level, options.scope, options.form)
    reports: list[ReportResult] = []
    unread: list[Unread] = []
    crashed = False
    for read in chosen:
        if isinstance(read.outcome, Unread):
            unread.append(read.outcome)
            continue
        try:
            reports.append(check_document(read.outcome, pack, given, waivers, everything=options.all))
        except Exception as error:  # noqa: BLE001 - one report's crash must not take the others with it; exit code 70
            crashed = True
            unread.append(Unread(read.candidate.name, (_crash(error),)))
    run = RunResult(
        pack.id,
        dict(pack.titles),
        pack.digest,
        len(pack.rules),
        pack.sections,
        tuple(reports),
        tuple(unread),
        tuple(passed_over),
        options.fail_on,
        0,
    )
    return replace(run, exit_code=70 if crashed else exit_code(run))


def exit_code(run: RunResult) -> int:
    """Return the exit code of a run without crash: findings at the threshold before what could not be read."""
    if run.threshold != "never":
        counted = GRADES[: GRADES.index(run.threshold) + 1]
        if any(one.status == "fail" and one.grade in counted for report in run.reports for one in report.instances):
            return 1
    blocked = any(defect.blocking for report in run.reports for defect in report.defects)
    return 3 if run.unread or blocked else 0


def _crash(error: Exception) -> Defect:
    name = type(error).__name__
    texts = {
        "zh": f"程序内部错误（{name}），该报告未核验；请设 GOUJI_DEBUG=1 再运行一次并告诉我们",
        "en": f"internal error ({name}), this report was not checked; run again with GOUJI_DEBUG=1 and tell us",
    }
    return Defect("D999", texts, blocking=True)


# ── reading ─────────────────────────────────────────────────────────────────


def _is_ours(candidate: Candidate, pack: Pack) -> bool:
    """Return whether a file found in a folder can be a report: any document, but JSON only of our kind."""
    if candidate.folder is None or not candidate.name.lower().endswith(".json"):
        return True
    try:
        content = content_of(candidate, MAX_DOCUMENT)
    except OSError:
        return True  # reading it says what is wrong
    return b'"kind"' in content and pack.vocabulary.kind.encode() in content


def _read(candidate: Candidate, pack: Pack) -> _Read:
    try:
        content = content_of(candidate, MAX_DOCUMENT)
    except OSError as error:
        texts = {
            "zh": f"文件无法打开：{error.strerror}；请检查权限后重试",
            "en": f"the file cannot be opened: {error.strerror}; check its permissions",
        }
        return _Read(candidate, Unread(candidate.name, (Defect("D001", texts, blocking=True),)))
    return _Read(candidate, open_document(candidate.name, content, pack))


def _one_per_report(reads: Sequence[_Read]) -> tuple[list[_Read], list[PassedOver]]:
    """Return one reading per report of those found in folders, and the copies that were passed over for it."""
    best: dict[object, _Read] = {}
    for read in reads:
        key = _identity(read)
        if key not in best or _rank(read) < _rank(best[key]):
            best[key] = read
    chosen: list[_Read] = []
    passed_over: list[PassedOver] = []
    folders = {read.candidate.folder: read for read in best.values() if isinstance(read.outcome, Document)}
    for read in reads:
        better = best[_identity(read)]
        lone = isinstance(read.outcome, Unread) and read.candidate.folder is not None
        if better is read and lone and read.candidate.folder in folders:
            better = folders[read.candidate.folder]
        if better is read:
            chosen.append(read)
        else:
            passed_over.append(PassedOver(read.candidate.name, _copy(read), better.candidate.name))
    return chosen, passed_over


def _identity(read: _Read) -> object:
    if read.candidate.folder is None or isinstance(read.outcome, Unread):
        return read.candidate.path
    report = read.outcome.report
    if report.agency.name is None or report.year is None:
        return read.candidate.path
    return (report.agency.name, report.agency.scope, report.year)


def _rank(read: _Read) -> tuple[int, int, int, str]:
    if isinstance(read.outcome, Unread):
        return (1 << 30, 0, 0, read.candidate.path)
    document = read.outcome
    blocking = sum(defect.blocking for defect in document.defects)
    # The document as published shows where things stand; a report JSON made of it does not.
    return (blocking, len(document.defects), int(not document.places), read.candidate.path)


def _copy(read: _Read) -> Texts:
    if isinstance(read.outcome, Unread):
        return {"zh": "未能读取；同一文件夹中另有可读的文本", "en": "not read; the folder holds another text that was"}
    return {"zh": "同一报告的另一份文本", "en": "another copy of the same report"}
