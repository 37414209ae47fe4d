"""Hypothesis strategies of reports for a pack, and documents that print them (`gouji[testing]`).

A pack is given by name or folder. Hypothesis is loaded when a strategy is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gouji.generation.printing import FORMATS
from gouji.generation.reports import Json, as_bytes
from gouji.testing.packs import documents, rules_of, rules_without_violations

if TYPE_CHECKING:
    from gouji.testing.strategies import conformant_reports, reports_violating

__all__ = [
    "FORMATS", "Json", "as_bytes", "conformant_reports", "documents", "reports_violating", "rules_of",
    "rules_without_violations",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in ("conformant_reports", "reports_violating"):
        from gouji.testing import strategies

        return getattr(strategies, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
