"""All that may be named in a pack, as the editor's texts have it: its pages, vocabulary and sources; and symbols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from gouji.lsp.outline import Item, Page
from gouji.record import Record, set_once
from gouji.source import Source, Span
from gouji.vocabulary.model import Axis, Vocabulary
from gouji.vocabulary.pack_model import Sources

SymbolKind = Literal[
    "let",
    "pattern",
    "rule",
    "variable",
    "local",
    "table",
    "row",
    "column",
    "row group",
    "column group",
    "section",
    "mention",
    "metadata",
    "format",
    "source",
    "place",
    "unit",
    "function",
    "given",
    "field",
    "hole",
]


class Symbol(Record, frozen=True):
    """Something that has a name; `of` is the table of a row, the source of a place, the rule of a variable."""

    kind: SymbolKind
    name: str
    of: str = ""


class Defined(Record, frozen=True):
    """An item of a rule file with its page."""

    page: Page
    item: Item


class World(Record, frozen=True):
    """The pages of a pack with its vocabulary and sources, either of which may never have been readable."""

    pages: Mapping[str, Page]
    vocabulary: Vocabulary | None = None
    sources: Sources | None = None
    languages: tuple[str, ...] = ()
    lets: Mapping[str, Defined] = {}
    patterns: Mapping[str, Defined] = {}
    rules: Mapping[str, Defined] = {}

    def __post_init__(self) -> None:
        for field, kind in (("lets", "let"), ("patterns", "pattern"), ("rules", "rule")):
            found: dict[str, Defined] = {}
            for page in self.pages.values():
                for item in page.items:
                    if item.kind == kind and item.name:
                        name = f"{page.topic}.{item.name}" if kind == "rule" else item.name
                        found.setdefault(name, Defined(page, item))
            set_once(self, field, found)


class Declared(Record, frozen=True):
    """A symbol with the place where a YAML file of the pack declares it."""

    symbol: Symbol
    source: Source
    span: Span


def declared(world: World) -> Iterator[Declared]:
    """Give everything that the vocabulary and the sources declare under a name."""
    vocabulary, sources = world.vocabulary, world.sources
    if vocabulary is not None:
        for symbol, span in _of_vocabulary(vocabulary):
            yield Declared(symbol, vocabulary.source, span)
    if sources is not None:
        for entry in sources.entries:
            yield Declared(Symbol("source", entry.id), sources.source, entry.span)
            for clause in entry.clauses:
                yield Declared(Symbol("place", clause.place, entry.id), sources.source, clause.span)


def _of_vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[Symbol, Span]]:
    for table in vocabulary.tables:
        yield Symbol("table", table.id), table.span
        for line in (*table.rows, *table.columns):
            yield Symbol(line_kind(line.axis), line.id, table.id), line.span
        for group in table.groups:
            yield Symbol(group_kind(group.axis), group.id, table.id), group.span
    for section in vocabulary.sections:
        yield Symbol("section", section.id), section.span
    for mention in vocabulary.mentions:
        yield Symbol("mention", mention.id), mention.span
    for field in vocabulary.metadata:
        yield Symbol("metadata", field.name), field.span
    for one in vocabulary.formats:
        yield Symbol("format", one.id), one.span


def line_kind(axis: Axis) -> Literal["row", "column"]:
    """Return the kind of the symbol of a row or column."""
    return "row" if axis == "row" else "column"


def group_kind(axis: Axis) -> Literal["row group", "column group"]:
    """Return the kind of the symbol of a group of rows or of columns."""
    return "row group" if axis == "row" else "column group"
