"""`gouji trace`: how a rule comes to its answers on a report, clause by clause with every value."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from gouji.authoring.traced import bound_names, trace_page
from gouji.cli.app import refuse
from gouji.cli.one_report import given_of
from gouji.cli.output import show
from gouji.cli.packs import open_pack
from gouji.diagnostics import Language
from gouji.evaluate.evaluate import choices

_SHOWN = 20
_NAMED = 8
_MOST = 100_000


def trace(options: argparse.Namespace) -> int:
    """Run `gouji trace` and return its exit code."""
    language: Language = options.lang
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    known = {rule.id: rule for rule in pack.plan.rules.rules}
    name = options.rule if "/" in options.rule else f"{pack.id}/{options.rule}"
    if name not in known:
        near = "、".join(get_close_matches(name, known, 3)) or "—"
        return refuse(
            f"没有规则“{options.rule}”，相近的有：{near}", f"no rule `{options.rule}`; near ones: {near}", language
        )
    given = given_of(options, pack, "trace")
    if isinstance(given, int):
        return given
    if options.instance is not None:
        there = [bound_names(one) for one in choices(known[name], pack.plan, given)]
        if options.instance not in there:
            near = "、".join(there[:_NAMED]) or "—"
            return refuse(
                f"没有核验项“{options.instance}”，有：{near}",
                f"no instance `{options.instance}`; there are: {near}",
                language,
            )
    most = _MOST if options.all or options.instance else _SHOWN
    return show(trace_page(known[name], pack.plan, given, options.instance, most, language), None, language)
