"""The operands that show why a condition failed, in few lines with their places.

The evidence of a finding enters; it holds every value that took part. For people the decisive ones are chosen: of
`every` those elements that fail, of `and` the sides that are false. Many cells of one row become one line, and so does
a table that is the same in two documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from gouji.diagnostics import Language
from gouji.findings import Evidence, Operand, Place, Step
from gouji.render.words import LABEL, doubt_words, texts
from gouji.source import cited

_SINGLE: Final = 4
"""Values up to this many have a line each."""
_LISTED: Final = 12
"""Values named in one line at most; zeros are counted instead."""
_NAMED: Final = 3
"""Cells named of many that hold the same."""
_NEAR: Final = 10
"""A column up to this is not printed: the eye finds what stands near the start of a line."""
_NO_VALUE: Final = frozenset(("absent", "undefined"))


def decisive(evidence: Evidence) -> tuple[Operand, ...]:
    """Return the operands that made the condition what it is, in the order of the formula."""
    chosen = dict.fromkeys(_deciding(evidence.formula))
    return tuple(one for one in evidence.operands if one.id in chosen)


def _deciding(step: Step) -> Iterator[int]:
    if step.operand is not None:
        yield step.operand
    arguments: Sequence[Step] = step.arguments
    telling = {("and", "false"): "false", ("every", "false"): "false", ("or", "true"): "true", ("some", "true"): "true"}
    wanted = telling.get((step.operator, step.truth or ""))
    if wanted is not None:
        arguments = [one for one in arguments if one.truth == wanted] or arguments
    for argument in arguments:
        yield from _deciding(argument)


def place_lines(operands: Iterable[Operand], language: Language) -> Iterator[str]:
    """Yield lines that say where operands stand and what is printed there, each place once."""
    every = list(operands)
    seen = [one for one in every if one.state not in _NO_VALUE and (one.raw is not None or one.place is not None)]
    if not seen:
        yield from dict.fromkeys(_not_found(one, language) for one in every if one.reason == "no_match")
        return
    if len(seen) <= _SINGLE:
        yield from _by_place([_single(one, language) for one in seen], language)
        return
    singles = []
    lines, seen = _alike(seen, language)
    for same in _of_same_content(_groups(seen)):
        group = same[0]
        if len(group) > _SINGLE and len({_content(one, language) for one in group}) == 1:
            lines.append(_all_the_same(same, language))
        elif len(group) > 1:
            lines += [_many(group, language) for group in same]
        else:
            singles += [one for group in same for one in group]
    yield from _by_place([*lines, *(_single(one, language) for one in singles[:_SINGLE])], language)
    if len(singles) > _SINGLE:
        more = len(singles) - _SINGLE
        yield f"……另有 {more} 处" if language == "zh" else f"… and {more} more"


def _by_place(lines: Iterable[tuple[str, str]], language: Language) -> Iterator[str]:
    """Yield what stands at each place as one line, said once."""
    found: dict[str, dict[str, None]] = {}
    for where, what in lines:
        found.setdefault(where, {})[what] = None
    between = "；" if language == "zh" else "; "
    for where, whats in found.items():
        yield f"{where}  {between.join(whats)}"


def _single(operand: Operand, language: Language) -> tuple[str, str]:
    """Return where an operand stands, and what is printed there."""
    where = place_words(operand.place, language) or operand.pointer.partition("#")[0]
    return where, f"{_printed(operand, language)}{_doubts(operand, language)}"


def _doubts(operand: Operand, language: Language) -> str:
    said = [doubt_words(one, language) for one in operand.doubts]
    if not said:
        return ""
    return f"（{'、'.join(said)}）" if language == "zh" else f" ({', '.join(said)})"


def _printed(operand: Operand, language: Language) -> str:
    name = texts(operand.label, language)
    if operand.state == "blank":
        return f"{name}  {LABEL['blank'].of(language)}"
    if operand.raw is None or "#" in operand.pointer:
        return name  # a heading's number is worked out, not printed so
    printed = LABEL["raw"].of(language)
    if name == f"“{cited(operand.raw)}”":
        return f"{printed}{_quoted(cited(operand.raw), language)}"  # a quotation is its own name
    # Several paragraphs say no more than where they begin.
    return name if "\n" in operand.raw else f"{name}  {printed}{_quoted(operand.raw, language)}"


def _not_found(operand: Operand, language: Language) -> str:
    place = operand.place
    if place is not None and not operand.pointer.startswith("/sections/"):
        # All text was searched; where it begins is no place to look at.
        place = Place(file=place.file)
    words = (place_words(place, language), texts(operand.label, language), LABEL["not_found"].of(language))
    return "  ".join(one for one in words if one)


def _quoted(text: str, language: Language) -> str:
    shown = text if len(text) <= 80 else text[:79] + "…"
    return f"“{shown}”" if language == "zh" else f" “{shown}”"


# ── the same cells in two documents ─────────────────────────────────────────


def _alike(seen: Sequence[Operand], language: Language) -> tuple[list[tuple[str, str]], list[Operand]]:
    """Return what says of each table that all its cells are those of another document, and the values of no such table.

    Such a table is looked at as a whole; hundreds of cells with the same number twice would tell nobody anything.
    """
    tables: dict[str, dict[str, list[Operand]]] = {}
    for one in seen:
        if one.pointer.startswith("/tables/"):
            cells = tables.setdefault("/".join(one.pointer.split("/")[:3]), {})
            cells.setdefault(one.pointer, []).append(one)
    lines: list[tuple[str, str]] = []
    told: set[str] = set()
    for cells in tables.values():
        if len(cells) > _SINGLE and all(_is_twice(pair) for pair in cells.values()):
            lines += _said_once(list(cells.values()), language)
            told.update(cells)
    return lines, [one for one in seen if one.pointer not in told]


def _is_twice(pair: Sequence[Operand]) -> bool:
    """Return whether these are one cell of two documents, ours first, with the same in it."""
    if len(pair) != 2:
        return False
    own, other = pair
    same = own.value == other.value and (own.value is not None or own.state == other.state)
    return same and all(other.label[one] != name and other.label[one].endswith(name) for one, name in own.label.items())


def _said_once(pairs: Sequence[Sequence[Operand]], language: Language) -> Iterator[tuple[str, str]]:
    own, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    document = texts(other[0].label, language).removesuffix(texts(own[0].label, language)).strip(" :")
    where = range_words([one.place for one in own], language) or _common([one.pointer for one in own])
    zh, en = f"{len(own)} 格与{document}的各格完全相同", f"{len(own)} cells, each as in {document}"
    yield where, zh if language == "zh" else en
    elsewhere = range_words([one.place for one in other], language)
    if elsewhere:
        yield elsewhere, document


def _common(pointers: Sequence[str]) -> str:
    """Return the steps that all pointers begin with."""
    steps = zip(*(pointer.split("/") for pointer in pointers), strict=False)
    return "/".join(same[0] for same in takewhile(lambda one: len(set(one)) == 1, steps))


# ── many cells at once ──────────────────────────────────────────────────────


def _groups(operands: Sequence[Operand]) -> list[list[Operand]]:
    """Return cells of one row, or of one column, together; whichever makes fewer groups."""
    by_row: dict[str, list[Operand]] = {}
    by_column: dict[str, list[Operand]] = {}
    for one in operands:
        row, _, column = one.pointer.rpartition("/")
        table = "/".join(one.pointer.split("/")[:3])
        cell = one.pointer.startswith("/tables/")
        by_row.setdefault(row if cell else f"{one.id}", []).append(one)
        by_column.setdefault(f"{table}/{column}" if cell else f"{one.id}", []).append(one)
    return list(min(by_row, by_column, key=len).values())


def _of_same_content(groups: Sequence[Sequence[Operand]]) -> list[list[Sequence[Operand]]]:
    """Return groups of one table together whose cells bear the same names and hold the same: columns left blank."""
    together: dict[object, list[Sequence[Operand]]] = {}
    for group in groups:
        _, own = _named(group, "zh")
        table = "/".join(group[0].pointer.split("/")[:3])
        held = tuple((name, one.state, one.raw) for name, one in zip(own, group, strict=True))
        together.setdefault((table, held) if len(group) > _SINGLE else id(group), []).append(group)
    return list(together.values())


def _named(group: Sequence[Operand], language: Language) -> tuple[str, list[str]]:
    """Return the name that all cells of a row or column have in common, and the other part of the name of each."""
    names = [texts(one.label, language).rpartition("×") for one in group]
    in_one_row = len({row for row, _, _ in names}) == 1
    common = (names[0][0] if in_one_row else names[0][2]).strip()
    return common, [(column if in_one_row else row).strip() for row, _, column in names]


def _all_the_same(groups: Sequence[Sequence[Operand]], language: Language) -> tuple[str, str]:
    """Return where rows or columns stand of which many cells hold the same, and how many these are in each."""
    zh = language == "zh"
    between = "、" if zh else ", "
    named = [_named(group, language) for group in groups]
    commons = between.join(common for common, _ in named)
    first = groups[0]
    own = between.join(named[0][1][:_NAMED])
    count, content = len(first), _content(first[0], language)
    each = "各" if len(groups) > 1 else "有"
    told = f"{commons}{each} {count} 格{content}：{own}等" if zh else f"{commons}: {count} cells"
    if not zh:
        told += f"{' each' if len(groups) > 1 else ''} {content}: {own} and others"
    everywhere = [one.place for group in groups for one in group]
    return range_words(everywhere, language) or first[0].pointer, told


def _many(group: Sequence[Operand], language: Language) -> tuple[str, str]:
    common, own = _named(group, language)
    zeros = sum(one.raw == "0" for one in group)
    dropped = zeros if zeros > 2 and zeros < len(group) else 0
    shown = [
        f"{name} {_content(one, language)}" if language == "en" else f"{name}{_content(one, language)}"
        for name, one in zip(own, group, strict=True)
        if not dropped or one.raw != "0"
    ]
    left = len(shown) - _LISTED
    shown = shown[:_LISTED]
    if left > 0:
        shown.append(f"另 {left} 格" if language == "zh" else f"{left} more")
    if dropped:
        shown.append(f"其余 {dropped} 格“0”" if language == "zh" else f"the other {dropped} “0”")
    listed = ("、" if language == "zh" else ", ").join(shown)
    colon = "：" if language == "zh" else ": "
    where = range_words([one.place for one in group], language) or group[0].pointer
    return where, f"{common}{colon}{listed}"


def _content(operand: Operand, language: Language) -> str:
    if operand.state == "blank":
        return LABEL["blank"].of(language)
    return "—" if operand.raw is None else f"“{operand.raw[:20]}”"


# ── places ──────────────────────────────────────────────────────────────────


def place_words(place: Place | None, language: Language) -> str:
    """Return a place in words: file, page, line, or table, row and cell, or sheet and name; nothing when not known."""
    if place is None:
        return ""
    # The folders of the file are said once, at the head of its findings.
    parts = [(place.file or "").rpartition("/")[2]]
    zh = language == "zh"
    column = place.column if place.line is not None and (place.column or 0) > _NEAR else None
    # In a workbook people count neither tables nor paragraphs: the cell has a name that they see.
    counted = place.sheet is None
    for value, chinese, english in (
        (place.page, "第 {} 页", "page {}"),
        (place.sheet, "工作表“{}”", "sheet “{}”"),
        (place.cell, "{}", "{}"),
        (place.line if counted else None, "第 {} 行", "line {}"),
        (column, "第 {} 字", "character {}"),
        (place.table if counted else None, "第 {} 个表", "table {}"),
        (place.table_row if counted else None, "第 {} 行", "row {}"),
        (place.table_column if counted else None, "第 {} 格", "cell {}"),
    ):
        if value is not None:
            parts.append((chinese if zh else english).format(value))
    return " ".join(part for part in parts if part)


def range_words(places: Sequence[Place | None], language: Language) -> str:
    """Return the places of several values as one: their lines from the first to the last, else where the first is."""
    known = [one for one in places if one is not None]
    if not known:
        return ""
    lines = [one.line for one in known if one.line is not None and one.sheet is None]
    files = {one.file for one in known}
    if len(lines) == len(known) and len(files) == 1 and len(set(lines)) > 1:
        words = f"第 {min(lines)}–{max(lines)} 行" if language == "zh" else f"lines {min(lines)}–{max(lines)}"
        file = (known[0].file or "").rpartition("/")[2]
        return f"{file} {words}" if file else words
    first = known[0]
    if len({(one.table, one.table_row) for one in known}) > 1:
        first = Place(file=first.file, page=first.page, table=first.table, sheet=first.sheet)
    return place_words(first, language)
