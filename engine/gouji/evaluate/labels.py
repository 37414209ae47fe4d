"""Names of operands for people, in every language of the pack: the words of the form, else the vocabulary's labels."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from gouji.facts.gather import table_format
from gouji.facts.model import Documents, Facts
from gouji.findings import Texts
from gouji.source import cited
from gouji.values import Labels
from gouji.vocabulary.queries import cell_label, cell_name, heading_of

_TEXTS: Final = {
    "document": ("全文", "the whole text"),
    "title": ("标题", "the title"),
    "preamble": ("引言", "the preamble"),
    "closing": ("结尾", "the closing"),
    "heading": ("标题", "heading"),
    "ordinal": ("序号", "ordinal"),
    "number": ("序号", "ordinal"),
    "position": ("位置", "position"),
    "text": ("正文", "text"),
    "section": ("章节", "section"),
}


def _kept(make: Callable[..., Texts]) -> Callable[..., Texts]:
    """Keep what is called the same in every report of a vocabulary."""

    @wraps(make)
    def made(facts: Facts, *names: str | None) -> Texts:
        key = (make, *names)
        known = facts.fixed.get(key)
        if not isinstance(known, dict):
            known = facts.fixed[key] = make(facts, *names)
        return known

    return made


def both(facts: Facts, zh: str, en: str) -> Texts:
    """Return a wording of the engine per language of the pack."""
    return {language: zh if language == "zh" else en for language in facts.vocabulary.languages}


def of_labels(facts: Facts, labels: Labels) -> Texts:
    """Return labels of the vocabulary per language of the pack."""
    return {language: labels.of(language) for language in facts.vocabulary.languages}


def of_cell(facts: Facts, table_id: str, row_id: str, column_id: str) -> Texts:
    """Return the name of a cell: in the pack's first language as the form prints it."""
    table = facts.vocabulary.table(table_id)
    row, column = (None, None) if table is None else (table.row(row_id), table.column(column_id))
    if table is None or row is None or column is None:
        return both(facts, f"{row_id} × {column_id}", f"{row_id} × {column_id}")
    first, *others = facts.vocabulary.languages
    shown = {first: cell_name(table, row, column, table_format(facts, table_id))}
    return {**shown, **{language: cell_label(row, column, language) for language in others}}


@_kept
def of_section(facts: Facts, section_id: str, field: str | None = None) -> Texts:
    """Return the name of a section, or of something of it."""
    section = facts.vocabulary.section(section_id)
    if section is None:
        return both(facts, section_id, section_id)
    first, *others = facts.vocabulary.languages
    own: dict[str, str] = {first: heading_of(facts.vocabulary, section)}
    own.update({language: section.labels.of(language) for language in others})
    if field is None:
        return own
    return {
        language: name + ("的" if language == "zh" else ": ") + of_text(facts, field)[language]
        for language, name in own.items()
    }


@_kept
def of_text(facts: Facts, what: str) -> Texts:
    """Return the name of a text or of a field of a heading."""
    zh, en = _TEXTS.get(what, (what, what))
    return both(facts, zh, en)


@_kept
def of_metadata(facts: Facts, name: str) -> Texts:
    """Return the name of a metadata field."""
    field = facts.vocabulary.metadata_field(name)
    return both(facts, name, name) if field is None else of_labels(facts, field.labels)


def of_quote(facts: Facts, text: str) -> Texts:
    """Return a piece of the report's text as a name of itself."""
    quote = f"“{cited(text)}”"
    return both(facts, quote, quote)


def from_document(documents: Documents, facts: Facts, labels: Texts) -> Texts:
    """Return the labels with the document named that they belong to; the checked report goes without saying."""
    if facts is documents.own:
        return labels
    if facts is documents.prior:
        lead = ("上年报告", "prior report")
    elif facts is documents.parent:
        lead = ("上级报告", "superior's report")
    elif facts is documents.further.get(("copy",)):
        lead = ("另一份文本", "the other copy")
    elif facts is documents.further.get(("earlier",)):
        lead = ("此前最近一份报告", "the report before")
    elif facts is documents.further.get(("listed",)):
        lead = ("清单所载", "as listed")
    else:
        name = facts.report.agency.name or facts.name
        lead = (name, name)
    return {
        language: (f"{lead[0]} {text}" if language == "zh" else f"{lead[1]}: {text}")
        for language, text in labels.items()
    }
