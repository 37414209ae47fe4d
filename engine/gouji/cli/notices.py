"""What is amiss with the documents a report is compared with, in words: what is known of them enters, notices leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.corpus.neighbours import Kin
from gouji.diagnostics import Text
from gouji.findings import Notice

_NAMED: Final = 3
_NOT_ALL: Final = {
    "children": Text("下级报告不齐", "not all subordinates' reports"),
    "earlier": Text("历年报告不齐", "not all years' reports"),
}


def missing(kin: Kin) -> Iterator[Notice]:
    """Yield, by its role, what would have to be there for all to be known."""
    for role, lead in _NOT_ALL.items():
        names = [name for one, name in kin.missing if one == role]
        if names:
            zh, en = _named(names)
            yield _notice(role, f"{lead.zh}：{zh} 未能用作对照", f"{lead.en}: no use could be made of {en}")


def _named(names: Sequence[str]) -> tuple[str, str]:
    shown = names[:_NAMED]
    if len(names) == len(shown):
        return "、".join(shown), ", ".join(shown)
    return f"{'、'.join(shown)} 等 {len(names)} 份", f"{', '.join(shown)} and others, {len(names)} in all,"


def _notice(role: str, zh: str, en: str) -> Notice:
    return Notice(role, {"zh": zh, "en": en})
