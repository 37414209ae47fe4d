"""Calls of functions: their number of arguments, kinds and units, from the signatures."""

from __future__ import annotations

from gouji.check import core as c
from gouji.check import expressions, folded, messages_kinds, messages_names
from gouji.check.build import as_expression, made
from gouji.check.scope import Scope
from gouji.check.types import DATE, NUMBER_TYPE, PLAIN, TRUTH, Type, Typed, common, number_in
from gouji.diagnostics import Text
from gouji.functions.catalogue import SIGNATURES
from gouji.functions.signature import Parameter, Signature
from gouji.syntax.nodes import Call
from gouji.values import DAY

MAX_WHOLE = 100
PLAIN_NUMBER = Text("无单位的数", "a plain number")


def call(scope: Scope, expression: Call) -> Typed | None:
    """Return a call with its resulting kind."""
    name = expression.function.text
    signature = SIGNATURES.get(name)
    if signature is None:
        scope.complain(messages_names.unknown_function(scope.source, expression.function.span, name, SIGNATURES))
        return None
    arguments = [expressions.checked(scope, one) for one in expression.arguments]
    several = signature.several and len(arguments) > 1
    if not several and len(arguments) != len(signature.parameters):
        wanted = str(len(signature.parameters))
        scope.complain(messages_kinds.wrong_count(scope.source, expression.span, name, len(arguments), wanted))
        return None
    good = [one for one in arguments if one is not None]
    if len(good) < len(arguments):
        return None
    if several:
        return _of_several(scope, expression, good)
    fitting = [
        _fits(scope, argument, parameter) for argument, parameter in zip(good, signature.parameters, strict=True)
    ]
    return _called(scope, expression, good, _gives(signature, good)) if all(fitting) else None


def _of_several(scope: Scope, expression: Call, arguments: list[Typed]) -> Typed | None:
    kind: Type | None = None
    for one in arguments:
        if one.type.kind != "number":
            scope.complain(messages_kinds.wrong_kind(scope.source, one.span, one.type, ("number",)))
            return None
        together = one.type if kind is None else common(kind, one.type)
        if kind is not None and together is None:
            scope.complain(messages_kinds.different_measures(scope.source, one.span, kind, one.type))
            return None
        kind = together
    return _called(scope, expression, arguments, kind or NUMBER_TYPE)


def _called(scope: Scope, expression: Call, arguments: list[Typed], kind: Type) -> Typed | None:
    core = c.CallTo(
        expression.function.text,
        tuple(as_expression(one) for one in arguments),
        words=scope.words(expression.span),
        kind=kind.kind,
        unit=kind.unit,
    )
    return made(scope, core, kind, expression.span, *arguments)


def _fits(scope: Scope, argument: Typed, parameter: Parameter) -> bool:
    kind = argument.type
    if kind.kind not in parameter.kinds:
        help_text = messages_kinds.SECTION_AS_TEXT if kind.kind == "section" and "text" in parameter.kinds else None
        scope.complain(messages_kinds.wrong_kind(scope.source, argument.span, kind, parameter.kinds, help_text))
        return False
    if kind.kind in ("vector", "list"):
        return _items_fit(scope, argument, parameter)
    if kind.kind == "number" and parameter.measure == "number" and kind.dimension != PLAIN:
        scope.complain(messages_kinds.measure_wanted(scope.source, argument.span, kind, PLAIN_NUMBER))
        return False
    if parameter.whole:
        value = folded.number(as_expression(argument))
        if not isinstance(value, int) or not 0 <= value <= MAX_WHOLE:
            scope.complain(messages_kinds.whole_number_wanted(scope.source, argument.span, parameter.name))
            return False
    return True


def _items_fit(scope: Scope, argument: Typed, parameter: Parameter) -> bool:
    item = argument.type.item or "number"
    if item not in parameter.items:
        scope.complain(messages_kinds.wrong_items(scope.source, argument.span, item, parameter.items))
        return False
    counted = "set" in parameter.kinds
    if item == "number" and argument.type.dimension is None and not counted:
        scope.complain(messages_kinds.mixed_measures(scope.source, argument.span))
        return False
    return True


def _gives(signature: Signature, arguments: list[Typed]) -> Type:
    first = arguments[0].type
    match signature.gives:
        case "truth":
            return TRUTH
        case "date":
            return DATE
        case _:
            if signature.measure == "day":
                return number_in(DAY)
            if signature.measure == "number":
                return NUMBER_TYPE
            bare = first.bare and first.kind == "number"
            return Type("number", first.dimension, first.unit, bare=bare, approximate=first.approximate)
