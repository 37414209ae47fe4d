"""Tables laid out alike: with a layout that is known a document gives exactly what it gives without."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gouji.intake.labels import Same
from gouji.intake.layouts import MOST, known_of
from gouji.intake.reading import Reading, read_document
from gouji.record import replace
from gouji.vocabulary.model import Vocabulary
from intake.writers import as_html
from programs import blocks_of_founding_report

PAGE = as_html(list(blocks_of_founding_report())).decode().replace(' rowspan="1" colspan="1"', "")
FIGURE = re.compile(r"(?<=>)[0-9]+(?=</td>)")


def read(page: str, vocabulary: Vocabulary, year: int | None = None) -> Reading:
    return read_document("x.html", page.encode(), vocabulary, year=year)


@pytest.fixture(scope="module")
def known(vocabulary: Vocabulary) -> Vocabulary:
    """Return a vocabulary of which the layouts of the founding report's tables are known."""
    own = replace(vocabulary)
    read(PAGE, own)
    return own


def figures(change: Callable[[int, int], str]) -> str:
    """Return the founding report with figures changed by their rank."""
    ranks = iter(range(len(FIGURE.findall(PAGE))))
    return FIGURE.sub(lambda match: change(next(ranks), int(match.group())), PAGE)


def test_only_the_figures_of_a_known_layout_are_read(known: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.intake.layouts.read_table", None)
    found = read(figures(lambda _, figure: str(3 * figure)), known).report["tables"]
    assert {column: cell for column, cell in found["requests"]["received"].items() if cell} == {
        "natural_person": 81, "business": 9, "legal_service": 3, "total": 93,
    }  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(PAGE, id="the same"),
        pytest.param(figures(lambda _, figure: str(7 * figure)), id="seven times as much"),
        pytest.param(figures(lambda *_: "0"), id="nothing but noughts"),
        pytest.param(figures(lambda *_: "1"), id="sums that fail everywhere"),
        pytest.param(figures(lambda rank, figure: str(figure + (rank == 40))), id="one sum that fails"),
        pytest.param(figures(lambda rank, figure: "" if rank == 40 else str(figure)), id="a blank"),
        pytest.param(figures(lambda rank, figure: "/" if rank == 40 else str(figure)), id="a sign for nothing"),
        pytest.param(figures(lambda rank, figure: f"00{figure}" if rank == 40 else str(figure)), id="leading noughts"),
        pytest.param(figures(lambda rank, figure: f"{figure}<sup>1</sup>" if rank == 40 else str(figure)), id="a note"),
        pytest.param(figures(lambda rank, _: str(rank % 7 + 1)), id="rows that count their columns"),
        pytest.param(re.sub(r"(<tr>(?:(?!</tr>).)*>27<.*?</tr>)", r"\1\1", PAGE), id="a row that stands there twice"),
        pytest.param(PAGE.replace("<td>27</td><td>3</td>", "<td>27</td><td></td><td>3</td>"), id="cells pushed aside"),
        pytest.param(PAGE.replace("<td>27</td>", "<td colspan=2>27</td>"), id="a wider cell"),
        pytest.param(PAGE.replace("自然人", "自然人数"), id="another label"),
        pytest.param(PAGE.replace("<table", "<p>2019年</p><table"), id="a year above"),
        pytest.param(PAGE.replace("<table", "<p>单位：万件</p><table"), id="a unit above"),
        pytest.param(PAGE.replace("</table>", "</table><p>一、12</p>"), id="prose behind"),
        pytest.param(PAGE + PAGE[PAGE.index("<table") :], id="tables that stand there twice"),
        pytest.param(PAGE[: PAGE.rindex("<tr>")], id="cut short"),
    ],
)
@pytest.mark.parametrize("year", [None, 2019])
def test_a_document_says_the_same_with_a_known_layout(
    page: str, year: int | None, known: Vocabulary, vocabulary: Vocabulary
) -> None:
    # A vocabulary that is another value, though an equal one, knows of no layout.
    assert read(page, known, year) == read(page, replace(vocabulary), year)
    assert read(page, known, year) == read(page, known, year)


def test_of_layouts_without_end_few_are_remembered(vocabulary: Vocabulary) -> None:
    own = replace(vocabulary)
    for number in range(30):
        read(PAGE.replace("<table", f"<p>表之{number}</p><table"), own)
    assert 0 < len(known_of(Same(own))) <= MOST
