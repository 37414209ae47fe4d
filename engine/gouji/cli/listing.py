"""`gouji rules` and `gouji schema`: what a pack holds, and the shapes that are published."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from importlib.resources import files

from gouji.api import Pack
from gouji.authoring.wording import basis_shown, joined, sentence, years
from gouji.check.checked import Basis, CheckedRule, Message
from gouji.cli.app import refuse
from gouji.cli.output import as_json, put, show
from gouji.cli.packs import open_pack
from gouji.diagnostics import Language, Text
from gouji.render.console import GRADE_STYLE, basis_words
from gouji.render.page import Block, Line, Piece, Style, line
from gouji.render.words import GRADE, colon, word
from gouji.source import display_width
from gouji.vocabulary.pack_model import Sources


def rules(options: argparse.Namespace) -> int:
    """Run `gouji rules` and return its exit code."""
    language: Language = options.lang
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    known = {rule.id: rule for rule in pack.plan.rules.rules}
    if options.rule is None:
        chosen = list(known.values())
    else:
        name = options.rule if "/" in options.rule else f"{pack.id}/{options.rule}"
        if name not in known:
            near = "、".join(get_close_matches(name, known, 3)) or "—"
            return refuse(
                f"没有规则“{options.rule}”，相近的有：{near}", f"no rule `{options.rule}`; near ones: {near}", language
            )
        chosen = [known[name]]
    if options.format == "json":
        return put(as_json([_values(rule) for rule in chosen]), options.output, language)
    blocks = _list(chosen, pack, language) if options.rule is None else rule_page(chosen[0], pack.sources, language)
    return show(blocks, options.output, language)


def _list(chosen: list[CheckedRule], pack: Pack, language: Language) -> Iterator[Block]:
    numbers = Counter(rule.topic for rule in chosen)
    topic = None
    for rule in chosen:
        if rule.topic != topic:
            if topic is not None:
                yield line("")
            topic = rule.topic
            count = Text(f"  {numbers[topic]} 条", f"  {numbers[topic]} rules").of(language)
            yield Line(((f"{pack.id}/{topic}.rules", "strong"), (count, "faint")))
        grade: Piece = (GRADE[rule.grade].of(language), GRADE_STYLE[rule.grade])
        title: Piece = (f"  {rule.title.of(language)}", "plain")
        yield Line((grade, title, (f"  {rule.id}", "faint")), 2, 6)
    yield line("")
    yield line(
        Text(
            f"共 {len(chosen)} 条；gouji rules 规则编号 显示一条", f"{len(chosen)} rules; gouji rules ID shows one"
        ).of(language),
        "faint",
    )


def rule_page(rule: CheckedRule, sources: Sources, language: Language) -> Iterator[Block]:
    """Give a rule with its clauses, its ground and the text that this quotes."""
    yield Line(((rule.id, "strong"), (f"  {rule.title.of(language)}", "strong")))
    yield _entry("grade", GRADE[rule.grade].of(language), language, GRADE_STYLE[rule.grade])
    for lowering in rule.lowerings:
        yield _entry(
            "lowered", f"{GRADE[lowering.grade].of(language)}{colon(language)}{lowering.because.of(language)}", language
        )
    if rule.effective is not None:
        yield _entry("years", years(rule.effective, language), language)
    for axis in rule.fors:
        where = "" if axis.where is None else f" where {axis.where.words}"
        yield _entry("for", f"{axis.variable} in {axis.axis.words}{where}", language)
    if rule.when is not None:
        yield _entry("when", rule.when.words, language)
    for required in rule.requires:
        yield _entry("requires", required.words, language)
    yield _entry("check", rule.check.words, language)
    if rule.because is not None:
        yield _entry("tolerance", rule.because.of(language), language)
    for name, message in (("message", rule.message), ("fix", rule.fix)):
        if message is not None:
            yield _entry(name, sentence(message, language), language)
    for basis in rule.bases:
        yield from _basis(basis, sources, language)


def _entry(name: str, words: str, language: Language, style: Style = "plain") -> Line:
    label = f"{word(name, language)}  "
    return Line(((label, "faint"), (words, style)), 2, display_width(label))


def _basis(basis: Basis, sources: Sources, language: Language) -> Iterator[Block]:
    entry = sources.entry(basis.source)
    if entry is None:
        yield _entry("basis", f"{word(basis.kind, language)}{colon(language)}{basis.place.of(language)}", language)
        return
    yield _entry("basis", basis_words(basis_shown(basis), language), language)
    clause = entry.clause(basis.place.texts[0][1])
    if clause is None:
        return
    yield line(word("clause", language) + colon(language).rstrip(), "faint", 8)
    for text in clause.text.strip().splitlines():
        yield line(text, "plain", 8)
    origin = f"{word('origin', language)}{colon(language)}{entry.origin}　SHA-256 {clause.sha256}"
    yield line(origin, "faint", 8)


def _texts(message: Message | None) -> dict[str, str] | None:
    return None if message is None else {language: joined(pieces) for language, pieces in message.texts}


def _values(rule: CheckedRule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "title": dict(rule.title.texts),
        "grade": rule.grade,
        "topic": rule.topic,
        "check": rule.check.words,
        "message": _texts(rule.message),
        "fix": _texts(rule.fix),
        "effective": None if rule.effective is None else [rule.effective.first, rule.effective.last],
        "basis": [
            {"kind": one.kind, "source": one.source, "place": dict(one.place.texts), "quote": one.quote}
            for one in rule.bases
        ],
    }


def schema(options: argparse.Namespace) -> int:
    """Run `gouji schema` and return its exit code."""
    language: Language = options.lang
    if options.result:
        text = files("gouji.render").joinpath("result.schema.json").read_text(encoding="utf-8")
        return put(text, options.output, language)
    from gouji.vocabulary.schema import render_schema, schema_of

    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    return put(render_schema(schema_of(pack.vocabulary)).decode(), options.output, language)
