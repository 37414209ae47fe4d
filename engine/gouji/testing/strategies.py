"""The strategies: every choice that makes a report is drawn by Hypothesis, so that it can be shrunk and repeated."""

from __future__ import annotations

from hypothesis import strategies as st

from gouji.generation.conformant import conformant
from gouji.generation.reports import Json
from gouji.testing.packs import PackName, rule_of, violations


class _Drawn:
    """Choices that Hypothesis makes."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        """Return a number that was drawn."""
        return self._draw(st.integers(low, high))


def conformant_reports(pack: PackName = "cn-disclosure") -> st.SearchStrategy[Json]:
    """Return a strategy of report JSONs that pass every rule of a pack.

    A report is judged alone: rules that ask for other documents are not assessable. It shrinks towards a base report
    with zeros.
    """
    return _conformant(pack)


def reports_violating(pack: PackName, rule: str) -> st.SearchStrategy[Json]:
    """Return a strategy of report JSONs that fail a rule and, where possible, no other.

    Raises:
        LookupError: the pack has no such rule; when drawn: no report fails it (`rules_without_violations`).
    """
    return _violating(pack, rule_of(rule, pack))


@st.composite
def _conformant(draw: st.DrawFn, pack: PackName) -> Json:
    return conformant(violations(pack).ground, _Drawn(draw)).report


@st.composite
def _violating(draw: st.DrawFn, pack: PackName, rule: str) -> Json:
    return violations(pack).report(rule, _Drawn(draw))
