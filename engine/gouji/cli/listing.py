"""`gouji rules` and `gouji schema`: what a pack holds, and the shapes that are published."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from difflib import get_close_matches
from importlib.resources import files

from gouji.api import Pack
from gouji.check.checked import Basis, CheckedRule
from gouji.cli.app import refuse
from gouji.cli.output import as_json, put
from gouji.cli.packs import open_pack
from gouji.diagnostics import Language
from gouji.render.page import Block, line, plain
from gouji.render.words import GRADE, LABEL
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
    blocks = _list(chosen, pack, language) if options.rule is None else _show(chosen[0], pack.sources, language)
    return put(plain(blocks), options.output, language)


def _list(chosen: list[CheckedRule], pack: Pack, language: Language) -> Iterator[Block]:
    topic = ""
    for rule in chosen:
        if rule.topic != topic:
            topic = rule.topic
            yield line(f"{pack.id}/{topic}.rules", "strong")
        yield line(f"{GRADE[rule.grade].of(language)}  {rule.id}  {rule.title.of(language)}", indent=2)


def _show(rule: CheckedRule, sources: Sources, language: Language) -> Iterator[Block]:
    yield line(f"{rule.id}  {rule.title.of(language)}", "strong")
    grade = GRADE[rule.grade].of(language)
    for lowering in rule.lowerings:
        grade += f"；{GRADE[lowering.grade].of(language)}（{lowering.because.of(language)}）"
    yield line(grade, indent=2)
    if rule.effective is not None:
        yield line(f"{rule.effective.first or ''} .. {rule.effective.last or ''}", indent=2)
    yield line(rule.check.words, indent=2)
    for basis in rule.bases:
        yield from _basis(basis, sources, language)
    for name, message in (("fix", rule.fix),):
        if message is not None:
            pieces = dict(message.texts).get(language) or message.texts[0][1]
            words = "".join(piece if isinstance(piece, str) else f"{{{piece.words}}}" for piece in pieces)
            yield line(f"{LABEL[name].of(language)}  {words}", indent=2)


def _basis(basis: Basis, sources: Sources, language: Language) -> Iterator[Block]:
    entry = sources.entry(basis.source)
    if entry is None:
        yield line(
            f"{LABEL['basis'].of(language)}  {LABEL[basis.kind].of(language)}  {basis.place.of(language)}", indent=2
        )
        return
    number = f"（{entry.number}）" if entry.number else ""
    yield line(
        f"{LABEL['basis'].of(language)}  {entry.titles.of(language)}{number} {basis.place.of(language)}", indent=2
    )
    clause = entry.clause(basis.place.texts[0][1])
    for text in (clause.text.strip().splitlines(), [f"SHA-256 {clause.sha256}"]) if clause is not None else ():
        for words in text:
            yield line(words, "faint", 6)
    yield line(entry.origin, "faint", 6)


def _values(rule: CheckedRule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "title": dict(rule.title.texts),
        "grade": rule.grade,
        "check": rule.check.words,
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
