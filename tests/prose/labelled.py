"""The labelled sentences, read as they are, and the comparison of what a reader says with their labels."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from gouji.patterns.figures import figures_of
from gouji.prose.figures import Figure
from gouji.prose.places import StatedNumber

FILE = Path(__file__).with_name("labelled.jsonl")
HELD_OUT = 100
QUIET = frozenset(("article", "document", "ordinal", "phone", "name"))


@dataclass(frozen=True)
class Label:
    """One number that a sentence states; `key` is its value and unit, `role` nothing where more can be defended."""

    key: str
    role: str | None
    whole: str | None
    optional: bool


@dataclass(frozen=True)
class Sentence:
    source: str
    text: str
    labels: tuple[Label, ...]
    period: bool


@dataclass
class Score:
    """How many labelled numbers were found, and what went wrong, in words."""

    labelled: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> Fraction:
        return Fraction(self.found, self.labelled)


def sentences() -> tuple[Sentence, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_sentence(json.loads(line)) for line in lines)


def parts() -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """The sentences that may be looked at, and those held out."""
    ordered = sorted(sentences(), key=lambda one: sha256(one.text.encode()).hexdigest())
    return tuple(ordered[HELD_OUT:]), tuple(ordered[:HELD_OUT])


def _sentence(line: dict[str, object]) -> Sentence:
    states = line["states"]
    assert isinstance(states, list)
    return Sentence(str(line["from"]), str(line["text"]), tuple(_label(*one) for one in states), "about" in line)


def _label(value: str, role: str, whole: str | None = None) -> Label:
    optional = value.startswith("?")
    written = value.lstrip("?")
    key = f"{role} {written}" if role in ("year", "date") else written
    return Label(key, None if role == "open" else role, whole, optional)


def key_of(figure: Figure) -> str:
    """A figure's value and unit as labels write them."""
    if figure.role == "year":
        return f"year {figure.year}"
    if figure.role == "date":
        return f"date {figure.day}"
    stated = figure.stated
    if not isinstance(stated, StatedNumber):
        return "?"
    scale = {"%": 100, "‰": 1000}.get(figure.unit, 1)
    low, high = (_written(Fraction(one) * scale) for one in (stated.low, stated.high))
    return (low if low == high else f"{low}..{high}") + figure.unit


def _written(number: Fraction) -> str:
    if number.denominator == 1:
        return str(number.numerator)
    digits = next(size for size in range(1, 20) if (number * 10**size).denominator == 1)
    text = str(number * 10**digits).rjust(digits + 1, "0")
    return re.sub(r"0+$", "", f"{text[:-digits]}.{text[-digits:]}")


def score(some: tuple[Sentence, ...]) -> Score:
    total = Score()
    for sentence in some:
        _score_one(sentence, total)
    return total


def _score_one(sentence: Sentence, total: Score) -> None:
    said = [(one, group.figures) for group in figures_of(sentence.text) for one in group.figures]
    loud = [(one, around) for one, around in said if one.role not in QUIET]
    for label in sorted(sentence.labels, key=lambda one: one.optional):
        total.labelled += not label.optional
        fitting = [one for one in loud if key_of(one[0]) == label.key]
        best = next((one for one in fitting if _agrees(one, label)), None)
        if best is not None:
            total.found += not label.optional
            loud.remove(best)
        elif not label.optional:
            total.missed.append(f"{sentence.source} {label} in {sentence.text}")
            if fitting:
                figure = fitting[0][0]
                loud.remove(fitting[0])
                if "compared" in (figure.role, label.role):
                    total.wrong.append(f"{sentence.source} {label.key} as {figure.role} in {sentence.text}")
    total.wrong += [f"{sentence.source} {key_of(one)} in {sentence.text}" for one, _ in loud if not one.ambiguous]


def _agrees(found: tuple[Figure, tuple[Figure, ...]], label: Label) -> bool:
    figure, around = found
    if label.role is not None and figure.role != label.role:
        return False
    whole = None if figure.whole is None else key_of(around[figure.whole])
    return label.role is None or label.role in ("share", "compared") or whole == label.whole
