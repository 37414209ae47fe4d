"""What a plainly written cell says: its HTML enters, text and spans leave, or nothing where a closer look is due.

Most cells of a page are a text in a few elements that only set it out, and many are written alike. Such a cell says the
same wherever it stands, so it is read from its HTML as the parser writes it, once. What is not surely plain is none of
this module's: whoever asks then goes through the elements of the cell one by one, which finds the same text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from gouji.intake.readers.html_page import line_of
from gouji.intake.readers.marks import RAISED, has_unknown_sign, heeded

_LONGEST: Final = 1_000
_INLINE: Final = "span|b|strong|i|em|u|font|o:p"
_LINES: Final = "td|th|p|div|center|br"
"""Elements that raise no doubt by their names: within a line, and on lines of their own."""

_ATTRIBUTES: Final = r'(?: [^\s<>"=]++="[^<>"]*+")*+'
"""As the parser writes them: signs of tags stand as entities in values, as they do in texts."""
_PLAIN: Final = re.compile(rf"(?:[^<]++|</?(?:{_INLINE}|{_LINES}){_ATTRIBUTES}>)++")
_WITHIN_LINE: Final = re.compile(rf"</?(?:{_INLINE})(?: [^>]*+)?>")
_TAG: Final = re.compile(r"<[^>]*+>")
_FIGURE: Final = re.compile(r">[^<]*\d")
_SPAN: Final = re.compile(r' (rowspan|colspan)="([^"]*)"')
_WHOLE: Final = re.compile(r"\s*([0-9]{1,12})")


Said: TypeAlias = tuple[str, int, int, tuple[str, ...]]
"""What a cell says: its lines, over how many rows and columns it goes by its own words, and the doubts about it."""


@lru_cache(maxsize=4096)
def plain_cell(written: str) -> Said | None:
    """Return what a cell says; nothing when its elements, or figures in several of them, call for a closer look.

    It holds where no element in the cell is hidden or styled by something outside of it, and none has a doubt of its
    own by its style.
    """
    if len(written) > _LONGEST or _PLAIN.fullmatch(written) is None:
        return None
    lines = _TAG.split(_WITHIN_LINE.sub("", written))
    text = "\n".join(line for words in lines if words and (line := line_of([_unescaped(words)])))
    # Figures in several elements may differ in their looks; among words that would not matter.
    several = len(_FIGURE.findall(written)) > 1 and heeded(text, (RAISED,))
    if several or has_unknown_sign(text):
        return None
    stated = {name: _unescaped(value) for name, value in _SPAN.findall(written[: written.index(">")])}
    return text, stated_span(stated.get("rowspan")), stated_span(stated.get("colspan")), ()


def stated_span(value: str | None) -> int:
    """Return the number of rows or columns that an attribute states, 1 where it states none."""
    match = None if value is None else _WHOLE.match(value)
    return 1 if match is None else int(match.group(1))


def _unescaped(text: str) -> str:
    """Return a text as it was before the parser wrote it."""
    if "&" not in text:
        return text
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
