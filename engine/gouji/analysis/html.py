"""An analysis as one static page for browsers: no script, nothing fetched, readable without colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from gouji.analysis.model import Analysis, CellSeen, Remark, Shown, Undecided
from gouji.analysis.page import base_of, notice_words, rest_of
from gouji.analysis.words import HEAT, KIND, NO_GROUND, WAY, WAY_SIGN, Heat, cell_words, heat_of, reason, without_ground
from gouji.diagnostics import Language, Text
from gouji.source import visible
from gouji.template.layout import Box, boxes_of
from gouji.vocabulary.model import Vocabulary

_COLOUR: Final[dict[Heat, str]] = {
    "error": "#1b7837", "warning": "#7fbf7b", "info": "#d9f0d3", "explained": "#e5e5e5", "blind": "#d6604d",
    "untried": "#ffffff",
}  # fmt: skip
_SIGN: Final[dict[Heat, Text]] = {
    "error": Text("错", "E"), "warning": Text("疑", "W"), "info": Text("示", "H"), "explained": Text("○", "○"),
    "blind": Text("✗", "✗"), "untried": Text("?", "?"),
}  # fmt: skip
"""Blocks of ink are hard to tell apart on paper."""
_DARK: Final = frozenset({"error", "blind"})
_STYLE: Final = """\
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em auto; max-width: 75em;
       padding: 0 1em; color: #222; line-height: 1.5 }
