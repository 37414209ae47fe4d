"""Benches for the tests: a small pack, and a report of it that can be changed; nothing is a test here."""

from __future__ import annotations

import json
from collections.abc import Mapping

from authoring.benches import files
from gouji.authoring.workshop import open_workshop
from gouji.diagnostics import Language, describe
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.findings import Place
from gouji.lsp.outline import page_of
from gouji.render.page import plain
from gouji.report.load import form_of, load
from gouji.report.model import Report
from gouji.trying.asking import answer
from gouji.trying.bench import Bench, Said, bench_of
from gouji.vocabulary.schema import schema_of

PACK = """\
let all_cases = sum(cases[*, total])

pattern handled = /办理了?{n: count}件/

rule row_total "各列之和等于合计" en "the columns sum to the total" {
  grade  error
  basis  derived "合计" en "the total"
  for    r in cases.rows
  check  cases[r, person] + cases[r, firm] = cases[r, total]
  fix    "核对该行" en "check this row"
}
"""
CLEAN: Mapping[str, object] = {
    "kind": "sample/report",
    "year": 2021,
    "title": "示例局2021年报告",
    "agency": {"name": "示例局"},
    "sections": [
        {"id": "handling", "heading": "一、办理情况", "ordinal": "一", "text": "本年办理了5件。另办理约40件。"}
    ],
    "tables": {
        "cases": {
            "received": {"person": 3, "firm": 2, "total": 5},
            "closed": {"person": 2, "firm": None, "total": 4},
        }
    },
}
PLACES = {"/tables/cases/received/total": Place(file="报告.txt", line=7)}


def bench(rules: str = PACK, report: Mapping[str, object] = CLEAN, language: Language = "zh") -> Bench:
    """The small pack and a report of it."""
    workshop = open_workshop(files(rules))
    form = form_of(schema_of(workshop.vocabulary))
    loaded = load(json.dumps(report).encode(), "report.json", form)
    assert isinstance(loaded, Report)
    facts = gather(loaded, workshop.vocabulary, loaded.doubts, places=PLACES, name="report.json")
    pages = {file.source.name: page_of(file.source.name, file.source.text) for file in workshop.trees}
    return bench_of(workshop, pages, Documents(facts), language)


def shown(said: Said) -> str:
    """What a person sees: what is wrong, then the page."""
    wrong = "".join(describe(one, said.bench.language) + "\n" for one in said.wrong)
    return wrong + plain(said.blocks)


def told(on: Bench, *typed: str) -> str:
    """What is answered to the last of several things typed."""
    said = Said(on)
    for text in typed:
        said = answer(said.bench, text)
    return shown(said)
