"""A late expression answers as one that was compiled at once."""

from __future__ import annotations

import re

import pytest

from gouji import late


def test_nothing_is_compiled_before_the_first_question(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compile_now = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        made.append(text)
        return compile_now(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    expression = late.late_regex("([0-9]+)件", re.ASCII)
    assert made == []
    assert expression.findall("12件，３件") == ["12"]
    assert expression.pattern == "([0-9]+)件"
    found = expression.search("共 7件")
    assert found is not None
    assert found.span(1) == (2, 3)
    assert set(made) == {"([0-9]+)件"}
