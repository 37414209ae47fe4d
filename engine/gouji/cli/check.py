"""`gouji check`: reads what the paths name, checks each report, writes the result, and decides the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Final, Literal, TypeAlias

from gouji.api import Overrides, Pack
from gouji.cli.app import refuse
from gouji.cli.batch import Outcome, Task, outcomes
from gouji.cli.choose import one_per_report
from gouji.cli.collect import NoSuchPathError, candidates
from gouji.cli.output import is_terminal, unwritable, write
from gouji.cli.packs import open_pack
from gouji.cli.relations import Relations, RelationsRefusedError, listed_files, read_indexes, relations
from gouji.cli.waiting import shown_at_work
from gouji.cli.waivers import WaiversRejectedError, of_no_rule, read_waivers
from gouji.diagnostics import Language, RulesRejectedError, Text, describe
from gouji.findings import GRADES, PassedOver, ReportResult, RunResult, Unread
from gouji.record import replace

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
        indexes = read_indexes(options, pack)
        found = candidates(options.paths) if options.paths else listed_files(indexes)
        files = relations(options, found, indexes)
    except RulesRejectedError as rejected:
        for diagnostic in rejected.diagnostics:
            sys.stderr.write(describe(diagnostic, language) + "\n")
        return refuse("清单有错误，未作核验", "the index was rejected, nothing was checked", language)
    except RelationsRefusedError as refused:
        return refuse(refused.message.zh, refused.message.en, language)
    except NoSuchPathError as missing:
        return refuse(f"没有文件或文件夹“{missing}”", f"there is no file or folder `{missing}`", language)
    except WaiversRejectedError as rejected:
        return refuse(rejected.message.zh, rejected.message.en, language)
    problem = _unknown_override(options, pack) or unwritable(
        options.output, [options.waivers, options.index, *(one.candidate.path for one in files.errands)]
    )
    if problem is not None:
        return refuse(problem.zh, problem.en, language)
    if not options.paths and options.index is None:
        return refuse("请给出报告文件、文件夹或 --index", "name documents, folders or an --index", language)
    if not any(one.checked for one in files.errands):
        return refuse("所给路径下没有可读的文件", "the paths hold no file that could be a report", language)
    for name in of_no_rule(waivers, pack.rules):
        refuse(f"豁免清单中的“{name}”不是任何规则的核验项", f"the waiver `{name}` is of no rule of the pack", language)
    try:
        run = _run(options, pack, files, waivers)
    except RelationsRefusedError as refused:
        return refuse(refused.message.zh, refused.message.en, language)
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


def _run(options: argparse.Namespace, pack: Pack, files: Relations, waivers: Mapping[str, str]) -> RunResult:
    given = Overrides(options.year, options.agency, options.level, options.scope, options.form)
    task = Task(given, waivers, options.all)
    chosen, passed_over = _checked(options, pack, files, task)
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


def _shown(number: int, words: Text, language: Language) -> AbstractContextManager[Callable[[], None]]:
    """Return what shows a person how many files are done, where there are several."""
    if number < 2 or not is_terminal(sys.stderr):
        return nullcontext(lambda: None)
    from gouji.cli.progress import progress

    return progress(number, words.of(language))


def _checked(
    options: argparse.Namespace, pack: Pack, files: Relations, task: Task
) -> tuple[list[Outcome], tuple[PassedOver, ...]]:
    named = files.asks_children or files.prior is not None or files.parent is not None
    if len(files.errands) == 1 and files.errands[0].entry is None and not named:
        # Nothing to compare with: one report is checked as soon as it is read.
        found = [one.candidate for one in files.errands]
        with shown_at_work(found[0], options.lang):
            done = outcomes(found, pack, task, options.jobs)
        return one_per_report(done)
    from tempfile import TemporaryDirectory

    from gouji.cli.family import Case, facts_given, not_compared, of_another_year, surveys, verdicts
    from gouji.cli.kinship import kinship, unread_cards
    from gouji.cli.notices import of_name, of_year

    with TemporaryDirectory(prefix="gouji-") as store:
        task = replace(task, store=store)
        with _shown(len(files.errands), Text("读取", "reading"), options.lang) as tick:
            read = surveys(files.errands, pack, task, options.jobs, tick)
        own = [one for one, errand in zip(read, files.errands, strict=True) if errand.checked]
        chosen, passed_over = one_per_report(own, files.listed)
        kept = {one.card.id for one in chosen if one.card is not None}
        asked_for = {files.prior, files.parent} - kept
        others = {
            one.number: found
            for one, found in zip(files.errands, read, strict=True)
            if not one.checked or one.number in asked_for
        }
        kin, told = kinship(chosen, others, files, unread_cards(read, files))
        cases = [
            Case(
                errand,
                kin[errand.number],
                (
                    *of_name(errand.entry, one.agency),
                    *of_year(facts_given(errand, task).year, one.year),
                    *told[errand.number],
                ),
            )
            for errand, one in ((files.errands[one.card.id], one) for one in chosen if one.card is not None)
        ]
        with _shown(len(cases), Text("核验", "checking"), options.lang) as tick:
            judged = iter(verdicts(cases, pack, task, options.jobs, tick))
        settled = [one if one.card is None else next(judged) for one in chosen]
    idle = of_another_year([others[number] for number in files.children if number in others], kin.values())
    return settled, (*passed_over, *not_compared(list(others.values())), *idle)


def exit_code(chosen: Sequence[Outcome], threshold: Threshold) -> int:
    """Return the exit code of a run: our own bugs, findings at the threshold, what could not be read, else 0.

    Where nothing was checked at all, nothing was found right, either.
    """
    if any(one.crashed for one in chosen):
        return EXIT_BUG
    reports = [one.result for one in chosen if isinstance(one.result, ReportResult)]
    if threshold != "never":
        counted = GRADES[: GRADES.index(threshold) + 1]
        if any(one.status == "fail" and one.grade in counted for report in reports for one in report.instances):
            return EXIT_FINDINGS
    blocked = any(defect.blocking for report in reports for defect in report.defects)
    return EXIT_UNREAD if blocked or not reports or len(reports) < len(chosen) else 0
