"""Commands: lines that begin with a colon enter; what they show leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Final

from gouji.authoring.traced import trace_page
from gouji.authoring.trial import short
from gouji.authoring.workshop import items
from gouji.check.checked import CheckedRule
from gouji.diagnostics import Text
from gouji.record import replace
from gouji.render.page import Block, Line, line
from gouji.syntax.layout import item_lines
from gouji.syntax.nodes import PatternItem
from gouji.trying import things, wording
from gouji.trying.bench import Bench, Said, failure

_COLONS: Final = (":", "：")
_MOST_TRACED: Final = 20


def is_command(text: str) -> bool:
    """Return whether what was typed is a command; a full-width colon begins one, too."""
    return text.lstrip().startswith(_COLONS)


def obeyed(bench: Bench, text: str, again: Callable[[Bench], Said]) -> Said:
    """Return what a command says; `again` gives the last answer with every step."""
    word, _, rest = text.strip()[1:].strip().partition(" ")
    rest = rest.strip()
    match word:
        case "quit" | "q" | "exit":
            return Said(bench, done=True)
        case "forget":
            return Said(replace(bench, own={}), (line(wording.FORGOTTEN.of(bench.language), "faint"),))
        case "trace":
            return _traced(bench, rest, again)
        case "show":
            return _shown(bench, rest)
        case "help" | "h" | "?":
            return Said(bench, tuple(_help(bench)))
        case _ if word in wording.COMMANDS:
            return Said(bench, tuple(_page(bench, word, rest)))
        case _:
            near = get_close_matches(word, wording.COMMANDS, 1)
            return failure(bench, wording.no_command(near[0] if near else None))


def _page(bench: Bench, word: str, rest: str) -> Iterator[Block]:
    own, language = bench.documents.own, bench.language
    nothing = wording.NOTHING_FOUND.of(language)
    match word:
        case "tables":
            yield from things.tables_page(own, language)
        case "sections":
            yield from things.sections_page(own, language)
        case "mentions":
            yield from things.mentions_page(own, language)
        case "metadata":
            yield from things.metadata_page(own, language)
        case "patterns":
            every = (one for _, one in items(bench.workshop) if isinstance(one, PatternItem))
            yield from things.named(((one.word.text, f"/{one.pattern}/") for one in every), rest, nothing)
        case "rules":
            rules = bench.workshop.plan.rules.rules
            yield from things.named(((short(one.id), one.title.of(language)) for one in rules), rest, nothing)
        case "own":
            for file in bench.own.values():
                yield from (line(one) for item in file.items for one in item_lines(item))
            if not bench.own:
                yield line(wording.NOTHING_OWN.of(language), "faint")
        case "pack":
            yield from _pack(bench)


def _help(bench: Bench) -> Iterator[Block]:
    yield line(wording.HELP.of(bench.language))
    for name, (argument, text) in wording.COMMANDS.items():
        typed = f":{name} {argument}".rstrip()
        yield Line(((typed.ljust(18), "strong"), (text.of(bench.language), "plain")), 2, 18)


def _shown(bench: Bench, name: str) -> Said:
    tables = bench.workshop.vocabulary.tables
    table = next((one for one in tables if name and name in (one.id, one.caption, one.labels.of(bench.language))), None)
    if table is None:
        return failure(bench, wording.no_table(name, [one.id for one in tables]))
    return Said(bench, tuple(things.table_page(bench.documents.own, table, bench.language)))


def _pack(bench: Bench) -> Iterator[Block]:
    plan, manifest, own = bench.workshop.plan.rules, bench.workshop.manifest, bench.documents.own
    title = manifest.titles.of(bench.language)
    count = Text(f"{len(plan.rules)} 条规则", f"{len(plan.rules)} rules").of(bench.language)
    yield Line(((manifest.id, "strong"), (f"  {title}  {count}", "plain")))
    yield Line(((own.name, "strong"),))
    yield from things.metadata_page(own, bench.language)


# ── tracing ─────────────────────────────────────────────────────────────────


def _traced(bench: Bench, rest: str, again: Callable[[Bench], Said]) -> Said:
    if not rest:
        if not bench.last:
            return failure(bench, wording.NOTHING_YET)
        return again(bench)
    name, _, bindings = rest.replace("[", " ", 1).removesuffix("]").partition(" ")
    rule = _rule(bench, name)
    if rule is None:
        near = get_close_matches(name, bench.workshop.rules, 1)
        return failure(bench, wording.no_rule(name, near[0] if near else None))
    shown = trace_page(
        rule, bench.workshop.plan, bench.documents, bindings.strip() or None, _MOST_TRACED, bench.language
    )
    return Said(bench, tuple(shown))


def _rule(bench: Bench, name: str) -> CheckedRule | None:
    return next((one for one in bench.workshop.plan.rules.rules if name in (one.id, short(one.id))), None)
