"""How alike texts are, and what they say twice: raw segments enter, exact numbers leave.

A text is given as its segments; nothing is compared across the end of one.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from gouji.late import late_regex
from gouji.patterns.fold import fold_text
from gouji.patterns.sentences import sentences
from gouji.values import Exact, exact

_TRIGRAM: Final = 3
_LONGEST_PHRASE: Final = 60
_HAN: Final = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


_DOUBLED_ANYHOW: Final = late_regex(r"(..)\1|(...)\2|(....)\3", re.DOTALL)
"""What is twice there, whatever it is: made in a tenth of the time, and in most texts nothing is."""


@cache  # making it takes longer than reading most texts
def _doubled() -> re.Pattern[str]:
    return re.compile(f"({_HAN}{{2,4}})\\1")


@cache  # making it takes longer than reading most texts
def _han() -> re.Pattern[str]:
    return re.compile(_HAN)


def similarity(left: tuple[str, ...], right: tuple[str, ...]) -> Exact:
    """Return the share of character trigrams that two texts have in common, from 0 to 1 (multiset Jaccard)."""
    ours, theirs = _trigrams(left), _trigrams(right)
    shared = (ours & theirs).total()
    together = ours.total() + theirs.total() - shared
    return exact(Fraction(shared, together)) if together else 1


def masked(segments: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded segments without digits and without every run of two characters or more that is of a name."""
    pairs = {name[at : at + 2] for name in map(fold_text, names) for at in range(len(name) - 1)}
    return tuple(_without(fold_text(one), pairs) for one in segments)


def _without(text: str, pairs: set[str]) -> str:
    hidden = {at for at in range(len(text) - 1) if text[at : at + 2] in pairs}
    hidden |= {at + 1 for at in hidden}
    return "".join(sign for at, sign in enumerate(text) if at not in hidden and not "0" <= sign <= "9")


def _trigrams(segments: tuple[str, ...]) -> Counter[str]:
    trigrams: Counter[str] = Counter()
    for segment in segments:
        folded = fold_text(segment)
        trigrams.update(folded[start : start + _TRIGRAM] for start in range(len(folded) - _TRIGRAM + 1))
    return trigrams


def doubled_words(segments: tuple[str, ...]) -> int:
    """Return how often two to four Han characters are directly followed by themselves, longest first."""
    texts = [fold_text(segment) for segment in segments]
    return sum(1 for text in texts if _DOUBLED_ANYHOW.search(text) is not None for _ in _doubled().finditer(text))


@lru_cache(maxsize=4)  # a check and its message in every language ask the same
def doubled_phrases(segments: tuple[str, ...], least: int) -> int:
    """Return how often a run with at least so many Han characters, of 60 characters at most, follows itself directly.

    Runs are looked for within a line, left to right without overlap, shortest first.
    """
    lines = (fold_text(line) for segment in segments for line in segment.splitlines())
    return sum(_doubled_phrases(line, max(least, 1)) for line in lines)


def _doubled_phrases(text: str, least: int) -> int:
    # How many Han characters stand before each place: what has too few of them is never compared.
    signs = bytearray(len(text))
    for match in _han().finditer(text):
        signs[match.start()] = 1
    before = [0, *accumulate(signs)]
    count = free = 0
    for start in range(len(text) - 2 * least + 1):
        if start < free or before[min(start + _LONGEST_PHRASE, len(text))] - before[start] < least:
            continue
        begun, last = text[start : start + least], start + _LONGEST_PHRASE + least
        again = text.find(begun, start + least, last)
        while again >= 0:
            if before[again] - before[start] >= least and text.startswith(text[start:again], again):
                count, free = count + 1, 2 * again - start
                break
            again = text.find(begun, again + 1, last)
    return count


@lru_cache(maxsize=4)
def repeated_sentences(segments: tuple[str, ...], least: int) -> int:
    """Return how many sentences of at least so many folded characters occur earlier in the text."""
    known: set[str] = set()
    repeated = 0
    for segment in segments:
        for start, end in sentences(segment):
            folded = fold_text(segment[start:end])
            if len(folded) >= max(least, 1):
                repeated += folded in known
                known.add(folded)
    return repeated
