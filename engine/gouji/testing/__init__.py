"""Hypothesis strategies of reports for a pack, and documents that print them (`gouji[testing]`).

A pack is given by name or folder. Everything is loaded when it is first asked for: pytest loads the plugin beside this
file in every run, also where nobody asks for a report.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from gouji.generation.families import Family
    from gouji.generation.printing import FORMATS
    from gouji.generation.reports import Json, as_bytes
    from gouji.testing.packs import documents, rules_of, rules_without_families, rules_without_violations
    from gouji.testing.strategies import conformant_batches, conformant_reports, families_violating, reports_violating

__all__ = [
    "FORMATS", "Family", "Json", "as_bytes", "conformant_batches", "conformant_reports", "documents",
    "families_violating",    "reports_violating", "rules_of", "rules_without_families", "rules_without_violations",
]  # fmt: skip

_PLACES: Final = {
    "FORMATS": "gouji.generation.printing",
    "Family": "gouji.generation.families",
    "Json": "gouji.generation.reports",
    "as_bytes": "gouji.generation.reports",
    "conformant_batches": "gouji.testing.strategies",
    "conformant_reports": "gouji.testing.strategies",
    "documents": "gouji.testing.packs",
    "families_violating": "gouji.testing.strategies",
    "reports_violating": "gouji.testing.strategies",
    "rules_of": "gouji.testing.packs",
    "rules_without_families": "gouji.testing.packs",
    "rules_without_violations": "gouji.testing.packs",
}


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
