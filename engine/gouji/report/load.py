"""Report JSON: bytes enter, a `Report` leaves, or everything that is wrong with the file.

Strict and bounded: size, depth and digits are limited, numbers are exact, keys stand once, text is UTF-8.
What may be said comes from the schema of the report kind; whether it is true is for rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from gouji.diagnostics import Text
from gouji.findings import Place
from gouji.record import Record, replace
from gouji.report import messages
from gouji.report.build import build
from gouji.report.explain import explain, located, place_at, shortened, type_word
from gouji.report.model import Defect, Loaded, Report, Unloadable, pointer_of
from gouji.report.scan import depth_exceeds, number_too_long, troubles
from gouji.report.shape import Json, Shape, compile_shape, fits
from gouji.source import Source
from gouji.values import MAX_DIGITS

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 100
MAX_MARKS: Final = 1_000_000
"""Commas and opening brackets, which bound the count of values, and so the memory, before anything is parsed."""

_MAX_TROUBLES: Final = 100


class Form(Record, frozen=True):
    """A report kind as loading needs it: its schema, and the shape compiled from it."""

    kind: str
    schema: Mapping[str, Any]
    shape: Shape


class Known(Record, frozen=True):
    """A JSON value and the report that it is."""

    value: Mapping[str, Json]
    report: Report


def form_of(schema: Mapping[str, Any]) -> Form:
    """Return the form of the report kind whose schema this is."""
    return Form(schema["properties"]["kind"]["const"], schema, compile_shape(schema))


def load(content: bytes, name: str, form: Form, max_bytes: int = MAX_BYTES) -> Loaded:
    """Return the report that a report JSON holds, or its defects."""
    if len(content) > max_bytes:
        return _refused(name, "D101", messages.too_large(len(content), max_bytes))
    if not content.strip():
        return _refused(name, "D102", messages.empty())
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error, name)
    return _load_text(text, name, form)


def from_value(value: Json, form: Form, known: Known | None = None) -> Report | None:
    """Return the report that a JSON value is, or nothing where it is none; its text, loaded, tells what is wrong.

    Limits on digits, depth and characters are those of texts: the value is held to them by whoever made it. Tables that
    are the very objects of a value which is `known` are not looked at again.
    """
    if not isinstance(value, dict) or value.get("kind") != form.kind:
        return None
    tables = value.get("tables")
    before = None if known is None else known.value.get("tables")
    if known is None or not isinstance(tables, dict) or not isinstance(before, dict):
        return build(value) if fits(value, form.shape) else None
    fresh = {name: table for name, table in tables.items() if table is not before.get(name)}
    if not fits({**value, "tables": fresh}, form.shape):
        return None
    report = build({**value, "tables": fresh})
    return replace(report, tables={name: (report if name in fresh else known.report).tables[name] for name in tables})


def _load_text(text: str, name: str, form: Form) -> Loaded:
    if sum(text.count(mark) for mark in ",[{") > MAX_MARKS:
        return _refused(name, "D112", messages.too_many_values(MAX_MARKS))
    deep = depth_exceeds(text, MAX_DEPTH)
    if deep is not None:
        return _refused(name, "D105", messages.too_deep(MAX_DEPTH), place_at(Source(name, text), deep))
    try:
        value = _parse(text)
    except json.JSONDecodeError as error:
        return _malformed(text, error, name)
    except _UnacceptableError:
        return Unloadable(name, _lexical(Source(name, text)))
    if _HALF_ESCAPE.search(text) is not None and (defects := _lexical(Source(name, text))):
        return Unloadable(name, defects)
    if not isinstance(value, dict):
        return _refused(name, "D110", messages.not_an_object(type_word(value)))
    if value.get("kind") != form.kind:
        return _other_kind(value, Source(name, text), form)
    if not fits(value, form.shape):
        return Unloadable(name, explain(value, form.schema, Source(name, text)))
    return build(value)


class _UnacceptableError(Exception):
    """Well-formed so far, but holding something refused; a walk over the text says what and where."""


_HALF_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")


def _parse(text: str) -> Json:
    value: Json = json.loads(
        text,
        parse_int=_whole,
        parse_float=_decimal,
        parse_constant=_refuse_constant,
        object_pairs_hook=_object,
    )
    return value


def _whole(written: str) -> int:
    if len(written) > MAX_DIGITS and number_too_long(written):
        raise _UnacceptableError
    return int(written)


def _decimal(written: str) -> Decimal:
    if number_too_long(written):
        raise _UnacceptableError
    return Decimal(written)


def _refuse_constant(_: str) -> Json:
    raise _UnacceptableError


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    keyed = dict(pairs)
    if len(keyed) != len(pairs):
        raise _UnacceptableError
    return keyed


def _lexical(source: Source) -> tuple[Defect, ...]:
    defects: list[Defect] = []
    for trouble, value in troubles(source.text):
        if len(defects) == _MAX_TROUBLES:
            defects.append(Defect("D207", "", messages.too_many(_MAX_TROUBLES)))
            break
        code, message = _TROUBLES[trouble], _trouble_words(trouble, value.steps, value.written)
        defects.append(Defect(code, pointer_of(*shortened(value.steps)), message, place_at(source, value.start)))
    return tuple(defects)


_TROUBLES: Final = {"duplicate": "D106", "not_finite": "D107", "too_long": "D108", "half_character": "D109"}


def _trouble_words(trouble: str, steps: tuple[str | int, ...], written: str) -> Text:
    if trouble == "duplicate":
        return messages.duplicate_key(str(steps[-1]))
    if trouble == "not_finite":
        return messages.not_finite(written)
    return messages.number_too_long(MAX_DIGITS) if trouble == "too_long" else messages.half_character()


def _malformed(text: str, error: json.JSONDecodeError, name: str) -> Unloadable:
    cut_short = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    place = place_at(Source(name, text), error.pos)
    return _refused(name, "D104", messages.malformed(error.msg, cut_short), place)


def _not_utf8(content: bytes, error: UnicodeDecodeError, name: str) -> Unloadable:
    before = content[: error.start].decode("utf-8")
    place = place_at(Source(name, before), len(before))
    return _refused(name, "D103", messages.wrong_encoding(_likely_encoding(content)), place)


def _likely_encoding(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GB18030" if "\x00" not in text and text.lstrip()[:1] in ("{", "[", '"') else None


def _other_kind(value: dict[str, Json], source: Source, form: Form) -> Unloadable:
    found = value.get("kind")
    message = messages.other_kind(found if isinstance(found, str) else None, form.kind)
    return Unloadable(source.name, located([("D111", ("kind",) if "kind" in value else (), message)], source))


def _refused(name: str, code: str, message: Text, place: Place | None = None) -> Unloadable:
    return Unloadable(name, (Defect(code, "", message, place),))
