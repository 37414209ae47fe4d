"""The figures of a whole segment: its raw text enters, figures with raw ranges leave, sentence by sentence."""

from __future__ import annotations

from gouji.patterns.fold import fold
from gouji.patterns.sentences import sentences
from gouji.prose.figures import Figure, Sum, read_figures, sums_of
from gouji.record import Record, replace


class FiguresOfSentence(Record, frozen=True):
    """A sentence with its figures and the lists in it; all ranges are those of the raw segment."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    sums: tuple[Sum, ...]


def figures_of(text: str) -> tuple[FiguresOfSentence, ...]:
    """Return every sentence of a segment with the numbers that it states."""
    return tuple(_of_sentence(text, start, end) for start, end in sentences(text))


def _of_sentence(text: str, start: int, end: int) -> FiguresOfSentence:
    folded = fold(text[start:end])
    read = read_figures(folded.text)

    def raw(low: int, high: int) -> tuple[int, int]:
        if low == high:
            return start, start
        first, last = folded.raw_span(low, high)
        return start + first, start + last

    figures = []
    for one in read:
        first, last = raw(one.start, one.end)
        figures.append(replace(one, start=first, end=last, subject=raw(*one.subject)))
    return FiguresOfSentence(start, end, tuple(figures), sums_of(folded.text, read))
