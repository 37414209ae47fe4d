"""The JSON Schema of a report JSON (draft 2020-12), derived from the vocabulary of its kind.

It judges shape only: which keys there are and what they hold.
Whether a number is sensible, and whether a cell belongs to the table's format, are questions for rules.
"""

from __future__ import annotations

import json
from typing import Any, Final

from gouji.vocabulary.model import FieldKind, MetadataField, Table, Vocabulary

Schema = dict[str, Any]
"""A JSON Schema as JSON has it; `Any` because JSON is nested without end."""

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final[Schema] = {"type": "string"}
_WHOLE: Final[Schema] = {"type": "integer"}
_DAY: Final[Schema] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "maxLength": 10}
_CELL: Final[Schema] = {
    "description": "a number; null when printed empty; the raw text when it is anything else",
    "type": ["number", "string", "null"],
}


def schema_of(vocabulary: Vocabulary) -> Schema:
    """Return the JSON Schema that a report of this kind obeys."""
    properties: Schema = {"kind": {"const": vocabulary.kind}}
    for field in vocabulary.metadata:
        _place(properties, field.name.split("."), _field(field))
    properties |= {
        "preamble": _TEXT,
        "sections": {"type": "array", "items": _section(vocabulary)},
        "formats": _object({table.id: {"enum": list(table.formats)} for table in vocabulary.tables}),
        "tables": _object({table.id: _table(table) for table in vocabulary.tables}),
        "closing": _TEXT,
        "attachments": {"type": "array", "items": _object({"name": _TEXT, "url": _TEXT})},
        "defects": {"type": "array", "items": _defect()},
        "doubts": {"type": "array", "items": _doubted()},
    }
    return {
        "$schema": DIALECT,
        "$id": f"urn:gouji:report:{vocabulary.kind}",
        "title": vocabulary.labels.of("en"),
        **_object(properties, required=["kind"]),
        "$defs": {"cell": _CELL},
    }


def render_schema(schema: Schema) -> bytes:
    """Return the canonical text of a schema: keys sorted, two blanks of indentation, a line break at the end."""
    return (json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def _object(properties: Schema, required: list[str] | None = None) -> Schema:
    closed: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return closed | ({"required": required} if required else {})


def _place(properties: Schema, path: list[str], schema: Schema) -> None:
    for step in path[:-1]:
        properties = properties.setdefault(step, _object({}))["properties"]
    properties[path[-1]] = schema


def _field(field: MetadataField) -> Schema:
    match field.kind:
        case FieldKind.NUMBER:
            return _WHOLE
        case FieldKind.TEXT:
            return _TEXT
        case FieldKind.DATE:
            return _DAY
        case FieldKind.ENUM:
            return {"enum": [value.id for value in field.values]}


def _section(vocabulary: Vocabulary) -> Schema:
    part = _object({"ordinal": _TEXT, "heading": _TEXT, "text": _TEXT})
    return _object(
        {
            "id": {"enum": [section.id for section in vocabulary.sections]},
            "ordinal": _TEXT,
            "heading": _TEXT,
            "text": _TEXT,
            "parts": {"type": "array", "items": part},
        }
    )


def _table(table: Table) -> Schema:
    properties: Schema = {}
    for cell in table.cells:
        _place(properties, [*cell.row.split("."), cell.column], {"$ref": "#/$defs/cell"})
    return _object(properties)


def _doubted() -> Schema:
    doubts: Schema = {"description": "what is doubted, such as solved_with_row", "type": "array", "items": _TEXT}
    return _object({"pointer": _TEXT, "doubts": doubts}, required=["pointer", "doubts"])


def _defect() -> Schema:
    numbered = ("line", "column", "page", "table", "row", "start", "end")
    box: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    place = _object({"file": _TEXT, "sheet": _TEXT, "cell": _TEXT, "box": box, **dict.fromkeys(numbered, _WHOLE)})
    return _object(
        {
            "pointer": _TEXT,
            "code": _TEXT,
            "message": {
                "description": "one sentence, or one in each language",
                "type": ["string", "object"],
                "properties": {"zh": _TEXT, "en": _TEXT},
                "required": ["zh", "en"],
                "additionalProperties": False,
            },
            "place": place,
        },
        required=["code", "message"],
    )
