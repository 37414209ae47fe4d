"""The figures of a whole segment: its raw text enters, figures with raw ranges leave, sentence by sentence."""

from __future__ import annotations

from gouji.patterns.fold import fold
from gouji.patterns.sentences import sentences
from gouji.prose.figures import Figure, read_figures
from gouji.record import Record, replace


class FiguresOfSentence(Record, frozen=True):
    """A sentence with its figures; all ranges are those of the raw segment, a figure's `whole` is a place in them."""

    start: int
    end: int
    figures: tuple[Figure, ...]


def figures_of(text: str) -> tuple[FiguresOfSentence, ...]:
    """Return every sentence of a segment with the numbers that it states."""
    return tuple(FiguresOfSentence(start, end, sentence_figures(text, start, end)) for start, end in sentences(text))


def sentence_figures(text: str, start: int, end: int) -> tuple[Figure, ...]:
    """Return the numbers that one sentence of a segment states."""
    folded = fold(text[start:end])

    def raw(low: int, high: int) -> tuple[int, int]:
        if low == high:
            return start, start
        first, last = folded.raw_span(low, high)
        return start + first, start + last

    made = []
    for one in read_figures(folded.text):
        first, last = raw(one.start, one.end)
        made.append(replace(one, start=first, end=last, subject=raw(*one.subject)))
    return tuple(made)
