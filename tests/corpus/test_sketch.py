"""The most alike report is found by its text or its figures, whatever names and figures stand in the text."""

from __future__ import annotations

from gouji.corpus.sketch import Seen, most_alike, sketch_of

SENTENCES = [f"第{sign}项工作由专人负责，逐条落实公开要求并按季度通报办理情况" for sign in "甲乙丙丁戊己庚辛壬癸"]
OTHERS = [f"围绕{sign}类群众关切，组织现场咨询、线上访谈和政策宣讲，及时回应意见" for sign in "子丑寅卯辰巳午未申酉"]
FIGURES = {"t": {(f"r{number}", "c"): number for number in range(9)}}


def seen(number: int, agency: str, texts: list[str], *, parent: str | None = None, figures: bool = False) -> Seen:
    """A report of 2021."""
    return Seen(number, f"{agency}.txt", agency, 2021, parent, sketch_of(texts, agency, FIGURES if figures else {}))


def test_a_text_with_other_names_and_figures_is_the_most_alike() -> None:
    own = seen(0, "甲县教育局", [*SENTENCES, "甲县教育局2021年公开12条"])
    twin = seen(1, "乙县财政局", [*SENTENCES, "乙县财政局2020年公开345条"])
    other = seen(2, "丙县民政局", OTHERS)
    assert most_alike([own, other, twin]) == {0: 1, 1: 0, 2: 1}


def test_the_same_figures_count_more_than_a_text() -> None:
    own = seen(0, "甲局", SENTENCES, figures=True)
    text = seen(1, "乙局", SENTENCES)
    figures = seen(2, "丙局", OTHERS, figures=True)
    assert most_alike([own, text, figures])[0] == 2


def test_where_nothing_is_alike_another_agency_stands_for_all() -> None:
    assert most_alike([seen(0, "甲局", SENTENCES), seen(1, "乙局", OTHERS)]) == {0: 1, 1: 0}


def test_an_agency_is_not_compared_with_itself_or_its_superior() -> None:
    own = seen(0, "甲局", SENTENCES, parent="县政府")
    again = seen(1, "甲局", SENTENCES)
    above = seen(2, "县政府", SENTENCES)
    assert most_alike([own, again, above]) == {1: 2, 2: 1}


def test_figures_that_are_few_say_nothing() -> None:
    few = {"t": {("r", "c"): 3, ("s", "c"): 0}}
    assert sketch_of([], None, few).tables == ()
    assert sketch_of([], None, FIGURES).tables != ()


def test_a_shelf_that_holds_very_many_is_not_searched_as_a_whole() -> None:
    many = [seen(number, f"第{number}局", SENTENCES) for number in range(300)]
    found = most_alike(many)
    assert set(found) == set(range(300))
    assert all(found[number] != number for number in found)
