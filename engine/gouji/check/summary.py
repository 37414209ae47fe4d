"""What a rule speaks of, read off its core trees: the section to list it under, the cells that must be prescribed."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.check import core as c
from gouji.check.walk import cells_named, nodes
from gouji.vocabulary.model import Vocabulary


def section_of(vocabulary: Vocabulary, roots: Iterable[c.Node]) -> str | None:
    """Return the section of the first table, section or mention of one section that some trees speak of."""
    for node in nodes(*roots):
        match node:
            case c.CellAt(table=table_id) | c.CellVector(table=table_id) | c.TheTable(table=table_id):
                section = _of_table(vocabulary, table_id)
            case c.LinesAxis(table=table_id):
                section = _of_table(vocabulary, table_id)
            case c.SectionField(section=c.Id(id=one)) | c.TheSection(section=c.Id(id=one)):
                section = one
            case c.PartsAxis(section=c.Id(id=one)):
                section = one
            case c.MentionsAxis(mention=mention_id):
                section = _of_mention(vocabulary, mention_id)
            case _:
                section = None
        if section is not None:
            return section
    return None


def _of_table(vocabulary: Vocabulary, table_id: str) -> str | None:
    table = vocabulary.table(table_id)
    return None if table is None else table.section


def _of_mention(vocabulary: Vocabulary, mention_id: str) -> str | None:
    mention = vocabulary.mention(mention_id)
    return mention.sections[0] if mention is not None and len(mention.sections) == 1 else None


def cells_of(conditions: Iterable[c.Node]) -> tuple[c.CellAt, ...]:
    """Return the single cells that conditions name by ids and by the variables of `for`, each once."""
    return cells_named(*conditions)
