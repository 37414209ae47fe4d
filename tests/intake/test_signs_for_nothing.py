"""What agencies write where there is nothing to count: blanks of any width, strokes and noughts; no cell is lost."""

from __future__ import annotations

import pytest

from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.writers import Written, as_html, as_rows, blocks_of

BLANK = [" ", "\u00a0", "\u2000", "\u2002", "\u2003", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000", "\u2003\u2009"]
SIGNS = ["/", "-", "／", "＼", "－", "─", "—", "零", "〇", "○", "无"]
CELLS = [
    *((sign, None) for sign in BLANK),
    *((f"{sign}7{sign}", 7) for sign in BLANK),
    *((sign, sign) for sign in SIGNS),
]


@pytest.mark.parametrize(("printed", "read"), CELLS, ids=[ascii(printed) for printed, _ in CELLS])
def test_a_sign_in_a_cell_costs_no_table(printed: str, read: int | str | None, vocabulary: Vocabulary) -> None:
    formats = {table.id: "2021" for table in vocabulary.tables}
    cells = {
        (table.id, cell.row, cell.column): printed if rank % 3 == 0 else "0"
        for table in vocabulary.tables
        for rank, cell in enumerate(table.cells_in("2021"))
    }
    blocks = list(blocks_of(Written("甲县乙局", {}, cells, formats, 2022), vocabulary))
    for name, content in (("x.html", as_html(blocks)), ("x.txt", as_rows(blocks))):
        tables = read_document(name, content, vocabulary).report["tables"]
        for (table, row, column), text in cells.items():
            inside = tables[table]
            for step in row.split("."):
                inside = inside[step]
            wanted = read if text == printed else 0
            # Figures are raw where their sums do not hold.
            assert inside[column] in (wanted, str(wanted))
