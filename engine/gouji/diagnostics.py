"""What is told to the author of a rule file, a vocabulary or a pack: a code, a place, a message, a help.

Diagnostics concern the author's files only.
What a document did wrong is a finding; what could not be read of it is a defect; neither is known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from gouji.record import Record
from gouji.source import Source, Span, excerpt

Severity = Literal["error", "warning"]
Language = Literal["zh", "en"]


class Text(Record, frozen=True):
    """One sentence in both languages of the engine."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.zh if language == "zh" else self.en


class Diagnostic(Record, frozen=True):
    """One complaint about an author's file.

    `code` never changes its meaning; `help` says what to do; `note` where the other half of the matter is.
    """

    code: str
    severity: Severity
    source: Source
    span: Span
    message: Text
    help: Text | None = None
    note: Text | None = None

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return the order of complaints: by file, then place, then code."""
        return (self.source.name, self.span.start, self.span.end, self.code, self.message.en)


class RulesRejectedError(Exception):
    """The author's files cannot be used; holds at least one diagnostic of severity error, all of them sorted."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = in_order(diagnostics)
        if not any(one.severity == "error" for one in self.diagnostics):
            raise ValueError("a rejection needs at least one error")
        super().__init__("; ".join(f"{one.code} {one.message.en}" for one in self.diagnostics))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in file order, each only once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key))


def describe(diagnostic: Diagnostic, language: Language) -> str:
    """Return a diagnostic as several lines: place and message, the excerpt with carets, help and note."""
    place = diagnostic.source.position(diagnostic.span.start)
    words = _WORDS[language]
    lines = [
        f"{diagnostic.source.name}:{place.line}:{place.column}: "
        f"{words[diagnostic.severity]} {diagnostic.code} {diagnostic.message.of(language)}",
        excerpt(diagnostic.source, diagnostic.span),
    ]
    if diagnostic.help is not None:
        lines.append(f"{words['help']}{diagnostic.help.of(language)}")
    if diagnostic.note is not None:
        lines.append(f"{words['note']}{diagnostic.note.of(language)}")
    return "\n".join(lines)


_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"error": "错误", "warning": "警告", "help": "建议：", "note": "说明："},
    "en": {"error": "error", "warning": "warning", "help": "help: ", "note": "note: "},
}
