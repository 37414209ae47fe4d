"""The tutorial, done step by step in an empty folder: its files are written, its commands run in their order."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from test_examples import as_shown, told

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
STEP = re.compile(r"^(?:<!-- file (?P<file>[^\n>]+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S)


def test_whoever_does_what_the_tutorial_says_sees_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("rules", "reports"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    done = []
    for step in STEP.finditer(TUTORIAL):
        if step["file"] is not None:
            (tmp_path / step["file"]).write_text(step["text"], encoding="utf-8")
        else:
            assert step["kind"] == "console"
            for part in re.split(r"^\$ ", step["text"], flags=re.M)[1:]:
                command, *shown = part.rstrip("\n").split("\n")
                done.append(command)
                printed = run(command, capsys)
                assert as_shown(shown, printed), f"{command}\n" + "\n".join(printed)
    assert "gouji check 改过的.txt --pack 我的规则" in done
    assert (tmp_path / "规则说明" / "zh" / "mine.repealed.md").is_file()


def run(command: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a command prints."""
    if command.startswith("gouji "):
        return told(command, capsys)[1]
    assert command.partition(" ")[0] in {"cp", "sed"}
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()
