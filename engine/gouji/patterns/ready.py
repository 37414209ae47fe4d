"""Checked patterns by their text, compiled once; those of a pack that was kept need no compiling at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from gouji.patterns.machines import CompiledPattern

Wording: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The text of a pattern, and the texts that must not stand before and after a match."""

_MOST: Final = 4096
_ready: Final[dict[Wording, CompiledPattern]] = {}


def ready_pattern(text: str, not_before: tuple[str, ...] = (), not_after: tuple[str, ...] = ()) -> CompiledPattern:
    """Return a checked pattern ready for searching.

    Raises:
        ValueError: the pattern was never checked.
    """
    wording = (text, not_before, not_after)
    known = _ready.get(wording)
    if known is None:
        from gouji.patterns.compiled import compile_pattern  # a pack that was kept does not need it

        made = compile_pattern(*wording)
        if not isinstance(made, CompiledPattern):
            raise ValueError(f"an unchecked pattern: {text}")
        known = made
        remember_patterns({wording: known})
    return known


def remember_patterns(patterns: Mapping[Wording, CompiledPattern]) -> None:
    """Have patterns at hand that were compiled before."""
    if len(_ready) + len(patterns) > _MOST:
        _ready.clear()
    _ready.update(patterns)


def ready_patterns(wordings: Iterable[Wording]) -> dict[Wording, CompiledPattern]:
    """Return checked patterns by their wordings.

    Raises:
        ValueError: as for `ready_pattern`.
    """
    return {wording: ready_pattern(*wording) for wording in wordings}
