"""An index of reports: YAML or CSV as bytes enter, what it says of each document leaves, or all complaints at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from gouji.corpus import messages
from gouji.corpus.rows import Row, Rows, Said, read_rows
from gouji.diagnostics import Diagnostic, RulesRejectedError, Text
from gouji.patterns.fold import fold_text
from gouji.record import Record
from gouji.source import Source, Span
from gouji.vocabulary.model import Vocabulary

_ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "document": "document", "agency": "agency", "region": "region", "year": "year", "parent": "parent",
        "scope": "scope", "level": "level", "published": "published", "valid_from": "valid_from",
        "valid_until": "valid_until",
        "文件": "document", "机关": "agency", "行政区划": "region", "年度": "year", "上级机关": "parent",
        "统计范围": "scope", "层级": "level", "发布日期": "published", "生效": "valid_from", "失效": "valid_until",
    }
)  # fmt: skip
_YES: Final = frozenset(("true", "yes", "是"))
_NO: Final = frozenset(("false", "no", "否"))
_DAY: Final = re.compile(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?", re.ASCII)
_LONGEST: Final = 500
_HIGHEST: Final = 20
"""How many superiors are followed upwards; no administration has as many."""


class Entry(Record, frozen=True):
    """What an index says of one document; days are ISO dates, `document` is a path below the folder of the index."""

    document: str
    agency: str | None = None
    region: str | None = None
    year: int | None = None
    parent: str | None = None
    scope: str | None = None
    level: str | None = None
    published: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None


class Index(Record, frozen=True):
    """The entries in the order of the file; `complete` says that there are no other reports of these agencies."""

    entries: tuple[Entry, ...] = ()
    complete: bool = False


def load_index(content: bytes, name: str, vocabulary: Vocabulary) -> Index:
    """Return what an index says; `name` decides by its ending between CSV and YAML.

    Raises:
        RulesRejectedError: it cannot be used; holds every complaint.
    """
    rows = read_rows(content, name, _ALIASES)
    reader = _Reader(rows.source, vocabulary)
    entries = tuple(reader.entry(row) for row in rows.rows)
    complete = reader.truth(rows)
    if rows.complaints or reader.complaints:
        raise RulesRejectedError([*rows.complaints, *reader.complaints])
    return Index(entries, complete)


class _Reader:
    """Reads rows into entries and collects what is wrong with them."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source = source
        self.complaints: list[Diagnostic] = []
        self._seen: dict[str, Span] = {}
        self._above: dict[tuple[str, str], str] = {}
        self._labels = {name: _labels(vocabulary, name) for name in ("agency.level", "agency.scope")}
        self._values = {name: _values(vocabulary, name) for name in ("agency.level", "agency.scope")}

    def entry(self, row: Row) -> Entry:
        """Return one entry."""
        for key, said in row.said.items():
            if len(said.text) > _LONGEST:
                wanted = Text(f"不超过 {_LONGEST} 字", f"at most {_LONGEST} characters")
                self._refuse(key, said, wanted)
        texts = {key: said.text for key, said in row.said.items()}
        self._below_itself(row)
        self._in_order(row)
        return Entry(
            self._document(row),
            texts.get("agency"),
            texts.get("region"),
            self._year(row.said.get("year")),
            texts.get("parent"),
            self._one_of("scope", row.said.get("scope")),
            self._one_of("level", row.said.get("level")),
            self._day("published", row.said.get("published")),
            self._day("valid_from", row.said.get("valid_from")),
            self._day("valid_until", row.said.get("valid_until")),
        )

    def _below_itself(self, row: Row) -> None:
        """Refuse an agency that is its own superior, itself or through those above it in the same year."""
        agency, parent = row.said.get("agency"), row.said.get("parent")
        if agency is None or parent is None:
            return
        year = row.said["year"].text if "year" in row.said else ""
        below = fold_text(agency.text)
        above = self._above.setdefault((below, year), fold_text(parent.text))
        for _ in range(_HIGHEST):
            if above == below:
                self.complaints.append(messages.below_itself(self.source, parent.span, agency.text))
                return
            if (above, year) not in self._above:
                return
            above = self._above[above, year]

    def _in_order(self, row: Row) -> None:
        """Refuse a version that ends before it begins."""
        first, last = row.said.get("valid_from"), row.said.get("valid_until")
        if first is None or last is None:
            return
        days = [_DAY.fullmatch(one.text) for one in (first, last)]
        begins, ends = (None if one is None else tuple(map(int, one.groups())) for one in days)
        if begins is not None and ends is not None and ends < begins:
            self.complaints.append(messages.ends_before(self.source, last.span, last.text, first.text))

    def truth(self, rows: Rows) -> bool:
        """Return whether the index says that it is complete."""
        said = rows.complete
        if said is None:
            return False
        if said.text.lower() not in _YES | _NO:
            self._refuse("complete", said, Text(" true 或 false", "true or false"))
        return said.text.lower() in _YES

    def _document(self, row: Row) -> str:
        said = row.said.get("document")
        if said is None:
            self.complaints.append(messages.missing(self.source, row.span, "document"))
            return ""
        path = said.text.replace("\\", "/")
        steps = [step for step in path.split("/") if step not in ("", ".")]
        if path.startswith("/") or ".." in steps or not steps or "\0" in path or ":" in steps[0]:
            self.complaints.append(messages.outside(self.source, said.span, said.text))
        clean = "/".join(steps)
        earlier = self._seen.setdefault(clean, said.span)
        if earlier != said.span:
            self.complaints.append(messages.listed_twice(self.source, said.span, said.text, earlier))
        return clean

    def _year(self, said: Said | None) -> int | None:
        if said is None:
            return None
        if re.fullmatch("[1-9][0-9]{3}", said.text) is None:
            self._refuse("year", said, Text("四位数字的年度，如 2021", "a year of four digits, such as 2021"))
            return None
        return int(said.text)

    def _one_of(self, key: str, said: Said | None) -> str | None:
        if said is None:
            return None
        known = self._values[f"agency.{key}"]
        if said.text not in known:
            ids = ", ".join(dict.fromkeys(known.values()))
            labels = "、".join(self._labels[f"agency.{key}"])
            self._refuse(key, said, Text(f"其中之一：{labels}（或 {ids}）", f"one of {ids}"))
        return known.get(said.text)

    def _day(self, key: str, said: Said | None) -> str | None:
        if said is None:
            return None
        matched = _DAY.fullmatch(said.text)
        if matched is not None:
            try:
                return date(*map(int, matched.groups())).isoformat()
            except ValueError:
                pass  # no calendar has this day, which is told like any other text that is no date
        self._refuse(key, said, Text("日期，如 2022-01-20", "a date, such as 2022-01-20"))
        return None

    def _refuse(self, key: str, said: Said, wanted: Text) -> None:
        self.complaints.append(messages.not_accepted(self.source, said.span, key, said.text, wanted))


def _values(vocabulary: Vocabulary, name: str) -> dict[str, str]:
    """Return what may be written for a metadata field, in every language, with the id that it means."""
    field = vocabulary.metadata_field(name)
    if field is None:
        return {}
    labels = {label: one.id for one in field.values for _, label in one.labels.texts}
    return {**labels, **{one.id: one.id for one in field.values}}


def _labels(vocabulary: Vocabulary, name: str) -> tuple[str, ...]:
    """Return the values of a metadata field as they are called in the first language."""
    field = vocabulary.metadata_field(name)
    return () if field is None else tuple(one.labels.of(vocabulary.languages[0]) for one in field.values)
