"""A small invented report kind for tests: two tables, four sections, one mention, two formats; and reports of it.

Nothing here is measured on any official form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from gouji.report.model import Agency, CellKey, Part, Raw, Report, ReportSection
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary

VOCABULARY = """\
kind: example/report
languages: [en]
label: {en: example report}
ordinal_mark: 、
placeholders: ["/", "-", 不适用]
formats:
  - {id: old, label: {en: old form}, first_year: 2019, last_year: 2020}
  - {id: new, label: {en: new form}, first_year: 2021}
units:
  - {id: 件, dimension: count, domain: natural, label: {en: cases}}
  - {id: 元, dimension: money, domain: nonnegative, label: {en: yuan}}
  - {id: 万元, dimension: money, scale: 10000, domain: nonnegative, label: {en: ten thousand yuan}}
metadata:
  - {name: year, kind: number, label: {en: year}}
  - {name: title, kind: text, label: {en: title}}
  - {name: published, kind: date, label: {en: published}}
  - name: format
    kind: enum
    label: {en: form}
    values: [{id: old, label: {en: old}}, {id: new, label: {en: new}}]
  - {name: agency.name, kind: text, label: {en: agency}}
  - name: agency.scope
    kind: enum
    label: {en: scope}
    values: [{id: own, label: {en: own}}, {id: whole, label: {en: whole}}]
sections:
  - {id: intro, ordinal: 一, printed: 概况, label: {en: survey}}
  - {id: flow_section, ordinal: 二, printed: 申请, label: {en: requests}}
  - {id: cost_section, ordinal: 三, printed: 费用, label: {en: costs}}
  - {id: rest, ordinal: 四, printed: 其他, label: {en: other}}
tables:
  - id: flow
    label: {en: requests}
    caption: 表一
    section: flow_section
    unit: 件
    blank: zero
    rows:
      - {id: received, printed: 新收, label: {en: received}}
      - {id: carried_in, printed: 上年结转, label: {en: carried in}}
      - {id: closed.granted, printed: 予以公开, label: {en: granted}}
      - {id: closed.refused.secret, printed: 国家秘密, label: {en: secret}}
      - {id: closed.refused.law, printed: 法律禁止, label: {en: law}}
      - {id: closed.left.undivided, printed: 其他处理, label: {en: otherwise}, formats: [old]}
      - {id: closed.left.unclear, printed: 不明确, label: {en: unclear}, formats: [new]}
      - {id: closed.left.repeated, printed: 重复, label: {en: repeated}, formats: [new]}
      - {id: closed.total, printed: 办理总计, label: {en: closed}, total: true, blank: unknown}
      - {id: carried_out, printed: 结转下年, label: {en: carried out}}
    columns:
      - {id: person, printed: 自然人, label: {en: persons}}
      - {id: firm, printed: 企业, label: {en: firms}}
      - {id: total, printed: 总计, label: {en: total}, total: true, blank: unknown}
    groups:
      - {id: closed, axis: row, printed: 办理结果, label: {en: closed}}
      - {id: closed.refused, axis: row, printed: 不予公开, label: {en: refused}}
      - {id: closed.left, axis: row, printed: 其他处理, label: {en: otherwise}}
  - id: costs
    label: {en: costs}
    caption: 表二
    section: cost_section
    rows:
      - {id: fees, printed: 收费, label: {en: fees}}
      - {id: fines, printed: 罚款, label: {en: fines}}
    columns:
      - {id: amount, printed: 金额, label: {en: amount}, unit: 万元}
      - {id: paid, printed: 实收, label: {en: paid}, unit: 元, blank: zero}
      - {id: share, printed: 占比, label: {en: share}, unit: "%"}
      - {id: change, printed: 增减, label: {en: change}, unit: 件, domain: integer}
    cells:
      - {row: fines, column: paid, blank: unknown}
mentions:
  - id: received_in_words
    label: {en: requests received}
    unit: 件
    patterns: ["收到申请{n: count}件", "新收{n: count}件"]
    unless: [上年]
    leave_out: [compared, part, filed]
    sections: [intro, rest]
"""


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the small world."""
    return load_vocabulary(VOCABULARY.encode(), "vocabulary.yaml")


Cells = Mapping[str, Mapping[str, int | str | None]]
"""Row id → column id → what is printed."""


def section(name: str | None, text: str | None = None, *parts: str, heading: str | None = None) -> ReportSection:
    """Return a section; each part is a text, and its heading is its number."""
    printed = heading if heading is not None else {"intro": "一、概况", "rest": "四、其他"}.get(name or "", "附、说明")
    ordinal = printed.partition("、")[0]
    found = tuple(Part(f"（{number}）", f"（{number}）", one) for number, one in zip("一二三四五", parts, strict=False))
    return ReportSection(name, ordinal, printed, text, found)


def report(
    tables: Mapping[str, Cells] | None = None,
    sections: Sequence[ReportSection] = (),
    *,
    year: int | None = 2021,
    form: str | None = None,
    formats: Mapping[str, str] | None = None,
    scope: str | None = "own",
    name: str | None = "甲局",
    title: str | None = "报告",
    published: str | None = "2022-01-20",
    preamble: str | None = None,
    closing: str | None = None,
) -> Report:
    """Return a report of the small world; a decimal number is given as text with a point."""
    return Report(
        kind="example/report",
        format=form,
        year=year,
        agency=Agency(name=name, scope=scope),
        title=title,
        published=published,
        preamble=preamble,
        sections=tuple(sections),
        formats=dict(formats or {}),
        tables={table: _cells(cells) for table, cells in (tables or {}).items()},
        closing=closing,
        attachments=(),
        defects=(),
    )


def _cells(cells: Cells) -> Mapping[CellKey, Raw]:
    return {(row, column): _raw(value) for row, columns in cells.items() for column, value in columns.items()}


def _raw(value: int | str | None) -> Raw:
    if isinstance(value, str) and value.count(".") == 1 and value.replace(".", "").isdecimal():
        return Decimal(value)
    return value
