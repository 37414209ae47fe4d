"""What report JSON and source map say of a value that was read: a printed cell as a value, an entry, a defect.

Where a value belongs is not known here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from gouji.findings import Defect, Place
from gouji.intake.blocks import BLANKS
from gouji.report.build import place_json
from gouji.values import MAX_DIGITS

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)


def cell_value(text: str) -> int | Decimal | str | None:
    """Return a printed cell as report JSON has it: a number written plainly, nothing for a blank, else the raw text."""
    bare = text.strip(BLANKS)
    if not bare:
        return None
    if len(bare) <= MAX_DIGITS and _NUMBER.fullmatch(bare) and bare != "-0":
        return Decimal(bare) if "." in bare else int(bare)
    return bare


def mapped(place: Place, raw: str | None, confidence: str) -> dict[str, Any]:
    """Return an entry of the source map, without a doubt."""
    return {"place": place_json(place), "raw": raw, "confidence": confidence, "doubts": []}


def defect_json(defect: Defect) -> dict[str, Any]:
    """Return a defect as report JSON writes it."""
    said: dict[str, Any] = {"pointer": defect.pointer or "", "code": defect.code, "message": dict(defect.message)}
    if defect.place is not None:
        said["place"] = place_json(defect.place)
    return said
