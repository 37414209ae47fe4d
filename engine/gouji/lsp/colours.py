"""A Pygments lexer for rule files, so that documentation shows them in colour; only this module knows Pygments."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from gouji.functions.catalogue import SIGNATURES
from gouji.syntax.words import CLAUSES, ITEMS, RESERVED

_DECLARED: Final = (*ITEMS, *CLAUSES)
_SPACE: Final = Whitespace
_OTHERS: Final = tuple(sorted(set(RESERVED) - set(_DECLARED)))


class RulesLexer(RegexLexer):  # type: ignore[misc]  # Pygments has no types of its own
    """Rule files of gouji; a text that is not closed ends with its line, as in the language."""

    name = "gouji rules"
    aliases: ClassVar[list[str]] = ["gouji", "rules"]
    filenames: ClassVar[list[str]] = ["*.rules"]

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\s+", Whitespace),
            (r"#[^\n]*", Comment.Single),
            (
                r"(pattern)(\s+)([^\W\d]\w*)(\s*)(=)(\s*)(/(?:[^/\\\n]|\\[^\n])*/?)",
                bygroups(
                    Keyword.Declaration, Whitespace, Name.Variable, Whitespace, Operator, Whitespace, String.Regex
                ),
            ),
            (r"(before|after)(\s*)(/(?:[^/\\\n]|\\[^\n])*/?)", bygroups(Keyword, Whitespace, String.Regex)),
            (
                r"(rule)(\s+)([^\W\d]\w*)",
                bygroups(Keyword.Declaration, Whitespace, Name.Class),
            ),
            (r'"(?:[^"\\\n]|\\[^\n])*"?|[“”][^”\n]*”?', String.Double),
            (r"`[^`\n]*`?", String.Symbol),
            (words(_DECLARED, suffix=r"(?!\w)", prefix=r"(?<!\w)"), Keyword.Declaration),
            (words(_OTHERS, suffix=r"(?!\w)", prefix=r"(?<!\w)"), Keyword),
            (words(tuple(SIGNATURES), suffix=r"(?=\s*\()", prefix=r"(?<!\w)"), Name.Builtin),
            (r"[^\W\d]\w*", Name),
            (r"[0-9]+(?:\.[0-9]+)?", Number),
            (r"\.\.|!=|<=|>=|\?\?|[=≠<≤>≥+\-*/%‰]", Operator),
            (r"[{}\[\](),.]", Punctuation),
            (r".", Text),
        ],
    }
