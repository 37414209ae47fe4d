"""A naive evaluator, written from `docs/language.md` alone and apart from the engine, so that it shares no mistake.

Rule files, a vocabulary and documents enter; the status, reason and grade of every instance leave.
It is slow, it caches nothing, and it refuses to know how the engine checks, plans or evaluates.
"""

from __future__ import annotations

from .facts import Documents
from .judging import Judged, judge, planned

__all__ = ["Documents", "Judged", "judge", "planned"]
