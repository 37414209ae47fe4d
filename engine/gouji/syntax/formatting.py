"""Formatting: a file as it was read enters, its canonical text with every comment leaves.

A comment on a line of its own stays above the item or clause that it stood above and moves with it; one behind an
item or clause stays behind it; one within is put above. Where a blank line stood above any of them, one stays.
The `=` of neighbouring patterns, and of neighbouring lets, stand in one column.
Formatting what was formatted changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gouji.source import Source, Span
from gouji.syntax import nodes as n
from gouji.syntax.layout import clause_lines, item_lines, name_width
from gouji.syntax.printer import arranged, rule_head


@dataclass(slots=True)
class _Notes:
    """The comments of one item or clause while they are gathered: above it and behind it."""

    above: list[Span] = field(default_factory=list)
    behind: list[Span] = field(default_factory=list)


def formatted(file: n.RuleFile) -> str:
    """Return the canonical text of a file with its comments."""
    inside = {one for item in file.items if isinstance(item, n.RuleItem) for one in _inside(item, file)}
    outside = [one for one in file.comments if one not in inside]
    notes, last = _sorted_out(outside, [item.span for item in file.items], file.source)
    columns = _columns(file, notes)
    lines: list[str] = []
    for rank, item in enumerate(file.items):
        if _apart(file, rank) and not any(_set_off(file, rank, notes[rank])):
            lines.append("")
        lines += _block(notes[rank].above, "", file.source, first=not rank)
        if _blank_above(file.source, item.span) and (rank or notes[rank].above):
            lines.append("")
        lines += _item(item, columns[rank], notes[rank], file)
    lines += _block(last, "", file.source, first=not lines)
    return "".join(f"{line}\n" for line in lines)


def _apart(file: n.RuleFile, rank: int) -> bool:
    """Return whether an item is to stand apart from the one above it: it is a rule, or of another kind."""
    above = file.items[rank - 1] if rank else file.items[rank]
    return rank > 0 and (isinstance(file.items[rank], n.RuleItem) or type(above) is not type(file.items[rank]))


def _set_off(file: n.RuleFile, rank: int, notes: _Notes) -> Iterator[bool]:
    """Give for each comment above an item, and for the item, whether a blank line stands above it."""
    yield from (_blank_above(file.source, one) for one in [*notes.above, file.items[rank].span])


def _columns(file: n.RuleFile, notes: Sequence[_Notes]) -> list[int]:
    """Return for each item how wide the names are among which its own is to be aligned.

    Patterns, or lets, of which no blank line separates one from the next stand in one column.
    """
    columns: list[int] = []
    run: list[int] = []
    for rank, item in enumerate(file.items):
        if _apart(file, rank) or any(_set_off(file, rank, notes[rank])):
            columns += [max(run)] * len(run) if run else []
            run = []
        run.append(0 if isinstance(item, n.RuleItem) else name_width(item))
    return columns + [max(run, default=0)] * len(run)


def _block(comments: Sequence[Span], margin: str, source: Source, *, first: bool) -> Iterator[str]:
    """Give comments on lines of their own; a blank line above one stays, but for the very first."""
    for rank, comment in enumerate(comments):
        if _blank_above(source, comment) and not (first and not rank):
            yield ""
        yield margin + _text(comment, source)


def _item(item: n.Item, column: int, notes: _Notes, file: n.RuleFile) -> Iterator[str]:
    behind = "".join(f"  {_text(one, file.source)}" for one in notes.behind)
    if not isinstance(item, n.RuleItem):
        lines = item_lines(item, column)
        yield from [*lines[:-1], lines[-1] + behind]
        return
    rule = next(one for one in arranged(n.RuleFile("", (item,), file.source)).items if isinstance(one, n.RuleItem))
    own, rest = _sorted_out(_inside(item, file), [clause.span for clause in item.clauses], file.source)
    by_clause = {id(clause): one for clause, one in zip(item.clauses, own, strict=True)}
    yield rule_head(rule)
    for rank, (clause, lines) in enumerate(zip(rule.clauses, clause_lines(rule), strict=True)):
        mine = by_clause[id(clause)]
        yield from _block(mine.above, "  ", file.source, first=not rank)
        if _blank_above(file.source, clause.span) and (rank or mine.above):
            yield ""
        yield from lines[:-1]
        yield lines[-1] + "".join(f"  {_text(one, file.source)}" for one in mine.behind)
    yield from _block(rest, "  ", file.source, first=not rule.clauses)
    yield "}" + behind


def _sorted_out(comments: Iterable[Span], places: Sequence[Span], source: Source) -> tuple[list[_Notes], list[Span]]:
    """Return the comments of each place, and those after the last."""
    notes = [_Notes() for _ in places]
    last: list[Span] = []
    for comment in comments:
        before = [rank for rank, place in enumerate(places) if place.end <= comment.start]
        around = [rank for rank, place in enumerate(places) if place.start <= comment.start < place.end]
        after = [rank for rank, place in enumerate(places) if place.start >= comment.end]
        if around:
            notes[around[0]].above.append(comment)
        elif before and not _first_on_line(source, comment) and _same_line(source, places[before[-1]].end, comment):
            notes[before[-1]].behind.append(comment)
        elif after:
            notes[after[0]].above.append(comment)
        else:
            last.append(comment)
    return notes, last


def _inside(rule: n.RuleItem, file: n.RuleFile) -> list[Span]:
    """Return the comments between the braces of a rule."""
    within = [one for one in file.comments if rule.span.start <= one.start < rule.span.end]
    opening = rule.title.spans[-1].end
    while file.source.text[opening] not in "{｛":
        # A comment before the brace may speak of braces.
        opening = next((one.end for one in within if one.start == opening), opening + 1)
    return [one for one in within if one.start > opening]


def _text(comment: Span, source: Source) -> str:
    return source.text[comment.start : comment.end].rstrip()


def _first_on_line(source: Source, comment: Span) -> bool:
    start = source.text.rfind("\n", 0, comment.start) + 1
    return not source.text[start : comment.start].strip()


def _same_line(source: Source, end: int, comment: Span) -> bool:
    return "\n" not in source.text[end : comment.start]


def _blank_above(source: Source, place: Span) -> bool:
    """Return whether a place begins its line and the line above is blank."""
    start = source.text.rfind("\n", 0, place.start) + 1
    above = source.text.rfind("\n", 0, max(start - 1, 0)) + 1
    return start > 0 and not source.text[above : place.start].strip()
