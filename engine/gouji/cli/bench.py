"""`gouji test`: tries a pack's cases, and says what they cover and which mutants they notice."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from fractions import Fraction

from gouji.authoring.coverage import Coverage, coverage
from gouji.authoring.coverage import share as covered_share
from gouji.authoring.model import Tried
from gouji.authoring.mutation import Score
from gouji.authoring.mutation import share as killed_share
from gouji.authoring.pages import cases_page, coverage_page, mutation_page
from gouji.authoring.trial import try_cases
from gouji.authoring.workshop import Workshop
from gouji.cli.app import refuse
from gouji.cli.output import show
from gouji.cli.shelf import Target, open_shelf, tell, tell_of_cases
from gouji.diagnostics import Language, RulesRejectedError, Text
from gouji.render.page import Block

EXIT_FAILED = 1


def test(options: argparse.Namespace) -> int:
    """Run `gouji test` and return its exit code."""
    language: Language = options.lang
    if options.least is not None and not (options.coverage or options.mutate):
        return refuse(
            "--least 须与 --coverage 或 --mutate 同用", "--least says nothing without --coverage or --mutate", language
        )
    found = open_shelf(options.path, language, with_cases=False)
    if isinstance(found, int):
        return found
    workshop, target = found
    rules = _chosen(workshop, target, options.rule)
    if not rules:
        asked = options.rule or options.path
        return refuse(f"“{asked}”中没有规则", f"`{asked}` has no rules", language)
    rule = None if options.rule is None else rules[0]
    unfinished = tell_of_cases(workshop, target, language, rule)
    tried = try_cases(
        (one for one in workshop.book.cases if one.case.rule in rules), workshop.plan, workshop.vocabulary
    )
    failed = any(one.wrong for one in tried)
    covered = _coverage(workshop, rules) if options.coverage else ()
    try:
        scores = _mutation(workshop, target, rules, options) if options.mutate and not failed and not unfinished else ()
    except RulesRejectedError as rejected:
        tell(rejected.diagnostics, language)
        return refuse("等价声明的取值有误", "a domain of a declared mutant holds no report", language)
    unwritten = show(_page(tried, rules, covered, scores, language), None, language)
    if options.mutate and failed:
        refuse("有用例未通过，未作变异", "some cases failed, so no mutants were tried", language)
    if unfinished:
        mutants = Text("，也未作变异", ", and no mutants") if options.mutate and not failed else Text("", "")
        return refuse(
            f"有错误的用例未测试{mutants.zh}；其余已测试",
            f"the cases with errors were not tried{mutants.en}; the others were",
            language,
        )
    stale = any(one.stale for one in scores)
    return unwritten or (EXIT_FAILED if failed or stale or _below(covered, scores, options.least) else 0)


def _chosen(workshop: Workshop, target: Target, rule: str | None) -> tuple[str, ...]:
    rules = [one for one in workshop.rules if target.topic is None or one.partition(".")[0] == target.topic]
    return tuple(one for one in rules if rule is None or one == rule.rpartition("/")[2])


def _coverage(workshop: Workshop, rules: tuple[str, ...]) -> tuple[Coverage, ...]:
    known = dict(zip(workshop.rules, workshop.plan.rules.rules, strict=True))
    return tuple(coverage(known[rule], workshop.plan, workshop.book.of(rule), workshop.vocabulary) for rule in rules)


def _mutation(
    workshop: Workshop, target: Target, rules: tuple[str, ...], options: argparse.Namespace
) -> tuple[Score, ...]:
    from gouji.cli.mutating import scores

    topics = {one.partition(".")[0] for one in rules}
    # A pattern or let belongs to the file in which it stands; with one rule chosen, only the rule is asked about.
    wanted = set(rules) if options.rule is not None else None
    return scores(workshop, target.folder, topics, wanted, options.jobs, options.time)


def _page(
    tried: tuple[Tried, ...],
    rules: tuple[str, ...],
    covered: tuple[Coverage, ...],
    scored: tuple[Score, ...],
    language: Language,
) -> Iterator[Block]:
    yield from cases_page(tried, rules, language)
    if covered:
        yield from coverage_page(covered, language)
    if scored:
        yield from mutation_page(scored, language)


def _below(covered: tuple[Coverage, ...], scored: tuple[Score, ...], least: int | None) -> bool:
    if least is None:
        return False
    wanted = Fraction(least, 100)
    untried = any(one.untried for one in scored)
    return untried or covered_share(covered) < wanted or killed_share(scored) < wanted
