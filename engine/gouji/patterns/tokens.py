"""The pieces of a pattern, each with its place and what RE2 shall read for it.

The text of a pattern enters; tokens leave, in which full-width literals are folded, holes are groups that capture
and all other groups are groups that do not, or the first problem leaves.
Whether the whole is a regular expression is left to RE2.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, NoReturn

from gouji.patterns import messages
from gouji.patterns.fold import fold_char, is_blank, is_wide
from gouji.patterns.holes import FORMS, HoleType
from gouji.patterns.messages import PatternProblem
from gouji.record import Record

Kind = Literal["literal", "atom", "anchor", "hole", "open", "close", "bar", "repeat", "flags"]


class Token(Record, frozen=True):
    """One piece of a pattern.

    `regex` is what RE2 reads, `literal` the folded text of a literal; `name` and `type` are a hole's;
    `least` and `most` are how often a repetition takes what stands before it, no `most` meaning any number of times.
    """

    kind: Kind
    start: int
    end: int
    regex: str
    literal: str = ""
    name: str = ""
    type: HoleType = "count"
    least: int = 1
    most: int | None = 1


class ProblemFoundError(Exception):
    """Carries the first problem out of the reading of a pattern; never leaves this room."""

    def __init__(self, problem: PatternProblem) -> None:
        self.problem = problem
        super().__init__(problem.message.en)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the pieces of a pattern.

    Raises:
        ProblemFoundError: something in it has no place in a pattern.
    """
    for offset, char in enumerate(text):
        if unicodedata.category(char) in {"Cc", "Cs"} and not char.isspace():
            raise ProblemFoundError(messages.unprintable(offset))
    pieces: list[Token] = []
    offset = 0
    while offset < len(text):
        token = _token(text, offset)
        pieces.append(token)
        offset = token.end
    return tuple(pieces)


def _token(text: str, offset: int) -> Token:
    char = text[offset]
    if is_blank(char):
        return _blank(text, offset)
    match char:
        case "{":
            return _brace(text, offset)
        case "(":
            return _group(text, offset)
        case "[":
            return _class(text, offset)
        case "\\":
            return _escape(text, offset)
        case "*" | "+" | "?":
            return _repeat(text, offset)
        case ")":
            return Token("close", offset, offset + 1, char)
        case "|":
            return Token("bar", offset, offset + 1, char)
        case "^" | "$":
            return Token("anchor", offset, offset + 1, char)
        case ".":
            return Token("atom", offset, offset + 1, char)
        case _:
            folded = fold_char(char)
            return Token("literal", offset, offset + 1, _quoted(folded), folded)


def _quoted(char: str) -> str:
    return char if char.isalnum() or not char.isascii() or char == " " else "\\" + char


def _blank(text: str, offset: int) -> Token:
    """Return a run of white space, which folds as it does in a text."""
    end = offset + 1
    while end < len(text) and is_blank(text[end]):
        end += 1
    inside = offset > 0 and end < len(text)
    stays = inside and not is_wide(text[offset - 1]) and not is_wide(text[end])
    # What is dropped leaves an empty group, so that a repetition behind it does not take what stands before it.
    return Token("literal", offset, end, " ", " ") if stays else Token("literal", offset, end, "(?:)")


_HOLE: Final = re.compile(r"\{[ \t]*([^\W\d]\w*)[ \t]*:[ \t]*(\w+)[ \t]*\}")
_REPETITION: Final = re.compile(r"\{([0-9]{1,6})(?:(,)([0-9]{1,6})?)?\}\??")
_SIMPLE_REPETITION: Final = re.compile(r"[*+?]\??")
_STRAY: Final = re.compile(r"\{[^{}/]{0,40}\}?")
_UNBOUNDED: Final = {"*": (0, None), "+": (1, None), "?": (0, 1)}


def _brace(text: str, offset: int) -> Token:
    hole = _HOLE.match(text, offset)
    if hole is not None:
        return _hole(hole)
    repetition = _REPETITION.match(text, offset)
    if repetition is None:
        stray = _STRAY.match(text, offset)
        _refuse(messages.stray_brace(offset, offset + 1 if stray is None else stray.end()))
    least, comma, most = repetition.groups()
    highest = (int(most) if most else None) if comma else int(least)
    return Token("repeat", offset, repetition.end(), repetition.group(), least=int(least), most=highest)


def _hole(match: re.Match[str]) -> Token:
    name, found = match.groups()
    kind = next((known for known in FORMS if known == found), None)
    if kind is None:
        _refuse(messages.unknown_type(*match.span(2), found, tuple(FORMS)))
    return Token("hole", *match.span(), f"({FORMS[kind]})", name=name, type=kind)


