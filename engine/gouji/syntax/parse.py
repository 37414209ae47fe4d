"""From scanned text to a parse tree, taking up again after every error.

A scanned stretch enters; a tree of lark leaves, or none, with a complaint for each error.
After an error the parser's stack is cut back to the rule or the file, and reading goes on at the next landmark.
What the errors mean is known in `slips`; this module and `build` are the only ones that know lark,
which is imported on first use.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from gouji.diagnostics import Diagnostic
from gouji.syntax import slips
from gouji.syntax.scan import MAX_COMPLAINTS, STRUCK, Landmark, Scanned, scan
from gouji.syntax.slips import Token, Trouble
from gouji.syntax.stretch import Stretch

if TYPE_CHECKING:
    from lark import Lark, Tree
    from lark import Token as LarkToken
    from lark.parsers.lalr_interactive_parser import InteractiveParser

Start = Literal["file", "whole_expression", "whole_axis"]


@cache
def grammar() -> Lark:
    """Return the parser; building it takes some tens of milliseconds, once a process."""
    from lark import Lark

    text = files("gouji.syntax").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start=["file", "whole_expression", "whole_axis"],
        propagate_positions=True,
        maybe_placeholders=False,
    )


def parse(stretch: Stretch, scanned: Scanned, start: Start) -> tuple[Tree[LarkToken] | None, list[Diagnostic]]:
    """Return the tree of what could be parsed, and the complaints."""
    run = _Run(stretch, scanned, start)
    return run.through(), run.problems


def parsed(stretch: Stretch, problems: list[Diagnostic], start: Start) -> Tree[LarkToken] | None:
    """Return the tree of a stretch that is not yet scanned, adding to the complaints."""
    scanned = scan(stretch)
    problems.extend(scanned.problems)
    if scanned.hopeless:
        return None
    tree, complaints = parse(stretch, scanned, start)
    problems.extend(complaints)
    return tree


@dataclass(frozen=True, slots=True)
class _Stumble:
    """Where the parser stopped: at a token, or at a character that begins none (no type)."""

    type: str | None
    start: int
    end: int


class _Run:
    """One parse of a stretch; holds the parser's state and the complaints so far."""

    def __init__(self, stretch: Stretch, scanned: Scanned, start: Start) -> None:
        self.stretch = stretch
        self.scanned = scanned
        self.recovers = start == "file"
        self.parser: InteractiveParser = grammar().parse_interactive(scanned.text, start=start)
        self.previous: Token | None = None
        self.problems: list[Diagnostic] = []
        self.offsets = [landmark.offset for landmark in scanned.landmarks]
        self.opened: tuple[str, int] | None = None
        self.names: list[str] = []

    def through(self) -> Tree[LarkToken] | None:
        resumed = -1
        while (stumble := self._advance()) is not None:
            self._complain(stumble)
            if not self.recovers or len(self.problems) >= MAX_COMPLAINTS:
                return None
            resumed = self._resume(max(stumble.start, resumed + 1))
        result: Tree[LarkToken] | None = self.parser.result
        return result

    def _advance(self) -> _Stumble | None:
        """Feed tokens up to the next error; None when the end was reached in good order."""
        from lark.exceptions import UnexpectedCharacters, UnexpectedToken

        end = len(self.scanned.text.rstrip())
        try:
            tokens = self.parser.lexer_thread.lex(self.parser.parser_state)  # type: ignore[no-untyped-call] # lark leaves this untyped
            for token in tokens:
                self.parser.feed_token(token)
                self._note(token)
        except UnexpectedToken as error:
            token = error.token
            return _Stumble(token.type, token.start_pos or 0, token.end_pos or 0)
        except UnexpectedCharacters as error:
            place = error.pos_in_stream or 0
            return _Stumble(None, place, place + 1)
        try:
            self.parser.result = self.parser.feed_eof()  # type: ignore[no-untyped-call] # lark leaves this untyped
        except UnexpectedToken:
            return _Stumble("$END", end, end)
        return None

    def _note(self, token: LarkToken) -> None:
        if self.previous is not None and self.previous.type == "RULE":
            self.names.append(str(token))
        if token.type == "LBRACE":
            self.opened = (self.names[-1] if self.names else "", token.start_pos or 0)
        elif token.type == "RBRACE":
            self.opened = None
        self.previous = Token(token.type, token.start_pos or 0, token.end_pos or 0)

    def _complain(self, stumble: _Stumble) -> None:
        if self.scanned.text[stumble.start : stumble.start + 1] == STRUCK:
            return
        trouble = Trouble(
            stretch=self.stretch,
            text=self.scanned.text,
            type=stumble.type,
            start=stumble.start,
            end=stumble.end,
            previous=self.previous,
            accepts=frozenset(self.parser.accepts()),  # type: ignore[no-untyped-call] # lark leaves this untyped
            opened=self.opened if self._rule_level() is not None else None,
        )
        self.problems.append(slips.explain(trouble))

    # ── taking up again ──

    def _shifts(self, depth: int, kind: str) -> bool:
        from lark.parsers.lalr_analysis import Shift

        state = self.parser.parser_state
        action = state.parse_conf.states[state.state_stack[depth]].get(kind)
        return action is not None and action[0] is Shift

    def _rule_level(self) -> int | None:
        """Return how deep in the stack the clauses of an open rule stand."""
        for depth in range(len(self.parser.parser_state.state_stack) - 1, -1, -1):
            if self._shifts(depth, "RBRACE"):
                return depth
            if self._shifts(depth, "RULE"):
                return None
        return None

    def _file_level(self) -> int:
        stack = self.parser.parser_state.state_stack
        return next(depth for depth in range(len(stack) - 1, -1, -1) if self._shifts(depth, "RULE"))

    def _cut(self, depth: int) -> None:
        state = self.parser.parser_state
        del state.state_stack[depth + 1 :]
        del state.value_stack[depth:]

    def _resume(self, at: int) -> int:
        """Cut the stack back and go on at the first landmark from there; return the place."""
        level = self._rule_level()
        self._cut(self._file_level() + int(self._in_header()) if level is None else level)
        for landmark in self.scanned.landmarks[bisect_left(self.offsets, at) :]:
            place = self._fit(landmark)
            if place is not None:
                self._go_to(place)
                return landmark.offset
        self._cut(self._file_level())
        self._go_to(len(self.scanned.text))
        return len(self.scanned.text)

    def _fit(self, landmark: Landmark) -> int | None:
        """Make the stack ready for a landmark; return where to read on, or None when it does not help."""
        level = self._rule_level()
        if landmark.kind == "item":
            self._cut(self._file_level())
            return landmark.offset
        if level is not None:
            if landmark.kind == "{":
                return None
            self._cut(level)
            return landmark.offset
        if self._in_header():
            if landmark.kind == "}":
                return None
            self._pretend_header()
            return landmark.offset + (1 if landmark.kind == "{" else 0)
        if landmark.kind == "let":
            self._cut(self._file_level())
            return landmark.offset
        return None

    def _in_header(self) -> bool:
        values = self.parser.parser_state.value_stack
        level = self._file_level()
        return len(values) > level and getattr(values[level], "type", None) == "RULE"

    def _pretend_header(self) -> None:
        from lark import Token as LarkToken

        self._cut(self._file_level() + 1)
        for kind, value in (("NAME", "_"), ("STRING", '""'), ("LBRACE", "{")):
            self.parser.feed_token(LarkToken(kind, value, start_pos=0, end_pos=0))
        self.opened = (self.names[-1] if self.names else "_", 0)

    def _go_to(self, offset: int) -> None:
        state = self.parser.lexer_thread.state
        if state is None:
            raise AssertionError("a parse begins with a text")
        state.line_ctr.char_pos = offset
        self.previous = None
