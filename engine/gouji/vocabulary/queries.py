"""Questions to a vocabulary: the unit, domain and blank policy of a cell, and the names of things for people.

Pure functions of the vocabulary; which report is being read is not known.
"""

from __future__ import annotations

from gouji.values import NUMBER, BlankPolicy, Domain, Unit
from gouji.vocabulary.model import Line, Section, Table, Vocabulary


def unit_of(vocabulary: Vocabulary, table: Table, row_id: str, column_id: str) -> Unit:
    """Return the unit of a cell: the nearest of cell, row, column, table; else the plain number."""
    cell, row, column = table.cell(row_id, column_id), table.row(row_id), table.column(column_id)
    for holder in (cell, row, column, table):
        if holder is not None and holder.unit is not None:
            return vocabulary.unit(holder.unit) or NUMBER
    return NUMBER


def domain_of(vocabulary: Vocabulary, table: Table, row_id: str, column_id: str) -> Domain:
    """Return the numbers that a cell can hold: the nearest of cell, row, column, unit."""
    cell, row, column = table.cell(row_id, column_id), table.row(row_id), table.column(column_id)
    for holder in (cell, row, column):
        if holder is not None and holder.domain is not None:
            return holder.domain
    return unit_of(vocabulary, table, row_id, column_id).domain


def blank_policy_of(vocabulary: Vocabulary, table: Table, row_id: str, column_id: str) -> BlankPolicy:
    """Return what a blank in a cell means: the nearest of cell, row, column, table, unit; else unknown."""
    cell, row, column = table.cell(row_id, column_id), table.row(row_id), table.column(column_id)
    unit = unit_of(vocabulary, table, row_id, column_id)
    for holder in (cell, row, column, table, unit):
        if holder is not None and holder.blank is not None:
            return holder.blank
    return BlankPolicy.UNKNOWN


def heading_of(vocabulary: Vocabulary, section: Section, format_id: str | None = None) -> str:
    """Return a section's heading as the form prints it, with its ordinal: `一、总体情况`."""
    ordinal = section.ordinal + vocabulary.ordinal_mark if section.ordinal else ""
    return ordinal + section.printed.of(format_id)


def headings_above(table: Table, line: Line, format_id: str | None = None) -> tuple[str, ...]:
    """Return the headings printed above a row or column, the outermost first.

    A heading that is the line's own words is none: the row is then all that its group has in that format.
    """
    own = line.printed.of(format_id)
    holding = [one for one in table.groups if one.axis == line.axis and one.printed is not None]
    above = sorted((one for one in holding if line.id in one.members), key=lambda one: -len(one.members))
    headings = (one.printed.of(format_id) for one in above if one.printed is not None)
    return tuple(heading for heading in headings if heading != own)


def printed_name(table: Table, line: Line, format_id: str | None = None) -> str:
    """Return how people find a row or column on the form: a row with the heading nearest above it, if it has one."""
    own = line.printed.of(format_id)
    above = headings_above(table, line, format_id)
    if line.axis == "column" or not above:
        return own
    return above[-1] + ("" if own.startswith("（") else " ") + own


def cell_name(table: Table, row: Line, column: Line, format_id: str | None = None) -> str:
    """Return a cell's name as the form prints it: `「一、本年新收政府信息公开申请数量」×「总计」`."""
    return f"「{printed_name(table, row, format_id)}」×「{printed_name(table, column, format_id)}」"


def cell_label(row: Line, column: Line, language: str) -> str:
    """Return a cell's name in a language: `requests received × total`."""
    return f"{row.labels.of(language)} × {column.labels.of(language)}"