def _repeat(text: str, offset: int) -> Token:
    match = _SIMPLE_REPETITION.match(text, offset)
    end = offset + 1 if match is None else match.end()
    least, most = _UNBOUNDED[text[offset]]
    return Token("repeat", offset, end, text[offset:end], least=least, most=most)


_OPENING: Final = re.compile(r"\((?:\?(?:<[=!]|P?<[^>)]{0,40}>?|P=|P>|[A-Za-z^-]*[:)]|.?))?", re.DOTALL)


def _group(text: str, offset: int) -> Token:
    match = _OPENING.match(text, offset)
    found = "(" if match is None else match.group()
    end = offset + len(found)
    flags = re.fullmatch(r"\(\?([is]*(?:-[is]+)?)([:)])", found)
    if found in ("(?=", "(?!", "(?<=", "(?<!"):
        _refuse(messages.looks_around(offset, end, found))
    if found.startswith(("(?P=", "(?P>")):
        _refuse(messages.refers_back(offset, end, found))
    if found.startswith(("(?P<", "(?<")):
        _refuse(messages.named_group(offset, end))
    if found == "(":
        return Token("open", offset, end, "(?:")
    if flags is None:
        _refuse(messages.unsupported(offset, end, found))
    return Token("open" if flags.group(2) == ":" else "flags", offset, end, found)


_ESCAPE: Final = re.compile(r"\\(?:[pP]\{[^}]{0,40}\}|[pP].|x\{[0-9A-Fa-f]{1,8}\}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)


def _escape(text: str, offset: int) -> Token:
    match = _ESCAPE.match(text, offset)
    if match is None:
        _refuse(messages.malformed(offset, offset + 1, "trailing \\"))
    found, end = match.group(), match.end()
    letter = found[1]
    if letter in "123456789":
        _refuse(messages.refers_back(offset, end, found))
    if letter in "QEC":
        _refuse(messages.unsupported(offset, end, found))
    if letter in "bBAz":
        return Token("anchor", offset, end, found)
    literal = letter if not letter.isalnum() and letter.isascii() else ""
    return Token("literal" if literal else "atom", offset, end, found, literal)


_CLASS_ITEM: Final = re.compile(r"\[:\^?[a-z]+:\]|" + _ESCAPE.pattern + "|.", re.DOTALL)


def _class(text: str, offset: int) -> Token:
    """Return a class of characters with every literal in it folded."""
    pieces, here, first = ["["], offset + 1, True
    if text.startswith("^", here):
        pieces.append("^")
        here += 1
    while here < len(text) and (first or text[here] != "]"):
        piece, here = _class_item(text, here)
        pieces.append(piece)
        first = False
    if here == len(text):
        _refuse(messages.malformed(offset, here, "missing ]"))
    return Token("atom", offset, here + 1, "".join([*pieces, "]"]))


_RANGE: Final = re.compile(r"-(?![\]])")


def _class_item(text: str, offset: int) -> tuple[str, int]:
    """Return one member of a class, or a range with both its ends, and the offset behind it."""
    low, here = _class_member(text, offset)
    if _RANGE.match(text, here) is None or here + 1 == len(text):
        return low, here
    high, end = _class_member(text, here + 1)
    ends = (text[offset:here], text[here + 1 : end])
    if any(len(one) == 1 and fold_char(one) != one for one in ends):
        _refuse(messages.folded_end(offset, end, text[offset:end]))
    return f"{low}-{high}", end


def _class_member(text: str, offset: int) -> tuple[str, int]:
    match = _CLASS_ITEM.match(text, offset)
    found = text[offset] if match is None else match.group()
    if len(found) > 1:
        if found[1] in "QEC" and found[0] == "\\":
            _refuse(messages.unsupported(offset, offset + len(found), found))
        return found, offset + len(found)
    if is_blank(found):
        return " ", offset + 1
    return _quoted(fold_char(found)), offset + 1


class Listed(Record, frozen=True):
    """What a class lists; one that is not `closed` also takes characters that it does not list."""

    members: frozenset[str]
    closed: bool


def class_members(regex: str) -> Listed | None:
    """Return what the class of an atom lists, or nothing when it is no class or names characters by their kind."""
    if not regex.startswith("[") or "[:" in regex[1:]:
        return None
    inner, members, here = regex[1:-1], set(), 0
    while here < len(inner):
        if inner[here] == "\\" and inner[here + 1].isalnum():
            return None
        here += inner[here] == "\\"
        members.add(inner[here])
        here += 1
    ranges = "-" in inner.replace("\\-", "") or inner.startswith("^")
    return Listed(frozenset(members), not ranges)


def _refuse(problem: PatternProblem) -> NoReturn:
    raise ProblemFoundError(problem)
