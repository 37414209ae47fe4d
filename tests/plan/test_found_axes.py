"""Rules over matches are settled where nothing of them applies, and left to the evaluator where something does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji import api
from gouji.cli.packs import files_of

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "rules" / "cn-disclosure"
CLEAN = SHIPPED / "cases" / "bases" / "clean-2024.json"

PLAIN = "for m in matches of told in document\ncheck m.n agrees requests[received, total]"
DEFAULTS = "for m in matches of told in document\ncheck m.again ?? m.n agrees requests[received, total]"
GUARDED = (
    'for m in matches of told in document where m.again ?? m.n > 0 and contains(m.text, "共")\n'
    "check m.n agrees requests[received, total]"
)
ROWS = (
    "for r in requests.rows only (received, carried_in)\n"
    'for m in matches of told in document where contains(m.text, "共")\n'
    "check m.n agrees requests[r, total]"
)
PARTS = (
    'for p in parts of section.overview where contains(p.heading, "申请公开")\nfor m in matches of told in p.text\n'
    "check m.n agrees requests[received, total]"
)
LAST_YEAR = "for m in matches of told in document\nrequires prior\ncheck m.n agrees prior.requests[received, total]"
EITHER_YEAR = (
    "for m in matches of told in document\n"
    "check m.n agrees requests[received, total] or m.n agrees prior.requests[received, total]"
)
SUPERIOR = (
    'when parent.agency.scope = "aggregate" and requests[received, total] > 0\n'
    "check requests[received, total] ≤ parent.requests[received, total]"
)


def pack_of(clauses: str) -> api.Pack:
    """The vocabulary of the annual report with one pattern and one rule."""
    shared = files_of(SHIPPED)
    pattern = "pattern told = /[全共]收到申请{n: count}件(?:,又称{again: count}件)?/"
    rule = f'rule told "所述" en "as told" {{\ngrade warning\nbasis practice "无" en "none"\n{clauses}\n}}'
    title_page = (ROOT / "benchmarks" / "workload" / "pack.yaml").read_bytes()
    kept = {name: shared[name] for name in ("vocabulary.yaml", "sources.yaml")}
    return api.load_pack({**kept, "pack.yaml": title_page, "told.rules": f"{pattern}\n{rule}".encode()})


def report_saying(text: str) -> bytes:
    """The clean report, with a text for what it says of requests."""
    report = json.loads(CLEAN.read_bytes())
    report["sections"][0]["parts"][1]["text"] = text
    return json.dumps(report, ensure_ascii=False).encode()


NOTHING, FULL, COMMON, TWICE = "工作平稳。", "全收到申请25件。", "共收到申请25件。", "共收到申请25件,又称24件。"
SETTLED = [
    ("no match", PLAIN, NOTHING),
    ("a match that is as it should be", PLAIN, FULL),
    ("no match of a rule with a default", DEFAULTS, NOTHING),
    ("no match that one plain condition lets in, whatever the other says", GUARDED, FULL),
    ("no match for any row", ROWS, FULL),
    ("no part of that heading with a match", PARTS, NOTHING),
    ("no match that is held against last year", LAST_YEAR, NOTHING),
    ("a match that waits for last year's report", LAST_YEAR, FULL),
    ("no match that is held against either year", EITHER_YEAR, NOTHING),
    ("a rule that asks first what the superior's report is", SUPERIOR, NOTHING),
]
OPEN = [
    ("a default", DEFAULTS, FULL),
    ("a condition with a default", GUARDED, COMMON),
    ("a default that is not needed", DEFAULTS, TWICE),
    ("one of two rows has another number", ROWS, COMMON),
    ("the number of one of two years", EITHER_YEAR, FULL),
]


def same(pack: api.Pack, content: bytes) -> None:
    document = api.open_document("r.json", content, pack)
    assert isinstance(document, api.Document)
    quick, explained = api.check_document(document, pack), api.check_document(document, pack, everything=True)
    assert (quick.counts, quick.planned, quick.rules_without_instance) == (
        explained.counts, explained.planned, explained.rules_without_instance
    )  # fmt: skip
    assert quick.lacking == explained.lacking
    listed = (one for one in explained.instances if one.status not in ("pass", "not_applicable"))
    assert quick.instances == tuple(one for one in listed if one.reason != "no_peer_document")


@pytest.mark.parametrize(("clauses", "text"), [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_what_does_not_apply_or_passes_needs_no_evaluator(clauses: str, text: str) -> None:
    pack, content = pack_of(clauses), report_saying(text)
    settled = pack.fast.settle(content)
    assert settled is not None
    assert settled.instances == ()
    same(pack, content)


@pytest.mark.parametrize(("clauses", "text"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_what_has_no_plain_form_is_answered_as_the_evaluator_answers(clauses: str, text: str) -> None:
    same(pack_of(clauses), report_saying(text))
