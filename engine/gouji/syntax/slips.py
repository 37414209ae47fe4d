"""What a parse error means to the author.

A `Trouble` enters: where the parser stopped, what came before and what it could have taken; a `Diagnostic` leaves.
The explanations are tried in order, from the particular slip to the general "found … wanted …".
Nothing is known of the parser itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span
from gouji.syntax import messages, messages_items
from gouji.syntax.stretch import Stretch
from gouji.syntax.words import CLAUSES, RESERVED


@dataclass(frozen=True, slots=True)
class Token:
    """A token the parser has taken."""

    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where the parser stopped. `type` is None at a character of no token; `opened` is the rule and its brace."""

    stretch: Stretch
    text: str
    type: str | None
    start: int
    end: int
    previous: Token | None
    accepts: frozenset[str]
    opened: tuple[str, int] | None

    @property
    def source(self) -> Source:
        return self.stretch.source

    @property
    def written(self) -> str:
        return self.stretch.text[self.start : self.end]

    @property
    def span(self) -> Span:
        return self.stretch.place(self.start, self.end)

    @property
    def starts_line(self) -> bool:
        return self.begins_line(self.start)

    def begins_line(self, offset: int) -> bool:
        return not self.text[self.text.rfind("\n", 0, offset) + 1 : offset].strip()

    @property
    def after_operand(self) -> bool:
        """Whether an expression was complete where the parser stopped."""
        return "PLUS" in self.accepts

    @property
    def clause_may_end(self) -> bool:
        return "RBRACE" in self.accepts


def explain(trouble: Trouble) -> Diagnostic:
    """Return the complaint that fits best."""
    for slip in _SLIPS:
        complaint = slip(trouble)
        if complaint is not None:
            return complaint
    return _unexpected(trouble)


# ── signs and words of other languages ──────────────────────────────────────


def _write(sign: str) -> Text:
    return Text(f"请写 `{sign}`", f"write `{sign}`")


_NO_COLON: Final = Text("这里不用冒号，请删除", "no colon stands here, remove it")
_ASSIGN: Final = Text("命名和相等都写作 `=`；冒号请删除", "a name is given with `=`, and so is equality written")
_NEW_LINE: Final = Text("子句之间只需换行", "clauses are separated by a line break only")

_SIGNS: Final[dict[str, tuple[str, Text | None]]] = {
    "==": ("R120", _write("=")),
    "===": ("R120", _write("=")),
    ":=": ("R121", _ASSIGN),
    "：=": ("R121", _ASSIGN),
    ":": ("R121", _NO_COLON),
    "：": ("R121", _NO_COLON),
    "&&": ("R122", _write("and")),
    "&": ("R122", _write("and")),
    "||": ("R122", _write("or")),
    "|": ("R122", _write("or")),
    "!": ("R122", _write("not")),
    "！": ("R122", _write("not")),
    "！=": ("R126", _write("≠")),
    "<>": ("R126", _write("≠")),
    "=<": ("R126", _write("≤")),
    "=>": ("R126", Text("推出写作 `implies`，不小于写作 `≥`", "write `implies`, or `≥` for a comparison")),
    "->": ("R126", _write("implies")),
    "→": ("R126", _write("implies")),
    "**": ("R126", Text("没有乘方，请写成乘法", "there are no powers, write a multiplication")),
    "^": ("R126", Text("没有乘方，请写成乘法", "there are no powers, write a multiplication")),
    "//": ("R126", _write("/")),
    "×": ("R126", _write("*")),
    "÷": ("R126", _write("/")),
    "−": ("R126", _write("-")),
    "–": ("R126", _write("-")),
    "—": ("R126", _write("-")),
    "、": ("R126", _write(",")),
    ";": ("R126", _NEW_LINE),
    "；": ("R126", _NEW_LINE),
    "。": ("R126", _NEW_LINE),
    "？？": ("R126", _write("??")),
    "?": ("R126", _write("??")),
    "？": ("R126", _write("??")),
    "％": ("R126", _write("%")),
    "【": ("R126", _write("[")),
    "】": ("R126", _write("]")),
    "~": ("R126", Text("范围写作 `..` 或 `between`", "write a range with `..` or `between`")),
    "～": ("R126", Text("范围写作 `..` 或 `between`", "write a range with `..` or `between`")),
    "…": ("R126", _write("..")),
    "@": ("R126", None),
    "$": ("R126", None),
    "\\": ("R126", None),
}
_LONGEST_SIGN: Final = 3


