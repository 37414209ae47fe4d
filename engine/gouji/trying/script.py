"""A script: lines enter; what is to be answered together leaves, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.trying.asking import MAX_TYPED, is_finished

_GOES_ON: Final = ("and", "or", "implies", "satisfies")


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Give what belongs together.

    An indented line, one that begins with a word such as `and`, and every line while something is open go on the piece
    before; an empty line ends it. A piece that is too long is given as far as it came, to be refused.
    """
    piece = ""
    for line in lines:
        text = line.rstrip("\r\n")
        if piece and (not text.strip() or (is_finished(piece) and not _goes_on(text)) or len(piece) > MAX_TYPED):
            yield piece
            piece = ""
        if text.strip():
            piece += ("\n" if piece else "") + text
    if piece:
        yield piece


def _goes_on(text: str) -> bool:
    return text[0].isspace() or text.split(maxsplit=1)[0] in _GOES_ON
