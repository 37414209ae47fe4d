"""Trees of rule files as an author could have written them: every node, every clause, any names and texts.

The trees are well-formed for the reader and need not mean anything to the checker.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from hypothesis import strategies as st

from gouji.source import Source
from gouji.syntax import nodes as n
from gouji.syntax.words import RESERVED

Shape = st.SearchStrategy

_FAMILIAR: Final = (
    "a",
    "r",
    "c",
    "total",
    "requests",
    "section",
    "合计",
    "本年新收",
    "x1",
    "_y",
    "document",
    "prior",
    "ordered",
)

names: Shape[str] = st.one_of(
    st.sampled_from(_FAMILIAR),
    st.from_regex(r"[a-z_一-龥Ａ-Ｚé][a-z0-9_一-龥]{0,8}", fullmatch=True),
).filter(lambda name: name not in RESERVED)

_SHOWABLE: Final = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts: Shape[str] = st.one_of(
    st.sampled_from(
        ("", "总计", 'a "b"', "\\", "\\n", "换\n行", "“甲”", "{", "}}", "#", "`", "（），", "\ufeff", "\r")
    ),
    st.text(_SHOWABLE, max_size=12),
)
labels: Shape[str] = st.text(
    st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"], exclude_characters="`"), min_size=1, max_size=8
)
plain_words: Shape[n.Word] = names.map(n.Word)
words: Shape[n.Word] = st.one_of(plain_words, labels.map(lambda text: n.Word(text, quoted=True)))
languages: Shape[str] = st.sampled_from(("en", "zh", "fr"))


def tuples_of(one: Shape[Any], least: int, most: int) -> Shape[tuple[Any, ...]]:
    """Return tuples of some length."""
    return st.lists(one, min_size=least, max_size=most).map(tuple)


@st.composite
def wordings(draw: st.DrawFn) -> n.Wording:
    """A text in one to three languages."""
    others = draw(st.lists(languages, unique=True, max_size=2))
    return n.Wording(tuple((language, draw(texts)) for language in ("", *others)))


# ── patterns ────────────────────────────────────────────────────────────────

# A backslash stands before another character only, and never before a slash, which the reader undoes.
_REGEX_PIECES: Final = (
    "统计",
    "/",
    r"\d+",
    r"\\",
    "{d: date}",
    "{n: count}",
    ".{0,12}?",
    "(?:甲|乙)",
    "（",
    "#",
    '"',
    "`",
    " ",
    "[^。]",
)
regexes: Shape[str] = st.lists(st.sampled_from(_REGEX_PIECES), min_size=1, max_size=6).map("".join)

# ── expressions ─────────────────────────────────────────────────────────────

members: Shape[n.Member] = st.builds(n.Member, tuples_of(words, 1, 3), st.booleans())
narrowings: Shape[n.Narrowing] = st.builds(n.Narrowing, st.sampled_from(("except", "only")), tuples_of(members, 1, 3))
slots: Shape[n.Slot] = st.one_of(
    st.builds(n.Slot, st.none() | members, st.none() | narrowings),
    texts.map(lambda text: n.Slot(n.String(text))),
)
digits: Shape[str] = st.one_of(
    st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True), st.just("9" * 50), st.just("0." + "1" * 49)
)
units: Shape[str | None] = st.none() | st.sampled_from(("元", "万元", "%", "‰", "day", "件"))
leaves: Shape[n.Expression] = st.one_of(
    st.builds(n.Name, words),
    st.builds(n.Number, digits, units),
    st.builds(n.String, texts),
    st.builds(n.Truth, st.booleans()),
)
COMPARATORS: Final = ("=", "≠", "<", "≤", ">", "≥")
STATES: Final = ("filled", "blank", "placeholder", "unreadable", "absent")


def _logic(operator: Literal["and", "or"], operands: list[n.Expression]) -> n.Logic:
    """Return the operands joined, flat as the reader makes them."""
    flat: list[n.Expression] = []
    for operand in operands:
        alike = isinstance(operand, n.Logic) and operand.operator == operator
        flat.extend(operand.operands if isinstance(operand, n.Logic) and alike else (operand,))
    return n.Logic(operator, tuple(flat))


def _wider(inner: Shape[n.Expression]) -> Shape[n.Expression]:
    axes = st.one_of(inner, st.builds(n.Matches, plain_words, inner), st.builds(n.Parts, inner))
    return st.one_of(
        st.builds(n.Field, inner, words),
        st.builds(n.Cell, inner, slots, slots),
        st.builds(n.Narrowed, inner, narrowings),
        st.builds(n.Listing, tuples_of(inner, 0, 3)),
        st.builds(n.Call, plain_words, tuples_of(inner, 0, 3)),
        st.builds(n.Negative, inner),
        st.builds(n.Arithmetic, st.sampled_from(("+", "-", "*", "/")), inner, inner),
        st.builds(n.Default, inner, inner),
        st.builds(n.Comparison, st.sampled_from(COMPARATORS), inner, inner),
        st.builds(n.Within, inner, inner),
        st.builds(n.Between, inner, inner, inner),
        st.builds(n.Agrees, inner, inner),
        st.builds(n.MultipleOf, inner, inner),
        st.builds(n.StateIs, inner, st.sampled_from(STATES), st.booleans()),
        st.builds(n.Exists, inner),
        st.builds(n.Not, inner),
        st.builds(_logic, st.sampled_from(("and", "or")), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda left, right: n.Logic("implies", (left, right)), inner, inner),
        st.builds(n.Quantified, st.sampled_from(("every", "some")), plain_words, axes, st.none() | inner, inner),
        st.builds(n.First, plain_words, inner),
    )


expressions: Shape[n.Expression] = st.recursive(leaves, _wider, max_leaves=8)
axes: Shape[n.Axis] = st.one_of(
    expressions, st.builds(n.Matches, plain_words, expressions), st.builds(n.Parts, expressions)
)

# ── clauses ─────────────────────────────────────────────────────────────────

GRADES: Final = ("error", "warning", "info")
years: Shape[str | None] = st.none() | st.sampled_from(("2008", "2019", "2021"))


def _pieces(texts_and_holes: list[str | n.Expression]) -> tuple[str | n.Expression, ...]:
    """Return the pieces as the reader makes them: neighbouring texts are one, empty ones none."""
    pieces: list[str | n.Expression] = []
    for piece in texts_and_holes:
        last = pieces[-1] if pieces else None
        if isinstance(piece, str) and isinstance(last, str):
            pieces[-1] = last + piece
        elif piece != "":
            pieces.append(piece)
    return tuple(pieces)


@st.composite
def messages(draw: st.DrawFn) -> n.MessageClause:
    """A message or fix in one to three languages."""
    others = draw(st.lists(languages, unique=True, max_size=2))
    pieces = st.lists(st.one_of(texts, expressions), max_size=4).map(_pieces)
    templates = tuple(n.Template(language, draw(pieces)) for language in ("", *others))
    return n.MessageClause(draw(st.sampled_from(("message", "fix"))), templates)


lowerings: Shape[n.Lowering] = st.builds(n.Lowering, st.sampled_from(GRADES), expressions, wordings())
grounds: Shape[n.Word] = st.one_of(plain_words, st.sampled_from(("practice", "derived")).map(n.Word))
lets: Shape[n.LetClause] = st.builds(n.LetClause, plain_words, expressions)
checks: Shape[n.CheckClause] = st.one_of(
    st.builds(n.CheckClause, expressions), st.builds(n.CheckClause, expressions, expressions, wordings())
)
clauses: Shape[n.Clause] = st.one_of(
    st.builds(n.GradeClause, st.sampled_from(GRADES), tuples_of(lowerings, 0, 2)),
    st.builds(n.BasisClause, grounds, wordings(), st.none() | st.builds(n.String, texts)),
    st.builds(n.EffectiveClause, years, years),
    st.builds(n.ForClause, plain_words, axes, st.none() | expressions),
    lets,
    st.builds(n.WhenClause, expressions),
    st.builds(n.RequiresClause, tuples_of(expressions, 1, 3)),
    checks,
    st.builds(n.BlankClause, st.sampled_from(("zero", "unknown"))),
    messages(),
    st.builds(n.ReplacesClause, tuples_of(plain_words, 1, 3)),
)

# ── files ───────────────────────────────────────────────────────────────────

items: Shape[n.Item] = st.one_of(
    lets,
    st.builds(n.PatternItem, plain_words, regexes, tuples_of(regexes, 0, 2), tuples_of(regexes, 0, 2)),
    st.builds(n.RuleItem, plain_words, wordings(), tuples_of(clauses, 1, 5)),
)
rule_files: Shape[n.RuleFile] = tuples_of(items, 0, 4).map(
    lambda made: n.RuleFile("tree", made, Source("tree.rules", ""))
)
