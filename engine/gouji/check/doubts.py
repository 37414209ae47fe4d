"""What is allowed but hardly meant (R7xx): conditions that never change, names without use, sets without members."""

from __future__ import annotations

from gouji.check import folded
from gouji.check.build import as_expression
from gouji.check.scope import Scope
from gouji.check.types import Typed
from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span


def constant(scope: Scope, condition: Typed) -> None:
    """Complain about a condition that is the same whatever the report says."""
    known = folded.truth(as_expression(condition), scope.variables)
    if known is not None:
        scope.complain(constant_condition(scope.source, condition.span, known))


def _warning(code: str, source: Source, span: Span, message: Text, help_text: Text) -> Diagnostic:
    return Diagnostic(code, "warning", source, span, message, help_text)


def unused_let(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the warning about a let that nothing uses."""
    return _warning(
        "R701",
        source,
        span,
        Text(f"`{name}` 未被使用", f"`{name}` is never used"),
        Text("请删去，或用上它", "remove it, or use it"),
    )


def unused_pattern(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the warning about a pattern that nothing uses."""
    return _warning(
        "R702",
        source,
        span,
        Text(f"模式 `{name}` 未被使用", f"the pattern `{name}` is never used"),
        Text("请删去，或用上它", "remove it, or use it"),
    )


def constant_condition(source: Source, span: Span, known: bool) -> Diagnostic:
    """Return the warning about a condition that is always true or always false."""
    zh, en = ("真", "true") if known else ("假", "false")
    return _warning(
        "R703",
        source,
        span,
        Text(f"该条件恒为{zh}", f"this is always {en}"),
        Text("请删去，或改成与报告有关的条件", "remove it, or make it depend on the report"),
    )


def approximate_equality(source: Source, span: Span) -> Diagnostic:
    """Return the warning about `=` on a number that the text may state only roughly."""
    return _warning(
        "R704",
        source,
        span,
        Text("正文中的数可能是约数，却用了 `=`", "a number from prose may be approximate, but is compared by `=`"),
        Text("请用 `agrees`", "use `agrees`"),
    )


def unused_variable(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the warning about a variable that nothing uses."""
    return _warning(
        "R705",
        source,
        span,
        Text(f"变量 `{name}` 未被使用", f"the variable `{name}` is never used"),
        Text("每个元素的结论都会相同；请用上它", "every element gives the same answer; use it"),
    )


def never_effective(source: Source, span: Span) -> Diagnostic:
    """Return the warning about years for which no report of this kind exists."""
    return _warning(
        "R706",
        source,
        span,
        Text("这些年份没有任何格式", "no format of the report covers these years"),
        Text("请核对年份", "look at the years"),
    )


def empty_set(source: Source, span: Span) -> Diagnostic:
    """Return the warning about a set from which everything was left out."""
    return _warning(
        "R707",
        source,
        span,
        Text("该集合没有成员", "this set has no members"),
        Text("请核对 except 或 only", "look at what `except` or `only` leaves"),
    )