def _foreign_sign(trouble: Trouble) -> Diagnostic | None:
    text = trouble.text
    for length in range(_LONGEST_SIGN, 0, -1):
        for start in range(trouble.start, trouble.start - length, -1):
            piece = text[max(start, 0) : start + length]
            if piece in _SIGNS and (start == trouble.start or _glued(trouble, start)):
                code, wanted = _SIGNS[piece]
                span = trouble.stretch.place(start, start + length)
                found = trouble.stretch.text[start : start + length]
                return messages.foreign_sign(code, trouble.source, span, found, wanted)
    return None


def _glued(trouble: Trouble, start: int) -> bool:
    """Whether the last token taken begins there and runs up to the trouble."""
    previous = trouble.previous
    return previous is not None and previous.end == trouble.start and previous.start <= start


_IF: Final = Text(
    "条件写作 `a implies b`；整条规则的前提写作子句 `when`",
    "a condition is written `a implies b`, or as the clause `when` for the whole rule",
)
_WORDS: Final[dict[str, Text]] = {
    **dict.fromkeys(("if", "then", "else", "elif", "unless", "otherwise"), _IF),
    **dict.fromkeys(("AND", "和", "并且", "且", "与"), _write("and")),
    **dict.fromkeys(("OR", "或", "或者"), _write("or")),
    **dict.fromkeys(("NOT", "非"), _write("not")),
    **dict.fromkeys(("all", "each", "forall", "any"), Text("请写 `every` 或 `some`", "write `every` or `some`")),
}


def _foreign_word(trouble: Trouble) -> Diagnostic | None:
    places = [(trouble.start, trouble.end)] if trouble.type == "NAME" else []
    if trouble.previous is not None and trouble.previous.type == "NAME":
        places.insert(0, (trouble.previous.start, trouble.previous.end))
    for start, end in places:
        word = trouble.text[start:end]
        if word in _WORDS:
            return messages.foreign_word(trouble.source, trouble.stretch.place(start, end), word, _WORDS[word])
    return None


# ── braces ──────────────────────────────────────────────────────────────────


def _brace_missing(trouble: Trouble) -> Diagnostic | None:
    if trouble.opened is None or not trouble.clause_may_end or trouble.type not in ("RULE", "PATTERN", "$END"):
        return None
    name, brace = trouble.opened
    span = trouble.stretch.place(brace, brace + 1)
    return messages_items.brace_missing(trouble.source, span, name, messages.found_token(trouble.written))


def _opening_missing(trouble: Trouble) -> Diagnostic | None:
    if "LBRACE" in trouble.accepts and _is_clause(trouble):
        return messages_items.opening_missing(trouble.source, trouble.span, trouble.written)
    return None


def _brace_extra(trouble: Trouble) -> Diagnostic | None:
    if trouble.type == "RBRACE" and trouble.opened is None and _may_begin_item(trouble):
        return messages_items.brace_extra(trouble.source, trouble.span)
    return None


def _is_clause(trouble: Trouble) -> bool:
    return trouble.type is not None and trouble.written in CLAUSES


def _may_begin_item(trouble: Trouble) -> bool:
    return "RULE" in trouble.accepts


# ── logic ───────────────────────────────────────────────────────────────────

_COMPARING: Final = frozenset(
    ("EQUAL", "COMPARATOR", "IN", "BETWEEN", "AGREES", "MULTIPLE", "IS", "EXISTS"),
)


