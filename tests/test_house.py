"""The house keeps its own rules: layers, types, style, words in both languages, and no traces of the machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.authoring.codes import CODES as CASE_CODES
from gouji.authoring.codes import REMARKS as LINT_CODES
from gouji.check.codes import CODES as CHECK_CODES
from gouji.corpus.codes import CODES as INDEX_CODES
from gouji.functions.catalogue import SIGNATURES
from gouji.patterns.codes import CODES as PATTERN_CODES
from gouji.report.codes import CODES as REPORT_CODES
from gouji.syntax.codes import CODES as SYNTAX_CODES
from gouji.vocabulary.codes import CODES as VOCABULARY_CODES

ROOT = Path(__file__).resolve().parents[1]
ENGINE = sorted((ROOT / "engine" / "gouji").rglob("*.py"))
DOORS = {"entry.py", "batch.py"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A tool of this environment, run on the repository."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_rooms_keep_their_contracts() -> None:
    done = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert done.returncode == 0, done.stdout[-2000:]


def test_types_are_strict() -> None:
    done = run(sys.executable, "-m", "mypy", "--strict")
    assert done.returncode == 0, done.stdout[-3000:]


def test_style_is_kept() -> None:
    done = run(sys.executable, "-m", "ruff", "check", ".")
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT / "engine" / "gouji")))
def test_no_binary_float_and_no_swallowed_exception_in_the_engine(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # How near a misspelt name must be is no figure of a report; difflib takes it as a float.
    near = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and "get_close_matches" in ast.unparse(node.func)
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in near:
            assert not isinstance(node.value, float), f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Name):
            assert node.id != "float", f"{path.name}:{node.lineno}"
        if isinstance(node, ast.ExceptHandler) and path.name not in DOORS:
            assert node.type is not None, f"{path.name}:{node.lineno}"
            assert not (isinstance(node.type, ast.Name) and node.type.id == "Exception"), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize(
    "codes",
    [SYNTAX_CODES, CHECK_CODES, PATTERN_CODES, VOCABULARY_CODES, REPORT_CODES, CASE_CODES, LINT_CODES, INDEX_CODES],
)
def test_every_code_is_said_in_chinese_and_in_english(codes: dict[str, object]) -> None:
    for code, text in codes.items():
        zh, en = getattr(text, "zh", ""), getattr(text, "en", "")
        assert re.search("[一-鿿]", zh), code
        assert re.search("[a-z]", en), code


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_every_function_of_the_language_stands_in_its_reference(name: str) -> None:
    assert f"`{name}(" in (ROOT / "docs" / "language.md").read_text(encoding="utf-8")


def test_ci_runs_the_command_that_newcomers_are_told() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.search(r"<!-- test -->\n```sh\n(.+)\n```", readme)
    assert told is not None
    assert "-m pytest" in told[1]
    asked = run("bash", "-c", "sed -n '/<!-- test -->/,/^```$/{/^```/d;/<!--/d;p}' README.md")
    assert asked.stdout.strip() == told[1]
    assert "sed -n '/<!-- test -->/,/^```$/{/^```/d;/<!--/d;p}' README.md" in (ROOT / ".ci" / "run").read_text()


def test_no_file_names_a_machine_path_or_a_package_host() -> None:
    listed = run("git", "ls-files").stdout.split("\n")
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".rules", ".lark"} and path.name != "test_house.py":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"/work/|/root/|pypi\.org|files\.pythonhosted", text), name
