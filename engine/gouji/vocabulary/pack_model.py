"""A pack's title page and its legal sources, as values.

A clause's text is vendored and hashed, so that a change of the law text is seen by the rules that quote it.
Which rule quotes what is not known here.
"""

from __future__ import annotations

from gouji.record import Record
from gouji.source import Source, Span
from gouji.values import Labels


class Profile(Record, frozen=True):
    """A way of grading that a user can choose: the grade of every rule named (`off` leaves it out), by rule id."""

    id: str
    labels: Labels
    grades: tuple[tuple[str, str], ...]
    span: Span


class Manifest(Record, frozen=True):
    """`pack.yaml`: what a pack is, whose rules it holds, and where its vocabulary and sources stand."""

    id: str
    titles: Labels
    authority: Labels
    languages: tuple[str, ...]
    report_kind: str
    vocabulary: str
    sources: str
    profiles: tuple[Profile, ...]
    source: Source


class Clause(Record, frozen=True):
    """The vendored text of one place of a legal source; `sha256` is of the text without surrounding blanks.

    `unchecked` says why no rule can check what the clause demands.
    """

    place: str
    text: str
    sha256: str
    span: Span
    unchecked: Labels | None = None


class LegalSource(Record, frozen=True):
    """A law, notice or printed form that rules may rest on; dates are ISO, both ends included."""

    id: str
    titles: Labels
    number: str | None
    in_force_from: str | None
    in_force_until: str | None
    origin: str
    clauses: tuple[Clause, ...]
    span: Span

    def clause(self, place: str) -> Clause | None:
        """Return the clause at a place."""
        return next((one for one in self.clauses if one.place == place), None)


class Sources(Record, frozen=True):
    """`sources.yaml`: all legal sources of a pack."""

    entries: tuple[LegalSource, ...]
    source: Source

    def entry(self, source_id: str) -> LegalSource | None:
        """Return the legal source with an id."""
        return next((one for one in self.entries if one.id == source_id), None)
