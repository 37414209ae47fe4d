"""`gouji check`: reads what the paths name, checks each report, writes the result, and decides the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from gouji.api import Overrides, Pack
from gouji.cli.app import refuse
from gouji.cli.batch import Outcome, Task, outcomes
from gouji.cli.choose import one_per_report
from gouji.cli.collect import Candidate, NoSuchPathError, candidates
from gouji.cli.output import is_terminal, unwritable, write
from gouji.cli.packs import open_pack
from gouji.cli.waivers import WaiversRejectedError, of_no_rule, read_waivers
from gouji.diagnostics import Language, Text
from gouji.findings import GRADES, ReportResult, RunResult, Unread

EXIT_BUG: Final = 70
EXIT_UNREAD: Final = 3
EXIT_FINDINGS: Final = 1
Threshold: TypeAlias = Literal["error", "warning", "never"]


def check(options: argparse.Namespace) -> int:
    """Run `gouji check` and return its exit code."""
    language: Language = options.lang
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    try:
        waivers = read_waivers(options.waivers)
        found = candidates(options.paths)
    except NoSuchPathError as missing:
        return refuse(f"没有文件或文件夹“{missing}”", f"there is no file or folder `{missing}`", language)
    except WaiversRejectedError as rejected:
        return refuse(rejected.message.zh, rejected.message.en, language)
    problem = _unknown_override(options, pack) or unwritable(
        options.output, [options.waivers, *(one.path for one in found)]
    )
    if problem is not None:
        return refuse(problem.zh, problem.en, language)
    if not found:
        return refuse("所给路径下没有可读的文件", "the paths hold no file that could be a report", language)
    for name in of_no_rule(waivers, pack.rules):
        refuse(f"豁免清单中的“{name}”不是任何规则的核验项", f"the waiver `{name}` is of no rule of the pack", language)
    run = _run(options, pack, found, waivers)
    # A bug and a wrong usage are told apart even when both happen: the first that applies of 70, 2, 1, 3.
    failed = write(run, options)
    return run.exit_code if run.exit_code == EXIT_BUG else failed or run.exit_code


def _unknown_override(options: argparse.Namespace, pack: Pack) -> Text | None:
    allowed: dict[str, list[str]] = {"form": [one.id for one in pack.vocabulary.formats]}
    for name in ("level", "scope"):
        known = pack.vocabulary.metadata_field(f"agency.{name}")
        allowed[name] = [] if known is None else [one.id for one in known.values]
    for name, values in allowed.items():
        given = getattr(options, name)
        if given is not None and values and given not in values:
            return Text(
                f"--{name} 不能是“{given}”，可用：{'、'.join(values)}",
                f"--{name} cannot be `{given}`; choose from {', '.join(values)}",
            )
    return None


def _run(options: argparse.Namespace, pack: Pack, found: Sequence[Candidate], waivers: Mapping[str, str]) -> RunResult:
    given = Overrides(options.year, options.agency, options.level, options.scope, options.form)
    task = Task(given, waivers, options.all)
    if len(found) > 1 and is_terminal(sys.stderr):
        from gouji.cli.progress import progress

        with progress(len(found), options.lang) as tick:
            every = outcomes(found, pack, task, options.jobs, tick)
    else:
        every = outcomes(found, pack, task, options.jobs)
    chosen, passed_over = one_per_report(every)
    reports = tuple(one.result for one in chosen if isinstance(one.result, ReportResult))
    unread = tuple(one.result for one in chosen if isinstance(one.result, Unread))
    return RunResult(
        pack.id,
        dict(pack.titles),
        pack.digest,
        len(pack.rules),
        pack.sections,
        reports,
        unread,
        passed_over,
        options.fail_on,
        exit_code(chosen, options.fail_on),
    )


def exit_code(chosen: Sequence[Outcome], threshold: Threshold) -> int:
    """Return the exit code of a run: our own bugs, findings at the threshold, what could not be read, else 0."""
    if any(one.crashed for one in chosen):
        return EXIT_BUG
    reports = [one.result for one in chosen if isinstance(one.result, ReportResult)]
    if threshold != "never":
        counted = GRADES[: GRADES.index(threshold) + 1]
        if any(one.status == "fail" and one.grade in counted for report in reports for one in report.instances):
            return EXIT_FINDINGS
    blocked = any(defect.blocking for report in reports for defect in report.defects)
    return EXIT_UNREAD if blocked or len(reports) < len(chosen) else 0
