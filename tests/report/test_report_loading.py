"""A report JSON is loaded exactly or refused with code, pointer, place and plain words."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.report.build import canonical_json, report_hash
from gouji.report.codes import CODES
from gouji.report.load import Form, form_of, load
from gouji.report.model import Report, Unloadable, pointer_of_cell
from gouji.source import Source
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.schema import schema_of

PACK = Path(__file__).parents[2] / "rules" / "cn-disclosure"
KIND = '"kind": "cn-disclosure/annual-report"'


def disclosure_form() -> Form:
    """Return the form of the Chinese annual report."""
    return form_of(schema_of(load_vocabulary((PACK / "vocabulary.yaml").read_bytes(), "vocabulary.yaml")))


FORM = disclosure_form()


def _with(rest: str) -> bytes:
    """Return the bytes of a report that goes on so after its kind."""
    return ("{" + KIND + ",\n" + rest).encode()


REPORT = f"""{{
  {KIND}, "format": "2021", "year": 2021,
  "agency": {{"name": "北仑区人民政府办公室", "region": "330206", "level": "county", "scope": "own"}},
  "title": "年度报告", "published": "2022-01-20", "preamble": "本年度报告…",
  "sections": [
    {{"id": "overview", "ordinal": "一", "heading": "一、总体情况", "text": "…",
      "parts": [{{"ordinal": "（一）", "heading": "主动公开", "text": "…"}}]}},
    {{"heading": "七、附录"}}
  ],
  "formats": {{"requests": "2019"}},
  "tables": {{
    "requests": {{"received": {{"natural_person": 27, "business": null, "total": "3 1"}},
                 "closed": {{"refused": {{"state_secret": {{"natural_person": -1}}}}}}}},
    "disclosure": {{"fees": {{"amount": 59237.2449}}}}
  }},
  "closing": "如有疑问…", "attachments": [{{"name": "附件.pdf"}}],
  "defects": [{{"code": "I101", "pointer": "/tables/remedies", "message": {{"zh": "表四是图片", "en": "an image"}},
               "place": {{"file": "a.html", "table": 3, "row": 1, "column": 2, "box": [0, 1.5, 2, 3]}}}}]
}}""".encode()


def loaded(content: bytes) -> Report:
    report = load(content, "report.json", FORM)
    assert isinstance(report, Report), report
    return report


def test_a_report_states_its_present_cells_as_they_stand() -> None:
    report = loaded(REPORT)
    assert report.tables == {
        "requests": {
            ("received", "natural_person"): 27,
            ("received", "business"): None,
            ("received", "total"): "3 1",
            ("closed.refused.state_secret", "natural_person"): -1,
        },
        "disclosure": {("fees", "amount"): Decimal("59237.2449")},
    }
    assert (report.year, report.agency.level, report.published) == (2021, "county", "2022-01-20")
    assert [section.id for section in report.sections] == ["overview", None]
    assert report.sections[0].parts[0].heading == "主动公开"
    assert (report.format_of_table("requests"), report.format_of_table("remedies")) == ("2019", "2021")
    assert report.defects[0].place is not None
    assert (report.defects[0].place.table_row, report.defects[0].place.table_column) == (1, 2)
    assert report.defects[0].place.box == ("0", "1.5", "2", "3")


def test_what_is_not_stated_is_absent() -> None:
    report = loaded(b"{" + KIND.encode() + b"}")
    assert (report.year, report.agency.name, report.sections, report.tables) == (None, None, (), {})


def test_every_cell_has_its_pointer() -> None:
    pointer = pointer_of_cell("requests", "closed.refused.state_secret", "total")
    assert pointer == "/tables/requests/closed/refused/state_secret/total"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf{" + KIND.encode() + b"}",
        b"{" + KIND.encode() + b', "year": 2021.0}',
        b"{" + KIND.encode() + b', "title": "\\ud83d\\ude00"}',
        b"{" + KIND.encode() + b', "tables": {"requests": {}}}',
        b"{" + KIND.encode() + b', "defects": [{"code": "X", "message": "m"}]}',
        b"{" + KIND.encode() + b', "tables": {"disclosure": {"fees": {"amount": 1e2}}}}',
    ],
    ids=["byte order mark", "whole decimal year", "escaped pair", "empty table", "plain message", "exponent"],
)
def test_unusual_but_right_json_is_loaded(content: bytes) -> None:
    assert isinstance(load(content, "report.json", FORM), Report)


# The bytes, the code, the pointer, and how the text begins at the place that is named.
REFUSED = [
    (b"", "D102", "", None),
    (b" \n", "D102", "", None),
    (b"\x00\x01\x02\xff\xfe", "D103", "", "\ufffd"),
    ('{"kind": "甲"}'.encode("gb18030"), "D103", "", '\ufffd\ufffd"}'),
    ('{"kind": "甲"}'.encode("utf-16"), "D103", "", "\ufffd\ufffd{"),
    (_with('"year": '), "D104", "", ""),
    (b'{"kind": "cn', "D104", "", '"cn'),
    (b'{"kind" 1}', "D104", "", "1}"),
    (b"{} {}", "D104", "", "{}"),
    (b"[" * 10_000, "D105", "", "["),
    (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "D105", "", "{"),
    (_with('"year": 1,\n"year": 2}'), "D106", "/year", '"year": 2'),
    (b'{"agency": {"name": "", "n\\u0061me": ""}}', "D106", "/agency/name", '"n\\u0061me"'),
    (b'{"year": NaN}', "D107", "/year", "NaN"),
    (b'{"year": -Infinity}', "D107", "/year", "-Infinity"),
    (b'{"year": 1e400}', "D108", "/year", "1e400"),
    (b'{"year": 1e-400}', "D108", "/year", "1e-400"),
    (b'{"year": 1e999999999999999999999}', "D108", "/year", "1e99"),
    (b'{"year": ' + b"9" * 10_000 + b"}", "D108", "/year", "999"),
    (_with('"title": "\\ud800"}'), "D109", "/title", '"\\ud800"'),
    (b"[" + b"[]," * 500_001, "D112", "", None),
    (b"[1]", "D110", "", None),
    (b"null", "D110", "", None),
    (b'{"kind": "us-foia/annual-report"}', "D111", "/kind", '"us-foia'),
    (b'{"kind": 3}', "D111", "/kind", "3"),
    (b'{"year": 2021}', "D111", "", "{"),
    (_with('"yaer": 2021}'), "D201", "/yaer", '"yaer"'),
    (_with('"tables": {"requests": {"received": {"totl": 3}}}}'), "D201", "/tables/requests/received/totl", '"totl"'),
    (_with('"defects": [{"code": "X"}]}'), "D202", "/defects/0", '{"code"'),
    (_with('"year": "2021"}'), "D203", "/year", '"2021"'),
    (_with('"year": 2021.5}'), "D203", "/year", "2021.5"),
    (_with('"year": true}'), "D203", "/year", "true"),
    (_with('"tables": {"requests": {"received": 3}}}'), "D203", "/tables/requests/received", "3"),
    (_with('"tables": {"remedies": {"review": {"total": []}}}}'), "D203", "/tables/remedies/review/total", "[]"),
    (_with('"sections": [{}, {"id": "x"}]}'), "D204", "/sections/1/id", '"x"'),
    (_with('"formats": {"requests": 2021}}'), "D204", "/formats/requests", "2021"),
    (_with('"published": "2022年"}'), "D205", "/published", '"2022年"'),
    (_with('"published": "2022-01-20\\n"}'), "D205", "/published", '"2022-01-20'),
    (_with('"defects": [{"code": "X", "message": "", "place": {"box": [7]}}]}'), "D206", "/defects/0/place/box", "[7]"),
]


@pytest.mark.parametrize(
    ("content", "code", "pointer", "there"), REFUSED, ids=[f"{n}-{one[1]}" for n, one in enumerate(REFUSED)]
)
def test_what_cannot_be_loaded_is_one_defect_with_its_place(
    content: bytes, code: str, pointer: str, there: str | None
) -> None:
    refused = load(content, "report.json", FORM)
    assert isinstance(refused, Unloadable)
    [defect] = refused.defects
    assert (defect.code, defect.pointer) == (code, pointer)
    assert defect.message.zh != defect.message.en
    if there is None:
        assert defect.place is None
    else:
        assert defect.place is not None
        source = Source("report.json", content.decode("utf-8", "replace"))
        assert source.text[source.offset(defect.place.line or 0, defect.place.column or 0) :].startswith(there)


def test_a_file_over_the_limit_is_refused_unread() -> None:
    refused = load(b" " * 1001, "report.json", FORM, max_bytes=1000)
    assert [one.code for one in refused.defects] == ["D101"]


def test_a_gb18030_file_is_told_so() -> None:
    refused = load('{"kind": "报告"}'.encode("gb18030"), "report.json", FORM)
    assert "GB18030" in refused.defects[0].message.zh


def test_all_defects_come_at_once_in_order_of_the_text_and_the_nearest_key_is_named() -> None:
    content = "{" + KIND + ',\n"yaer": 2021,\n"agency": {"level": "镇"},\n"year": "x"}'
    refused = load(content.encode(), "report.json", FORM)
    assert [(one.code, one.pointer) for one in refused.defects] == [
        ("D201", "/yaer"),
        ("D204", "/agency/level"),
        ("D203", "/year"),
    ]
    assert refused.defects[0].message.en == "unknown key `yaer`, did you mean `year`?"
    assert refused.defects[2].message.zh == "此处是文字，应为整数"


def test_a_hostile_number_of_defects_is_cut() -> None:
    sections = ",".join('{"id": 1}' for _ in range(1000))
    refused = load(("{" + KIND + f', "sections": [{sections}]' + "}").encode(), "report.json", FORM)
    assert (len(refused.defects), refused.defects[-1].code) == (101, "D207")


def test_every_code_is_triggered_by_some_example() -> None:
    assert {one[1] for one in REFUSED} | {"D101", "D207"} == set(CODES)


def test_a_good_report_never_imports_jsonschema() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_report_loading as t; t.loaded(t.REPORT)\n"
        "sys.exit('jsonschema' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parent)]
    assert subprocess.run(command, check=False).returncode == 0  # ourselves


def test_the_canonical_json_reads_back_as_the_same_report() -> None:
    report = loaded(REPORT)
    assert loaded(canonical_json(report)) == report
    assert canonical_json(loaded(canonical_json(report))) == canonical_json(report)


def test_the_hash_does_not_depend_on_order_or_white_space() -> None:
    one = b"{" + KIND.encode() + b', "year": 2021, "tables": {"requests": {"received": {"total": 1, "business": 2}}}}'
    two = b'{"tables":{"requests":{"received":{"business":2,"total":1}}},"year":2021,' + KIND.encode() + b"}"
    other = two.replace(b"2021", b"2022")
    assert report_hash(loaded(one)) == report_hash(loaded(two))
    assert report_hash(loaded(one)) != report_hash(loaded(other))


@given(st.binary(max_size=120) | st.text(alphabet='{}[]",:\\ud80a1e-.N\n tru', max_size=60).map(str.encode))
def test_any_bytes_are_loaded_or_refused_and_never_crash(content: bytes) -> None:
    result = load(content, "any.json", FORM)
    assert isinstance(result, Report) or result.defects


@given(st.integers(0, len(REPORT) - 1), st.binary(max_size=3))
def test_a_report_with_bytes_put_into_it_is_loaded_or_refused(at: int, put: bytes) -> None:
    result = load(REPORT[:at] + put + REPORT[at + 1 :], "any.json", FORM)
    assert isinstance(result, Report) or result.defects
