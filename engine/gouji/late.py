"""Regular expressions that are compiled when they are first asked: compiling all of ours takes as long as a check."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["late_regex"]


def late_regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what answers as the compiled expression does."""
    return cast("re.Pattern[str]", _Late(text, flags))


class _Late:
    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # The answer is kept as an attribute of this, so that this is asked once for each name.
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found
