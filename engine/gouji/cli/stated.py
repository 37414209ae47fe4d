"""A reading → the numbers that its prose states, as a person compares them with the document."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gouji.intake.reading import Reading
from gouji.patterns.figures import FiguresOfSentence, figures_of
from gouji.prose.figures import Figure
from gouji.prose.places import Ambiguous, StatedNumber
from gouji.render.stated import NumberShown, Stated, SumShown
from gouji.values import Exact, render_exact

_STATING = ("fact", "part", "enumerated", "compared", "share")
_SCALES = {"%": 100, "‰": 1000}
_AROUND = " 　、，,。（(）)：:\n"


def stated(name: str, reading: Reading) -> Stated:
    """Return the numbers of all texts of a reading, in the order of the document."""
    found = [(place, text, one) for place, text in _texts(reading) for one in figures_of(text)]
    numbers = tuple(shown for place, text, one in found for shown in _numbers(place, text, one))
    return Stated(name, numbers, tuple(shown for place, text, one in found for shown in _sums(place, text, one)))


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    """Return every text below a heading with that heading."""
    report = reading.report
    yield "", report.get("preamble") or ""
    for section in report.get("sections", ()):
        heading = section.get("heading") or ""
        yield heading, section.get("text") or ""
        for part in section.get("parts", ()):
            yield part.get("heading") or heading, part.get("text") or ""
    yield "", report.get("closing") or ""


def _numbers(place: str, text: str, sentence: FiguresOfSentence) -> Iterator[NumberShown]:
    for one in sentence.figures:
        if one.role in _STATING:
            whole = None if one.whole is None else sentence.figures[one.whole]
            yield NumberShown(
                place,
                text[slice(*one.subject)].strip(_AROUND),
                text[one.start : one.end],
                _value(one),
                one.role,
                None if whole is None else text[whole.start : whole.end],
                one.scope,
                one.ambiguous,
            )


def _value(figure: Figure) -> str:
    scale = _SCALES.get(figure.unit, 1)
    sign = figure.unit if figure.unit in _SCALES else ""
    match figure.stated:
        case StatedNumber(low=low, high=high):
            bounds = (low,) if low == high else (low, high)
            return "–".join(_written(one, scale) for one in bounds) + sign
        case Ambiguous(candidates=candidates):
            return " | ".join(_written(one, scale) + sign for one in candidates)
        case None:
            return ""


def _written(number: Exact, scale: int) -> str:
    return render_exact(Fraction(number) * scale)


def _sums(place: str, text: str, sentence: FiguresOfSentence) -> Iterator[SumShown]:
    """Return the lists that contradict the number before them."""
    for one in sentence.sums:
        if one.agrees is False:
            whole = sentence.figures[one.whole]
            low, high = render_exact(one.low), render_exact(one.high)
            yield SumShown(place, text[whole.start : whole.end], low if low == high else f"{low}–{high}")
