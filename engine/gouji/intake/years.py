"""Words above a table to whether they say that it is another year's: years in captions and names of sheets.

What stands in the table is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_MAX_CAPTION: Final = 40
_YEAR: Final = re.compile(
    r"(?<![0-9〔\[])((?:19|20)[0-9]{2})(?![0-9])(?:\s*年(?!\s*(?:修|新?版|新?格式))|\s*$)", re.ASCII
)
_DATE: Final = re.compile(r"\s*[0-9]{1,2}\s*月", re.ASCII)
_NO_CAPTION: Final = re.compile(r"[。；，,]|结转|起施行|印发")


def names_other_year(notes: Sequence[str], sheet: str | None, year: int | None) -> bool | None:
    """Return whether the last words above a head that name a year name another one; nothing when none does.

    A later year that begins a date is when something was written, and so is that in the name of a sheet.
    """
    if year is None:
        return None
    for text in reversed(notes):
        years = _years(text, year)
        if years:
            return year not in years
    named = {one for one in _years(sheet or "", year) if one <= year}
    return year not in named if named else None


def _years(text: str, own: int) -> set[int]:
    if len(text) > _MAX_CAPTION or _NO_CAPTION.search(text):
        return set()
    found = [(int(match.group(1)), _DATE.match(text, match.end()) is not None) for match in _YEAR.finditer(text)]
    return {year for year, date in found if not (date and year > own)}
