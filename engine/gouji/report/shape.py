"""The quick judge of shape: a schema is compiled once into a tree that says yes or no to a parsed JSON value.

It accepts exactly what the schema accepts, and explains nothing; `explain` does that with the schema itself.
It knows only the keywords that derived schemas use and refuses a schema with any other, so that none is ever ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from gouji.record import Record
from gouji.values import exact

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | Decimal | bool | None"
"""A parsed JSON value; numbers are exact."""

JSON_TYPES: Final = ("object", "array", "string", "number", "integer", "boolean", "null")
_IGNORED: Final = frozenset({"$schema", "$id", "$defs", "title", "description"})
_KNOWN: Final = frozenset(
    {
        "type",
        "const",
        "enum",
        "pattern",
        "maxLength",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "minItems",
        "maxItems",
    }
)


class Shape(Record, frozen=True):
    """What a schema says of one value; a limit that is `None` is not stated.

    `settled` are the Python types whose values fit without a further look; most cells are decided by it.
    """

    types: frozenset[str] | None = None
    words: frozenset[str] | None = None
    pattern: re.Pattern[str] | None = None
    longest: int | None = None
    keys: Mapping[str, Shape] | None = None
    needed: tuple[str, ...] = ()
    closed: bool = False
    items: Shape | None = None
    fewest: int = 0
    most: int | None = None
    settled: frozenset[type] = frozenset()


def compile_shape(schema: Mapping[str, Any]) -> Shape:
    """Return the shape that a schema describes.

    Raises:
        ValueError: the schema uses a keyword, or a form of one, that derived schemas do not.
    """
    return _compile(schema, schema.get("$defs", {}))


def _compile(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Shape:
    if "$ref" in schema:
        if set(schema) != {"$ref"}:
            raise ValueError("a reference stands alone")
        return _compile(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions)
    unknown = set(schema) - _IGNORED - _KNOWN
    if unknown or schema.get("additionalProperties") not in (None, False):
        raise ValueError(f"not a derived schema: {sorted(unknown)}")
    types = schema.get("type")
    words = [schema["const"]] if "const" in schema else schema.get("enum")
    if words is not None and not all(isinstance(word, str) for word in words):
        raise ValueError("only texts can be enumerated")
    return Shape(
        types=None if types is None else frozenset([types] if isinstance(types, str) else types),
        words=None if words is None else frozenset(words),
        pattern=re.compile(schema["pattern"]) if "pattern" in schema else None,
        longest=schema.get("maxLength"),
        keys={key: _compile(one, definitions) for key, one in schema.get("properties", {}).items()},
        needed=tuple(schema.get("required", ())),
        closed=schema.get("additionalProperties") is False,
        items=_compile(schema["items"], definitions) if "items" in schema else None,
        fewest=schema.get("minItems", 0),
        most=schema.get("maxItems"),
        settled=_settled(schema),
    )


def _settled(schema: Mapping[str, Any]) -> frozenset[type]:
    """Return the Python types of which a schema asks nothing but the type."""
    if set(schema) - _IGNORED != {"type"}:
        return frozenset()
    wanted = {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    settled = {one for one, names in _TYPES.items() if names & wanted}
    return frozenset(settled | {Decimal} if "number" in wanted else settled)


def fits(value: Json, shape: Shape) -> bool:
    """Return whether a value has the shape."""
    if shape.types is not None and not (types_of(value) & shape.types):
        return False
    if shape.words is not None and not (isinstance(value, str) and value in shape.words):
        return False
    if isinstance(value, str):
        return _text_fits(value, shape)
    if isinstance(value, dict):
        return _object_fits(value, shape)
    if isinstance(value, list):
        return _list_fits(value, shape)
    return True


_TYPES: Final[Mapping[type, frozenset[str]]] = {
    int: frozenset({"integer", "number"}),
    str: frozenset({"string"}),
    type(None): frozenset({"null"}),
    bool: frozenset({"boolean"}),
    dict: frozenset({"object"}),
    list: frozenset({"array"}),
}
_WHOLE: Final = frozenset({"integer", "number"})
_BROKEN: Final = frozenset({"number"})


def types_of(value: Json) -> frozenset[str]:
    """Return the JSON types of a value; `2.0` is an integer too, as the standard has it."""
    if isinstance(value, Decimal):
        return _WHOLE if isinstance(exact(value), int) else _BROKEN
    return _TYPES[type(value)]


def _text_fits(value: str, shape: Shape) -> bool:
    if shape.longest is not None and len(value) > shape.longest:
        return False
    return shape.pattern is None or shape.pattern.search(value) is not None


def _object_fits(value: dict[str, Json], shape: Shape) -> bool:
    keys = shape.keys or {}
    for key, inner in value.items():
        known = keys.get(key)
        if known is None:
            if shape.closed:
                return False
        elif type(inner) not in known.settled and not fits(inner, known):
            return False
    return all(key in value for key in shape.needed)


def _list_fits(value: list[Json], shape: Shape) -> bool:
    if len(value) < shape.fewest or (shape.most is not None and len(value) > shape.most):
        return False
    items = shape.items
    return items is None or all(fits(one, items) for one in value)
