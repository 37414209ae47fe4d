"""Folding: the one form in which patterns and texts are compared (`docs/language.md`, section 7).

One string of a report enters; the folded text leaves, with the way back to the raw offsets.
Apart from white space every character folds to exactly one, so only dropped white space moves offsets.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from gouji.late import late_regex
from gouji.record import Record

_VARIANTS: Final = {
    "-": "‐‑‒–—―−─﹣",
    "~": "～〜∼",
    '"': "“”„‟«»「」『』",
    "'": "‘’‚‛",
    "[": "〔【〖",
    "]": "〕】〗",
    "·": "•‧∙",
    "〇": "○",
}
_MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **{variant: plain for plain, variants in _VARIANTS.items() for variant in variants},
    }
)
_RADICALS: Final = late_regex("[\u2e80-\u2fdf\uf900-\ufaff]")


@cache  # few texts hold one, and making this takes longer than folding a report
def _characters_of_radicals() -> Mapping[int, str]:
    """Return the usual characters of radicals and of the compatibility forms that stand for one character."""
    usual = {
        code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    }
    return {code: plain for code, plain in usual.items() if len(plain) == 1 and plain != chr(code)}


_BLANK: Final = r"[\s\u200b\ufeff]"
_BLANKS: Final = late_regex(_BLANK + "+")
_WIDE: Final = frozenset("WF")
_BESIDE_HAN: Final = late_regex(" (?:(?=[一-鿿])|(?<=[一-鿿] ))")
"""Blanks that are dropped whatever else the text holds; taking them out first is only quicker."""
_CHANGING: Final = frozenset(_MARKS)
_TRANSLATION: Final = str.maketrans(dict(_MARKS))

_USUAL: Final = tuple((mark, _MARKS[mark]) for mark in "，（）：；“”")
SEAM: Final = "\x01"
"""Stands between texts that are folded together; it folds to itself, and texts do not hold it."""
_PLAIN: Final = re.compile(f"[{SEAM}!-~一-鿿、。《》]*+")
"""What needs no folding and makes up nearly all prose once the usual marks are replaced."""
_SHORT: Final = 64
_FEW: Final = 16
"""So many different marks are replaced one after the other before a translation of the whole is quicker."""


class Folded(Record, frozen=True):
    """A string of a report and its folded form."""

    raw: str
    text: str

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw range of a folded one that is not empty."""
        if len(self.raw) == len(self.text):
            return start, end
        origins = _origins(self.raw)
        return origins[start], origins[end - 1] + 1

    def raw_text(self, start: int, end: int) -> str:
        """Return what is printed where a folded range stands."""
        raw_start, raw_end = self.raw_span(start, end)
        return self.raw[raw_start:raw_end]


def fold(text: str) -> Folded:
    """Return a string with its folded form."""
    return Folded(text, fold_text(text))


def fold_text(text: str) -> str:
    """Return the folded form of a string; linear in its length, and quick about ordinary prose."""
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(maxsize=4096)  # words, names and headings are the same in most reports, and are asked for by many rules
def _folded_short(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    folded = _with_usual_marks(text)
    if _PLAIN.fullmatch(folded) is not None:
        return folded
    without_blanks = _without_blanks(text)
    if without_blanks is not text:
        folded = _with_usual_marks(without_blanks)
        if _PLAIN.fullmatch(folded.replace(" ", "")) is not None:
            return folded
    if _RADICALS.search(folded) is not None:
        folded = folded.translate(_characters_of_radicals())
    marks = _CHANGING.intersection(folded)
    if len(marks) > _FEW:
        return folded.translate(_TRANSLATION)
    for mark in marks:
        folded = folded.replace(mark, _MARKS[mark])
    return folded


def fold_together(texts: Sequence[str]) -> str | None:
    """Return several texts folded and joined by seams, much quicker than one by one; nothing if one holds a seam."""
    joined = SEAM.join(texts)
    if joined.count(SEAM) != len(texts) - 1:
        return None
    folded = fold_text(joined)
    if " " in folded and (f"{SEAM} " in folded or f" {SEAM}" in folded):
        return SEAM.join([fold_text(text) for text in texts])  # a blank at the end of one of them is dropped
    return folded


def fold_char(char: str) -> str:
    """Return the folded form of one character that is not white space."""
    return _MARKS.get(char) or _characters_of_radicals().get(ord(char), char)


def is_blank(char: str) -> bool:
    """Return whether a character counts as white space."""
    return char.isspace() or char in "\u200b\ufeff"


def without_white_space(text: str) -> str:
    """Return a text without the characters that count as white space."""
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


def is_wide(char: str) -> bool:
    """Return whether white space beside a character is dropped."""
    return unicodedata.east_asian_width(char) in _WIDE


def _with_usual_marks(text: str) -> str:
    for mark, plain in _USUAL:
        text = text.replace(mark, plain)
    return text


def _without_blanks(text: str) -> str:
    """Return a text with every run of white space dropped or made one blank; the text itself if it has none."""
    text = _BESIDE_HAN.sub("", text) if " " in text else text
    words = text.replace("\u200b", " ").replace("\ufeff", " ").split()
    if words and len(words[0]) == len(text):
        return text
    pieces = words[:1]
    for before, after in pairwise(words):
        if not is_wide(before[-1]) and not is_wide(after[0]):
            pieces.append(" ")
        pieces.append(after)
    return "".join(pieces)


def _stays(text: str, start: int, end: int) -> bool:
    inside = start > 0 and end < len(text)
    return inside and not is_wide(text[start - 1]) and not is_wide(text[end])


@lru_cache(maxsize=8)  # the patterns of a pack meet the same few segments one after the other
def _origins(text: str) -> array[int]:
    origins, last = array("L"), 0
    for run in _BLANKS.finditer(text):
        origins.extend(range(last, run.start()))
        if _stays(text, run.start(), run.end()):
            origins.append(run.start())
        last = run.end()
    origins.extend(range(last, len(text)))
    return origins
