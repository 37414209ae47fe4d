"""The words of a form, folded and indexed: words of a document enter, what they can name leaves.

Exact after folding; a near match is offered apart, so that its caller can ask for more evidence.
Where in a document the words stand is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Generic, Literal, TypeVar, get_args

from gouji.intake.meaning import compared
from gouji.intake.numbering import number_of
from gouji.record import Record
from gouji.vocabulary.model import Axis, Group, Line, Table, Vocabulary
from gouji.vocabulary.names import plain
from gouji.vocabulary.queries import headings_above

_T = TypeVar("_T")

Names = Literal["row", "column", "rows", "columns", "band"]

MAX_LABEL: Final = 120
NEAR: Final = 70
NEAR_MARGIN: Final = 15
"""Percent of characters in common, and how much nearer than the next best a near match must be."""

MAX_COMPARED: Final = 1_000
"""How many words above and before the figures of a table are compared by likeness."""

_MIN_NEAR: Final = 4
_NUMBERED: Final = re.compile(r"([0-9]{1,2})[、,.]")
_NOTES: Final = re.compile(
    r"(?:\s|[*＊※†‡#:：;；,，。⁰¹²³⁴-⁹₀-₉①-⓿❶-➓]|[\[［〔(（]\s*(?:注[释]?)?\s*[0-9]{1,2}\s*[\]］〕)）]|[(（]注[)）]|注[0-9]{1,2})+$"
)
"""What may stand behind a label without belonging to it: the signs of notes and a mark before what follows."""
_UNIT: Final = re.compile(r"(?:[（(［\[【](?:单位[:：])?([^（）()\[\]［］【】]{1,4})[)）］\]】]|[/／]([^/／]{1,4}))$")
_ORDINAL: Final = re.compile(
    r"(?:[(（]([0-9]{1,2}|[一二三四五六七八九十])[)）]|([0-9]{1,2}|[一二三四五六七八九十])[、.．,，]|([①-⑳㈠-㈩⑴-⒛]))[、.．]?\s*(?=\D)"
)
"""An ordinal before a label, in any of the usual styles."""


class Same(Generic[_T]):
    """A vocabulary or what is made of one as a key: only the very same is equal, so that nothing of it is compared."""

    __slots__ = ("of",)

    def __init__(self, of: _T) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.of is self.of


class Hit(Record, frozen=True):
    """One thing that a label can name; `exact` when the label is printed in full.

    `unsure` says of words that resemble a label that they may as well be another word.
    """

    names: Names
    id: str
    exact: bool
    unsure: bool = False


class LabelIndex(Record, frozen=True):
    """The labels of one table, folded, and every beginning of one; `numbers` are the ordinals that they bear."""

    hits: Mapping[str, tuple[Hit, ...]]
    beginnings: frozenset[str]
    meanings: Mapping[Names, Mapping[str, frozenset[str]]]
    numbers: Mapping[tuple[Names, str], int]
    units: frozenset[str]

    def find(self, folded: str) -> tuple[Hit, ...]:
        """Return what folded words can name, those printed in full first choice; none when they name nothing."""
        return self.hits.get(folded, ())

    def read(self, text: str, *, numbered: bool = True) -> tuple[Hit, ...]:
        """Return what printed words can name, also with the sign of a note, a unit or an ordinal of their own around.

        What the form numbers is not named under another number; with `numbered` off no ordinal is left out.
        """
        found = self.find(fold(text))
        if found or (text[:1].isdecimal() and text.isdecimal()) or len(text) > MAX_LABEL:
            return found
        return _read_around(Same(self), text, numbered)

    def may_begin(self, text: str) -> bool:
        """Return whether a label can begin with a text, judged by its first character; costs next to nothing."""
        return fold(text[:1]) in self.beginnings

    def begins(self, text: str) -> bool:
        """Return whether a label begins with a text, or with what stands behind an ordinal of its own."""
        ordinal = _ORDINAL.match(text)
        return fold(text) in self.beginnings or (ordinal is not None and fold(text[ordinal.end() :]) in self.beginnings)

    def near(self, folded: str, names: Names) -> tuple[Hit, ...]:
        """Return the one thing of a kind that folded words resemble much more than any other; else none.

        Words whose meaning is turned, as from 本年 to 上年, resemble nothing, however alike they look.
        """
        known = self.meanings.get(names, {})
        best = nearest(folded, known)
        verdicts = {compared(folded, word) for word, one in known.items() if one == best and is_near(folded, word)}
        if best is None or not verdicts - {"other"}:
            return ()
        return tuple(Hit(names, one, False, "same" not in verdicts) for one in sorted(best))


class Likeness:
    """Compares words with the labels of a table, so many times: comparing is slow, and few words are no labels."""

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._left = MAX_COMPARED

    def near(self, words: str, names: Names) -> tuple[Hit, ...]:
        """Return the one thing of a kind that words resemble; none when too many were compared already."""
        self._left -= 1
        return self._index.near(fold(words), names) if self._left >= 0 else ()


def without_notes(text: str) -> str:
    """Return words without the signs of notes and the colon behind them: `总计*` and `总计：` are 总计."""
    return text if text[-1:].isalpha() else _NOTES.sub("", text[-MAX_LABEL:] if len(text) > MAX_LABEL else text)


@lru_cache(maxsize=4096)  # words that are no labels stand in many reports, and are asked about several times in each
def _read_around(same: Same[LabelIndex], text: str, numbered: bool) -> tuple[Hit, ...]:
    """Return what words can name without what stands around a label."""
    index = same.of
    bare = without_notes(text)
    unit = _UNIT.search(bare)
    named = unit is not None and (unit.group(1) or unit.group(2)).strip().endswith(tuple(index.units))
    for words in (bare, bare[: unit.start()] if unit is not None and named else ""):
        match = _ORDINAL.match(words)
        found = index.find(fold(words))
        if not found and match is not None and numbered:
            number = number_of(_plain_ordinal(match))
            every = index.find(fold(words[match.end() :]))
            found = tuple(one for one in every if index.numbers.get((one.names, one.id), number) == number)
        if found:
            return found
    return ()


def fold_bare(words: str) -> str:
    """Return words without the signs of notes behind them, in the form in which labels are compared."""
    return fold(without_notes(words)) if len(words) > MAX_LABEL else _folded_bare(words)


@lru_cache(maxsize=8192)
def _folded_bare(words: str) -> str:
    return fold(without_notes(words))


def _plain_ordinal(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", next(one for one in match.groups() if one)).strip("().")


def fold(words: str) -> str:
    """Return words in the form in which labels are compared; words too long for a label fold to nothing."""
    return "" if len(words) > MAX_LABEL else _folded(words)


@lru_cache(maxsize=8192)
def _folded(words: str) -> str:
    folded = plain(words)
    return _NUMBERED.sub(r"\1.", folded, count=1) if folded[:1].isdecimal() else folded


def nearest(folded: str, known: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """Return the meaning of the known word most alike, when it is near and clearly nearer than any other meaning."""
    return _nearest(folded, Same(known)) if _MIN_NEAR <= len(folded) <= MAX_LABEL else None


@lru_cache(maxsize=1024)  # what is no label in one report is often none in the next
def _nearest(folded: str, same: Same[Mapping[str, frozenset[str]]]) -> frozenset[str] | None:
    scores: dict[frozenset[str], int] = {}
    characters = frozenset(folded)
    for word, meaning in same.of.items():
        # Comparing is slow: what has too few characters in common cannot count, neither as the best nor beside it.
        if 200 * len(word) < (NEAR - NEAR_MARGIN) * (len(word) + len(folded)) or characters.isdisjoint(word):
            continue
        common = min(sum(map(characters.__contains__, word)), len(folded))
        if 200 * common >= (NEAR - NEAR_MARGIN) * (len(word) + len(folded)):
            scores[meaning] = max(scores.get(meaning, 0), _likeness(word, folded))
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    if not ranked or ranked[0][1] < NEAR:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < NEAR_MARGIN:
        return None
    return ranked[0][0]


def is_near(folded: str, word: str) -> bool:
    """Return whether words are so much alike that one may be the other misprinted."""
    return _likeness(word, folded) >= NEAR


def _likeness(one: str, other: str) -> int:
    matching = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return 200 * sum(block.size for block in matching) // (len(one) + len(other))


def index_tables(vocabulary: Vocabulary) -> Mapping[str, LabelIndex]:
    """Return the index of every table; for a vocabulary that is used again it is made once."""
    return _index_tables(Same(vocabulary))


@lru_cache(maxsize=4)
def _index_tables(same: Same[Vocabulary]) -> Mapping[str, LabelIndex]:
    units = frozenset(one.id for one in same.of.units)
    return MappingProxyType({table.id: index_table(table, units) for table in same.of.tables})


def index_table(table: Table, units: frozenset[str] = frozenset()) -> LabelIndex:
    """Return the index of a table's rows, columns, groups and bands; `units` may stand behind a label."""
    hits: dict[str, dict[Hit, None]] = {}

    def add(words: str, hit: Hit) -> None:
        folded = fold(words)
        if folded:
            hits.setdefault(folded, {})[hit] = None

    for line in (*table.rows, *table.columns):
        for words, exact in _words_of(table, line):
            add(words, Hit(line.axis, line.id, exact))
    for group in table.groups:
        for words in _words_of_group(table, group):
            add(words, Hit(_plural(group.axis), group.id, True))
    for band in table.bands:
        for words in () if band.printed is None else band.printed.every():
            add(words, Hit("band", band.id, True))
    beginnings = frozenset(key[:end] for key in hits for end in range(1, len(key) + 1))
    meanings: dict[Names, dict[str, frozenset[str]]] = {}
    for names in get_args(Names):
        ids = {key: frozenset(hit.id for hit in found if hit.names == names) for key, found in hits.items()}
        meanings[names] = {key: one for key, one in ids.items() if one}
    fullest = {key: _fullest(found) for key, found in hits.items()}
    return LabelIndex(fullest, beginnings, meanings, dict(_numbers_of(table)), units)


