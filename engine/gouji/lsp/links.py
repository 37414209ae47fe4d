"""Going from names to their definitions and uses, and giving them another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gouji.authoring.workshop import Files
from gouji.check.scope import meanings
from gouji.diagnostics import RulesRejectedError, Text
from gouji.lsp.outline import Page
from gouji.lsp.symbols import Named, symbol_at
from gouji.lsp.world import Declared, Symbol, World, declared
from gouji.record import Record
from gouji.source import Source, Span, visible
from gouji.syntax.nodes import RuleFile
from gouji.syntax.reader import read
from gouji.syntax.words import RESERVED
from gouji.vocabulary import strict_yaml

_NAME: Final = re.compile(r"[^\W\d]\w*")
MAX_LOOKED: Final = 3_000
"""How many words are looked at for uses; no pack that people write has as many of one name."""

RENAMED: Final = ("let", "pattern", "rule", "local", "variable")


class Spotted(Record, frozen=True):
    """A place in a file of the pack, by the file's name; `text` is the whole file, to count its lines in."""

    name: str
    text: str
    span: Span


def named_at(world: World, page: Page, offset: int) -> Named | None:
    """Return what the name under or right before the cursor means."""
    for index, token in enumerate(page.tokens):
        if token.start <= offset < token.end or (offset == token.end and token.kind == "word"):
            found = symbol_at(world, page, index)
            if found is not None and found.span.start <= offset <= found.span.end:
                return found
        if token.start > offset:
            break
    return None


def declared_at(world: World, source: Source, offset: int) -> Symbol | None:
    """Return what a place of the vocabulary or the sources declares."""
    for one in declared(world):
        if one.source == source and one.span.start <= offset <= one.span.end:
            return one.symbol
    return None


def definitions(world: World, symbol: Symbol) -> tuple[Spotted, ...]:
    """Return where a symbol is defined; nowhere when it is built in."""
    match symbol.kind:
        case "let" | "pattern" | "rule":
            known = {"let": world.lets, "pattern": world.patterns, "rule": world.rules}[symbol.kind]
            one = known.get(symbol.name)
            return () if one is None else (_token(one.page, one.item.at),)
        case "variable" | "local":
            rule = world.rules.get(symbol.of)
            bindings = rule.item.bindings if rule is not None else ()
            return tuple(_token(rule.page, one.at) for one in bindings if rule is not None and one.name == symbol.name)
        case "hole":
            of, _, name = symbol.of.partition(" ")
            return definitions(world, Symbol("pattern" if of == "match" else "mention", name))
        case _:
            return tuple(_place(one) for one in declared(world) if one.symbol == symbol)


def _token(page: Page, index: int) -> Spotted:
    token = page.tokens[index]
    return Spotted(page.name, page.text, Span(token.start, token.end))


def _place(one: Declared) -> Spotted:
    return Spotted(one.source.name, one.source.text, one.span)


def references(world: World, symbol: Symbol, *, with_definition: bool) -> tuple[Spotted, ...]:
    """Return every place in the pack's rule files that names a symbol, in order."""
    own = definitions(world, symbol)
    found = [one for one in _uses(world, symbol) if with_definition or one not in own]
    if with_definition:
        found += [one for one in own if one not in found]
    return tuple(found)


def _uses(world: World, symbol: Symbol) -> Iterator[Spotted]:
    last = symbol.name.rpartition(".")[2]
    looked = 0
    for page in world.pages.values():
        seen: set[Span] = set()
        for index, token in enumerate(page.tokens):
            if token.kind not in ("word", "label", "string") or (token.kind == "word" and token.text != last):
                continue
            if token.kind == "string" and symbol.kind != "place":
                continue
            looked += 1
            if looked > MAX_LOOKED:
                return
            named = symbol_at(world, page, index)
            if named is not None and named.symbol == symbol and named.span not in seen:
                seen.add(named.span)
                yield Spotted(page.name, page.text, named.span)


# ── another name ────────────────────────────────────────────────────────────


def renamed(world: World, files: Files, symbol: Symbol, new: str) -> Mapping[str, tuple[Spotted, ...]] | Text:
    """Return the places to write a new name at, by file, or why it cannot be given.

    A rule's places are those of its last word, in its cases and the pack's profiles, too; those of a variable are also
    in the instances that its rule's cases name.
    The rule files must be free of errors of form, so that every use is seen, before and with the new name.
    """
    if symbol.kind not in RENAMED:
        return Text(
            "只能改名称、变量、模式和规则的名", "only lets, variables, patterns and rules can be given another name"
        )
    if _NAME.fullmatch(new) is None or new in RESERVED:
        return Text(f"“{visible(new)}”不能作名称", f"`{visible(new)}` is no name")
    if symbol.kind == "rule" and f"{symbol.name.partition('.')[0]}.{new}" in world.rules:
        return Text(f"已有规则“{new}”", f"there is a rule `{new}` already")
    old = symbol.name.rpartition(".")[2]
    uses = list(references(world, symbol, with_definition=True))
    if symbol.kind == "rule":
        uses += in_yaml(files, symbol)
    if symbol.kind == "variable":
        uses += _in_instances(files, symbol)
    by_file: dict[str, list[Spotted]] = {}
    for one in uses:
        word = Span(one.span.end - len(old), one.span.end)
        by_file.setdefault(one.name, []).append(Spotted(one.name, one.text, word))
    edits = {name: tuple(sorted(places, key=lambda one: one.span.start)) for name, places in by_file.items()}
    wrong = _wrong(world, edits, new, symbol)
    return edits if wrong is None else wrong


