"""Tables of bars in Markdown and texts, as people and programs draw them: all of these are read alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.intake.blocks import Grid, Paragraph
from gouji.intake.readers.text import read_flat_text
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.layouts import assert_all_right, dense_blocks
from intake.writers import as_bars, as_markdown

Change = Callable[[str], str]


def each(change: Change) -> Change:
    """Return a change of every line that is a row of a table."""
    return lambda text: "\n".join(
        change(line) if line.startswith("|") and not line.startswith("|-") else line for line in text.split("\n")
    )


def rule_below_the_second_row(text: str) -> str:
    """Return a table whose head of two rows stands above the rule."""
    lines = text.split("\n")
    for at in [rank for rank, line in enumerate(lines) if line.startswith("|-")]:
        lines[at : at + 2] = [lines[at + 1], lines[at]]
    return "\n".join(lines)


def blank_head(text: str) -> str:
    """Return a table above which a blank head is put, as programs do that need one."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("|-"):
            lines[-1:] = ["|" + "  |" * line.count("---"), line, lines[-1]]
        else:
            lines.append(line)
    return "\n".join(lines)


MARKDOWN: dict[str, Change] = {
    "blank lines between rows": each(lambda line: f"{line}\n"),
    "a bar too many behind each row": each(lambda line: f"{line}|"),
    "a blank cell behind each row": each(lambda line: f"{line} |"),
    "no bar behind a row": each(lambda line: line[:-1]),
    "a rule below each row": each(lambda line: f"{line}\n|---|---|"),
    "a head of two rows above the rule": rule_below_the_second_row,
    "a blank head": blank_head,
    "rules that align": lambda text: text.replace("---", ":-:"),
}
BARS: dict[str, Change] = {
    "blank lines between rows": each(lambda line: f"{line}\n"),
    "rules of strokes": each(lambda line: f"{line}\n+-----+-----+"),
    "drawn boxes": each(lambda line: f"{line.replace('|', '│')}\n├──┼──┤"),
    "drawn boxes without lines between rows": each(lambda line: line.replace("|", "│")),
    "heavy boxes": each(lambda line: f"{line.replace('|', '┃')}\n┣━━╋━━┫"),
    "double boxes": each(lambda line: f"{line.replace('|', '║')}\n╠══╬══╣"),
    "full-width bars": each(lambda line: line.replace("|", "｜")),
}
WRITTEN = [
    *((one, "x.md", change) for one, change in MARKDOWN.items()),
    *((one, "x.txt", change) for one, change in BARS.items()),
]


@pytest.mark.parametrize(("said", "name", "change"), WRITTEN, ids=[f"{name} {said}" for said, name, _ in WRITTEN])
def test_a_table_of_bars_is_read(said: str, name: str, change: Change, vocabulary: Vocabulary) -> None:
    blocks = dense_blocks(vocabulary)
    text = (as_markdown(blocks) if name == "x.md" else as_bars(blocks)).decode()
    assert change(text) != text
    assert_all_right(read_document(name, change(text).encode(), vocabulary))


def test_strokes_in_cells_are_no_lines_of_a_box() -> None:
    (grid,) = read_flat_text("t.txt", "│甲│─│─│\n├──┼──┼──┤\n│─│─│─│\n─\t─\t─\n")
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["甲", "─", "─"], ["─", "─", "─"], ["─", "─", "─"]]


def test_words_between_full_width_bars_are_prose() -> None:
    (block,) = read_flat_text("t.txt", "首页｜政务公开｜年报")
    assert isinstance(block, Paragraph)
    assert block.text == "首页｜政务公开｜年报"
