"""The strategies: every choice that makes a report is drawn by Hypothesis, so that it can be shrunk and repeated."""

from __future__ import annotations

from hypothesis import strategies as st

from gouji.generation.conformant import conformant, grown
from gouji.generation.families import Family
from gouji.generation.reports import Json
from gouji.testing.packs import PackName, families, rule_of, violations


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


def conformant_batches(pack: PackName = "cn-disclosure", size: int = 20) -> st.SearchStrategy[list[Json]]:
    """Return a strategy of lists of `size` report JSONs that pass every rule: the same texts, each with other figures.

    What texts demand of figures is worked out once for a list, which takes ten times as long as a report itself.
    """
    return _batch(pack, size)


def reports_violating(pack: PackName, rule: str) -> st.SearchStrategy[Json]:
    """Return a strategy of report JSONs that fail a rule and, where possible, no other.

    Raises:
        LookupError: the pack has no such rule; when drawn: no report fails it (`rules_without_violations`).
    """
    return _violating(pack, rule_of(rule, pack))


def families_violating(pack: PackName, rule: str) -> st.SearchStrategy[Family]:
    """Return a strategy of reports that fail a rule and, where possible, no other, with the neighbours that this takes.

    Of a rule that asks for no other document the report stands alone, as `reports_violating` has it.

    Raises:
        LookupError: the pack has no such rule; when drawn: no report fails it (`rules_without_families`).
    """
    return _family(pack, rule_of(rule, pack))


@st.composite
def _conformant(draw: st.DrawFn, pack: PackName) -> Json:
    return conformant(violations(pack).ground, _Drawn(draw)).report


@st.composite
def _batch(draw: st.DrawFn, pack: PackName, size: int) -> list[Json]:
    ground, drawn = violations(pack).ground, _Drawn(draw)
    skeleton = ground.skeleton(drawn.integer(0, ground.size - 1))
    return [grown(ground, skeleton, drawn).report for _ in range(size)]


@st.composite
def _violating(draw: st.DrawFn, pack: PackName, rule: str) -> Json:
    return violations(pack).report(rule, _Drawn(draw))


@st.composite
def _family(draw: st.DrawFn, pack: PackName, rule: str) -> Family:
    return families(pack).family(rule, _Drawn(draw))
