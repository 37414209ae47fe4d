"""New names: a variable, let or pattern must not mean anything else already."""

from __future__ import annotations

from gouji.check import messages_names
from gouji.check.scope import Scope
from gouji.syntax.nodes import Word
from gouji.syntax.words import RESERVED


def is_free(scope: Scope, word: Word, meaning: str) -> bool:
    """Return whether a new name means nothing else at its place; complain when it does.

    Two lets or two patterns of one name are complained about where they are collected.
    """
    name, desk = word.text, scope.desk
    taken = "reserved" if name in RESERVED else desk.meanings.get(name)
    if taken is None and name in scope.variables:
        taken = "variable"
    if taken is None and meaning == "variable" and scope.let(name) is not None:
        taken = "let"
    if taken is None and meaning == "let" and scope.lets and name in desk.lets:
        taken = "let"
    if taken is None and meaning != "pattern" and name in desk.patterns:
        taken = "pattern"
    if taken is None:
        return True
    scope.complain(messages_names.taken_name(scope.source, word.span, name, taken))
    return False
