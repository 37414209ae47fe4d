"""The facts by which the rules of a report were chosen, with how each was decided, for whoever reads the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from gouji.findings import Fact

if TYPE_CHECKING:
    from gouji.report.model import Report
    from gouji.vocabulary.model import Vocabulary

_FACTS: Final = ("agency.name", "year", "format", "agency.scope", "agency.level")


def told(
    report: Report,
    form: str,
    given: Mapping[str, object],
    decided: Mapping[str, str],
    vocabulary: Vocabulary,
    *,
    placed: bool,
) -> tuple[Fact, ...]:
    """Return the facts; `given` holds what a person or an index said, `placed` says that places are known."""
    values = {
        "agency.name": report.agency.name,
        "year": None if report.year is None else str(report.year),
        "format": form,
        "agency.scope": report.agency.scope,
        "agency.level": report.agency.level,
    }
    made = []
    for name in _FACTS:
        value = values[name]
        if given.get(name) is not None:
            how = "given"
        elif value is None:
            how = "unknown"
        elif name == "format":
            how = "from_tables" if placed and report.formats else "stated" if report.format else "from_year"
        else:
            how = decided.get(name, "stated")
        made.append(Fact(name, value, _label(name, vocabulary), how, _value_label(name, value, vocabulary)))
    return tuple(made)


def _label(name: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    known = vocabulary.metadata_field(name)
    return dict(known.labels.texts) if known is not None else {vocabulary.languages[0]: name}


def _value_label(name: str, value: str | None, vocabulary: Vocabulary) -> Mapping[str, str] | None:
    known = vocabulary.metadata_field(name)
    shown = next((one for one in known.values if one.id == value), None) if known is not None else None
    return None if shown is None else dict(shown.labels.texts)
