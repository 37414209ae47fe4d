"""A pack on the bench: its files enter; trees, checked rules and cases stand ready to be tried and changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace as with_
from typing import Final

from gouji.authoring.book import DECLARED, Shelf, read_book
from gouji.authoring.declared import Declared, read_declared
from gouji.authoring.model import Book
from gouji.authoring.trial import short
from gouji.check.checker import check
from gouji.check.scope import Compiled
from gouji.diagnostics import Diagnostic, RulesRejectedError, in_order
from gouji.plan.plan import Plan, plan
from gouji.record import Record, replace
from gouji.report.load import form_of
from gouji.source import Source
from gouji.syntax.nodes import Item, LetClause, PatternItem, RuleFile, RuleItem
from gouji.syntax.reader import read, source_from_bytes
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest, load_sources
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources
from gouji.vocabulary.schema import schema_of

RULES_ENDING: Final = ".rules"


class Files(Record, frozen=True):
    """The bytes of a pack: its own files, its case files and its base reports, by name (bases without ending)."""

    pack: Mapping[str, bytes]
    cases: Mapping[str, bytes]
    bases: Mapping[str, bytes]


class Workshop(Record, frozen=True):
    """A pack ready for work; `words` is the text of its vocabulary."""

    trees: tuple[RuleFile, ...]
    vocabulary: Vocabulary
    sources: Sources
    manifest: Manifest
    plan: Plan
    warnings: tuple[Diagnostic, ...]
    book: Book
    shelf: Shelf
    words: Source
    declared: tuple[Declared, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules as `topic.name`, in order."""
        return tuple(short(rule.id) for rule in self.plan.rules.rules)


def open_workshop(files: Files) -> Workshop:
    """Return a pack with its cases; complaints about cases stand in its book.

    Raises:
        RulesRejectedError: the pack itself cannot be used.
    """
    manifest = load_manifest(files.pack["pack.yaml"], "pack.yaml")
    vocabulary = load_vocabulary(_file(files, manifest.vocabulary), manifest.vocabulary)
    sources = load_sources(_file(files, manifest.sources), manifest.sources, manifest.languages)
    trees = read_all({name: content for name, content in files.pack.items() if name.endswith(RULES_ENDING)})
    checked = check(trees, vocabulary, sources, manifest)
    names = [short(rule.id) for rule in checked.rules.rules]
    form = form_of(schema_of(vocabulary))
    book = read_book(files.cases, files.bases, names, form)
    declared: tuple[Declared, ...] = ()
    if DECLARED in files.cases:
        said = read_declared(files.cases[DECLARED], [name for name, _ in items_of(trees)])
        declared = said.declared
        book = replace(book, complaints=in_order((*book.complaints, *said.complaints.met)))
    shelf = Shelf(files.bases, form)
    words = source_from_bytes(manifest.vocabulary, _file(files, manifest.vocabulary))
    made = plan(checked.rules)
    return Workshop(trees, vocabulary, sources, manifest, made, checked.warnings, book, shelf, words, declared)


def _file(files: Files, name: str) -> bytes:
    # An empty file is refused by its reader, with a complaint that says so.
    return files.pack.get(name, b"")


def read_all(files: Mapping[str, bytes]) -> tuple[RuleFile, ...]:
    """Return the trees of rule files, by name.

    Raises:
        RulesRejectedError: holds the complaints about all of them.
    """
    trees: list[RuleFile] = []
    complaints: list[Diagnostic] = []
    for name in sorted(files):
        try:
            trees.append(read(source_from_bytes(name, files[name])))
        except RulesRejectedError as rejected:
            complaints += rejected.diagnostics
    if complaints:
        raise RulesRejectedError(complaints)
    return tuple(trees)


def plan_with(workshop: Workshop, trees: Sequence[RuleFile], compiled: Compiled | None = None) -> Plan:
    """Return the plan of other trees of the same pack; `compiled` keeps patterns from one plan to the next.

    Raises:
        RulesRejectedError: the checker refuses them.
    """
    # A profile may grade a rule that is left out here.
    manifest = replace(workshop.manifest, profiles=())
    return plan(check(trees, workshop.vocabulary, workshop.sources, manifest, compiled).rules)


def changed(workshop: Workshop, old: Item, new: Item, rules: Collection[str] | None = None) -> tuple[RuleFile, ...]:
    """Return the trees with one item for another, and of the rules only some when they are named."""
    return tuple(with_(file, items=tuple(_items(file, old, new, rules))) for file in workshop.trees)


def _items(file: RuleFile, old: Item, new: Item, rules: Collection[str] | None) -> Iterable[Item]:
    for item in file.items:
        if item is old:
            yield new
        elif not isinstance(item, RuleItem) or rules is None or f"{file.topic}.{item.word.text}" in rules:
            yield item


def items(workshop: Workshop) -> tuple[tuple[str, Item], ...]:
    """Return every item with its name: `topic.name` of a rule, `topic.rules: name` of a pattern or let."""
    return items_of(workshop.trees)


def items_of(trees: Iterable[RuleFile]) -> tuple[tuple[str, Item], ...]:
    """Return every item of some files with its name."""
    found: list[tuple[str, Item]] = []
    for file in trees:
        for item in file.items:
            match item:
                case RuleItem():
                    found.append((f"{file.topic}.{item.word.text}", item))
                case PatternItem() | LetClause():
                    found.append((f"{file.topic}.rules: {item.word.text}", item))
    return tuple(found)
