"""From the words of a form to ids: labels, aliases and headings enter, the ids that they can mean leave.

Exact after unifying width, quotes and white space; likeness only ever suggests, it never decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from gouji.vocabulary.model import Axis, Line, Section, Table, Vocabulary
from gouji.vocabulary.queries import headings_above

_MAX_WORD: Final = 200
_QUOTES: Final = str.maketrans("“”„‟«»「」『』‘’", '""""""""""\'\'')
_DROPPED: Final = frozenset("-‐‑‒–—―−·•\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def plain(words: str) -> str:
    """Return words without white space, signs of no width, dashes and differences of width or quotes."""
    folded = unicodedata.normalize("NFKC", words.translate(_QUOTES))
    return "".join(char for char in folded if not char.isspace() and char not in _DROPPED)


def find_lines(table: Table, axis: Axis, words: str, format_id: str | None = None) -> tuple[str, ...]:
    """Return the ids of the rows or columns that words on the form can mean: one, several, or none.

    Printed words win over short ones and aliases; the heading above may stand before them.
    """
    wanted = plain(words[:_MAX_WORD])
    lines = table.lines(axis, format_id)
    for spell in (_printings, _nicknames):
        found = tuple(line.id for line in lines if wanted in spell(table, line))
        if found:
            return found
    return ()


def find_groups(table: Table, axis: Axis, words: str) -> tuple[str, ...]:
    """Return the ids of the groups whose printed heading the words are."""
    wanted = plain(words[:_MAX_WORD])
    return tuple(
        group.id
        for group in table.groups
        if group.axis == axis
        and group.printed is not None
        and wanted in {plain(heading) for heading in group.printed.every()}
    )


def find_sections(vocabulary: Vocabulary, heading: str) -> tuple[str, ...]:
    """Return the ids of the sections that a heading, with or without its ordinal, can mean."""
    wanted = {plain(heading[:_MAX_WORD]), plain(without_ordinal(vocabulary, heading)[:_MAX_WORD])}
    return tuple(one.id for one in vocabulary.sections if not wanted.isdisjoint(_headings(one)))


def without_ordinal(vocabulary: Vocabulary, heading: str) -> str:
    """Return a heading without an ordinal of the form in front: `一、总体情况` is `总体情况`."""
    bare = heading.strip()
    for section in vocabulary.sections:
        mark = section.ordinal + vocabulary.ordinal_mark
        if section.ordinal and bare.startswith(mark):
            return bare.removeprefix(mark).strip()
    return bare


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the known names most like a word, the most alike first; none when none is near."""
    return tuple(get_close_matches(word[:_MAX_WORD], list(known), n=count))


def _printings(table: Table, line: Line) -> set[str]:
    spelled = {plain(words) for words in line.printed.every()}
    for format_id in line.formats:
        above = headings_above(table, line, format_id)
        own = line.printed.of(format_id)
        spelled.update(plain("".join(above[start:]) + own) for start in range(len(above)))
    return spelled


def _nicknames(table: Table, line: Line) -> set[str]:
    words = {line.short, *line.aliases}
    above = headings_above(table, line)
    return {plain(one) for one in words} | {plain(heading + one) for heading in above for one in words}


def _headings(section: Section) -> set[str]:
    return {plain(words) for words in (*section.printed.every(), *section.aliases)}
