"""Every command shown in the README and in the pages for auditors and authors runs, and prints what is shown.

In shown output `…` stands for what is left out: alone on a line for any lines, else for the rest or the start of one.
"""

from __future__ import annotations

import glob
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.authoring.begun import new_pack
from gouji.cli.app import run

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "reports" / "beilun-2021" / "source.txt"
PAGES = (
    "README.md",
    "docs/auditors.md",
    "docs/authors.md",
    "docs/try.md",
    "docs/analysis.md",
    "docs/cookbook/waivers.md",
    "docs/testing.md",
)
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/"


def blocks(page: str, kind: str) -> list[str]:
    """The fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """Every command with its page and the output shown."""
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = part.rstrip("\n").split("\n")
                yield (page, command, shown)


EXAMPLES = list(examples())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages speak of.

    A real report, it with one figure and its agency changed, and it as if it were last year's, with two more received
    and carried out.
    """
    text = REPORT.read_text(encoding="utf-8")
    lines = text.split("\n")
    before = text.replace("2021年", "2020年").split("\n")
    assert (before[88], before[345]) == ("\t31", "\t0")
    before[88], before[345] = "\t33", "\t2"
    assert lines[88] == "\t31"
    lines[0], lines[88] = "北仑区教育局", "\t32"
    for name, content in {
        "报告.txt": text,
        "上年报告.txt": "\n".join(before),
        "报告目录/报告.txt": text,
        "报告目录/改过的.txt": "\n".join(lines),
        **files_shown("docs/auditors.md"),
        **{f"sample/{name}": text for name, text in new_pack("sample").items()},
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_shown(page: str) -> dict[str, str]:
    """The files whose content a page shows."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return dict(re.findall(r"^<!-- file (\S+) -->\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def fits(shown: str, printed: str) -> bool:
    """Whether a line is as shown, `…` standing for what is left out."""
    return re.fullmatch(".*".join(re.escape(piece) for piece in shown.split("…")), printed) is not None


def as_shown(shown: list[str], printed: list[str]) -> bool:
    """Whether lines are as shown, in their order."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(as_shown(shown[1:], printed[rank:]) for rank in range(len(printed) + 1))
    return bool(printed) and fits(shown[0], printed[0]) and as_shown(shown[1:], printed[1:])


def told(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Exit code and lines of a command."""
    name, *arguments = shlex.split(command, comments=True)
    assert name == "gouji"
    code = run([found for one in arguments for found in (sorted(glob.glob(one)) if "*" in one else [one])])
    out, err = capsys.readouterr()
    return code, (out + err).rstrip("\n").split("\n") if out + err else []


@pytest.mark.parametrize(
    ("page", "command", "shown"), EXAMPLES, ids=[f"{page}: {command}" for page, command, _ in EXAMPLES]
)
def test_a_command_prints_what_the_page_shows(
    page: str, command: str, shown: list[str], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if command == "gouji new pack sample":
        shutil.rmtree(desk / "sample")
    code, printed = told(command, capsys)
    assert as_shown(shown, printed), "\n".join(printed)
    said = re.search(r"退出码 (\d+)", "\n".join(shown))
    assert said is None or int(said[1]) == code
    assert code in (0, 1)
    written = re.search(r"--output (\S+)", command)
    assert written is None or (desk / written[1]).stat().st_size > 1000


def test_the_first_command_of_the_readme_prints_what_is_shown_below_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- check -->\n```sh\n(.+)\n```.*?<!-- printed -->\n```text\n(.*?)\n```", readme, re.DOTALL)
    assert found is not None
    assert found[1].startswith(INSTALL)
    code, printed = told(found[1].removeprefix(INSTALL), capsys)
    assert code == 0
    assert as_shown(found[2].split("\n"), printed), "\n".join(printed)


@pytest.mark.parametrize("page", PAGES)
def test_no_command_is_shown_that_is_not_run(page: str) -> None:
    """Only the two commands that set up a fresh machine are no examples."""
    setup = {command.strip() for command in blocks(page, "sh")}
    assert setup == (
        {command for command in setup if command.startswith("python3 -m venv .venv && ")}
        if page == "README.md"
        else set()
    )
    assert blocks(page, "bash") == blocks(page, "shell") == []
    assert [command for where, command, _ in EXAMPLES if where == page]


def test_the_check_of_examples_can_fail() -> None:
    assert as_shown(["a", "…", "c … e"], ["a", "b", "c d e"])
    assert not as_shown(["a", "c"], ["a", "b", "c"])
    assert not as_shown(["a"], ["a", "b"])
    assert not as_shown(["…", "x"], ["a", "b"])
