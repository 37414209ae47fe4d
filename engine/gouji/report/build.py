"""From a JSON value of the right shape to a `Report`, and from a report back to its canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, Final

from gouji.diagnostics import Text
from gouji.digest import sha256
from gouji.findings import Place
from gouji.report.model import (
    Agency,
    Attachment,
    CellKey,
    Defect,
    Part,
    Raw,
    Report,
    ReportSection,
)

_WORDS: Final = ("file", "sheet", "cell")
"""What a place says in words; all else of it are whole numbers, but the box."""


def build(said: Mapping[str, Any]) -> Report:
    """Return the report that a JSON value of the right shape states; the shape is not looked at again."""
    agency = said.get("agency", {})
    year = said.get("year")
    return Report(
        kind=said["kind"],
        format=said.get("format"),
        year=None if year is None else int(year),
        agency=Agency(agency.get("name"), agency.get("region"), agency.get("level"), agency.get("scope")),
        title=said.get("title"),
        published=said.get("published"),
        preamble=said.get("preamble"),
        sections=tuple(_section(one) for one in said.get("sections", ())),
        formats=dict(said.get("formats", {})),
        tables={name: dict(_cells((), table)) for name, table in said.get("tables", {}).items()},
        closing=said.get("closing"),
        attachments=tuple(Attachment(one.get("name"), one.get("url")) for one in said.get("attachments", ())),
        defects=tuple(_defect(one) for one in said.get("defects", ())),
        doubts={one["pointer"]: tuple(one["doubts"]) for one in said.get("doubts", ())},
    )


def _section(said: Mapping[str, Any]) -> ReportSection:
    parts = tuple(Part(one.get("ordinal"), one.get("heading"), one.get("text")) for one in said.get("parts", ()))
    return ReportSection(said.get("id"), said.get("ordinal"), said.get("heading"), said.get("text"), parts)


def _cells(path: tuple[str, ...], said: Mapping[str, Any]) -> Iterator[tuple[CellKey, Raw]]:
    for key, value in said.items():
        if isinstance(value, dict):
            yield from _cells((*path, key), value)
        else:
            yield (".".join(path), key), value


def _defect(said: Mapping[str, Any]) -> Defect:
    message = said["message"]
    text = Text(message, message) if isinstance(message, str) else Text(message["zh"], message["en"])
    place = said.get("place")
    return Defect(said["code"], said.get("pointer", ""), text, None if place is None else place_of(place))


def place_of(said: Mapping[str, Any]) -> Place:
    """Return the place that report JSON or a source map states."""
    whole = {name: int(value) for name, value in said.items() if name not in ("box", *_WORDS)}
    if "table" in whole:
        whole |= {f"table_{name}": whole.pop(name) for name in ("row", "column") if name in whole}
    whole.pop("row", None)  # a row of no table says nothing
    box, sheet, cell = _box(said.get("box")), said.get("sheet"), said.get("cell")
    return Place(file=said.get("file"), box=box, sheet=sheet, cell=cell, **whole)


def _box(said: list[Any] | None) -> tuple[str, str, str, str] | None:
    if said is None:
        return None
    left, top, right, bottom = (format(Decimal(one), "f") for one in said)
    return left, top, right, bottom


def report_json(report: Report) -> dict[str, Any]:
    """Return the report as a JSON value: what is not stated is left out, cells stand under their path."""
    agency = {name: getattr(report.agency, name) for name in ("name", "region", "level", "scope")}
    tables: dict[str, Any] = {}
    for table, cells in report.tables.items():
        root = tables.setdefault(table, {})
        for (row, column), value in cells.items():
            under = root
            for step in row.split("."):
                under = under.setdefault(step, {})
            under[column] = value
    stated: dict[str, Any] = {
        "kind": report.kind,
        "format": report.format,
        "year": report.year,
        "agency": _stated(agency) or None,
        "title": report.title,
        "published": report.published,
        "preamble": report.preamble,
        "sections": [_section_json(one) for one in report.sections] or None,
        "formats": dict(report.formats) or None,
        "tables": tables or None,
        "closing": report.closing,
        "attachments": [_stated({"name": one.name, "url": one.url}) for one in report.attachments] or None,
        "defects": [_defect_json(one) for one in report.defects] or None,
        "doubts": doubts_json(report.doubts) or None,
    }
    return _stated(stated)


def canonical_json(report: Report) -> bytes:
    """Return the one writing of a report: keys sorted, no white space, digits as they were, UTF-8."""
    return _written(report_json(report)).encode("utf-8")


def report_hash(report: Report) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(canonical_json(report)).hexdigest()


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _section_json(section: ReportSection) -> dict[str, Any]:
    parts = [_stated({"ordinal": one.ordinal, "heading": one.heading, "text": one.text}) for one in section.parts]
    return _stated(
        {
            "id": section.id,
            "ordinal": section.ordinal,
            "heading": section.heading,
            "text": section.text,
            "parts": parts or None,
        }
    )


def _defect_json(defect: Defect) -> dict[str, Any]:
    message = {"zh": defect.message.zh, "en": defect.message.en}
    place = None if defect.place is None else place_json(defect.place)
    return _stated({"pointer": defect.pointer, "code": defect.code, "message": message, "place": place})


def doubts_json(doubts: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """Return doubts as report JSON writes them, in the order of their pointers."""
    return [{"pointer": pointer, "doubts": list(doubts[pointer])} for pointer in sorted(doubts) if doubts[pointer]]


def place_json(place: Place) -> dict[str, Any]:
    """Return a place as report JSON and source maps write it: only what is known, in one order."""
    said: dict[str, Any] = {}
    if place.file is not None:
        said["file"] = place.file
    if place.line is not None:
        said["line"] = place.line
    column = place.column if place.table is None else place.table_column
    if column is not None:
        said["column"] = column
    if place.page is not None:
        said["page"] = place.page
    if place.box is not None:
        said["box"] = [Decimal(one) for one in place.box]
    if place.table is not None:
        said["table"] = place.table
    if place.table_row is not None:
        said["row"] = place.table_row
    if place.start is not None:
        said["start"] = place.start
    if place.end is not None:
        said["end"] = place.end
    if place.sheet is not None:
        said["sheet"] = place.sheet
    if place.cell is not None:
        said["cell"] = place.cell
    return said


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{_written(key)}:{_written(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_written(one) for one in value) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    # As `json.dumps` writes it, which makes an encoder anew for each value.
    return encode_basestring(value) if isinstance(value, str) else json.dumps(value)
