"""The wording of every complaint about clauses (R4xx), law and languages (R6xx), to be read as one page."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.check.messages import complaint, suggestion
from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span

# ── clauses ─────────────────────────────────────────────────────────────────


def missing_clause(source: Source, span: Span, rule: str, clause: str) -> Diagnostic:
    """Return the complaint about a rule that lacks a clause."""
    return complaint(
        "R401",
        source,
        span,
        Text(f"规则 `{rule}` 缺少 `{clause}`", f"the rule `{rule}` lacks `{clause}`"),
        Text(f"请写上 `{clause} …`", f"write `{clause} …`"),
    )


def second_clause(source: Source, span: Span, clause: str, first: Span) -> Diagnostic:
    """Return the complaint about a clause that may stand only once."""
    place = source.position(first.start)
    return complaint(
        "R402",
        source,
        span,
        Text(f"`{clause}` 只能有一个", f"`{clause}` stands twice"),
        Text("请合并，或删去其一", "join the two, or remove one"),
        Text(f"第一个在第 {place.line} 行", f"the first is in line {place.line}"),
    )


def not_lower(source: Source, span: Span, grade: str, own: str) -> Diagnostic:
    """Return the complaint about a lowering to the same or a higher grade."""
    return complaint(
        "R403",
        source,
        span,
        Text(f"`{grade}` 不低于 `{own}`", f"`{grade}` is not lower than `{own}`"),
        Text("级别从高到低：error、warning、info", "from high to low: error, warning, info"),
    )


def no_room(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a tolerance on anything but one comparison of numbers."""
    return complaint(
        "R404",
        source,
        span,
        Text("此处不能有允差", "there is no room for a tolerance here"),
        Text(
            "允差只用于数的一次 `=`、`≤` 或 `≥` 比较",
            "a tolerance belongs to one comparison of numbers by `=`, `≤` or `≥`",
        ),
    )


def negative_tolerance(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a tolerance below zero."""
    return complaint(
        "R405",
        source,
        span,
        Text("允差不能为负", "the tolerance is below zero"),
        Text("请写正数", "write a positive number"),
    )


def years_reversed(source: Source, span: Span, first: str, last: str) -> Diagnostic:
    """Return the complaint about a range of years that ends before it begins."""
    return complaint(
        "R406",
        source,
        span,
        Text(f"{last} 早于 {first}", f"{last} is before {first}"),
        Text("请先写较早的年份", "write the earlier year first"),
    )


def not_a_year(source: Source, span: Span, text: str) -> Diagnostic:
    """Return the complaint about a number that is no year."""
    return complaint(
        "R406",
        source,
        span,
        Text(f"`{text}` 不是年份", f"`{text}` is not a year"),
        Text("年份为四位数字，如 `2021 ..`", "a year has four digits, as in `2021 ..`"),
    )


# ── law ─────────────────────────────────────────────────────────────────────


def unknown_source(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a legal source that the pack does not have."""
    return complaint(
        "R601",
        source,
        span,
        Text(f"sources.yaml 没有 `{name}`", f"sources.yaml has no `{name}`"),
        suggestion(name, (*known, "practice", "derived")),
    )


def unknown_place(source: Source, span: Span, place: str, of: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a place that the vendored text does not have."""
    return complaint(
        "R602",
        source,
        span,
        Text(f"`{of}` 没有收录“{place}”", f"`{of}` has no place “{place}”"),
        suggestion(place, known),
    )


def not_quoted(source: Source, span: Span, place: str) -> Diagnostic:
    """Return the complaint about a quote that the law does not contain."""
    return complaint(
        "R603",
        source,
        span,
        Text(f"“{place}”的原文没有这句话", f"the text of “{place}” does not contain these words"),
        Text("请逐字引用 sources.yaml 中的原文", "quote the text in sources.yaml word for word"),
    )


def quote_of_no_law(source: Source, span: Span, kind: str) -> Diagnostic:
    """Return the complaint about `says` after `practice` or `derived`."""
    return complaint(
        "R608",
        source,
        span,
        Text(f"`{kind}` 不是法规，没有引文", f"`{kind}` is no law and has no quote"),
        Text("请删去 says，或写明法规来源", "remove `says`, or name a legal source"),
    )


# ── languages ───────────────────────────────────────────────────────────────


def missing_language(source: Source, span: Span, language: str) -> Diagnostic:
    """Return the complaint about a text that lacks a language of the pack."""
    return complaint(
        "R604",
        source,
        span,
        Text(f"缺少语言 `{language}`", f"the language `{language}` is missing"),
        Text(f'请在后面写 `{language} "…"`', f'write `{language} "…"` behind it'),
    )


def unknown_language(source: Source, span: Span, language: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a language that the pack does not have."""
    return complaint(
        "R605",
        source,
        span,
        Text(f"规则包没有语言 `{language}`", f"the pack has no language `{language}`"),
        suggestion(language, known),
    )


def place_in_a_language(source: Source, span: Span, language: str) -> Diagnostic:
    """Return the complaint about translating the place of a law."""
    return complaint(
        "R605",
        source,
        span,
        Text(f"法规的出处不分语言，却有 `{language}`", f"the place of a law has no language, found `{language}`"),
        Text("只写 sources.yaml 中的出处", "write the place as in sources.yaml only"),
    )


def language_twice(source: Source, span: Span, language: str) -> Diagnostic:
    """Return the complaint about two texts in one language."""
    return complaint(
        "R606",
        source,
        span,
        Text(f"语言 `{language}` 重复", f"the language `{language}` stands twice"),
        Text("未标语言的是规则包的第一语言", "the unmarked text is in the pack's first language"),
    )


def different_placeholders(source: Source, span: Span, language: str) -> Diagnostic:
    """Return the complaint about a text whose placeholders differ from those of the first language."""
    return complaint(
        "R607",
        source,
        span,
        Text(
            f"`{language}` 的占位与第一语言不一致", f"the placeholders of `{language}` differ from the first language's"
        ),
        Text("各语言须有相同的 `{…}`", "every language has the same `{…}`"),
    )
