"""`gouji explain`: a rule with its ground, text and cases, or what a code means."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from difflib import get_close_matches

from gouji.authoring.meanings import Meaning, example, meanings
from gouji.authoring.model import Case, Expected
from gouji.authoring.workshop import Workshop, items
from gouji.cli.app import refuse
from gouji.cli.listing import rule_page
from gouji.cli.output import show
from gouji.cli.shelf import open_shelf
from gouji.diagnostics import Language, Text
from gouji.render.page import Block, Line, line
from gouji.render.words import STATUS
from gouji.syntax.layout import item_lines


def explain(options: argparse.Namespace) -> int:
    """Run `gouji explain` and return its exit code."""
    language: Language = options.lang
    codes = meanings()
    for name in (options.name, options.name.upper()):
        if name in codes:
            return show(_code(codes[name], language), None, language)
    opened = open_shelf(options.pack, language, with_cases=False)
    if isinstance(opened, int):
        return opened
    workshop, _ = opened
    name = options.name.rpartition("/")[2]
    if name not in workshop.rules:
        near = "、".join(get_close_matches(name, (*workshop.rules, *codes), 3)) or "—"
        return refuse(
            f"没有规则或代码“{options.name}”，相近的有：{near}",
            f"no rule or code `{options.name}`; near ones: {near}",
            language,
        )
    return show(_rule(name, workshop, language), None, language)


def _code(meaning: Meaning, language: Language) -> Iterator[Block]:
    yield Line(((meaning.code, "strong"), (f"  {meaning.says.of(language)}", "strong")))
    yield line(meaning.concerns.of(language), "plain", 2)
    found = example(meaning.code)
    if found is not None:
        yield line("")
        yield line(Text("例如", "for example").of(language), "faint", 2)
        for text in found.of(language).split("\n"):
            yield line(text, "plain", 4, 4)
        yield line("")
    yield line(Text(f"全部代码见 {meaning.page}", f"all codes: {meaning.page}").of(language), "faint", 2)


def _rule(name: str, workshop: Workshop, language: Language) -> Iterator[Block]:
    checked = dict(zip(workshop.rules, workshop.plan.rules.rules, strict=True))[name]
    yield from rule_page(checked, workshop.sources, language)
    yield line("")
    yield line(Text("规则原文", "the rule as written").of(language), "faint", 2)
    for text in item_lines(dict(items(workshop))[name]):
        yield line(text, "plain", 4, 4)
    cases = workshop.book.of(name)
    yield line("")
    yield line(Text(f"用例 {len(cases)} 个", f"{len(cases)} cases").of(language), "faint", 2)
    for one in cases:
        yield Line(((_expects(one.case, language), "faint"), (f"  {one.case.name}", "plain")), 4, 4)


def _expects(case: Case, language: Language) -> str:
    words = [_status(one, language) for one in case.expected]
    words += [STATUS[status].of(language) for status in STATUS if status in (case.counts or {})]
    return "、".join(dict.fromkeys(words)) if language == "zh" else ", ".join(dict.fromkeys(words))


def _status(expected: Expected, language: Language) -> str:
    return "—" if expected.status is None else STATUS[expected.status].of(language)
