"""The unit that a column's head names in brackets: `本年收费金额（单位：元）`.

A head and the vocabulary enter; the unit leaves when it is not the one that the form prescribes.
"""

from __future__ import annotations

import re
from typing import Final

from gouji.vocabulary.model import Table, Vocabulary

_IN_BRACKETS: Final = re.compile(r"[（(](?:单位\s*[:：]\s*)?([^（）()]{1,6})[)）]\s*$")


def other_unit(head: str, table: Table, column_id: str, vocabulary: Vocabulary) -> str | None:
    """Return the unit that a head names, when it measures otherwise than the column does; nothing when it names none.

    A unit that the vocabulary does not know is one when it ends in one that it knows: `万件`, `千元`.
    """
    # A narrow cell breaks a head anywhere, within a unit, too.
    match = _IN_BRACKETS.search("".join(head.split()))
    column = table.column(column_id)
    if match is None or column is None:
        return None
    named = match.group(1).strip()
    prescribed = vocabulary.unit(column.unit or table.unit or "")
    known = vocabulary.unit(named)
    if known is not None and prescribed is not None:
        # Words for the same measure are not told apart: 件 and 项.
        return None if (known.dimension, known.scale) == (prescribed.dimension, prescribed.scale) else named
    return named if known is None and any(named.endswith(unit.id) for unit in vocabulary.units) else None
