"""Axes → what a variable runs over in compiled code: ids of the format, or what the report has."""

from __future__ import annotations

import ast

from gouji.check import core
from gouji.plan.emitter import Bound, Emitter, NotCompiledError, Scope, element, own, where


def elements(axis: core.Axis, out: Emitter) -> tuple[Bound, ...] | None:
    """Return the elements of a fixed axis in the compiled format, or nothing for a found one."""
    match axis:
        case core.LinesAxis():
            own(axis.document)
            layout = out.layouts.get(axis.table)
            if layout is None:
                raise NotCompiledError
            present = layout.rows if axis.axis == "row" else layout.columns
            return tuple(Bound(id=one) for one in axis.ids if one in present)
        case core.SectionsAxis():
            return tuple(Bound(id=one) for one in axis.ids)
        case core.ListOf():
            return tuple(Bound(item=one) for one in axis.items)
        case core.ChildrenAxis():
            raise NotCompiledError
        case _:
            return None


def found(axis: core.Axis, scope: Scope, out: Emitter) -> ast.expr:
    """Return the elements of a found axis as a Python sequence."""
    match axis:
        case core.MatchesAxis():
            return out.ask("matches", ast.Constant(axis.pattern), where(axis.text, scope))
        case core.MentionsAxis():
            own(axis.document)
            return out.ask("mentions", ast.Constant(axis.mention))
        case core.HeadingsAxis():
            own(axis.document)
            return out.ask("headings")
        case core.PartsAxis():
            own(axis.document)
            return out.ask("parts", ast.Constant(element(axis.section, scope)))
        case _:
            raise NotCompiledError