def _quantifier_bare(trouble: Trouble) -> Diagnostic | None:
    if trouble.type in ("EVERY", "SOME") and "NUMBER" in trouble.accepts and trouble.previous is not None:
        return messages.quantifier_bare(trouble.source, trouble.span, trouble.written)
    return None


def _comparison_chained(trouble: Trouble) -> Diagnostic | None:
    if trouble.type in _COMPARING and "AND" in trouble.accepts and "EQUAL" not in trouble.accepts:
        return messages.comparison_chained(trouble.source, trouble.span, trouble.written)
    return None


# ── clauses ─────────────────────────────────────────────────────────────────


def _because_missing(trouble: Trouble) -> Diagnostic | None:
    ends = trouble.type in ("STRING", "COMMA", "RBRACE", "$END") or _is_clause(trouble)
    if "BECAUSE" in trouble.accepts and ends:
        return messages_items.because_missing(trouble.source, trouble.span, messages.found_token(trouble.written))
    return None


def _text_unmarked(trouble: Trouble) -> Diagnostic | None:
    previous = trouble.previous
    if trouble.type == "STRING" and previous is not None and previous.type == "STRING" and "NAME" in trouble.accepts:
        return messages_items.text_unmarked(trouble.source, trouble.span)
    return None


def _unknown_clause(trouble: Trouble) -> Diagnostic | None:
    """A name that begins a line, or is nearly a clause, is taken for one; it may have been swallowed as a unit."""
    if trouble.opened is None:
        return None
    previous = trouble.previous
    if previous is not None and previous.type == "NAME" and trouble.begins_line(previous.start):
        word = trouble.text[previous.start : previous.end]
        return messages_items.unknown_clause(trouble.source, trouble.stretch.place(previous.start, previous.end), word)
    if trouble.type != "NAME" or not trouble.clause_may_end:
        return None
    if trouble.starts_line or get_close_matches(trouble.written, CLAUSES, n=1, cutoff=0.7):
        return messages_items.unknown_clause(trouble.source, trouble.span, trouble.written)
    return None


def _unknown_item(trouble: Trouble) -> Diagnostic | None:
    """A name that begins a line; it may have been swallowed as the unit of the item above."""
    if trouble.opened is not None or not trouble.stretch.is_file:
        return None
    previous = trouble.previous
    if previous is not None and previous.type == "NAME" and trouble.begins_line(previous.start):
        word = trouble.text[previous.start : previous.end]
        return messages_items.unknown_item(trouble.source, trouble.stretch.place(previous.start, previous.end), word)
    if trouble.type == "NAME" and _may_begin_item(trouble):
        return messages_items.unknown_item(trouble.source, trouble.span, trouble.written)
    return None


def _clause_outside(trouble: Trouble) -> Diagnostic | None:
    if trouble.opened is None and _is_clause(trouble) and _may_begin_item(trouble):
        return messages_items.clause_outside(trouble.source, trouble.span, trouble.written)
    return None


def _reserved_name(trouble: Trouble) -> Diagnostic | None:
    if trouble.written not in RESERVED or "NAME" not in trouble.accepts or trouble.after_operand:
        return None
    expression_cut_short = "NUMBER" in trouble.accepts and _is_clause(trouble) and trouble.starts_line
    if expression_cut_short or "LBRACE" in trouble.accepts or trouble.clause_may_end:
        return None
    return messages_items.reserved_name(trouble.source, trouble.span, trouble.written)


def _unknown_word(trouble: Trouble) -> Diagnostic | None:
    wanted = [word for word in _IN_ORDER if word.upper() in trouble.accepts]
    if trouble.type == "NAME" and 1 < len(wanted) == len(trouble.accepts):
        return messages_items.unknown_word(trouble.source, trouble.span, trouble.written, wanted)
    return None


_IN_ORDER: Final = (
    *("error", "warning", "info"),
    *("filled", "blank", "placeholder", "unreadable", "absent", "not"),
    *("zero", "unknown"),
    *("before", "after"),
)


