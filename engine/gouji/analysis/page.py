"""An analysis as a page for the terminal: what was found, what stayed open, and the map of every table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from gouji.analysis.model import KINDS, Analysis, CellSeen, FormatMap, Remark, Shown, Undecided
from gouji.analysis.words import (
    HEAT,
    KIND,
    NO_CELL,
    NO_GROUND,
    SHAPE,
    SIGN,
    WAY,
    WAY_SIGN,
    Heat,
    cell_words,
    heat_of,
    reason,
    without_ground,
)
from gouji.diagnostics import Language, Text
from gouji.render.page import Block, Line, Piece, Style, line
from gouji.source import display_width, visible
from gouji.vocabulary.model import Line as TableLine
from gouji.vocabulary.model import Table, Vocabulary

_STYLE: Final[dict[Heat, Style]] = {
    "error": "good", "warning": "info", "info": "warning", "explained": "faint", "blind": "error", "untried": "plain",
}  # fmt: skip
_MOST_DIFFERENCES: Final = 8
_MOST_GROUPS: Final = 12
_WIDEST_LABEL: Final = 36
_WIDEST_VALUE: Final = 60


def page(analysis: Analysis, vocabulary: Vocabulary, language: Language) -> Iterator[Block]:
    """Give the blocks of an analysis."""
    for remark in analysis.remarks:
        yield from _remark(remark, language)
    for one in analysis.undecided:
        if one.kind != "contradictory":
            yield from _undecided(one, language)
    yield from _pairs([one.rules for one in analysis.undecided if one.kind == "contradictory"], language)
    for each in analysis.maps or ():
        yield from _map(each, vocabulary, language)
    if analysis.maps is None:
        words = Text("数据格感知图：只对整个规则包绘制", "the map of the cells is drawn of a whole pack only")
        yield line(words.of(language), "faint")
    else:
        yield _legend(language)
        untried = without_ground(analysis)
        if untried:
            yield line(NO_GROUND.of(language) + ", ".join(untried), "warning", 2, 2)
        yield line("")
    for text in analysis.unused:
        yield line(text.of(language), "warning")
    yield from _summary(analysis, language)


# ── rules ───────────────────────────────────────────────────────────────────


def _remark(remark: Remark, language: Language) -> Iterator[Block]:
    open_ = remark.because is None
    head: Piece = (f"{KIND[remark.kind].of(language)}  ", "error" if open_ else "faint")
    yield Line((head, (", ".join(remark.rules), "strong" if open_ else "plain")), 0, 4)
    yield line(remark.proof.of(language), "plain", 4, 2)
    for one in remark.formula:
        yield line(one, "plain", 4, 4)
    if remark.because is not None:
        yield line(Text("说明：", "explained: ").of(language) + reason(remark.because, language), "faint", 4, 2)
    elif remark.shown is not None:
        yield from _shown(remark.shown, language)


def _undecided(one: Undecided, language: Language) -> Iterator[Block]:
    head: Piece = (Text("未判定  ", "not decided  ").of(language), "warning" if one.because is None else "faint")
    words = f"{KIND[one.kind].of(language)}：" if language == "zh" else f"{KIND[one.kind].of(language)}: "
    yield Line((head, (words, "faint"), (f"{one.rules[0]}{rest_of(one)}", "plain")), 0, 4)
    if one.because is not None:
        yield line(Text("说明：", "explained: ").of(language) + reason(one.because, language), "faint", 4, 2)
        return
    yield line(one.why.of(language), "faint", 4, 2)
    if one.shown is not None:
        yield from _shown(one.shown, language)


def _pairs(pairs: Sequence[Sequence[str]], language: Language) -> Iterator[Block]:
    """Give the pairs of rules that were not seen to hold together, by rule, as many as are good to read."""
    if not pairs:
        return
    words = Text(
        f"未判定  相互矛盾：{len(pairs)} 对规则，没有找到同时成立的报告，也没有证明矛盾",
        f"not decided  contradictory: {len(pairs)} pairs of rules, neither seen to hold together nor proved not to",
    )
    yield line(words.of(language), "faint", 0, 4)
    groups = [(one, [pair[1] for pair in group]) for one, group in groupby(pairs, key=lambda pair: pair[0])]
    for one, others in groups[:_MOST_GROUPS]:
        yield line(f"{one}: {', '.join(others)}", "faint", 4, 4)
    if len(groups) > _MOST_GROUPS:
        yield line("……" if language == "zh" else "…", "faint", 4)


def rest_of(one: Undecided) -> str:
    """Return the rules besides the first of an open question, as they are written behind it."""
    mark = " ← " if one.kind == "implied" else ", "
    return mark + ", ".join(one.rules[1:]) if len(one.rules) > 1 else ""


def _shown(shown: Shown, language: Language) -> Iterator[Block]:
    beside = Text("（与他份报告对照）", " (beside other reports)").of(language) if shown.beside else ""
    yield line(
        Text(f"示例报告：{base_of(shown, 'zh')}{beside}", f"a report that shows it: {base_of(shown, 'en')}{beside}").of(
            language
        ),
        "plain",
        4,
    )
    for one in shown.differences[:_MOST_DIFFERENCES]:
        yield line(f"{one.pointer}  {_value(one.before, language)} → {_value(one.after, language)}", "faint", 6, 4)
    more = len(shown.differences) - _MOST_DIFFERENCES
    if more > 0:
        yield line(Text(f"……另有 {more} 处", f"… and {more} more").of(language), "faint", 6)
    failing = ", ".join(shown.failing) or Text("无", "none").of(language)
    yield line(Text(f"不成立的规则：{failing}", f"rules that fail on it: {failing}").of(language), "plain", 6, 4)


def base_of(shown: Shown, language: Language) -> str:
    """Return what a report was made of: a base report, or in a format the report that holds nothing but zeros."""
    bare = shown.base.startswith("(")
    words = Text("各格均为 0 的报告 ", "the report of zeros ").of(language) if bare else ""
    same = Text("，未作改动", ", as it is").of(language) if not shown.differences else ""
    return f"{words}{shown.base}{same}"


def _value(value: str | None, language: Language) -> str:
    if value is None:
        return Text("无", "nothing").of(language)
    return value if len(value) <= _WIDEST_VALUE else value[:_WIDEST_VALUE] + "…"


# ── the map ─────────────────────────────────────────────────────────────────


def _map(each: FormatMap, vocabulary: Vocabulary, language: Language) -> Iterator[Block]:
    form = vocabulary.format(each.format)
    for name, cells in groupby(each.cells, key=lambda one: one.table):
        table = vocabulary.table(name)
        if table is not None and form is not None:
            yield line("")
            yield line(f"{table.labels.of(language)}  {form.labels.of(language)}", "strong")
            yield from _table(table, each.format, tuple(cells), vocabulary, language)


def _table(
    table: Table, form: str, cells: Sequence[CellSeen], vocabulary: Vocabulary, language: Language
) -> Iterator[Block]:
    known = {(one.row, one.column): one for one in cells}
    columns = [one for one in table.lines("column", form) if any(key[1] == one.id for key in known)]
    rows = [one for one in table.lines("row", form) if any(key[0] == one.id for key in known)]
    heads = "  ".join(f"{rank}={column.labels.of(language)}" for rank, column in enumerate(columns, 1))
    yield line(heads, "faint", 2, 2)
    width = max(display_width(_label(row, language)) for row in rows)
    numbers = "".join(f" {rank:<2}" for rank in range(1, len(columns) + 1))
    yield line(" " * width + numbers, "faint", 2)
    for row in rows:
        label = _label(row, language)
        pieces: list[Piece] = [(label + " " * (width - display_width(label)), "plain")]
        pieces += [_sign(known.get((row.id, column.id))) for column in columns]
        yield Line(tuple(pieces), 2)
    for cell in cells:
        if cell.blind and cell.because is None:
            words = Text("改为其他数字时没有规则发现：", "no rule notices another number: ").of(language)
            yield line(words + cell_words(cell, vocabulary, language), "error", 2, 4)


def _label(row: TableLine, language: Language) -> str:
    label = visible(row.labels.of(language))
    while display_width(label) > _WIDEST_LABEL:
        label = label[:-2] + "…"
    return label


def _sign(cell: CellSeen | None) -> Piece:
    if cell is None:
        return f" {NO_CELL} ", "faint"
    heat = heat_of(cell)
    way = WAY_SIGN[cell.strongest.way] if cell.strongest is not None else " "
    return f" {SIGN[heat]}{way}", _STYLE[heat]


def _legend(language: Language) -> Block:
    signs = [f"{SIGN[heat]} {words.of(language)}" for heat, words in HEAT.items()]
    signs += [f"{sign} {WAY[way].of(language)}" for way, sign in WAY_SIGN.items() if sign.strip()]
    return line("  ".join((*signs, f"{NO_CELL} " + Text("表式无此格", "no such cell").of(language))), "faint", 2, 2)


# ── the end ─────────────────────────────────────────────────────────────────


def _summary(analysis: Analysis, language: Language) -> Iterator[Block]:
    counts = analysis.counts
    yield line(
        Text(
            f"规则 {counts.rules} 条：见其适用 {counts.applying} · 不成立 {counts.failing} · 单独不成立 {counts.alone}",
            f"{counts.rules} rules seen: {counts.applying} apply · {counts.failing} fail · {counts.alone} fail alone",
        ).of(language)
    )
    yield line(
        Text(
            f"规则两两 {counts.pairs} 对：见其同时成立 {counts.together} · 不同时适用 {counts.apart} · "
            f"相互矛盾 {counts.torn} · 未判定 {counts.open}",
            f"{counts.pairs} pairs of rules: {counts.together} hold together · {counts.apart} never apply together · "
            f"{counts.torn} contradictory · {counts.open} not decided",
        ).of(language)
    )
    found = " · ".join(
        f"{KIND[kind].of(language)} {sum(one.kind == kind for one in analysis.remarks)}" for kind in KINDS
    )
    yield line(found)
    if analysis.maps is not None:
        yield line(_cells_words(analysis, language))
    if not analysis.in_time:
        words = Text("时间用尽（--budget），其余未判定", "the time ran out (--budget); the rest is not decided")
        yield line(words.of(language), "warning")
    number = analysis.unexplained
    words = Text(f"未说明 {number} 处", f"{number} unexplained")
    yield line(words.of(language), "error" if number else "good")


def _cells_words(analysis: Analysis, language: Language) -> str:
    heats = [heat_of(cell) for each in analysis.maps or () for cell in each.cells]
    words = " · ".join(f"{HEAT[heat].of(language)} {heats.count(heat)}" for heat in HEAT if heats.count(heat))
    return Text(f"数据格 {len(heats)} 个：{words}", f"{len(heats)} cells: {words}").of(language)


def notice_words(cell: CellSeen, language: Language) -> str:
    """Return who notices which change of a cell, a line each."""
    lines = [
        f"{SHAPE[one.shape].of(language)} → {HEAT[one.grade].of(language)}"
        f" ({WAY[one.way].of(language)}): {', '.join(one.rules)}"
        for one in cell.notices
    ]
    return "\n".join(lines)
