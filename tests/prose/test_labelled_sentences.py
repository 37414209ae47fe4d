"""The reader of prose against sentences of real reports that were labelled before it read them."""

from fractions import Fraction

import pytest
from prose.labelled import HELD_OUT, Sentence, parts, score, sentences

LEAST_RECALL = Fraction(95, 100)


def test_the_set_is_what_it_says() -> None:
    labelled = sentences()
    assert len(labelled) >= 500
    assert len({one.text for one in labelled}) == len(labelled)
    assert max(len(one.text) for one in labelled) <= 120
    assert sum(one.period for one in labelled) <= 60
    stating_no_count = [
        one for one in labelled if all(label.optional or label.role in ("year", "date") for label in one.labels)
    ]
    assert len(stating_no_count) >= 20
    assert len(parts()[1]) == HELD_OUT


@pytest.mark.parametrize(("name", "part"), zip(("looked at", "held out"), parts(), strict=True))
def test_the_numbers_of_real_sentences_are_found_and_none_is_wrong(
    name: str, part: tuple[Sentence, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    result = score(part)
    with capsys.disabled():
        print(f"\n{name}: {len(part)} sentences, {result.found} of {result.labelled} numbers, wrong {len(result.wrong)}")
    shown = "" if name == "held out" else "\n".join((*result.missed, *result.wrong))
    assert not result.wrong, shown
    assert result.recall >= LEAST_RECALL, shown
