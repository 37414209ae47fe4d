"""Answers in the words of the protocol: what the other modules find is put into its ranges, edits and items."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from gouji.diagnostics import Diagnostic, Language, RulesRejectedError, Text
from gouji.lsp import links
from gouji.lsp.cards import card
from gouji.lsp.desk import Desk
from gouji.lsp.lens import Ran
from gouji.lsp.links import Spotted
from gouji.lsp.offers import Offer, offers
from gouji.lsp.outline import Page
from gouji.lsp.positions import Measured, Spot
from gouji.lsp.symbols import Named
from gouji.lsp.world import Symbol
from gouji.record import Record
from gouji.source import Source, Span, visible
from gouji.syntax.canonical import canonical

MAX_SAID: Final = 500
"""How many complaints about one file are sent."""


class Asked(Record, frozen=True):
    """A question about a place in an open file."""

    desk: Desk
    name: str
    text: str
    measured: Measured
    offset: int
    language: Language

    @property
    def page(self) -> Page | None:
        """The file, when it is one of rules."""
        return self.desk.page(self.name)


def spot(position: lsp.Position) -> Spot:
    """Return a position of the protocol."""
    return Spot(position.line, position.character)


def range_of(measured: Measured, span: Span) -> lsp.Range:
    """Return the range of a span."""
    start, end = measured.spots(span)
    return lsp.Range(lsp.Position(start.line, start.units), lsp.Position(end.line, end.units))


# ── what is wrong ───────────────────────────────────────────────────────────


def diagnostics(
    wrong: Iterable[Diagnostic], measure: Callable[[str], Measured], language: Language
) -> list[lsp.Diagnostic]:
    """Return complaints about one file; help and note stand below the message."""
    texts: dict[str, Measured] = {}
    said: list[lsp.Diagnostic] = []
    for one in list(wrong)[:MAX_SAID]:
        text = one.source.text
        measured = texts.get(text) or texts.setdefault(text, measure(text))
        lines = [one.message.of(language)]
        if one.help is not None:
            lines.append(Text("建议：", "help: ").of(language) + one.help.of(language))
        if one.note is not None:
            lines.append(Text("说明：", "note: ").of(language) + one.note.of(language))
        error = one.severity == "error"
        severity = lsp.DiagnosticSeverity.Error if error else lsp.DiagnosticSeverity.Warning
        message = "\n".join(visible(line) for line in lines)
        said.append(lsp.Diagnostic(range_of(measured, one.span), message, severity, one.code, source="gouji"))
    return said


def no_pack(language: Language) -> lsp.Diagnostic:
    """Return the hint that only the form of a file is looked at."""
    said = Text(
        "旁边没有 pack.yaml：只检查语法，不检查名称和依据",
        "there is no pack.yaml beside this file: only its form is looked at, not names and grounds",
    )
    nowhere = lsp.Position(0, 0)
    hint = lsp.DiagnosticSeverity.Information
    return lsp.Diagnostic(lsp.Range(nowhere, nowhere), said.of(language), hint, source="gouji")


# ── what a name is ──────────────────────────────────────────────────────────


def hover(asked: Asked) -> lsp.Hover | None:
    """Return the card of the name at a place."""
    page = asked.page
    found = None if page is None else links.named_at(asked.desk.world, page, asked.offset)
    said = None if found is None else card(asked.desk.world, found.symbol, asked.language)
    if found is None or said is None:
        return None
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, said)
    return lsp.Hover(content, range_of(asked.measured, found.span))


def completion(asked: Asked) -> lsp.CompletionList | None:
    """Return what may be written at a place."""
    page = asked.page
    if page is None:
        return None
    found = offers(asked.desk.world, page, asked.offset, asked.language)
    ranges: dict[Span, lsp.Range] = {}
    items = [_item(asked, one, rank, ranges) for rank, one in enumerate(found)]
    return lsp.CompletionList(is_incomplete=False, items=items)


def _item(asked: Asked, one: Offer, rank: int, ranges: dict[Span, lsp.Range]) -> lsp.CompletionItem:
    place = ranges.get(one.span) or ranges.setdefault(one.span, range_of(asked.measured, one.span))
    return lsp.CompletionItem(
        label=one.word,
        kind=_ITEM_KINDS.get(one.kind, lsp.CompletionItemKind.Text),
        detail=visible(one.detail) or None,
        documentation=visible(one.more) or None,
        # In the order of the form, not of the alphabet; the printed words find a name, too.
        sort_text=f"{rank:05}",
        filter_text=f"{one.word} {one.spoken}".strip(),
        text_edit=lsp.TextEdit(place, one.word),
    )


_ITEM_KINDS: Final[Mapping[str, lsp.CompletionItemKind]] = {
    "keyword": lsp.CompletionItemKind.Keyword,
    "let": lsp.CompletionItemKind.Constant,
    "local": lsp.CompletionItemKind.Variable,
    "variable": lsp.CompletionItemKind.Variable,
    "pattern": lsp.CompletionItemKind.Reference,
    "rule": lsp.CompletionItemKind.Class,
    "table": lsp.CompletionItemKind.Struct,
    "row": lsp.CompletionItemKind.EnumMember,
    "column": lsp.CompletionItemKind.EnumMember,
    "row group": lsp.CompletionItemKind.Enum,
    "column group": lsp.CompletionItemKind.Enum,
    "section": lsp.CompletionItemKind.Module,
    "mention": lsp.CompletionItemKind.Value,
    "metadata": lsp.CompletionItemKind.Property,
    "source": lsp.CompletionItemKind.File,
    "place": lsp.CompletionItemKind.Text,
    "unit": lsp.CompletionItemKind.Unit,
    "function": lsp.CompletionItemKind.Function,
    "given": lsp.CompletionItemKind.Variable,
    "field": lsp.CompletionItemKind.Field,
    "hole": lsp.CompletionItemKind.Field,
}


# ── where a name is defined and used ────────────────────────────────────────


def _symbol(asked: Asked) -> Symbol | None:
    page = asked.page
    if page is not None:
        found = links.named_at(asked.desk.world, page, asked.offset)
        return None if found is None else found.symbol
    return links.declared_at(asked.desk.world, Source(asked.name, asked.text), asked.offset)


def definition(asked: Asked) -> Iterator[tuple[str, str, Span]]:
    """Give where the name at a place is defined: file, its text, the place."""
    symbol = _symbol(asked)
    for one in links.definitions(asked.desk.world, symbol) if symbol is not None else ():
        yield one.name, one.text, one.span


def references(asked: Asked, *, with_definition: bool) -> Iterator[tuple[str, str, Span]]:
    """Give where the name at a place is used: file, its text, the place."""
    symbol = _symbol(asked)
    if symbol is not None:
        in_cases = links.in_yaml(asked.desk.files(), symbol) if symbol.kind == "rule" else ()
        for one in (*links.references(asked.desk.world, symbol, with_definition=with_definition), *in_cases):
            yield one.name, one.text, one.span


def renaming(asked: Asked) -> lsp.Range | None:
    """Return the range of the name at a place when it can be given another."""
    found = _to_rename(asked)
    if found is None:
        return None
    length = len(found.symbol.name.rpartition(".")[2])
    return range_of(asked.measured, Span(found.span.end - length, found.span.end))


def _to_rename(asked: Asked) -> Named | None:
    page = asked.page
    found = None if page is None else links.named_at(asked.desk.world, page, asked.offset)
    return found if found is not None and found.symbol.kind in links.RENAMED else None


def rename(asked: Asked, new: str, measure: Callable[[str], Measured]) -> Mapping[str, list[lsp.TextEdit]]:
    """Return the edits by file.

    Raises:
        JsonRpcException: it cannot be renamed; says why.
    """
    found = _to_rename(asked)
    if found is None:
        raise _refused(Text("这里没有可以改名的名称", "nothing here can be renamed"), asked.language)
    edits = links.renamed(asked.desk.world, asked.desk.files(), found.symbol, new)
    if isinstance(edits, Text):
        raise _refused(edits, asked.language)
    return {name: list(_edits(places, new, measure)) for name, places in edits.items()}


def _refused(why: Text, language: Language) -> JsonRpcException:
    return JsonRpcException(why.of(language), code=int(lsp.LSPErrorCodes.RequestFailed))


def _edits(places: tuple[Spotted, ...], new: str, measure: Callable[[str], Measured]) -> Iterator[lsp.TextEdit]:
    measured = measure(places[0].text)
    for one in places:
        yield lsp.TextEdit(range_of(measured, one.span), new)


# ── the whole file ──────────────────────────────────────────────────────────


def formatting(name: str, text: str, measured: Measured) -> list[lsp.TextEdit] | None:
    """Return the edits that make a file canonical, line by line; nothing for one that cannot be read."""
    try:
        wanted = canonical(Source(name, text))
    except RulesRejectedError:
        return None
    old, new = text.splitlines(keepends=True), wanted.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        lsp.TextEdit(range_of(measured, Span(starts[i], starts[j])), "".join(new[k:m]))
        for kind, i, j, k, m in changes
        if kind != "equal"
    ]


def symbols(page: Page, measured: Measured) -> list[lsp.DocumentSymbol]:
    """Return the items of a file for the editor's outline."""
    kinds = {"let": lsp.SymbolKind.Constant, "pattern": lsp.SymbolKind.String, "rule": lsp.SymbolKind.Class}
    found: list[lsp.DocumentSymbol] = []
    for item in page.items:
        if not item.name:
            continue
        tokens = page.tokens
        whole = range_of(measured, Span(tokens[item.first].start, tokens[item.last - 1].end))
        name = range_of(measured, Span(tokens[item.at].start, tokens[item.at].end))
        title = next((one.inside for one in tokens[item.first : item.body] if one.kind == "string"), "")
        shown = visible(title) if item.kind == "rule" else None
        found.append(lsp.DocumentSymbol(item.name, kinds[item.kind], whole, name, detail=shown))
    return found


def lenses(
    page: Page, measured: Measured, command: str, uri: str, ran: Mapping[str, Ran], language: Language
) -> list[lsp.CodeLens]:
    """Return for each rule a line that runs its cases, with what they answered the last time."""
    found: list[lsp.CodeLens] = []
    for item in page.items:
        if item.kind == "rule" and item.name:
            rule = f"{page.topic}.{item.name}"
            token = page.tokens[item.at]
            title = _lens_title(ran.get(rule), language)
            called = lsp.Command(title, command, arguments=[uri, rule])
            found.append(lsp.CodeLens(range_of(measured, Span(token.start, token.end)), called))
    return found


def _lens_title(ran: Ran | None, language: Language) -> str:
    if ran is None:
        return Text("▶ 运行用例", "▶ run cases").of(language)
    return f"{'✓' if ran.good else '✗'} {ran.brief.of(language)}"