def _grouped_digits(trouble: Trouble) -> Diagnostic | None:
    previous = trouble.previous
    if trouble.type != "COMMA" or previous is None or previous.type != "NUMBER":
        return None
    digits = trouble.text[trouble.end : trouble.end + 3]
    if previous.end == trouble.start and digits.isascii() and digits.isdigit():
        span = trouble.stretch.place(previous.start, trouble.end + 3)
        found = trouble.stretch.text[previous.start : trouble.end + 3]
        return messages.number_form(trouble.source, span, found)
    return None


def _unknown_character(trouble: Trouble) -> Diagnostic | None:
    if trouble.type is None:
        return messages.unknown_character(trouble.source, trouble.span, trouble.written)
    return None


_SLIPS: Final[tuple[Callable[[Trouble], Diagnostic | None], ...]] = (
    _foreign_sign,
    _foreign_word,
    _brace_missing,
    _quantifier_bare,
    _comparison_chained,
    _because_missing,
    _text_unmarked,
    _grouped_digits,
    _unknown_clause,
    _unknown_item,
    _clause_outside,
    _brace_extra,
    _opening_missing,
    _unknown_word,
    _reserved_name,
    _unknown_character,
)


# ── everything else ─────────────────────────────────────────────────────────

_SIGN_OF: Final[dict[str, str]] = {
    "LBRACE": "{",
    "RBRACE": "}",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": ",",
    "DOT": ".",
    "EQUAL": "=",
    "RANGE": "..",
    "STAR": "*",
    "SATISFIES": "satisfies",
    "BECAUSE": "because",
    "WHEN": "when",
    "IN": "in",
    "OF": "of",
    "AS": "as",
}


_BESIDE_CODE: Final = re.compile("(?<=[\u4e00-\u9fff])(?=`)|(?<=`)(?=[\u4e00-\u9fff])")


def _unexpected(trouble: Trouble) -> Diagnostic:
    found = messages.found_token(trouble.written)
    return messages.unexpected(trouble.source, trouble.span, found, _wanted(trouble.accepts))


def _wanted(accepts: frozenset[str]) -> Text:
    """Return in words what could have come, the few most telling possibilities."""
    kinds: list[Text] = []
    if "NUMBER" in accepts and "LPAR" in accepts:
        return Text("表达式", "an expression")
    if "PLUS" in accepts:
        kinds.append(Text("运算符", "an operator"))
    if "STRING" in accepts:
        kinds.append(Text("引号中的文字", "a text in quotes"))
    if "REGEX" in accepts:
        kinds.append(Text("`/` 之间的模式", "a pattern between `/`"))
    if "NAME" in accepts and "PLUS" not in accepts:
        kinds.append(Text("名称", "a name"))
    if "NUMBER" in accepts:
        kinds.append(Text("年份", "a year"))
    shows_all = "PLUS" not in accepts and "RBRACE" not in accepts
    telling = ("RPAR", "RSQB", "COMMA", "SATISFIES", "BECAUSE", "LBRACE")
    for kind, sign in _SIGN_OF.items():
        if kind in accepts and (shows_all or kind in telling):
            kinds.append(Text(f"`{sign}`", f"`{sign}`"))
    if "RBRACE" in accepts:
        kinds.append(Text("下一个子句或 `}`", "the next clause or `}`"))
    if "RULE" in accepts:
        kinds.append(Text("下一个条目", "the next item"))
    if "$END" in accepts and not kinds:
        kinds.append(Text("结尾", "the end"))
    kinds = kinds or [Text(f"`{word}`", f"`{word}`") for word in sorted(RESERVED) if word.upper() in accepts]
    zh = _join([kind.zh for kind in kinds], "、", "或")
    return Text(_BESIDE_CODE.sub(" ", zh), _join([kind.en for kind in kinds], ", ", " or "))


def _join(words: list[str], comma: str, last: str) -> str:
    return words[0] if len(words) == 1 else comma.join(words[:-1]) + last + words[-1]
