"""`gouji trace`: how a rule comes to its answers on a report, clause by clause with every value."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from gouji.authoring.traced import trace_page
from gouji.cli.app import refuse
from gouji.cli.one_report import facts_of
from gouji.cli.output import show
from gouji.cli.packs import open_pack
from gouji.diagnostics import Language
from gouji.facts.model import Documents

_SHOWN = 20
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
    facts = facts_of(options.report, pack, "trace", language)
    if isinstance(facts, int):
        return facts
    most = _MOST if options.all or options.instance else _SHOWN
    return show(trace_page(known[name], pack.plan, Documents(facts), options.instance, most, language), None, language)
