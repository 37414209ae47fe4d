"""What report JSON and source map say of a value that was read: a printed cell as a value, an entry, a defect.

Where a value belongs is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from gouji.findings import Defect, Place
from gouji.intake.blocks import BLANKS, IN_COLUMNS, RECOGNISED, Heading, Paragraph
from gouji.report.build import place_json
from gouji.values import MAX_DIGITS

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)


def cell_value(text: str) -> int | Decimal | str | None:
    """Return a printed cell as report JSON has it: a number written plainly, nothing for a blank, else the raw text."""
    if text.isdecimal() and text.isascii() and (text[0] != "0" or text == "0") and len(text) <= MAX_DIGITS:
        return int(text)
    bare = text.strip(BLANKS)
    if not bare:
        return None
    if len(bare) <= MAX_DIGITS and _NUMBER.fullmatch(bare) and bare != "-0":
        return Decimal(bare) if "." in bare else int(bare)
    return bare


def mapped(place: Place, raw: str | None, confidence: str, doubts: Sequence[str] = ()) -> dict[str, Any]:
    """Return an entry of the source map."""
    return {"place": place_json(place), "raw": raw, "confidence": confidence, "doubts": list(doubts)}


def defect_json(defect: Defect) -> dict[str, Any]:
    """Return a defect as report JSON writes it."""
    said: dict[str, Any] = {"pointer": defect.pointer or "", "code": defect.code, "message": dict(defect.message)}
    if defect.place is not None:
        said["place"] = place_json(defect.place)
    return said


def line_of(place: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return by what the line of a place is known: nothing else of prose has the same."""
    return tuple(place.get(one) for one in ("page", "sheet", "line", "table", "row"))


def doubts_of_prose(
    doubted: Sequence[Paragraph | Heading],
) -> tuple[tuple[str, ...], Mapping[tuple[Any, ...], tuple[str, ...]]]:
    """Return the doubts about all prose, and the other doubts by the lines in which they are.

    What was recognised or stands in columns makes all of it doubtful, since headings part it.
    """
    of_all: dict[str, None] = {}
    own: dict[tuple[Any, ...], tuple[str, ...]] = {}
    for one in doubted:
        of_all.update(dict.fromkeys(doubt for doubt in one.doubts if doubt in (RECOGNISED, IN_COLUMNS)))
        line = line_of(place_json(one.place))
        own[line] = (*own.get(line, ()), *(doubt for doubt in one.doubts if doubt not in of_all))
    return tuple(of_all), own
