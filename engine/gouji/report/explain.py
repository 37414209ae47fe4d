"""Why a parsed JSON value does not have the shape: the complaints of the schema become defects in plain words.

Asked only when the quick judge has said no, so that a good report never pays for importing `jsonschema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from gouji.diagnostics import Text
from gouji.findings import Place
from gouji.report import messages
from gouji.report.model import Defect, pointer_of
from gouji.report.scan import places
from gouji.report.shape import JSON_TYPES, Json, types_of
from gouji.source import Source

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MAX_DEFECTS: Final = 100
_MAX_KEYS: Final = 20

Steps = tuple[str | int, ...]


def explain(value: Json, schema: Mapping[str, Any], source: Source) -> tuple[Defect, ...]:
    """Return the defects of a value that does not obey a schema, in order of the text, at most a hundred."""
    said = islice(_complaints(value, schema), MAX_DEFECTS + 1)
    return located(dict.fromkeys(said), source)


def located(said: Iterable[tuple[str, Steps, Text]], source: Source) -> tuple[Defect, ...]:
    """Return complaints as defects with their line and column, in order of the text; too many are cut."""
    listed = tuple(said)
    found = places(source.text, (steps for _, steps, _ in listed))
    # An unknown key is itself the fault; everywhere else the value is.
    offsets = [found.get(steps, (0, 0))[0 if code == "D201" else 1] for code, steps, _ in listed]
    in_order = sorted(zip(offsets, listed, strict=True), key=lambda one: (one[0], one[1][0], one[1][2].en))
    defects = [
        Defect(code, pointer_of(*shortened(steps)), message, place_at(source, offset))
        for offset, (code, steps, message) in in_order[:MAX_DEFECTS]
    ]
    if len(listed) > MAX_DEFECTS:
        defects.append(Defect("D207", "", messages.too_many(MAX_DEFECTS)))
    return tuple(defects)


def shortened(steps: Steps) -> Steps:
    """Return the steps of a pointer with the overlong keys of a hostile file cut."""
    return tuple(messages.cut(one) if isinstance(one, str) else one for one in steps)


def place_at(source: Source, offset: int) -> Place:
    """Return the line and column of an offset in the report JSON."""
    position = source.position(offset)
    return Place(file=source.name, line=position.line, column=position.column)


def _complaints(value: Json, schema: Mapping[str, Any]) -> Iterator[tuple[str, Steps, Text]]:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    checker = Draft202012Validator.TYPE_CHECKER.redefine_many({one: _is_of(one) for one in JSON_TYPES})
    exact = extend(Draft202012Validator, type_checker=checker)  # type: ignore[no-untyped-call]  # untyped in its stubs
    validator = exact(schema)
    for error in validator.iter_errors(value):
        yield from _in_words(error)


def _is_of(name: str) -> Any:
    def is_of(_: Any, instance: Any) -> bool:
        return name in types_of(instance)

    return is_of


def _in_words(error: ValidationError) -> Iterator[tuple[str, Steps, Text]]:
    steps: Steps = tuple(error.absolute_path)
    found: Any = error.instance
    wanted: Any = error.validator_value
    match error.validator:
        case "additionalProperties":
            known = list(error.schema.get("properties", {})) if isinstance(error.schema, Mapping) else []
            for key in islice((one for one in found if one not in known), _MAX_KEYS):
                yield "D201", (*steps, key), messages.unknown_key(key, known)
        case "required":
            for key in wanted:
                if key not in found:
                    yield "D202", steps, messages.missing_key(key)
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            yield "D203", steps, messages.wrong_type(type_word(found), types)
        case "enum" | "const":
            choices = [wanted] if error.validator == "const" else wanted
            yield "D204", steps, messages.not_a_choice(_shown(found), choices)
        case "pattern" | "maxLength":
            yield "D205", steps, messages.wrong_form(_shown(found))
        case "minItems" | "maxItems":
            yield "D206", steps, messages.wrong_length(len(found), wanted)
        case other:
            raise ValueError(f"a derived schema does not use {other!r}")


def type_word(value: Json) -> str:
    """Return the name of a value's JSON type, the narrowest but that every number is `number`."""
    types = types_of(value)
    return "number" if "number" in types else next(iter(types))


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return format(Decimal(value), "f")
    word = messages.TYPE_WORDS[type_word(value)]
    return word.zh
