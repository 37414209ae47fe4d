"""Synthetic reports of the 2021 form: exact JSON bytes, about a third of them with one fault.

A seed enters, reports leave; the same seed gives the same bytes.
Texts are ours and have the length that real reports of small agencies have.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any, Final

COLUMNS: Final = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organisation")
LEAVES: Final = (
    "granted", "partly_granted",
    "refused.state_secret", "refused.other_law", "refused.security_and_stability", "refused.third_party",
    "refused.internal_affairs", "refused.deliberative", "refused.enforcement_file", "refused.query",
    "unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear",
    "not_processed.petition", "not_processed.repeated", "not_processed.publication", "not_processed.excessive",
    "not_processed.reissue",
    "other.not_corrected", "other.fee_unpaid", "other.miscellaneous",
)  # fmt: skip
REMEDIES: Final = ("review", "direct_suit", "suit_after_review")
SECTIONS: Final = (
    ("overview", "一", "总体情况"),
    ("disclosure", "二", "主动公开政府信息情况"),
    ("requests", "三", "收到和处理政府信息公开申请情况"),
    ("remedies", "四", "政府信息公开行政复议、行政诉讼情况"),
    ("improvement", "五", "存在的主要问题及改进情况"),
    ("other", "六", "其他需要报告的事项"),
)
FAULTS: Final = ("cell", "period", "heading", "fee")

Json = dict[str, Any]


def reports(number: int, seed: int = 20211231, faulty: float = 0.3) -> Iterator[bytes]:
    """Yield that many report JSONs as bytes."""
    chance = random.Random(seed)
    for index in range(number):
        report = _clean(chance, index)
        if chance.random() < faulty:
            _spoil(report, chance)
        yield json.dumps(report, ensure_ascii=False).encode()


def _clean(chance: random.Random, index: int) -> Json:
    requests = _requests(chance)
    received = requests["received"]["total"]
    return {
        "kind": "cn-disclosure/annual-report",
        "format": "2021",
        "year": 2023,
        "agency": {"name": f"示例县第{index}局", "level": "county", "scope": "own"},
        "title": f"示例县第{index}局2023年政府信息公开工作年度报告",
        "preamble": _PREAMBLE,
        "sections": [_section(*names, received) for names in SECTIONS],
        "formats": {"disclosure": "2021", "requests": "2021", "remedies": "2021"},
        "tables": {"disclosure": _disclosure(chance), "requests": requests, "remedies": _remedies(chance)},
        "closing": "如对本报告有疑问，请与示例县政府信息公开工作机构联系。",
    }


_PREAMBLE: Final = (
    "根据《中华人民共和国政府信息公开条例》要求编制本报告。全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。"
    "本报告中所列数据的统计期限为2023年1月1日至2023年12月31日。"
)
_PROSE: Final = {
    "overview": (
        "2023年，本机关认真贯彻落实条例，及时公开机构职能、政策文件、财政预决算等信息，全年通过门户网站主动公开信息。"
        "健全申请办理流程，规范答复文书，全年共收到政府信息公开申请{received}件，均按期办理。"
        "落实信息发布审核制度，做到先审查、后公开。加强政府网站和政务新媒体的日常维护，定期检查栏目更新情况。"
        "将政府信息公开纳入年度考核，接受社会评议，全年未发生责任追究情形。"
    ),
    "improvement": (
        "存在的主要问题：一是个别答复在行政复议中被纠正；二是解读形式还不够丰富。"
        "改进情况：组织答复质量培训两次，修订公开指南；丰富图解、视频等解读形式，回应群众关切。"
    ),
    "other": "本年度发出收费通知0件，未收取信息处理费。",
}


def _section(name: str, ordinal: str, heading: str, received: int) -> Json:
    section: Json = {"id": name, "ordinal": ordinal, "heading": f"{ordinal}、{heading}"}
    if name in _PROSE:
        section["text"] = _PROSE[name].format(received=received)
    return section


def _disclosure(chance: random.Random) -> Json:
    return {
        "regulations": {"issued": 0, "repealed": 0, "in_force": 0},
        "normative_documents": {
            "issued": chance.randrange(20),
            "repealed": chance.randrange(10),
            "in_force": 20 + chance.randrange(200),
        },
        "licences": {"decisions": chance.randrange(3000)},
        "penalties": {"decisions": chance.randrange(500)},
        "coercion": {"decisions": chance.randrange(50)},
        "fees": {"amount": chance.randrange(10_000)},
    }


def _row(chance: random.Random, most: int) -> dict[str, int]:
    row = {column: chance.randrange(most) if chance.random() < 0.4 else 0 for column in COLUMNS}
    return {**row, "total": sum(row.values())}


def _requests(chance: random.Random) -> Json:
    leaves = {leaf: _row(chance, 30) for leaf in LEAVES}
    total = {column: sum(row[column] for row in leaves.values()) for column in (*COLUMNS, "total")}
    carried_in = {column: min(chance.randrange(5), total[column]) for column in COLUMNS}
    carried_in["total"] = sum(carried_in.values())
    carried_out = _row(chance, 6)
    received = {c: total[c] + carried_out[c] - carried_in[c] for c in (*COLUMNS, "total")}
    closed: Json = {}
    for leaf, row in leaves.items():
        target = closed
        *groups, last = leaf.split(".")
        for group in groups:
            target = target.setdefault(group, {})
        target[last] = row
    closed["total"] = total
    return {"received": received, "carried_in": carried_in, "closed": closed, "carried_out": carried_out}


def _remedies(chance: random.Random) -> Json:
    def row() -> dict[str, int]:
        counts = {column: chance.randrange(4) for column in ("upheld", "corrected", "other", "pending")}
        return {**counts, "total": sum(counts.values())}

    return {name: row() for name in REMEDIES}


def _spoil(report: Json, chance: random.Random) -> None:
    match chance.choice(FAULTS):
        case "cell":
            report["tables"]["requests"]["closed"]["granted"][chance.choice(COLUMNS)] += 1 + chance.randrange(9)
        case "period":
            report["preamble"] = report["preamble"].replace("2023年12月31日", "2022年12月31日")
        case "heading":
            report["sections"][chance.randrange(6)]["ordinal"] = "七"
        case _:
            report["sections"][5]["text"] = "本年度无其他情况。"
