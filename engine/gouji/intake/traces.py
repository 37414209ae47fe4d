"""Traces of a table: how many of its labels stand in blocks, and on which sheet of a workbook it may therefore be.

What the labels mean and what stands beside them is not looked at here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from gouji.findings import Place
from gouji.intake.blocks import Block, Grid
from gouji.vocabulary.model import Table

Numbered: TypeAlias = Sequence[tuple[int, Block]]

_MIN_TRACE: Final = 4


def trace_of(table: Table, blocks: Numbered) -> tuple[int, tuple[str, Place] | None]:
    """Return how many labels of a table stand in blocks, and the first of them with its place."""
    words = {_bare(text) for line in (*table.rows, *table.columns) for text in line.printed.every()}
    texts = [_bare(_text_of(block)) for _, block in blocks]
    whole = "\n".join(texts)
    seen = {text for text in words if len(text) >= _MIN_TRACE and text in whole}
    for bare, (_, block) in zip(texts, blocks, strict=True) if seen else ():
        here = [text for text in seen if text in bare]
        if here:
            return len(seen), (min(here, key=bare.index), block.place)
    return 0, None


def on_another_sheet(table: Table, titles: Sequence[Place], around: Numbered, every: Numbered) -> Numbered:
    """Return the sheet where most labels of a table stand, when none stands around its headings; nothing else.

    `around` are the blocks under the headings, `every` those of the whole document.
    """
    titled = {place.sheet for place in titles}
    if not titled or None in titled or trace_of(table, around)[0]:
        return ()
    sheets: dict[str | None, list[tuple[int, Block]]] = {}
    for number, block in every:
        if block.place.sheet not in titled:
            sheets.setdefault(block.place.sheet, []).append((number, block))
    found = {sheet: trace_of(table, blocks)[0] for sheet, blocks in sheets.items()}
    most = max(found.values(), default=0)
    return [one for sheet, blocks in sheets.items() if most and found[sheet] == most for one in blocks]


def _text_of(block: Block) -> str:
    return "".join(cell.text for row in block.rows for cell in row) if isinstance(block, Grid) else block.text


def _bare(text: str) -> str:
    return "".join(text.split())
