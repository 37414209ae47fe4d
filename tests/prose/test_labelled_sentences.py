"""The reader of prose against sentences of real reports that were labelled before it read them."""

import sys
from fractions import Fraction

import pytest

from prose.labelled import HELD_OUT, parts, score, sentences

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


@pytest.mark.parametrize("name", ["looked at", "held out"])
def test_the_numbers_of_real_sentences_are_found_and_none_is_wrong(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = score(parts()[name == "held out"])
    missed, wrong = len(result.missed), len(result.wrong)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: {result.found} of {result.labelled} numbers found, {missed} missed, {wrong} wrong\n"
        )
    if name == "looked at":
        assert not result.wrong
        assert result.recall >= LEAST_RECALL, "\n".join(result.missed)
    # Of the sentences held out only the figures are shown.
    assert wrong == 0
    assert result.recall >= LEAST_RECALL
