"""A loaded report: sections with their text, tables with the cells that are present, and what could not be read.

Values only; where a value stands in the report JSON is derivable from its name (`pointer_of_cell`).
Whether a table, row or cell ought to exist, and what its raw text means as a number, is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from gouji.diagnostics import Text
from gouji.findings import Place
from gouji.record import Record

Raw = int | Decimal | str | None
"""A cell as it stands: a number, the raw text of anything that is not plainly one, or `None` for printed empty."""

NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})

CellKey = tuple[str, str]
"""Row id and column id."""


class Defect(Record, frozen=True):
    """Something of a document that could not be read; `pointer` is the JSON pointer that it concerns ("" for all)."""

    code: str
    pointer: str
    message: Text
    place: Place | None = None


class Agency(Record, frozen=True):
    """The reporting body; what is not stated is `None`."""

    name: str | None = None
    region: str | None = None
    level: str | None = None
    scope: str | None = None


class Part(Record, frozen=True):
    """A numbered part of a section."""

    ordinal: str | None
    heading: str | None
    text: str | None


class ReportSection(Record, frozen=True):
    """A section as found, in document order; `id` is `None` when the heading is not one of the form's."""

    id: str | None
    ordinal: str | None
    heading: str | None
    text: str | None
    parts: tuple[Part, ...] = ()


class Attachment(Record, frozen=True):
    """A file that the report refers to."""

    name: str | None
    url: str | None


class Report(Record, frozen=True):
    """One report. `tables` holds the present cells only: a key that is missing is a cell that is absent.

    `doubts` say by JSON pointer what the reader of the document doubts; they hold for everything below it.
    """

    kind: str
    format: str | None
    year: int | None
    agency: Agency
    title: str | None
    published: str | None
    preamble: str | None
    sections: tuple[ReportSection, ...]
    formats: Mapping[str, str]
    tables: Mapping[str, Mapping[CellKey, Raw]]
    closing: str | None
    attachments: tuple[Attachment, ...]
    defects: tuple[Defect, ...]
    doubts: Mapping[str, tuple[str, ...]] = NOTHING

    def format_of_table(self, table_id: str) -> str | None:
        """Return the format that a table follows: its own, else the report's."""
        return self.formats.get(table_id, self.format)


class Unloadable(Record, frozen=True):
    """A report JSON that could not be loaded; `defects` is never empty."""

    name: str
    defects: tuple[Defect, ...]


Loaded = Report | Unloadable


def pointer_of(*steps: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of the steps from the root."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps])


def pointer_of_table(table_id: str) -> str:
    """Return the JSON pointer of a table."""
    return pointer_of("tables", table_id)


def pointer_of_cell(table_id: str, row_id: str, column_id: str) -> str:
    """Return the JSON pointer of a cell: a dotted row id is a path."""
    return pointer_of("tables", table_id, *row_id.split("."), column_id)
