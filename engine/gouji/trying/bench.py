"""What is tried out on what: a pack, one report, and what the author has defined so far. Plain values throughout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gouji.authoring.workshop import Workshop
from gouji.check.again import Kept, keep
from gouji.check.scope import Scope
from gouji.diagnostics import Diagnostic, Language, Text
from gouji.facts.model import Documents
from gouji.lsp.outline import Page
from gouji.record import Record, replace
from gouji.render.page import Block, line
from gouji.syntax.nodes import LetClause, PatternItem, RuleFile, RuleItem

TOPIC: Final = "try"
"""The name under which complaints quote what was typed, and the topic of rules that were."""


class Bench(Record, frozen=True):
    """A pack and a report, with the author's own definitions by name, each as it was read.

    `kept` is what checking found out about the pack; it changes no answer. `last` is the last thing that was asked.
    """

    workshop: Workshop
    documents: Documents
    kept: Kept
    pages: Mapping[str, Page]
    language: Language
    own: Mapping[str, RuleFile] = {}
    last: str = ""

    def with_own(self, file: RuleFile) -> Bench:
        """Return the bench with the definitions of a file, in place of earlier ones of the same name and kind."""
        added = {name_of(item): RuleFile(TOPIC, (item,), file.source) for item in file.items}
        return replace(self, own={**{name: one for name, one in self.own.items() if name not in added}, **added})


class Said(Record, frozen=True):
    """What is answered to one thing typed: what is shown, what is wrong with it, and the bench from then on.

    `failed` says that nothing could be made of it, `done` that the author wants to leave.
    """

    bench: Bench
    blocks: tuple[Block, ...] = ()
    wrong: tuple[Diagnostic, ...] = ()
    failed: bool = False
    done: bool = False

    @property
    def refused(self) -> bool:
        """Whether nothing could be made of what was typed."""
        return self.failed or any(one.severity == "error" for one in self.wrong)


def failure(bench: Bench, text: Text) -> Said:
    """Return that nothing could be made of what was typed, and why."""
    return Said(bench, (line(text.of(bench.language), "error"),), failed=True)


def bench_of(workshop: Workshop, pages: Mapping[str, Page], documents: Documents, language: Language) -> Bench:
    """Return a bench on which nothing has been defined."""
    kept = keep(workshop.vocabulary, workshop.sources, workshop.manifest)
    return Bench(workshop, documents, kept, pages, language)


def name_of(item: LetClause | PatternItem | RuleItem) -> str:
    """Return what an own definition is kept under: its kind and name."""
    match item:
        case LetClause():
            return f"let {item.word.text}"
        case PatternItem():
            return f"pattern {item.word.text}"
        case RuleItem():
            return f"rule {item.word.text}"


def own_errors(scope: Scope) -> tuple[Diagnostic, ...]:
    """Return what was complained about: in the scope's own text, or else, if that has no error, anywhere."""
    complaints = scope.desk.complaints
    own = [one for one in complaints if one.source == scope.source]
    if any(one.severity == "error" for one in own):
        return tuple(own)
    return (*own, *(one for one in complaints if one.severity == "error"))
