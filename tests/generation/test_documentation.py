"""What docs/testing.md shows is true: its Python runs, its hooks exist, its commands are understood."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import yaml

from gouji.cli.arguments import parser

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """The fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_examples_in_python_run() -> None:
    (example,) = blocks("python")
    names: dict[str, object] = {}
    exec(compile(example, "docs/testing.md", "exec"), names)  # noqa: S102 - our own page
    tests = [one for name, one in names.items() if name.startswith("test_")]
    assert len(tests) == 2
    for one in tests:
        assert callable(one)
        one()


def test_the_hooks_that_are_shown_exist_and_call_commands_that_exist() -> None:
    hooks = {one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    (shown,) = (yaml.safe_load(one) for one in blocks("yaml") if "repos:" in one)
    used = shown["repos"][0]["hooks"]
    assert {one["id"] for one in used} == hooks.keys()
    for one in used:
        name, *arguments = shlex.split(hooks[one["id"]]["entry"])
        assert name == "gouji"
        parser().parse_args([*arguments, *one.get("args", []), *(["x"] if one["id"] != "gouji-test" else [])])


def test_the_commands_of_the_recipe_are_understood() -> None:
    (recipe,) = (yaml.safe_load(one) for one in blocks("yaml") if "script:" in one)
    commands = [shlex.split(one) for one in recipe["rules"]["script"]]
    ours = [arguments for name, *arguments in commands if name == "gouji"]
    assert len(ours) == 3
    for arguments in ours:
        parser().parse_args(arguments)