def _numbers_of(table: Table) -> Iterator[tuple[tuple[Names, str], int]]:
    """Yield the numbers that the form prints before its labels."""
    lines = [(one.axis, one.id, one.printed.every()) for one in (*table.rows, *table.columns)]
    groups = [(_plural(one.axis), one.id, one.printed.every()) for one in table.groups if one.printed is not None]
    for names, id_, printed in (*lines, *groups):
        for match in map(_ORDINAL.match, printed):
            number = None if match is None else number_of(_plain_ordinal(match))
            if number is not None:
                yield (names, id_), number


def index_sections(vocabulary: Vocabulary, *, loose: bool = False) -> Mapping[str, frozenset[str]]:
    """Return every folded heading, or every loose one, with the ids of the sections that it can mean."""
    return _index_sections(Same(vocabulary), loose)


@lru_cache(maxsize=8)
def _index_sections(same: Same[Vocabulary], loose: bool) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for section in same.of.sections:
        for words in section.loose if loose else (*section.printed.every(), *section.aliases):
            found.setdefault(fold(words), set()).add(section.id)
    return MappingProxyType({words: frozenset(ids) for words, ids in found.items()})


def _fullest(found: Iterable[Hit]) -> tuple[Hit, ...]:
    # A line printed in full and by its short name is one hit, the full one.
    by_thing: dict[tuple[Names, str], Hit] = {}
    for hit in found:
        known = by_thing.get((hit.names, hit.id))
        if known is None or (hit.exact and not known.exact):
            by_thing[(hit.names, hit.id)] = hit
    return tuple(by_thing.values())


def _words_of(table: Table, line: Line) -> Iterable[tuple[str, bool]]:
    for own in line.printed.every():
        yield own, True
    for nickname in (line.short, *line.aliases):
        yield nickname, False
    above = headings_above(table, line)
    for start in range(len(above)):
        lead = "".join(above[start:])
        for own in (*line.printed.every(), line.short, *line.aliases):
            yield lead + own, True
            # A head over two lines is often printed as one: 行政诉讼（复议后起诉）.
            yield f"{lead}({own})", True


def _words_of_group(table: Table, group: Group) -> Iterable[str]:
    if group.printed is None:
        return
    outer = [
        one
        for one in table.groups
        if one.axis == group.axis and one.printed is not None and set(one.members) > set(group.members)
    ]
    for own in group.printed.every():
        yield own
        for one in outer:
            if one.printed is not None:
                yield one.printed.usual + own


def _plural(axis: Axis) -> Names:
    return "rows" if axis == "row" else "columns"