def _wrong(world: World, edits: Mapping[str, tuple[Spotted, ...]], new: str, symbol: Symbol) -> Text | None:
    """Return why a change of names is refused: a file cannot be read, or the new name is in use."""
    for name, page in world.pages.items():
        before = _tree(name, page.text)
        after = _tree(name, with_edits(page.text, edits.get(name, ()), new))
        if before is None or after is None:
            return Text(f"{name} 有错误，请先改正", f"{name} has errors; mend them first")
    if symbol.kind == "rule":
        return None
    if world.vocabulary is not None and new in meanings(world.vocabulary):
        return Text(f"“{new}”已有别的意思", f"`{new}` means something else already")
    # The new name must not be in use: else two things that differ would have one name afterwards.
    for page in world.pages.values():
        scope = page.tokens
        if symbol.kind in ("local", "variable"):
            rule = world.rules.get(symbol.of)
            scope = page.tokens[rule.item.first : rule.item.last] if rule is not None and rule.page == page else ()
        if any(one.kind == "word" and one.text == new for one in scope):
            return Text(f"“{new}”已在 {page.name} 中使用", f"`{new}` is used in {page.name} already")
    return None


def in_yaml(files: Files, rule: Symbol) -> Iterator[Spotted]:
    """Give where the cases and the profiles of a pack name a rule."""
    topic = rule.name.partition(".")[0]
    for name, content in ((f"cases/{topic}.yaml", files.cases.get(f"cases/{topic}.yaml")), *files.pack.items()):
        if content is not None and name.endswith(".yaml"):
            document = strict_yaml.read(content, name)
            for scalar in _rule_names(document.root, name.startswith("cases/")):
                if scalar.text.rpartition("/")[2] == rule.name and scalar.verbatim:
                    yield Spotted(name, document.source.text, scalar.span)


def _in_instances(files: Files, variable: Symbol) -> Iterator[Spotted]:
    """Give where the cases of a rule name a variable of it: `instance: "r=received"`."""
    name = f"cases/{variable.of.partition('.')[0]}.yaml"
    if name not in files.cases:
        return
    document = strict_yaml.read(files.cases[name], name)
    of_rule = [one for one in _mappings(document.root) if _said(one, "rule") == variable.of]
    for mapping in (one for rule in of_rule for one in _mappings(rule)):
        for entry in mapping.entries:
            if entry.key.text == "instance" and isinstance(entry.value, strict_yaml.Scalar) and entry.value.verbatim:
                for found in re.finditer(rf"(?:^|,)({re.escape(variable.name)})=", entry.value.text):
                    start = entry.value.span.start
                    yield Spotted(name, document.source.text, Span(start + found.start(1), start + found.end(1)))


def _mappings(root: strict_yaml.Node | None) -> Iterator[strict_yaml.Mapping]:
    match root:
        case strict_yaml.Sequence(items=items):
            for one in items:
                yield from _mappings(one)
        case strict_yaml.Mapping(entries=entries):
            yield root
            for entry in entries:
                yield from _mappings(entry.value)
        case _:
            return


def _said(mapping: strict_yaml.Mapping, key: str) -> str:
    found = (one.value for one in mapping.entries if one.key.text == key)
    return next((one.text for one in found if isinstance(one, strict_yaml.Scalar)), "")


def _rule_names(root: strict_yaml.Node | None, cases: bool) -> Iterator[strict_yaml.Scalar]:
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, strict_yaml.Sequence):
            waiting.extend(node.items)
        if not isinstance(node, strict_yaml.Mapping):
            continue
        for entry in node.entries:
            if cases and entry.key.text == "rule" and isinstance(entry.value, strict_yaml.Scalar):
                yield entry.value
            elif not cases and entry.key.text == "grades" and isinstance(entry.value, strict_yaml.Mapping):
                yield from (one.key for one in entry.value.entries)
            else:
                waiting.append(entry.value)


def _tree(name: str, text: str) -> RuleFile | None:
    try:
        return read(Source(name, text))
    except RulesRejectedError:
        return None


def with_edits(text: str, places: tuple[Spotted, ...], new: str) -> str:
    """Return a text with a new name at some places, which must be in order."""
    pieces, at = [], 0
    for one in places:
        pieces += [text[at : one.span.start], new]
        at = one.span.end
    return "".join((*pieces, text[at:]))
