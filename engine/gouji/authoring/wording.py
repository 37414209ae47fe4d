"""What a rule says, in words for people: its years, its sentences, its grounds."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.check.checked import Basis, Effective, Message, Piece
from gouji.diagnostics import Language, Text
from gouji.findings import BasisShown


def years(effective: Effective, language: Language) -> str:
    """Return the reporting years to which a rule applies."""
    first, last = effective.first, effective.last
    if first == last:
        return f"{first}"
    if last is None:
        return Text(f"{first} 年度起", f"from {first}").of(language)
    if first is None:
        return Text(f"至 {last} 年度", f"until {last}").of(language)
    return Text(f"{first} 至 {last} 年度", f"{first} to {last}").of(language)


def sentence(message: Message, language: Language) -> str:
    """Return a text of a rule, its expressions as the author wrote them."""
    return joined(dict(message.texts).get(language) or message.texts[0][1])


def joined(pieces: Sequence[Piece]) -> str:
    """Return the pieces of a text as the author wrote them."""
    return "".join(piece if isinstance(piece, str) else f"{{{piece.words}}}" for piece in pieces)


def basis_shown(basis: Basis) -> BasisShown:
    """Return a ground as results show it."""
    return BasisShown(
        basis.kind, basis.source, dict(basis.title.texts), basis.number, dict(basis.place.texts), basis.quote
    )
