"""Texts of packs in Markdown: whatever an author wrote stays text, and no sign of it becomes markup."""

from __future__ import annotations

import re
from typing import Final

from gouji.source import visible

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|#{}~])")
_TICKS: Final = re.compile(r"`+")


def cell(text: str) -> str:
    """Return a text for a paragraph or a cell of a table: on one line, every sign of Markdown escaped."""
    shown = _SIGNS.sub(r"\\\1", " ".join(map(visible, text.split("\n"))).replace("&", "&amp;"))
    return shown.replace(r"\<", "&lt;").replace(r"\>", "&gt;")


def code(text: str) -> str:
    """Return a text as code within a line; in a table its bars stay bars."""
    shown = visible(text.replace("\n", " "))
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(shown)), default=0))
    blank = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{blank}{shown}{blank}{ticks}".replace("|", r"\|")


def fence(text: str, language: str) -> str:
    """Return a text as a fenced block."""
    shown = "\n".join(map(visible, text.rstrip("\n").split("\n")))
    ticks = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(shown)), default=0))
    return f"{ticks}{language}\n{shown}\n{ticks}"
