"""What all complaints of the checker are made of: the complaint itself, and the help that names what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.check.scope import nearest
from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span

AXES = {"row": Text("行", "row"), "column": Text("列", "column"), "section": Text("章节", "section")}


def complaint(
    code: str, source: Source, span: Span, message: Text, help_text: Text | None = None, note: Text | None = None
) -> Diagnostic:
    """Return a complaint that refuses the file."""
    return Diagnostic(code, "error", source, span, message, help_text, note)


def suggestion(text: str, known: Iterable[str]) -> Text | None:
    """Return the help that offers the nearest name, or lists the names when they are few."""
    names = tuple(known)
    near = nearest(text, names)
    if near is not None:
        return Text(f"是否为 `{near}`？", f"did you mean `{near}`?")
    if 0 < len(names) <= 12:
        return Text(f"可用：{zh_list(names)}", f"there are: {en_list(names)}")
    return None


def zh_list(names: Sequence[str]) -> str:
    """Return names as a Chinese list."""
    return "、".join(f"`{one}`" for one in names)


def en_list(names: Sequence[str]) -> str:
    """Return names as an English list."""
    return ", ".join(f"`{one}`" for one in names)
