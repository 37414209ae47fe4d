"""Paragraphs to the text of a section and its numbered parts, with the way back from every character to its place.

Paragraphs are joined by line breaks; a part is a paragraph that begins with an ordinal in brackets, with all that
follows up to the next.
What a text states is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Block, Grid, Heading, Paragraph
from gouji.record import MutableRecord, Record, field, replace

_PART: Final = re.compile(r"[（(]([〇零一二三四五六七八九十百]{1,4})[)）]\s*")
_PART_HEADING: Final = re.compile(r"([^。：:；;]{1,30})([。：:])\s*")
_MAX_HEADING: Final = 30


class Piece(Record, frozen=True):
    """A stretch of text that stands in the document as it is."""

    text: str
    place: Place


class PartRead(MutableRecord):
    """A numbered part: its ordinal with the brackets, its heading when it has one, its text in pieces."""

    ordinal: Piece
    heading: Piece | None
    pieces: list[Piece] = field(default_factory=list)


class ProseRead(Record, frozen=True):
    """The pieces before the first part, and the parts."""

    lead: tuple[Piece, ...]
    parts: tuple[PartRead, ...]


def holds_more_parts(blocks: Iterable[Block], most: int) -> bool:
    """Return whether more than so many paragraphs begin a numbered part."""
    parts = (one for one in blocks if not isinstance(one, Grid) and _PART.match(one.text) is not None)
    return next(islice(parts, most, None), None) is not None


def read_prose(blocks: Iterable[Paragraph | Heading]) -> ProseRead:
    """Return the text of a section, its parts apart from what stands before them."""
    lead: list[Piece] = []
    parts: list[PartRead] = []
    for block in blocks:
        match = _PART.match(block.text)
        if match is not None:
            parts.append(_part(block, match.end()))
        elif parts:
            parts[-1].pieces.append(Piece(block.text, block.place))
        else:
            lead.append(Piece(block.text, block.place))
    return ProseRead(tuple(lead), tuple(parts))


def joined(pieces: Iterable[Piece]) -> tuple[str, list[tuple[int, Place]]]:
    """Return the text of pieces, and for each where it begins in the text and where it stands in the document."""
    texts: list[str] = []
    segments: list[tuple[int, Place]] = []
    at = 0
    for piece in pieces:
        place = piece.place
        end = None if place.start is None else place.start + len(piece.text)
        segments.append((at, replace(place, end=end)))
        texts.append(piece.text)
        at += len(piece.text) + 1
    return "\n".join(texts), segments


def _part(block: Paragraph | Heading, after: int) -> PartRead:
    ordinal = _slice(block, 0, len(block.text[:after].rstrip()))
    rest = block.text[after:]
    headed = _PART_HEADING.match(rest)
    if headed is not None:
        part = PartRead(ordinal, _slice(block, after, after + headed.end(1)))
        start = after + headed.end()
    elif rest and len(rest) <= _MAX_HEADING:
        return PartRead(ordinal, _slice(block, after, len(block.text)))
    else:
        part = PartRead(ordinal, None)
        start = after
    if start < len(block.text):
        part.pieces.append(_slice(block, start, len(block.text)))
    return part


def _slice(block: Paragraph | Heading, start: int, end: int) -> Piece:
    place = block.place
    if place.start is not None and place.column is not None:
        place = replace(place, column=place.column + start, start=place.start + start, end=place.start + end)
    return Piece(block.text[start:end], place)
