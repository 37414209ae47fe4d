"""Disclosure reports for the laws: the clean base reports of the pack's cases, with anything done to them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

BASES = Path(__file__).resolve().parents[2] / "rules" / "cn-disclosure" / "cases" / "bases"
CLEAN = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(BASES.glob("clean-*.json"))}

Json = dict[str, Any]
Path_ = tuple[str, ...]


def cell_paths(report: Json) -> list[Path_]:
    """Every cell of a report, as the path of its keys below `tables`."""

    def below(node: Any, path: Path_) -> list[Path_]:
        if not isinstance(node, dict):
            return [path]
        return [found for key, inner in node.items() for found in below(inner, (*path, key))]

    return below(report["tables"], ())


def with_cell(report: Json, path: Path_, value: Any) -> Json:
    """The same report with another cell; `...` takes the cell out."""
    changed = copy.deepcopy(report)
    holder: Any = changed["tables"]
    for step in path[:-1]:
        holder = holder[step]
    if value is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return changed


def cell_of(report: Json, path: Path_) -> Any:
    """The cell at a path."""
    holder: Any = report["tables"]
    for step in path:
        holder = holder[step]
    return holder


def as_bytes(report: Json) -> bytes:
    """The report as a file."""
    return json.dumps(report, ensure_ascii=False).encode()


CELLS = st.one_of(
    st.integers(0, 40), st.integers(-3, 10**6), st.none(), st.just(...),
    st.sampled_from(["/", "-", "不适用", "2 0", "１,２３４", "22（其中修订16件）", "1?", "O"]),
)  # fmt: skip
PROSE = st.sampled_from(
    [
        "无。",
        "",
        "本年度未收取信息处理费。",
        "全年收取信息处理费1235元。",
        "本年度报告统计期限为2019年1月1日至12月21日。",
        "根据国办公开办函〔2019〕60号编制。",
        "一、总体情况",
        "该部分以表格形式报告。",
        "全年共收到申请约30件。",
        "2021年，全年收到政府信息公开申请25件，上年结转2件，办结24件，1件结转下年度继续办理。",
        "其中，予以公开及部分公开18件（69.2%），不予公开1件，占3.8%；自然人申请20件。",
        "未收到政府信息公开申请；所有申请均已按要求办理完成，政府信息公开行政复议2件、行政诉讼约1件。",
        "共发布信息40条，其中网站30条、微信20条、其他8条；共收办36件（市级20件、县级1,60件）。",
        "行政事业性收费12.5万元，作出行政处罚8件，现行有效规范性文件20余件。",
        "2 0 2 1年",
    ]
)


@st.composite
def disclosure_reports(draw: st.DrawFn) -> Json:
    """A clean report to which up to six things were done."""
    report: Json = copy.deepcopy(CLEAN[draw(st.sampled_from(sorted(CLEAN)))])
    for _ in range(draw(st.integers(0, 6))):
        report = draw(_changed(report))
    return report


@st.composite
def _changed(draw: st.DrawFn, report: Json) -> Json:
    kind = draw(st.sampled_from(["cell", "cell", "cell", "prose", "section", "field", "table", "heading"]))
    changed = copy.deepcopy(report)
    sections = changed.get("sections", [])
    match kind:
        case "cell" if paths := cell_paths(changed):
            return with_cell(changed, draw(st.sampled_from(paths)), draw(CELLS))
        case "prose" if sections:
            draw(st.sampled_from(sections))["text"] = draw(PROSE)
        case "heading" if sections:
            draw(st.sampled_from(sections)).update(ordinal=draw(st.sampled_from("一二三四五六七—")))
        case "section" if sections:
            sections.pop(draw(st.integers(0, len(sections) - 1)))
        case "table" if changed["tables"]:
            changed["tables"].pop(draw(st.sampled_from(sorted(changed["tables"]))))
        case _:
            name = draw(st.sampled_from(["title", "preamble", "year", "agency", "format", "formats", "closing"]))
            changed.pop(name, None)
    return changed
