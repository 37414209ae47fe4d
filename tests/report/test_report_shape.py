"""The quick judge accepts exactly what the schema accepts."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from gouji.report.shape import Json, compile_shape, fits
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.schema import schema_of

PACK = Path(__file__).parents[2] / "rules" / "cn-disclosure"
SCHEMA = schema_of(load_vocabulary((PACK / "vocabulary.yaml").read_bytes(), "vocabulary.yaml"))
SHAPE = compile_shape(SCHEMA)


def _whole(_: Any, value: Any) -> bool:
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return number and Decimal(value) == Decimal(value).to_integral_value()


# The standard's own wording: an integer is a number without a fractional part, however it is written.
_CHECKER = Draft202012Validator.TYPE_CHECKER.redefine("integer", _whole)
REFEREE = extend(Draft202012Validator, type_checker=_CHECKER)(SCHEMA)  # type: ignore[no-untyped-call]  # untyped stubs

GOOD: dict[str, Any] = {
    "kind": "cn-disclosure/annual-report",
    "year": 2021,
    "published": "2022-01-20",
    "agency": {"name": "甲", "level": "county"},
    "sections": [{"id": "overview", "text": "…", "parts": [{"ordinal": "（一）"}]}],
    "formats": {"requests": "2021"},
    "tables": {"requests": {"closed": {"refused": {"query": {"total": Decimal("2.5"), "business": None}}}}},
    "defects": [{"code": "X", "message": {"zh": "甲", "en": "a"}, "place": {"box": [1, 2, 3, 4], "line": 1}}],
}

SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.decimals(allow_nan=False, allow_infinity=False, places=1, min_value=-5, max_value=5),
    st.sampled_from(["", "2021", "2022-01-20", "2022-01-20\n", "２０２２-01-20", "overview", "total", "county"]),
)
KEYS = st.sampled_from(["kind", "year", "tables", "requests", "received", "total", "box", "zh", "en", "message", "x"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Return every (container, key) inside a value."""
    keyed = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [spot for key, inner in keyed for spot in ((value, key), *_spots(inner))]


@given(st.data())
def test_a_report_disturbed_anywhere_is_judged_as_the_schema_judges_it(data: st.DataObject) -> None:
    value = copy.deepcopy(GOOD)
    for _ in range(data.draw(st.integers(0, 2))):
        container, key = data.draw(st.sampled_from(_spots(value)))
        action = data.draw(st.sampled_from(["replace", "remove", "add"]))
        if action == "replace":
            container[key] = data.draw(VALUES)
        elif action == "remove":
            del container[key]
        elif isinstance(container, dict):
            container[data.draw(KEYS)] = data.draw(VALUES)
        if not value:
            break
    assert fits(value, SHAPE) == REFEREE.is_valid(value)


@given(VALUES)
def test_any_value_is_judged_as_the_schema_judges_it(value: Json) -> None:
    assert fits(value, SHAPE) == REFEREE.is_valid(value)


def test_the_undisturbed_report_fits() -> None:
    assert fits(GOOD, SHAPE)


def test_the_schema_is_itself_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(json.dumps(SCHEMA)))


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 1},
        {"additionalProperties": True},
        {"enum": [1]},
        {"$ref": "#/$defs/cell", "type": "string", "$defs": {"cell": {}}},
    ],
)
def test_a_schema_with_anything_else_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"not a derived schema|only texts|stands alone"):
        compile_shape(schema)
