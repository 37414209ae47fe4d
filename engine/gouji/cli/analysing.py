"""`gouji analyse`: what the rules of a pack say of each other, and which cells none of them sees."""

from __future__ import annotations

import argparse
import time

from gouji import api
from gouji.analysis.accepted import explained, load_accepted
from gouji.analysis.analyse import analyse
from gouji.analysis.model import Analysis
from gouji.cli.app import refuse
from gouji.cli.output import as_json, put, show, unwritable
from gouji.cli.shelf import files_on_shelf, open_shelf, tell, tell_of_cases
from gouji.diagnostics import Language, RulesRejectedError
from gouji.vocabulary.model import Vocabulary

EXIT_UNEXPLAINED = 1


def run_analyse(options: argparse.Namespace) -> int:
    """Run `gouji analyse` and return its exit code."""
    language: Language = options.lang
    why = unwritable(options.html)
    if why is not None:
        return refuse(why.zh, why.en, language)
    end = time.monotonic_ns() + options.budget * 1_000_000_000
    opened = open_shelf(options.path, language, with_cases=False)
    if isinstance(opened, int):
        return opened
    workshop, target = opened
    files = files_on_shelf(target.folder)
    try:
        pack = api.load_pack(files.pack)
        accepted = load_accepted(files.pack, workshop.vocabulary, workshop.rules)
    except RulesRejectedError as rejected:
        tell(rejected.diagnostics, language)
        return refuse("规则包有错误，未作分析", "the rules were rejected, nothing was analysed", language)
    if target.topic is not None and all(one.partition(".")[0] != target.topic for one in workshop.rules):
        return refuse(f"“{options.path}”中没有规则", f"`{options.path}` has no rules", language)
    unfinished = tell_of_cases(workshop, target, language)
    found = analyse(pack, workshop, files, lambda: time.monotonic_ns() > end, options.seed, target.topic)
    analysis = explained(found, accepted)
    unwritten = _write(analysis, pack.vocabulary, options)
    if unfinished and not unwritten:
        return refuse("有错误的用例未用于分析", "the cases with errors were left out", language)
    return unwritten or (EXIT_UNEXPLAINED if analysis.unexplained else 0)


def _write(analysis: Analysis, vocabulary: Vocabulary, options: argparse.Namespace) -> int:
    language: Language = options.lang
    if options.html is not None:
        from gouji.analysis.html import page_of

        failed = put(page_of(analysis, vocabulary, language), options.html, language)
        if failed:
            return failed
    if options.format == "json":
        from gouji.analysis.plain import values

        return put(as_json(values(analysis)), None, language)
    from gouji.analysis.page import page

    return show(page(analysis, vocabulary, language), None, language)
