"""The fixed words of an analysis, in Chinese and English, one word per idea."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from gouji.analysis.model import Analysis, CellSeen, Kind, Shape, Way
from gouji.diagnostics import Language, Text
from gouji.values import Labels
from gouji.vocabulary.model import Vocabulary

Heat: TypeAlias = Literal["error", "warning", "info", "explained", "blind", "untried"]
"""How much is seen of a cell: the strongest grade that notices another number; nobody, for a reason or without."""

KIND: Final[dict[Kind, Text]] = {
    "contradictory": Text("相互矛盾", "contradictory"),
    "implied": Text("可由他条推出", "implied"),
    "dependent": Text("恒等式相互可推", "dependent identities"),
    "never_applicable": Text("从不适用", "never applicable"),
    "always_true": Text("恒成立", "always true"),
}
HEAT: Final[dict[Heat, Text]] = {
    "error": Text("错误级发现", "an error notices"),
    "warning": Text("疑点级发现", "a warning notices"),
    "info": Text("提示级发现", "a hint notices"),
    "explained": Text("无规则发现，有说明", "unnoticed, explained"),
    "blind": Text("无规则发现，未说明", "unnoticed, unexplained"),
    "untried": Text("未试完", "not tried"),
}
SIGN: Final[dict[Heat, str]] = {
    "error": "█", "warning": "▓", "info": "▒", "explained": "○", "blind": "✗", "untried": "?",
}  # fmt: skip
NO_CELL: Final = "·"
WAY: Final[dict[Way, Text]] = {
    "alone": Text("任何报告", "in any report"),
    "text": Text("正文提到时", "where the text speaks of it"),
    "beside": Text("与他份报告对照时", "beside another report"),
}
WAY_SIGN: Final[dict[Way, str]] = {"alone": " ", "text": "'", "beside": '"'}
SHAPE: Final[dict[Shape, Text]] = {
    "greater": Text("加 1", "one more"),
    "smaller": Text("减 1", "one less"),
    "tenfold": Text("乘以 10", "tenfold"),
    "blank": Text("留空", "blank"),
    "placeholder": Text("填占位符号", "a mark instead of a number"),
}
NO_GROUND: Final = Text(
    "以下格式没有能通过全部规则的报告，无从试改：",
    "nothing was tried, as no report passes all rules, in the formats: ",
)


def without_ground(analysis: Analysis) -> tuple[str, ...]:
    """Return the formats in which nothing could be tried, for want of a report that passes every rule."""
    if not analysis.in_time:
        return ()
    return tuple(one.format for one in analysis.maps or () if not any(cell.tried for cell in one.cells))


def heat_of(cell: CellSeen) -> Heat:
    """Return how much is seen of a cell."""
    strongest = cell.strongest
    if strongest is not None:
        return strongest.grade
    if not cell.tried:
        return "untried"
    return "blind" if cell.because is None else "explained"


def reason(labels: Labels, language: Language) -> str:
    """Return an author's reason in a language, else in the pack's first."""
    return labels.of(language)


def cell_words(cell: CellSeen, vocabulary: Vocabulary, language: Language) -> str:
    """Return a cell's name for people: `requests received × total`."""
    table = vocabulary.table(cell.table)
    row = None if table is None else table.row(cell.row)
    column = None if table is None else table.column(cell.column)
    if row is None or column is None:
        return f"{cell.row} × {cell.column}"
    return f"{row.labels.of(language)} × {column.labels.of(language)}"
