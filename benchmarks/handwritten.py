"""The peer: the 61 checks of the workload written by hand in plain Python, as fast as plain Python is without tricks.

JSON bytes enter, the names of the failing checks leave.
It is what a programmer would write who needs no evidence, no missing values, no other form and no law.
"""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

COLUMNS: Final = (
    "natural_person", "business", "research", "public_interest", "legal_service", "other_organisation", "total",
)  # fmt: skip
SECTIONS: Final = (
    ("overview", "一"), ("disclosure", "二"), ("requests", "三"),
    ("remedies", "四"), ("improvement", "五"), ("other", "六"),
)  # fmt: skip
_PERIOD: Final = re.compile(
    r"统计(?:期限?|周期|时限|时段|时间).{0,12}?(\d{4})年(\d{1,2})月(\d{1,2})日起?[,，]?(?:[至到]|[—~-]+)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
)
_FEE: Final = re.compile(r"(?:信息|公开)处理费|收费")
_RECEIVED: Final = re.compile(r"收到政府信息公开申请(\d+)件")

_decode: Final = msgspec.json.Decoder().decode


def check(content: bytes) -> list[str]:
    """Return the names of the checks that fail."""
    report: dict[str, Any] = _decode(content)
    tables = report["tables"]
    failed: list[str] = []
    _requests(tables["requests"], failed)
    _remedies(tables["remedies"], failed)
    for name, row in tables["disclosure"].items():
        for column, value in row.items():
            if type(value) is not int or value < 0:
                failed.append(f"disclosure.{name}.{column}")
    _prose(report, failed)
    return failed


def _requests(table: dict[str, Any], failed: list[str]) -> None:
    received, carried_in, carried_out = table["received"], table["carried_in"], table["carried_out"]
    closed = table["closed"]
    total = closed["total"]
    refused, unavailable, not_processed = closed["refused"], closed["unavailable"], closed["not_processed"]
    leaves = (
        closed["granted"], closed["partly_granted"],
        refused["state_secret"], refused["other_law"], refused["security_and_stability"], refused["third_party"],
        refused["internal_affairs"], refused["deliberative"], refused["enforcement_file"], refused["query"],
        unavailable["not_held"], unavailable["needs_creation"], unavailable["still_unclear"],
        not_processed["petition"], not_processed["repeated"], not_processed["publication"], not_processed["excessive"],
        not_processed["reissue"], *closed["other"].values(),
    )  # fmt: skip
    for column in COLUMNS:
        if received[column] + carried_in[column] != total[column] + carried_out[column]:
            failed.append(f"balance.{column}")
        if sum([row[column] for row in leaves]) != total[column]:
            failed.append(f"result_total.{column}")
    for index, row in enumerate((received, carried_in, *leaves, total, carried_out)):
        persons, business, research, public, legal, other, whole = row.values()
        if persons + business + research + public + legal + other != whole:
            failed.append(f"row_total.{index}")
        for value in row.values():
            if type(value) is not int or value < 0:
                failed.append(f"cell.{index}")


def _remedies(table: dict[str, Any], failed: list[str]) -> None:
    for name, row in table.items():
        if row["upheld"] + row["corrected"] + row["other"] + row["pending"] != row["total"]:
            failed.append(f"remedies.{name}")
        for value in row.values():
            if type(value) is not int or value < 0:
                failed.append(f"remedies.{name}.cell")


def _prose(report: dict[str, Any], failed: list[str]) -> None:
    sections = {section["id"]: section for section in report["sections"]}
    for name, ordinal in SECTIONS:
        section = sections.get(name)
        if section is None:
            failed.append(f"present.{name}")
        elif section["ordinal"] != ordinal:
            failed.append(f"ordinal.{name}")
    texts = [report["preamble"], *(section.get("text", "") for section in report["sections"])]
    year = report["year"]
    period = next((match for text in texts if (match := _PERIOD.search(text))), None)
    if period is None:
        failed.append("period.present")
    else:
        first, month, day, last, last_month, last_day = period.groups()
        begins = (int(first), int(month), int(day))
        ends = (int(last or first), int(last_month), int(last_day))
        if begins != (year, 1, 1) or ends != (year, 12, 31):
            failed.append("period.bounds")
    if not any(_FEE.search(text) for text in texts):
        failed.append("fee.present")
    stated = next((match for text in texts if (match := _RECEIVED.search(text))), None)
    if stated is not None and int(stated[1]) != report["tables"]["requests"]["received"]["total"]:
        failed.append("received")