h1 { font-size: 1.5em } h2 { font-size: 1.2em; margin-top: 2em } h3 { font-size: 1em; margin-bottom: .3em }
table { border-collapse: collapse; font-size: .85em; margin: .5em 0 1.5em }
th, td { border: 1px solid #999; padding: .25em .5em; text-align: left; font-weight: normal }
th { background: #f6f6f6 } td { text-align: center; min-width: 2em } td.none { background: #fff }
.legend span { display: inline-block; border: 1px solid #999; padding: 0 .5em; margin: 0 .3em .3em 0 }
.remark { border-left: .3em solid #d6604d; padding-left: .8em; margin: 1em 0 }
.explained { border-color: #ccc; color: #555 }
code, pre { font-family: monospace; white-space: pre-wrap; overflow-wrap: anywhere }
details { margin: .3em 0 }
"""


def page_of(analysis: Analysis, vocabulary: Vocabulary, language: Language) -> str:
    """Return the page."""
    title = Text(f"规则分析：{analysis.pack}", f"Analysis of rules: {analysis.pack}").of(language)
    body = "\n".join(_body(analysis, vocabulary, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head><meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_safe(title)}</title>\n<style>\n{_STYLE}{_heat_style()}</style></head>\n"
        f"<body>\n<h1>{_safe(title)}</h1>\n{body}\n</body></html>\n"
    )


def _heat_style() -> str:
    return "".join(
        f".{heat}-heat {{ background: {colour}; color: {'#fff' if heat in _DARK else '#000'} }}\n"
        for heat, colour in _COLOUR.items()
    )


def _safe(text: str) -> str:
    return escape(visible(text))


def _body(analysis: Analysis, vocabulary: Vocabulary, language: Language) -> Iterator[str]:
    yield from _summary(analysis, language)
    yield f"<h2>{Text('规则', 'Rules').of(language)}</h2>"
    if not analysis.remarks and not analysis.undecided:
        yield f"<p>{Text('没有发现', 'Nothing was found.').of(language)}</p>"
    for remark in analysis.remarks:
        yield from _remark(remark, language)
    for one in analysis.undecided:
        if one.kind != "contradictory":
            yield from _undecided(one, language)
    yield from _pairs([one.rules for one in analysis.undecided if one.kind == "contradictory"], language)
    if analysis.maps is not None:
        yield f"<h2>{Text('数据格：改为其他数字时谁能发现', 'Cells: who notices another number').of(language)}</h2>"
        yield _legend(language)
        untried = without_ground(analysis)
        if untried:
            yield f"<p>{_safe(NO_GROUND.of(language) + ', '.join(untried))}</p>"
    for each in analysis.maps or ():
        form = vocabulary.format(each.format)
        for name, cells in groupby(each.cells, key=lambda one: one.table):
            table = vocabulary.table(name)
            if table is not None and form is not None:
                yield f"<h3>{_safe(table.labels.of(language))} · {_safe(form.labels.of(language))}</h3>"
                yield _table(boxes_of(table, each.format).boxes, tuple(cells), vocabulary, language)


def _summary(analysis: Analysis, language: Language) -> Iterator[str]:
    counts = analysis.counts
    rows = [
        (Text("规则", "rules"), str(counts.rules)),
        (Text("见其适用 / 不成立 / 单独不成立", "seen to apply / to fail / to fail alone"),
         f"{counts.applying} / {counts.failing} / {counts.alone}"),
        (Text("规则对：同时成立 / 不会同时适用 / 相互矛盾 / 未判定",
              "pairs: hold together / never meet / contradictory / not decided"),
         f"{counts.together} / {counts.apart} / {counts.torn} / {counts.open}"),
        (Text("未说明", "unexplained"), str(analysis.unexplained)),
    ]  # fmt: skip
    cells = "".join(f"<tr><th>{_safe(words.of(language))}</th><td>{value}</td></tr>" for words, value in rows)
    yield f"<table>{cells}</table>"
    if not analysis.in_time:
        yield f"<p>{Text('时间用尽，其余未判定。', 'The time ran out; the rest is not decided.').of(language)}</p>"
    for one in analysis.unused:
        yield f"<p>{_safe(one.of(language))}</p>"


def _remark(one: Remark, language: Language) -> Iterator[str]:
    kind = "remark" if one.because is None else "remark explained"
    yield f'<div class="{kind}"><strong>{KIND[one.kind].of(language)}</strong> {_safe(", ".join(one.rules))}'
    yield f"<br>{_safe(one.proof.of(language))}"
    if one.formula:
        yield f"<pre>{_safe_lines(one.formula)}</pre>"
    if one.because is not None:
        yield f"<div>{Text('说明：', 'Explained: ').of(language)}{_safe(reason(one.because, language))}</div>"
    if one.shown is not None:
        yield from _shown(one.shown, language)
    yield "</div>"


def _pairs(pairs: Sequence[Sequence[str]], language: Language) -> Iterator[str]:
    if pairs:
        words = Text(f"未见同时成立、也未证明矛盾的规则：{len(pairs)} 对", f"Pairs of rules not decided: {len(pairs)}")
        lines = _safe_lines([", ".join(one) for one in pairs])
        yield f"<details><summary>{_safe(words.of(language))}</summary><pre>{lines}</pre></details>"


def _undecided(one: Undecided, language: Language) -> Iterator[str]:
    kind = "remark" if one.because is None else "remark explained"
    head = Text("未判定", "Not decided").of(language)
    yield f'<div class="{kind}">{head}: {KIND[one.kind].of(language)} <strong>{_safe(one.rules[0])}</strong>'
    yield f" {_safe(rest_of(one))}<br>{_safe(one.why.of(language))}"
    if one.because is not None:
        yield f"<div>{Text('说明：', 'Explained: ').of(language)}{_safe(reason(one.because, language))}</div>"
    if one.shown is not None:
        yield from _shown(one.shown, language)
    yield "</div>"


def _shown(one: Shown, language: Language) -> Iterator[str]:
    nothing = Text("无", "nothing").of(language)
    words = Text(f"示例报告：{base_of(one, 'zh')}", f"A report that shows it: {base_of(one, 'en')}").of(language)
    lines = [
        f"{each.pointer}  {nothing if each.before is None else each.before} → "
        f"{nothing if each.after is None else each.after}"
        for each in one.differences
    ]
    lines.append(Text("不成立的规则：", "rules that fail on it: ").of(language) + (", ".join(one.failing) or nothing))
    yield f"<details><summary>{_safe(words)}</summary><pre>{_safe_lines(lines)}</pre></details>"


def _safe_lines(lines: Sequence[str]) -> str:
    return "\n".join(map(_safe, lines))


# ── the map ─────────────────────────────────────────────────────────────────


def _legend(language: Language) -> str:
    signs = [
        f'<span class="{heat}-heat">{_SIGN[heat].of(language)} {words.of(language)}</span>'
        for heat, words in HEAT.items()
    ]
    signs += [f"<span>{escape(sign)} {WAY[way].of(language)}</span>" for way, sign in WAY_SIGN.items() if sign.strip()]
    return f'<p class="legend">{"".join(signs)}</p>'


def _table(boxes: Sequence[Box], cells: Sequence[CellSeen], vocabulary: Vocabulary, language: Language) -> str:
    known = {(one.row, one.column): one for one in cells}
    rows = []
    for _, row in groupby(boxes, key=lambda one: one.row):
        rows.append(f"<tr>{''.join(_box(one, known, vocabulary, language) for one in row)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _box(one: Box, known: dict[tuple[str, str], CellSeen], vocabulary: Vocabulary, language: Language) -> str:
    span = f' rowspan="{one.down}" colspan="{one.across}"'
    if one.kind != "value":
        return f"<th{span}>{_safe(one.text)}</th>"
    cell = None if one.key is None else known.get(one.key[1:])
    if cell is None:
        return f'<td{span} class="none"></td>'
    heat = heat_of(cell)
    sign = _SIGN[heat].of(language) + (WAY_SIGN[cell.strongest.way] if cell.strongest is not None else "")
    said = [cell_words(cell, vocabulary, language), notice_words(cell, language) or HEAT[heat].of(language)]
    said += [] if cell.because is None else [reason(cell.because, language)]
    title = "&#10;".join(_safe(each) for text in said for each in text.split("\n"))
    return f'<td{span} class="{heat}-heat" title="{title}">{escape(sign)}</td>'
