"""Completion: what is typed and where the cursor stands enter; the words that may stand there leave.

It is the completion of rule files: what is typed is put where it would stand in one.
"""

from __future__ import annotations

from typing import Final

from gouji.authoring.trial import short
from gouji.lsp.offers import Offer, offers
from gouji.lsp.outline import page_of
from gouji.lsp.tokens import tokens_of
from gouji.lsp.wording import CLAUSES, ITEMS
from gouji.lsp.world import World
from gouji.record import replace
from gouji.source import Span
from gouji.trying import wording
from gouji.trying.bench import TOPIC, Bench
from gouji.trying.commands import is_command

_BEFORE: Final = 'rule r "" {\ncheck '
_TYPED: Final = "typed.rules"


def completions(bench: Bench, text: str, cursor: int) -> tuple[Offer, ...]:
    """Return what may stand at the cursor and begins as what was typed; spans are of `text`."""
    found = _of_command(bench, text[:cursor]) if is_command(text) else _of_language(bench, text, cursor)
    return tuple(one for one in found if _begins(one, text[one.span.start : cursor]))


def _begins(offer: Offer, typed: str) -> bool:
    """Return whether an offer goes on what was typed: its word, or, in Chinese, what people call it."""
    return offer.word.startswith(typed) or (
        not typed.isascii() and typed in f"{offer.word} {offer.spoken} {offer.detail}"
    )


def _of_language(bench: Bench, text: str, cursor: int) -> tuple[Offer, ...]:
    first = next((one.text for one in tokens_of(text) if one.kind != "comment"), "")
    before = "" if first in ITEMS and cursor > text.index(first) + len(first) else _BEFORE
    typed = page_of(_TYPED, before + text)
    own = "\n".join(file.source.text for file in bench.own.values())
    pages = {**bench.pages, f"{TOPIC}.rules": page_of(f"{TOPIC}.rules", own), _TYPED: typed}
    workshop = bench.workshop
    world = World(pages, workshop.vocabulary, workshop.sources, workshop.manifest.languages)
    found = offers(world, typed, len(before) + cursor, bench.language)
    shift = len(before)
    moved = [replace(one, span=Span(one.span.start - shift, one.span.end - shift)) for one in found]
    if before and "\n" in text[:cursor]:
        # A further line goes on with the expression; where a rule may go on with a clause, this may not.
        moved = [one for one in moved if one.kind != "keyword" or one.word not in CLAUSES]
    if before and not text[:cursor].strip().partition(" ")[1] and "\n" not in text:
        span = Span(len(text) - len(text.lstrip()), cursor)
        moved += [Offer(word, "keyword", said.of(bench.language), span) for word, said in ITEMS.items()]
    return tuple(one for one in moved if 0 <= one.span.start <= cursor)


def _of_command(bench: Bench, text: str) -> tuple[Offer, ...]:
    start = len(text) - len(text.lstrip())
    word, blank, rest = text[start:].partition(" ")
    if not blank:
        return tuple(
            Offer(word[:1] + name, "keyword", said.of(bench.language), Span(start, len(text)))
            for name, (_, said) in wording.COMMANDS.items()
        )
    span = Span(len(text) - len(rest.lstrip()), len(text))
    match word[1:]:
        case "show":
            tables = bench.workshop.vocabulary.tables
            return tuple(Offer(one.id, "table", one.labels.of(bench.language), span, one.caption) for one in tables)
        case "trace":
            rules = bench.workshop.plan.rules.rules
            return tuple(Offer(short(one.id), "rule", one.title.of(bench.language), span) for one in rules)
        case _:
            return ()
