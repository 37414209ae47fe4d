"""What is visible where: the desk of one check, and the scope of a place in a rule.

The desk collects complaints and remembers what a `let` was found to be; a scope is a plain value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeAlias

from gouji.check.types import Type, Typed
from gouji.diagnostics import Diagnostic
from gouji.functions.catalogue import SIGNATURES
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.messages import PatternProblem
from gouji.record import MutableRecord, Record, field, replace
from gouji.source import Source, Span
from gouji.syntax.nodes import LetClause, PatternItem
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources

MAX_SIZE = 20_000
MAX_DEPTH = 120
MAX_COMPLAINTS = 1_000
MAX_SUGGESTED = 500

GIVEN = (
    "year",
    "format",
    "title",
    "published",
    "agency",
    "preamble",
    "closing",
    "document",
    "section",
    "sections",
    "headings",
    "mentions",
    "prior",
    "parent",
    "peer",
    "copy",
    "earlier",
    "listed",
    "children",
)


Compiled: TypeAlias = dict[tuple[str, tuple[str, ...], tuple[str, ...]], CompiledPattern | PatternProblem]


class Let(MutableRecord):
    """A `let` with where it stands; `found` is set once it has been checked, `open` while it is being checked."""

    clause: LetClause
    source: Source
    of_rule: bool
    open: bool = False
    done: bool = False
    found: Typed | None = None
    used: bool = False


class Pattern(MutableRecord):
    """A named pattern with its holes; `None` when it could not be compiled."""

    item: PatternItem
    source: Source
    holes: tuple[tuple[str, str], ...] | None
    used: bool = False


class Desk(MutableRecord):
    """What one check works with: the pack's files, its names, and the complaints so far."""

    vocabulary: Vocabulary
    sources: Sources
    manifest: Manifest
    lets: dict[str, Let] = field(default_factory=dict)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    measures: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Type | None] = field(default_factory=dict)
    compiled: Compiled = field(default_factory=dict)
    rule_names: dict[str, tuple[Source, Span]] = field(default_factory=dict)
    complaints: list[Diagnostic] = field(default_factory=list)


class Scope(Record, frozen=True):
    """A place in a rule: `variables` are all that are bound there, `rule_variables` those of the rule's `for`.

    `later` are bound by a later `for`.
    `broken` are bound to what was complained about already: nothing more is said of them.
    """

    desk: Desk
    source: Source
    lets: Mapping[str, Let] = field(default_factory=dict)
    variables: Mapping[str, Type] = field(default_factory=dict)
    rule_variables: Mapping[str, Type] = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    depth: int = 0

    @property
    def hopeless(self) -> bool:
        """Whether so much is wrong that nothing more is looked for."""
        return len(self.desk.complaints) >= MAX_COMPLAINTS

    def complain(self, complaint: Diagnostic) -> None:
        """Add a complaint."""
        self.desk.complaints.append(complaint)

    def deeper(self) -> Scope:
        """Return the scope of an expression within this one."""
        return replace(self, depth=self.depth + 1)

    def binding(self, name: str, kind: Type) -> Scope:
        """Return the scope in which a quantifier's variable is bound."""
        return replace(self, variables={**self.variables, name: kind})

    def binding_for(self, name: str, kind: Type) -> Scope:
        """Return the scope in which a rule's variable is bound."""
        return replace(
            self, variables={**self.variables, name: kind}, rule_variables={**self.rule_variables, name: kind}
        )

    def breaking(self, name: str) -> Scope:
        """Return the scope in which a variable is bound to something that was complained about."""
        return replace(self, broken=self.broken | {name})

    def let(self, name: str) -> Let | None:
        """Return the let that a name means here."""
        return self.lets.get(name) or self.desk.lets.get(name)

    def outside_rule(self, source: Source) -> Scope:
        """Return the scope of a pack's let: no variable and no let of a rule is seen there."""
        return Scope(self.desk, source)

    def of_let(self) -> Scope:
        """Return the scope of a rule's let: variables of quantifiers are not seen there."""
        return replace(self, variables=self.rule_variables, depth=0)

    def words(self, span: Span) -> str:
        """Return what the author wrote at a place, on one line."""
        return " ".join(self.source.text[span.start : span.end].split())

    def visible(self) -> tuple[str, ...]:
        """Return all names that an expression may begin with here."""
        vocabulary = self.desk.vocabulary
        metadata = (one.name.split(".")[0] for one in vocabulary.metadata)
        tables = (table.id for table in vocabulary.tables)
        names = dict.fromkeys((*self.variables, *GIVEN, *metadata, *tables, *self.lets, *self.desk.lets))
        return tuple(names)[:MAX_SUGGESTED]


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a text, when one is near enough."""
    found = get_close_matches(text, list(known), 1, 0.6)
    return found[0] if found else None


def meanings(vocabulary: Vocabulary) -> dict[str, str]:
    """Return every name that a new name must differ from, with what it is (a key of the messages' words)."""
    taken: dict[str, str] = {}
    for table in vocabulary.tables:
        taken |= {one.id: "group" for one in table.groups}
        taken |= {one.id: "column" for one in table.columns}
        taken |= {one.id: "row" for one in table.rows}
    taken |= {one.id: "mention" for one in vocabulary.mentions}
    taken |= {one.id: "section" for one in vocabulary.sections}
    taken |= {one.id: "table" for one in vocabulary.tables}
    taken |= {one.name.split(".")[0]: "given" for one in vocabulary.metadata}
    taken |= {one.id: "unit" for one in vocabulary.units} | {"day": "unit", "天": "unit"}
    taken |= dict.fromkeys(SIGNATURES, "function")
    taken |= dict.fromkeys(GIVEN, "given")
    return taken
