"""The canonical text of a rule file: a source enters, the same rules and comments written in one way leave."""

from __future__ import annotations

from gouji.source import Source
from gouji.syntax.formatting import formatted
from gouji.syntax.printer import arranged
from gouji.syntax.reader import read


def canonical(source: Source) -> str:
    """Return the canonical text of a rule file.

    Raises:
        RulesRejectedError: it is none.
    """
    tree = read(source)
    text = formatted(tree)
    again = read(Source(source.name, text))
    # INVARIANT: a file is only ever written anew with the same rules and as many comments.
    if again != arranged(tree) or len(again.comments) != len(tree.comments):
        raise AssertionError(f"formatting changes {source.name}")
    return text
