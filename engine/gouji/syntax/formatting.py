"""Formatting: a file as it was read enters, its canonical text with every comment leaves.

A comment on a line of its own stays above the item or clause that it stood above and moves with it; one behind an
item or clause stays behind it; one within is put above. Where a blank line stood between items, one stays.
Formatting what was formatted changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gouji.source import Source, Span
from gouji.syntax import nodes as n
from gouji.syntax.printer import arranged, clause_lines, rule_head, show_item


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
    lines: list[str] = []
    for rank, item in enumerate(file.items):
        if rank and (_apart(file, rank) or notes[rank].above):
            lines.append("")
        lines += _block(notes[rank].above, item.span, file.source)
        lines += _item(item, notes[rank], file)
    if last:
        lines += ([""] if lines else []) + list(_block(last, None, file.source))
    return "".join(f"{line}\n" for line in lines)


def _apart(file: n.RuleFile, rank: int) -> bool:
    """Return whether a blank line stands between an item and the one above it."""
    above, item = file.items[rank - 1], file.items[rank]
    if isinstance(above, n.RuleItem) or isinstance(item, n.RuleItem) or type(above) is not type(item):
        return True
    return _blank_between(file.source, above.span.end, item.span.start)


def _block(comments: Sequence[Span], before: Span | None, source: Source) -> Iterator[str]:
    """Give comments of lines of their own; a blank line that sets some off stays."""
    for rank, comment in enumerate(comments):
        yield _text(comment, source)
        following = comments[rank + 1] if rank + 1 < len(comments) else before
        if following is not None and _blank_between(source, comment.end, following.start):
            yield ""


def _item(item: n.Item, notes: _Notes, file: n.RuleFile) -> Iterator[str]:
    behind = "".join(f"  {_text(one, file.source)}" for one in notes.behind)
    if not isinstance(item, n.RuleItem):
        yield show_item(item) + behind
        return
    rule = next(one for one in arranged(n.RuleFile("", (item,), file.source)).items if isinstance(one, n.RuleItem))
    own, rest = _sorted_out(_inside(item, file), [clause.span for clause in item.clauses], file.source)
    by_clause = {id(clause): one for clause, one in zip(item.clauses, own, strict=True)}
    yield rule_head(rule)
    for clause, line in zip(rule.clauses, clause_lines(rule), strict=True):
        mine = by_clause[id(clause)]
        yield from (f"  {_text(one, file.source)}" for one in mine.above)
        yield line + "".join(f"  {_text(one, file.source)}" for one in mine.behind)
    yield from (f"  {_text(one, file.source)}" for one in rest)
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


def _blank_between(source: Source, start: int, end: int) -> bool:
    """Return whether a line without anything stands between two places."""
    return any(not line.strip() for line in source.text[start:end].split("\n")[1:-1])
