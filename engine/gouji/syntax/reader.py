"""Reading: a `Source` enters, a `RuleFile` leaves, or every complaint about the text in one go.

What names mean, and which clauses a rule must have, is not known here.
"""

from __future__ import annotations

from typing import Final

from gouji.diagnostics import Diagnostic, RulesRejectedError, in_order
from gouji.source import Source, Span
from gouji.syntax import messages
from gouji.syntax.build import Builder
from gouji.syntax.nodes import Axis, Expression, RuleFile
from gouji.syntax.parse import parse
from gouji.syntax.scan import MAX_COMPLAINTS, scan
from gouji.syntax.stretch import Stretch

MAX_FILE: Final = 1_000_000

_ENDING: Final = ".rules"


def source_from_bytes(name: str, content: bytes) -> Source:
    """Return the text of a rule file; a byte order mark is dropped.

    Raises:
        RulesRejectedError: the bytes are not UTF-8, or too many.
    """
    if len(content) > MAX_FILE:
        raise RulesRejectedError([messages.too_large(Source(name, ""), MAX_FILE)])
    try:
        return Source(name, content.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        source = Source(name, content.decode("utf-8", "replace"))
        span = Span(len(before), len(before) + 1)
        raise RulesRejectedError([messages.not_utf8(source, span, content[error.start])]) from None


def read(source: Source) -> RuleFile:
    """Return the tree of a rule file.

    Raises:
        RulesRejectedError: the text is no rule file; holds the complaints about its syntax, at most a hundred.
    """
    if len(source.text) > MAX_FILE:
        raise RulesRejectedError([messages.too_large(source, MAX_FILE)])
    stretch = Stretch(source, source.text)
    scanned = scan(stretch)
    problems = list(scanned.problems)
    if not scanned.hopeless:
        tree, complaints = parse(stretch, scanned, "file")
        problems.extend(complaints)
        if tree is not None:
            builder = Builder(stretch, whole=not problems)
            items = builder.items(tree)
            problems.extend(builder.problems)
            if not problems:
                return RuleFile(_topic(source.name), items, source, scanned.comments)
    raise RulesRejectedError(in_order(problems)[:MAX_COMPLAINTS])


def read_expression(source: Source) -> Expression:
    """Return the tree of a text that is one expression.

    Raises:
        RulesRejectedError: the text is no expression.
    """
    if len(source.text) > MAX_FILE:
        raise RulesRejectedError([messages.too_large(source, MAX_FILE)])
    problems: list[Diagnostic] = []
    expression = Builder.expression_in(Stretch(source, source.text), problems)
    if expression is None or problems:
        raise RulesRejectedError(problems)
    return expression


def read_axis(source: Source) -> Axis:
    """Return the tree of a text that is something to go through: a set, or `matches of …`, `parts of …`.

    Raises:
        RulesRejectedError: the text is no axis.
    """
    if len(source.text) > MAX_FILE:
        raise RulesRejectedError([messages.too_large(source, MAX_FILE)])
    problems: list[Diagnostic] = []
    axis = Builder.axis_in(Stretch(source, source.text), problems)
    if axis is None or problems:
        raise RulesRejectedError(problems)
    return axis


def _topic(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(_ENDING)
