"""A second run with the same pack loads what checking needs, and nothing that only compiling needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = Path(__file__).resolve().parents[2] / "reports" / "beilun-2021" / "report.json"
RUN = (
    "import sys\n"
    "from gouji.cli.entry import main\n"
    "sys.stdout = open(sys.argv.pop(1), 'w')\n"
    "code = main()\n"
    "sys.stdout.close()\n"
    "print(' '.join(sorted({name.split('.')[0] for name in sys.modules} "
    "| {'.'.join(name.split('.')[:2]) for name in sys.modules if name.startswith('gouji.')})), file=sys.stderr)\n"
    "sys.exit(code)\n"
)
COMPILERS = {"lark", "yaml", "rich", "jsonschema", "gouji.syntax", "gouji.intake"}


@pytest.fixture
def loaded(tmp_path: Path) -> list[set[str]]:
    """The modules that each of two runs loaded."""
    environment = {**os.environ, "GOUJI_CACHE": str(tmp_path / "cache")}
    found = []
    for number in range(2):
        command = [
            sys.executable,
            "-c",
            RUN,
            str(tmp_path / f"{number}.json"),
            "check",
            str(REPORT),
            "--format",
            "json",
        ]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        found.append(set(done.stderr.split()))
    first, second = ((tmp_path / f"{number}.json").read_text(encoding="utf-8") for number in range(2))
    assert json.loads(first)["reports"]
    assert first == second
    return found


def test_the_first_run_compiles_and_the_second_loads_no_compiler(loaded: list[set[str]]) -> None:
    first, second = loaded
    assert {"lark", "yaml", "gouji.syntax"} <= first
    assert not COMPILERS & second
    assert "gouji.evaluate" in second


def test_the_version_is_told_before_anything_is_loaded() -> None:
    script = RUN.replace("import sys\n", "import sys\nsys.argv[1:] = ['/dev/null', '--version']\n", 1)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {name for name in done.stderr.split() if name.startswith("gouji")} == {"gouji", "gouji.cli"}
