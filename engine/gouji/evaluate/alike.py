"""Which findings differ from report to report only in whose they are: those that rest on a few words and the headings.

A rule enters; leave the patterns whose first matches it asks for, when nothing else of a report can change what it says
but these, the year, and which texts and headings there are.
"""

from __future__ import annotations

from gouji.check import core
from gouji.check.checked import CheckedRule, Message
from gouji.check.walk import parts

_PURE = (
    core.TruthConstant, core.NumberConstant, core.TextConstant, core.Compare, core.Not, core.And, core.Or, core.Implies,
    core.Exists, core.HoleOf, core.MatchText, core.Arithmetic, core.Negative, core.DaysBetween, core.ShiftedDate,
    core.CallTo, core.MemberIn, core.SameElement,
)  # fmt: skip
"""What is worked out of the nodes below it and of nothing else."""


def patterns_read(rule: CheckedRule) -> tuple[str, ...] | None:
    """Return the patterns that a rule looks for in the whole report; nothing when it also reads other things."""
    asked = [rule.check, *rule.requires, *(one.when for one in rule.lowerings)]
    asked += [one for one in (rule.when, *(each.where for each in rule.fors)) if one is not None]
    asked += [*_spoken(rule.message), *_spoken(rule.fix)]
    found: dict[str, None] = {}
    return tuple(found) if all(_reads_little(one, found) for one in asked) else None


def _spoken(message: Message | None) -> list[core.Expression]:
    pieces = () if message is None else (piece for _, each in message.texts for piece in each)
    return [one for one in pieces if not isinstance(one, str)]


def _reads_little(node: core.Node, found: dict[str, None]) -> bool:
    """Return whether a tree reads nothing but matches in the whole report, whose patterns are added, headings and year.

    The text of a section, a cell, another report, and what a variable found are more than that.
    """
    match node:
        case core.FirstMatch(text=core.TextOf(document=core.OWN, what="document")):
            found[node.pattern] = None
            return True
        case core.SectionField(document=core.OWN):
            return node.field != "text"
        case core.TheSection(document=core.OWN) | core.MetadataAt(document=core.OWN, field="year"):
            return True
        case core.Bound():
            return node.kind == "member"
        case _:
            return isinstance(node, _PURE) and all(_reads_little(one, found) for one in parts(node))
