"""What is no value but can be looked at: tables, sections, whole reports, and what the vocabulary names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gouji.check import core
from gouji.diagnostics import Language
from gouji.evaluate.scope import Scope, document_at, element_id
from gouji.facts import cells, search, texts
from gouji.facts.gather import report_format, table_format
from gouji.facts.model import Facts, Missing
from gouji.patterns.holes import HoleValue, NoValue, StatedDate, StatedNumber
from gouji.render.page import Block, Grid, Line, Piece, line
from gouji.render.words import DOUBT, REASON
from gouji.trying import wording
from gouji.values import render_exact
from gouji.vocabulary.model import Table
from gouji.vocabulary.queries import heading_of, printed_name

_MOST_TEXT: Final = 600


def page(node: core.TheTable | core.TheSection | core.TheDocument, scope: Scope, language: Language) -> Iterator[Block]:
    """Give a table, section or report of which nothing in particular was asked."""
    facts = document_at(scope, node.document)
    if facts is None:
        yield line(wording.NOT_GIVEN.of(language), "warning")
        return
    match node:
        case core.TheTable():
            table = facts.vocabulary.table(node.table)
            if table is not None:
                yield from table_page(facts, table, language)
        case core.TheSection():
            yield from _section(facts, element_id(scope, node.section), language)
        case core.TheDocument():
            yield from metadata_page(facts, language)


# ── tables ──────────────────────────────────────────────────────────────────


def table_page(facts: Facts, table: Table, language: Language) -> Iterator[Block]:
    """Give a table as it is printed in the report, with the ids that rules use for its rows and columns."""
    yield Line(((table.id, "strong"), (f"  {_title(table, language)}", "plain")))
    if not cells.table_exists(facts, table.id):
        yield line(wording.NOT_THERE.of(language), "warning", 2)
        return
    form = table_format(facts, table.id)
    columns = [
        one
        for one in table.lines("column", form)
        if any(table.has_cell(row.id, one.id, form) for row in table.lines("row", form))
    ]
    rows: tuple[tuple[Piece, ...], ...] = tuple(
        (
            (row.id, "strong"),
            (printed_name(table, row, form) if language == "zh" else row.labels.of(language), "plain"),
            *(_cell(facts, table, row.id, column.id) for column in columns),
        )
        for row in table.lines("row", form)
    )
    yield Grid(("", "", *(one.id for one in columns)), rows, (1,))
    for one in columns:
        label = printed_name(table, one, form) if language == "zh" else one.labels.of(language)
        yield Line(((one.id, "strong"), (f"  {label}", "plain")), 2)


def _title(table: Table, language: Language) -> str:
    return f"{table.caption}  {table.labels.of(language)}".strip()


def _cell(facts: Facts, table: Table, row: str, column: str) -> Piece:
    if not cells.prescribed(facts, table.id, row, column):
        return ("", "plain")
    cell = cells.cell(facts, table.id, row, column)
    if cell.raw is None:
        return ("—", "error")
    shown = cell.raw if cell.raw.strip() else "␣"
    return (f"{shown} ?", "warning") if cell.doubts else (shown, "plain")


def tables_page(facts: Facts, language: Language) -> Iterator[Block]:
    """Give the tables of the form."""
    for one in facts.vocabulary.tables:
        missing = () if cells.table_exists(facts, one.id) else ((f"  {wording.NOT_THERE.of(language)}", "warning"),)
        yield Line(((one.id, "strong"), (f"  {_title(one, language)}", "plain"), *missing))


# ── sections and mentions ───────────────────────────────────────────────────


def _section(facts: Facts, section_id: str, language: Language) -> Iterator[Block]:
    found = texts.found_section(facts, section_id)
    yield from _section_line(facts, section_id, language)
    if found is None:
        return
    text = texts.section_text(facts, section_id)
    if isinstance(text, Missing):
        yield line(_reason(text.reason, language), "warning", 2)
        return
    raw = text.raw
    for one in raw[:_MOST_TEXT].splitlines():
        yield line(one, "plain", 2)
    if len(raw) > _MOST_TEXT:
        yield line(
            f"…（{wording.characters(len(raw), language)}）" if language == "zh" else f"… ({len(raw)} characters)",
            "faint",
            2,
        )


def _section_line(facts: Facts, section_id: str, language: Language) -> Iterator[Block]:
    section = facts.vocabulary.section(section_id)
    found = texts.found_section(facts, section_id)
    if section is None:
        return
    form = heading_of(facts.vocabulary, section, report_format(facts))
    label = form if language == "zh" else section.labels.of(language)
    state: Piece = (f"  {wording.NOT_THERE.of(language)}", "warning")
    if found is not None:
        printed = found[1].heading or ""
        state = ("", "plain") if printed == label else (f"  “{printed}”", "faint")
    yield Line(((f"section.{section_id}", "strong"), (f"  {label}", "plain"), state))


def sections_page(facts: Facts, language: Language) -> Iterator[Block]:
    """Give the sections of the form, and whether the report has them."""
    for one in facts.vocabulary.sections:
        yield from _section_line(facts, one.id, language)


def mentions_page(facts: Facts, language: Language) -> Iterator[Block]:
    """Give what the prose may mention, and how often it was found."""
    for one in facts.vocabulary.mentions:
        found = search.mentions(facts, one.id)
        count = _reason(found.reason, language) if isinstance(found, Missing) else f"×{len(found)}"
        yield Line(
            ((f"mentions.{one.id}", "strong"), (f"  {one.labels.of(language)}", "plain"), (f"  {count}", "faint"))
        )


def metadata_page(facts: Facts, language: Language) -> Iterator[Block]:
    """Give the facts about the report as a whole."""
    for one in facts.vocabulary.metadata:
        stated = texts.metadata(facts, one.name)
        value: Piece = (f"  {stated}", "strong")
        if isinstance(stated, Missing):
            value = (f"  {_reason(stated.reason, language)}", "warning")
        yield Line(((one.name, "strong"), (f"  {one.labels.of(language)}", "plain"), value))


def _reason(code: str, language: Language) -> str:
    return f"{REASON[code].of(language)} ({code})" if code in REASON else code


# ── words ───────────────────────────────────────────────────────────────────


def doubt_words(doubt: str, language: Language) -> str:
    """Return a doubt of the reader in words."""
    code, _, detail = doubt.partition(":")
    return (DOUBT[code].of(language) if code in DOUBT else code) + detail


def hole_words(value: HoleValue, language: Language) -> str:
    """Return what a hole read: a number, the range of one that is stated roughly, a date, or why nothing."""
    match value:
        case NoValue():
            listed = "、".join(render_exact(one) for one in value.candidates)
            return f"{_reason(value.reason, language)}  {listed}".rstrip()
        case StatedDate():
            return value.value.isoformat()
        case StatedNumber():
            if value.low == value.high:
                return render_exact(value.nominal)
            return f"{render_exact(value.low)}～{render_exact(value.high)}"


def named(lines: Iterable[tuple[str, str]], word: str, none: str) -> Iterator[Block]:
    """Give names with what they stand for, those that hold a word."""
    found = [(name, text) for name, text in lines if word.casefold() in f"{name} {text}".casefold()]
    for name, text in found:
        yield Line(((name, "strong"), (f"  {' '.join(text.split())[:_MOST_TEXT]}", "plain")), 0, 2)
    if not found:
        yield line(none, "faint")
