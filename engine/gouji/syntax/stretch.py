"""A stretch of text that is read as one: a whole file, or an expression within a string.

A source enters; places in it leave, however the stretch was unescaped. Nothing is known of the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass

from gouji.source import Source, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text with its place in a source.

    `offsets` has one entry per character and one for the end; None says that the text is the whole source.
    """

    source: Source
    text: str
    offsets: tuple[int, ...] | None = None

    def place(self, start: int, end: int) -> Span:
        """Return the span in the source of a range of the stretch, clamped to it."""
        last = len(self.text)
        start, end = min(start, last), min(end, last)
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end])

    @property
    def is_file(self) -> bool:
        """Whether the stretch is a whole source, where comments may stand."""
        return self.offsets is None
