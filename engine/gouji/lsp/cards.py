"""Hover: what a symbol is, in Markdown: its label, its unit, the quoted clause, the text of a let or pattern.

Texts of a pack are inert here, too: they are escaped, and bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gouji.diagnostics import Language, Text
from gouji.functions.catalogue import SIGNATURES
from gouji.lsp import wording
from gouji.lsp.offers import written
from gouji.lsp.outline import Item, Page, holes_of
from gouji.lsp.world import Symbol, World
from gouji.source import visible
from gouji.vocabulary.model import Axis, Line, Table, Vocabulary
from gouji.vocabulary.pack_model import LegalSource
from gouji.vocabulary.queries import heading_of, printed_name, unit_of

MAX_CARD: Final = 4_000
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~&$])")
_FENCE: Final = "```"


def card(world: World, symbol: Symbol, language: Language) -> str | None:
    """Return what is said of a symbol, or nothing when nothing is known of it."""
    lines = list(_Cards(world, language).of(symbol))
    if not lines:
        return None
    kind = wording.KINDS[symbol.kind].of(language)
    head = f"**{plain(lines[0])}** — {kind} `{visible(symbol.name).replace('`', '')}`"
    return "\n\n".join((head, *lines[1:]))


def plain(text: str) -> str:
    """Return a text as Markdown that shows exactly its characters."""
    return _SPECIAL.sub(r"\\\1", visible(text[:MAX_CARD]))


def quoted(text: str) -> str:
    """Return a text as a block quotation."""
    return "\n>\n".join(f"> {plain(line)}" for line in text[:MAX_CARD].splitlines() if line.strip())


def code(text: str) -> str:
    """Return a text as a block of code, which it cannot end itself."""
    shown = "\n".join(visible(line) for line in text[:MAX_CARD].splitlines()).replace(_FENCE, "'''")
    return f"{_FENCE}gouji\n{shown}\n{_FENCE}"


class _Cards:
    """The cards of one world in one language; the first line of each is its title, still unescaped."""

    def __init__(self, world: World, language: Language) -> None:
        self.world = world
        self.language = language

    def say(self, zh: str, en: str) -> str:
        return Text(zh, en).of(self.language)

    def of(self, symbol: Symbol) -> Iterator[str]:
        match symbol.kind:
            case "let" | "pattern" | "rule":
                yield from self._item(symbol)
            case "variable" | "local":
                yield from self._bound(symbol)
            case "source" | "place":
                yield from self._law(symbol)
            case "function":
                signature = SIGNATURES[symbol.name]
                arguments = ", ".join(f"{one.name}: {' | '.join(one.kinds)}" for one in signature.parameters)
                yield wording.FUNCTIONS[symbol.name].of(self.language)
                yield code(f"{symbol.name}({arguments}) → {signature.gives}")
            case "given" | "field":
                known = wording.GIVEN if symbol.kind == "given" else wording.FIELDS
                if symbol.name in known:
                    yield known[symbol.name].of(self.language)
            case "hole":
                yield from self._hole(symbol)
            case _:
                if self.world.vocabulary is not None:
                    yield from self._declared(symbol, self.world.vocabulary)

    # ── the pack's own names ──

    def _item(self, symbol: Symbol) -> Iterator[str]:
        known = {"let": self.world.lets, "pattern": self.world.patterns, "rule": self.world.rules}[symbol.kind]
        defined = known.get(symbol.name)
        if defined is None:
            return
        page, item = defined.page, defined.item
        if symbol.kind == "rule":
            yield from self._rule(page, item)
            return
        yield symbol.name
        yield code(written(page, item))
        for name, kind in holes_of(page, item) if symbol.kind == "pattern" else ():
            yield f"`{name}` — {wording.HOLES[kind].of(self.language) if kind in wording.HOLES else plain(kind)}"
        yield self.say(f"见 {plain(page.name)}", f"in {plain(page.name)}")

    def _rule(self, page: Page, item: Item) -> Iterator[str]:
        tokens = page.tokens
        titles = [one.inside for one in tokens[item.first : item.body] if one.kind == "string"]
        yield (titles[0] if self.language == "zh" or len(titles) < 2 else titles[1]) if titles else item.name
        for at in range(item.body, item.last - 2):
            if tokens[at].text == "basis" and tokens[at].kind == "word" and tokens[at + 2].kind == "string":
                yield from self._basis(tokens[at + 1].text, tokens[at + 2].inside)

    def _basis(self, source: str, place: str) -> Iterator[str]:
        entry = self.world.sources.entry(source) if self.world.sources is not None else None
        if entry is None:
            ground = wording.GROUNDS.get(source)
            yield f"{plain(source if ground is None else ground.of(self.language))}: {plain(place)}"
            return
        yield f"{plain(self._title(entry))} {plain(place)}"
        clause = entry.clause(place)
        if clause is not None:
            yield quoted(clause.text)

    def _bound(self, symbol: Symbol) -> Iterator[str]:
        defined = self.world.rules.get(symbol.of)
        if defined is None:
            return
        page, item = defined.page, defined.item
        binding = next((one for one in item.bindings if one.name == symbol.name), None)
        if binding is None or binding.value >= item.last:
            return
        yield symbol.name
        start = page.tokens[binding.at - 1].start
        end = page.text.find("\n", start)
        yield code(page.text[start : end if end >= 0 else len(page.text)])

    def _hole(self, symbol: Symbol) -> Iterator[str]:
        of, _, name = symbol.of.partition(" ")
        defined = self.world.patterns.get(name) if of == "match" else None
        holes = list(holes_of(defined.page, defined.item)) if defined is not None else []
        vocabulary = self.world.vocabulary
        mention = vocabulary.mention(name) if of == "mention" and vocabulary is not None else None
        holes += [(one.name, one.kind) for one in mention.holes] if mention is not None else []
        for hole, kind in holes:
            if hole == symbol.name:
                yield wording.HOLES[kind].of(self.language) if kind in wording.HOLES else kind
                yield f"`{plain(name)}`"

    # ── law ──

    def _title(self, entry: LegalSource) -> str:
        number = f"（{entry.number}）" if entry.number else ""
        return f"{entry.titles.of(self.language)}{number}"

    def _law(self, symbol: Symbol) -> Iterator[str]:
        sources = self.world.sources
        entry = sources.entry(symbol.name if symbol.kind == "source" else symbol.of) if sources is not None else None
        if entry is None:
            return
        if symbol.kind == "source":
            yield self._title(entry)
            if entry.in_force_from is not None:
                since = plain(entry.in_force_from)
                yield self.say(f"自 {since} 起施行", f"in force from {since}")
            yield plain(entry.origin)
            return
        clause = entry.clause(symbol.name)
        if clause is not None:
            yield f"{self._title(entry)} {clause.place}"
            yield quoted(clause.text)

    # ── the vocabulary ──

    def _declared(self, symbol: Symbol, vocabulary: Vocabulary) -> Iterator[str]:
        match symbol.kind:
            case "table":
                table = vocabulary.table(symbol.name)
                if table is not None:
                    yield table.labels.of(self.language)
                    yield self._unit(vocabulary, table.unit)
                    yield self.say(
                        f"{len(table.rows)} 行 × {len(table.columns)} 列",
                        f"{len(table.rows)} rows × {len(table.columns)} columns",
                    )
            case "row" | "column" | "row group" | "column group":
                table = vocabulary.table(symbol.of)
                axis: Axis = "row" if symbol.kind.startswith("row") else "column"
                if table is not None:
                    yield from self._line_or_group(vocabulary, table, axis, symbol.name)
            case "section":
                section = vocabulary.section(symbol.name)
                if section is not None:
                    yield heading_of(vocabulary, section)
                    yield plain(section.labels.of(self.language))
            case "mention":
                mention = vocabulary.mention(symbol.name)
                if mention is not None:
                    yield mention.labels.of(self.language)
                    yield self._unit(vocabulary, mention.unit)
                    yield code("\n".join(one.text for one in mention.patterns))
            case "metadata":
                field = vocabulary.metadata_field(symbol.name)
                if field is not None:
                    yield field.labels.of(self.language)
                    if field.values:
                        yield " · ".join(f"`{one.id}` {plain(one.labels.of(self.language))}" for one in field.values)
            case "format":
                found = vocabulary.format(symbol.name)
                if found is not None:
                    yield found.labels.of(self.language)
            case "unit":
                unit = vocabulary.unit(symbol.name)
                if unit is not None:
                    yield unit.labels.of(self.language)
                    yield self._unit(vocabulary, unit.id)
            case _:
                return

    def _line_or_group(self, vocabulary: Vocabulary, table: Table, axis: Axis, name: str) -> Iterator[str]:
        line = table.line(axis, name)
        if line is not None:
            yield printed_name(table, line)
            yield plain(line.labels.of(self.language)) + "　" + plain(table.labels.of(self.language))
            yield self._measures(vocabulary, table, line)
            return
        group = table.group(axis, name)
        if group is not None:
            label = group.labels.of(self.language) if group.labels is not None else None
            yield label or (group.printed.usual if group.printed is not None else group.id)
            yield " · ".join(f"`{one}`" for one in group.members[:50])

    def _measures(self, vocabulary: Vocabulary, table: Table, line: Line) -> str:
        cells = (one for one in table.cells if line.id == (one.row if line.axis == "row" else one.column))
        units = dict.fromkeys(unit_of(vocabulary, table, one.row, one.column).id for one in cells)
        return " · ".join(self._unit(vocabulary, one) for one in units)

    def _unit(self, vocabulary: Vocabulary, name: str | None) -> str:
        unit = vocabulary.unit(name or "")
        if unit is None or not unit.id:
            return self.say("单位：无（数）", "unit: none (a number)")
        label = plain(unit.labels.of(self.language))
        shown = f"`{unit.id}`" + ("" if label == plain(unit.id) else f" {label}")
        return self.say(f"单位：{shown}（{plain(unit.dimension)}）", f"unit: {shown} ({plain(unit.dimension)})")
