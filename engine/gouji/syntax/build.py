"""From a parse tree to the nodes.

A tree of lark enters, node values with exact places leave, and complaints that only the finished tree shows:
depth, years, empty rules, the expressions within texts.
What names mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal, cast

from gouji.diagnostics import Diagnostic
from gouji.source import Span
from gouji.syntax import messages, messages_items
from gouji.syntax import nodes as n
from gouji.syntax.parse import parsed
from gouji.syntax.scan import MAX_COMPLAINTS
from gouji.syntax.stretch import Stretch
from gouji.syntax.templates import Unescaped, cut, unescape
from gouji.syntax.words import CLAUSES

if TYPE_CHECKING:
    from lark import Token, Tree

    Branch = Tree[Token]
    Child = Token | Branch

MAX_DEPTH: Final = 100

_LONGEST_LANGUAGE: Final = 3

_ASCII_COMPARATORS: Final[dict[str, n.Comparator]] = {"!=": "≠", "<=": "≤", ">=": "≥"}
_ESCAPED_SLASH: Final = re.compile(r"\\(.)", re.DOTALL)


class Builder:
    """Makes the nodes of one stretch and gathers what is wrong with them.

    `whole` says that nothing of the text was left out by error recovery.
    """

    def __init__(self, stretch: Stretch, *, whole: bool = True) -> None:
        self.stretch = stretch
        self.whole = whole
        self.problems: list[Diagnostic] = []
        self.depth = 0
        self.too_deep = False
        self.kinds: dict[str, Callable[[Branch], n.Expression]] = {
            "number": self._number,
            "string": lambda tree: self._string(_tokens(tree)[0]),
            "truth": lambda tree: n.Truth(_tokens(tree)[0].type == "TRUE", self._span(tree)),
            "name": lambda tree: n.Name(self._words(tree)[0], self._span(tree)),
            "call": self._call,
            "listing": lambda tree: n.Listing(self._expressions(tree), self._span(tree)),
            "field": self._field,
            "cell": self._cell,
            "narrowed": self._narrowed,
            "first": lambda tree: n.First(self._names(tree)[0], self._expressions(tree)[0], self._span(tree)),
            "default": lambda tree: n.Default(*self._pair(tree), self._span(tree)),
            "negative": lambda tree: n.Negative(self._expressions(tree)[0], self._span(tree)),
            "product": self._arithmetic,
            "sum": self._arithmetic,
            "comparison": self._comparison,
            "within": lambda tree: n.Within(*self._pair(tree), self._span(tree)),
            "between": self._between,
            "agrees": lambda tree: n.Agrees(*self._pair(tree), self._span(tree)),
            "multiple_of": lambda tree: n.MultipleOf(*self._pair(tree), self._span(tree)),
            "state_is": self._state_is,
            "exists": lambda tree: n.Exists(self._expressions(tree)[0], self._span(tree)),
            "negation": lambda tree: n.Not(self._expressions(tree)[0], self._span(tree)),
            "conjunction": lambda tree: self._flat("and", tree),
            "disjunction": lambda tree: self._flat("or", tree),
            "implication": lambda tree: n.Logic("implies", self._pair(tree), self._span(tree)),
            "quantified": self._quantified,
        }
        self.clauses: dict[str, Callable[[Branch], n.Clause]] = {
            "grade": self._grade,
            "basis": self._basis,
            "effective": self._effective,
            "for_each": self._for_each,
            "let_clause": self._let,
            "when": lambda tree: n.WhenClause(self._expressions(tree)[0], self._span(tree)),
            "requires": lambda tree: n.RequiresClause(self._expressions(tree), self._span(tree)),
            "check": self._check,
            "blank": lambda tree: n.BlankClause(
                "zero" if _tokens(tree)[-1].type == "ZERO" else "unknown", self._span(tree)
            ),
            "message": self._message,
            "replaces": lambda tree: n.ReplacesClause(self._names(tree), self._span(tree)),
        }

    @staticmethod
    def expression_in(stretch: Stretch, problems: list[Diagnostic]) -> n.Expression | None:
        """Return the expression that a stretch is, adding to the complaints."""
        tree = parsed(stretch, problems, "whole_expression")
        if tree is None:
            return None
        builder = Builder(stretch)
        expression = builder._expressions(tree)[0]
        problems.extend(builder.problems)
        return expression

    @staticmethod
    def axis_in(stretch: Stretch, problems: list[Diagnostic]) -> n.Axis | None:
        """Return the axis that a stretch is, adding to the complaints."""
        tree = parsed(stretch, problems, "whole_axis")
        if tree is None:
            return None
        builder = Builder(stretch)
        axis = builder._axis(tree)
        problems.extend(builder.problems)
        return axis

    # ── files ──

    def items(self, tree: Branch) -> tuple[n.Item, ...]:
        """Return the items of a file."""
        makers: dict[str, Callable[[Branch], n.Item]] = {
            "let_item": self._let,
            "pattern_item": self._pattern,
            "rule_item": self._rule,
        }
        return tuple(makers[str(child.data)](child) for child in _branches(tree))

    def _let(self, tree: Branch) -> n.LetClause:
        return n.LetClause(self._names(tree)[0], self._expressions(tree)[0], self._span(tree))

    def _pattern(self, tree: Branch) -> n.PatternItem:
        own = _only(tree, "REGEX")
        before = [_only(branch, "REGEX") for branch in _branches(tree, "not_before")]
        after = [_only(branch, "REGEX") for branch in _branches(tree, "not_after")]
        return n.PatternItem(
            self._names(tree)[0],
            _between_slashes(own),
            tuple(map(_between_slashes, before)),
            tuple(map(_between_slashes, after)),
            self._span(tree),
            tuple(self._inside(token) for token in (own, *before, *after)),
        )

    def _rule(self, tree: Branch) -> n.RuleItem:
        word = self._names(tree)[0]
        clauses = tuple(
            self.clauses[str(branch.data)](branch) for branch in _branches(tree) if branch.data != "wording"
        )
        if not clauses and self.whole:
            self.problems.append(messages_items.rule_empty(self.stretch.source, word.span, word.text))
        return n.RuleItem(word, self._wording(tree), clauses, self._span(tree))

    # ── clauses ──

    def _grade(self, tree: Branch) -> n.GradeClause:
        lowerings = tuple(self._lowering(branch) for branch in _branches(tree, "lowering"))
        return n.GradeClause(_grade(_tokens(tree)[1]), lowerings, self._span(tree))

    def _lowering(self, tree: Branch) -> n.Lowering:
        return n.Lowering(_grade(_tokens(tree)[0]), self._expressions(tree)[0], self._wording(tree), self._span(tree))

    def _basis(self, tree: Branch) -> n.BasisClause:
        tokens = _tokens(tree)
        says = self._string(tokens[-1]) if tokens[-1].type == "STRING" else None
        return n.BasisClause(self._word(tokens[1]), self._wording(tree), says, self._span(tree))

    def _effective(self, tree: Branch) -> n.EffectiveClause:
        tokens = _tokens(tree)
        middle = next(place for place, token in enumerate(tokens) if token.type == "RANGE")
        first = self._year(tokens[1:middle])
        last = self._year(tokens[middle + 1 :])
        return n.EffectiveClause(first, last, self._span(tree))

    def _year(self, tokens: list[Token]) -> str | None:
        for token in tokens:
            if "." in token:
                self.problems.append(messages.year_not_whole(self.stretch.source, self._span(token), str(token)))
            return str(token)
        return None

    def _for_each(self, tree: Branch) -> n.ForClause:
        return n.ForClause(self._names(tree)[0], self._axis(tree), self._where(tree), self._span(tree))

    def _check(self, tree: Branch) -> n.CheckClause:
        expressions = self._expressions(tree)
        if len(expressions) == 1:
            return n.CheckClause(expressions[0], span=self._span(tree))
        return n.CheckClause(expressions[0], expressions[1], self._wording(tree), self._span(tree))

    def _message(self, tree: Branch) -> n.MessageClause:
        texts = list(self._texts(_branches(tree, "wording")[0]))
        templates = tuple(
            n.Template(language, tuple(self._pieces(token)), self._span(token)) for language, token in texts
        )
        role: Literal["message", "fix"] = "message" if _tokens(tree)[0].type == "MESSAGE" else "fix"
        return n.MessageClause(role, templates, self._span(tree))

    def _pieces(self, token: Token) -> Iterator[str | n.Expression]:
        for piece in cut(_unescaped(token), self.stretch, self.problems):
            if isinstance(piece, str):
                yield piece
            elif piece.text.strip() and len(self.problems) < MAX_COMPLAINTS:
                expression = Builder.expression_in(piece, self.problems)
                if expression is not None:
                    yield expression

    def _wording(self, tree: Branch) -> n.Wording:
        branch = _branches(tree, "wording")[0]
        texts = list(self._texts(branch))
        return n.Wording(
            tuple((language, _unescaped(token).text) for language, token in texts),
            self._span(branch),
            tuple(self._inside(token) for _, token in texts),
        )

    def _texts(self, wording: Branch) -> Iterator[tuple[str, Token]]:
        language = ""
        for token in _tokens(wording):
            if token.type == "NAME":
                language = str(token)
                self._suspect(token)
            else:
                yield language, token

    def _suspect(self, mark: Token) -> None:
        """Complain of a language mark that is a misspelt clause: `mesage "…"` behind another clause's text."""
        if len(mark) > _LONGEST_LANGUAGE and get_close_matches(mark, CLAUSES, n=1, cutoff=0.7):
            self.problems.append(messages_items.unknown_clause(self.stretch.source, self._span(mark), str(mark)))

    # ── axes ──

    def _axis(self, tree: Branch) -> n.Axis:
        branch = next(child for child in _branches(tree) if child.data != "where")
        if branch.data == "matches":
            return n.Matches(self._names(branch)[0], self._expressions(branch)[0], self._span(branch))
        if branch.data == "parts":
            return n.Parts(self._expressions(branch)[0], self._span(branch))
        return self._expression(branch)

    def _where(self, tree: Branch) -> n.Expression | None:
        for branch in _branches(tree, "where"):
            return self._expressions(branch)[0]
        return None

    # ── expressions ──

    def _expression(self, tree: Branch) -> n.Expression:
        while tree.data == "group":
            tree = _branches(tree)[0]
        if self.depth == MAX_DEPTH:
            if not self.too_deep:
                self.problems.append(messages.too_deep(self.stretch.source, self._span(tree), MAX_DEPTH))
            self.too_deep = True
            return n.Truth(True, self._span(tree))
        self.depth += 1
        expression = self.kinds[str(tree.data)](tree)
        self.depth -= 1
        return expression

    def _expressions(self, tree: Branch) -> tuple[n.Expression, ...]:
        return tuple(
            self._expression(branch)
            for branch in _branches(tree)
            if branch.data in self.kinds or branch.data == "group"
        )

    def _pair(self, tree: Branch) -> tuple[n.Expression, n.Expression]:
        left, right = self._expressions(tree)
        return left, right

    def _number(self, tree: Branch) -> n.Number:
        digits, *unit = _tokens(tree)
        return n.Number(str(digits), str(unit[0]) if unit else None, self._span(tree))

    def _string(self, token: Token) -> n.String:
        return n.String(_unescaped(token).text, self._span(token))

    def _call(self, tree: Branch) -> n.Call:
        return n.Call(self._names(tree)[0], self._expressions(tree), self._span(tree))

    def _field(self, tree: Branch) -> n.Field:
        return n.Field(self._expressions(tree)[0], self._words(tree)[0], self._span(tree))

    def _cell(self, tree: Branch) -> n.Cell:
        row, column = _branches(tree, "slot")
        return n.Cell(self._expressions(tree)[0], self._slot(row), self._slot(column), self._span(tree))

    def _slot(self, tree: Branch) -> n.Slot:
        narrowings = _branches(tree, "narrowing")
        narrowing = self._narrowing(narrowings[0]) if narrowings else None
        member: n.Member | n.String | None = None
        for branch in _branches(tree, "member"):
            member = self._member(branch)
        for token in _tokens(tree):
            if token.type == "STRING":
                member = self._string(token)
        return n.Slot(member, narrowing, self._span(tree))

    def _narrowed(self, tree: Branch) -> n.Narrowed:
        narrowing = self._narrowing(_branches(tree, "narrowing")[0])
        return n.Narrowed(self._expressions(tree)[0], narrowing, self._span(tree))

    def _narrowing(self, tree: Branch) -> n.Narrowing:
        members = tuple(self._member(branch) for branch in _branches(tree, "member"))
        return n.Narrowing("except" if _tokens(tree)[0].type == "EXCEPT" else "only", members, self._span(tree))

    def _member(self, tree: Branch) -> n.Member:
        return n.Member(self._words(tree), bool(_tokens(tree)), self._span(tree))

    def _arithmetic(self, tree: Branch) -> n.Arithmetic:
        operator = cast(Literal["+", "-", "*", "/"], str(_tokens(tree)[0]))
        return n.Arithmetic(operator, *self._pair(tree), self._span(tree))

    def _comparison(self, tree: Branch) -> n.Comparison:
        written = str(_tokens(tree)[0])
        comparator = _ASCII_COMPARATORS.get(written) or cast(n.Comparator, written)
        return n.Comparison(comparator, *self._pair(tree), self._span(tree))

    def _between(self, tree: Branch) -> n.Between:
        item, low, high = self._expressions(tree)
        return n.Between(item, low, high, self._span(tree))

    def _state_is(self, tree: Branch) -> n.StateIs:
        tokens = _tokens(tree)
        state = cast(n.State, str(tokens[-1]))
        return n.StateIs(self._expressions(tree)[0], state, len(tokens) == 3, self._span(tree))

    def _flat(self, operator: Literal["and", "or"], tree: Branch) -> n.Logic:
        operands: list[n.Expression] = []
        for operand in self._expressions(tree):
            if isinstance(operand, n.Logic) and operand.operator == operator:
                operands.extend(operand.operands)
            else:
                operands.append(operand)
        return n.Logic(operator, tuple(operands), self._span(tree))

    def _quantified(self, tree: Branch) -> n.Quantified:
        quantifier: Literal["every", "some"] = "every" if _tokens(tree)[0].type == "EVERY" else "some"
        axis, where = self._axis(tree), self._where(tree)
        satisfies = self._expression(_branches(tree)[-1])
        return n.Quantified(quantifier, self._names(tree)[0], axis, where, satisfies, self._span(tree))

    # ── words and places ──

    def _word(self, token: Token) -> n.Word:
        if token.type == "LABEL":
            return n.Word(token[1:-1], True, self._span(token))
        return n.Word(str(token), False, self._span(token))

    def _names(self, tree: Branch) -> tuple[n.Word, ...]:
        return tuple(self._word(token) for token in _tokens(tree) if token.type == "NAME")

    def _words(self, tree: Branch) -> tuple[n.Word, ...]:
        return tuple(self._word(_tokens(branch)[0]) for branch in _branches(tree, "word"))

    def _span(self, part: Child) -> Span:
        if _is_token(part):
            token = cast("Token", part)
            return self.stretch.place(token.start_pos or 0, token.end_pos or 0)
        meta = cast("Branch", part).meta
        return self.stretch.place(meta.start_pos, meta.end_pos)

    def _inside(self, token: Token) -> Span:
        return self.stretch.place((token.start_pos or 0) + 1, (token.end_pos or 1) - 1)


def _is_token(part: Child) -> bool:
    return isinstance(part, str)


def _tokens(tree: Branch) -> list[Token]:
    return [cast("Token", child) for child in tree.children if _is_token(child)]


def _branches(tree: Branch, kind: str | None = None) -> list[Branch]:
    branches: Iterable[Branch] = (cast("Branch", child) for child in tree.children if not _is_token(child))
    return [branch for branch in branches if kind is None or branch.data == kind]


def _only(tree: Branch, kind: str) -> Token:
    return next(token for token in _tokens(tree) if token.type == kind)


def _grade(token: Token) -> n.Grade:
    return cast(n.Grade, str(token))


def _unescaped(token: Token) -> Unescaped:
    return unescape(str(token), token.start_pos or 0)


def _between_slashes(token: Token) -> str:
    return _ESCAPED_SLASH.sub(lambda match: "/" if match[1] == "/" else match[0], token[1:-1])
