"""Where the output goes: terminals, pipes that close, disks that are full, files that cannot be written."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.cli.app import run
from gouji.source import display_width

ROOT = Path(__file__).resolve().parents[2]
BEILUN = ROOT / "reports" / "beilun-2021" / "source.txt"
GOUJI = [sys.executable, "-m", "gouji"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    cache = tmp_path_factory.mktemp("cache")
    cache.chmod(0o700)
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**kept, "GOUJI_CACHE": str(cache), "TERM": "xterm-256color"}


def on_terminal(
    arguments: list[str], environment: dict[str, str], width: int = 80, streams: tuple[str, ...] = ("stdout", "stderr")
) -> tuple[int, str]:
    """Exit code and what a terminal of a width is sent by the streams that go there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    out, err = (theirs if name in streams else subprocess.DEVNULL for name in ("stdout", "stderr"))
    process = subprocess.Popen([*GOUJI, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment)
    os.close(theirs)
    sent = b"".join(_until_closed(ours))
    return process.wait(60), sent.decode().replace("\r\n", "\n")


def _until_closed(terminal: int) -> Iterator[bytes]:
    while select.select([terminal], [], [], 60)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            piece = b""
        if not piece:
            os.close(terminal)
            return
        yield piece


def bare(text: str) -> str:
    """Text without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("width", [60, 100])
def test_on_a_terminal_the_page_is_coloured_and_folds_at_its_width(width: int, environment: dict[str, str]) -> None:
    code, sent = on_terminal(["check", str(BEILUN)], environment, width)
    lines = bare(sent).split("\n")
    assert code == 0
    assert "\x1b[33m疑点" in sent
    assert max(map(display_width, lines)) <= width
    assert max(map(display_width, lines)) > width - 12
    assert lines[0] == "source.txt"


def test_no_color_is_honoured(environment: dict[str, str]) -> None:
    _, sent = on_terminal(["check", str(BEILUN)], {**environment, "NO_COLOR": "1"})
    assert "疑点" in sent
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", sent)


def test_a_dumb_terminal_gets_plain_text(environment: dict[str, str]) -> None:
    _, sent = on_terminal(["check", str(BEILUN)], {**environment, "TERM": "dumb"})
    assert "疑点" in sent
    assert "\x1b" not in sent


def test_a_pipe_gets_plain_text_with_whole_lines(environment: dict[str, str]) -> None:
    done = subprocess.run([*GOUJI, "check", str(BEILUN)], env=environment, capture_output=True, check=False)
    out = done.stdout.decode()
    assert "\x1b" not in out
    assert "    依据  关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知（国办公开办函〔2021〕30号）" in out
    assert done.stderr == b""


def test_a_progress_bar_is_shown_to_a_person_and_never_to_a_pipe(tmp_path: Path, environment: dict[str, str]) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(BEILUN.read_bytes())
    arguments = ["check", *(str(tmp_path / f"{number}.txt") for number in range(3)), "--format", "json"]
    _, sent = on_terminal(arguments, environment, streams=("stderr",))
    assert "核验" in sent
    assert "3/3" in sent
    _, alone = on_terminal(["check", str(BEILUN)], environment, streams=("stderr",))
    assert alone == ""
    piped = subprocess.run([*GOUJI, *arguments], env=environment, capture_output=True, check=False)
    assert piped.stderr == b""
    assert len(json.loads(piped.stdout)["reports"]) == 3


@pytest.mark.parametrize("command", ["check", "read"])
def test_a_person_sees_that_one_file_is_at_work_that_may_be_a_scan(
    command: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    scan = tmp_path / "扫描.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n")
    _, sent = on_terminal([command, str(scan)], environment, streams=("stderr",))
    assert "读取 扫描.png" in sent
    piped = subprocess.run([*GOUJI, command, str(scan)], env=environment, capture_output=True, check=False)
    assert "读取 扫描.png".encode() not in piped.stderr


def test_recognised_tables_fit_a_narrow_terminal(environment: dict[str, str]) -> None:
    code, sent = on_terminal(["read", str(BEILUN), "--show"], environment, 60)
    assert code == 0
    assert max(map(display_width, bare(sent).split("\n"))) <= 60
    assert "读出 175 · 存疑 0 · 未读出 0" in sent


def test_a_reader_that_leaves_early_is_no_error(environment: dict[str, str]) -> None:
    command = f"'{sys.executable}' -m gouji rules --format json | head -1"
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)  # noqa: S607
    assert done.stdout == b"[\n"
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("form", ["console", "json", "csv"])
def test_a_full_disk_is_told(form: str, environment: dict[str, str]) -> None:
    command = [*GOUJI, "check", str(BEILUN), "--format", form]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "gouji: 写不了标准输出：磁盘已满\n"


@pytest.mark.parametrize(
    ("closed", "said"), [(">&-", "gouji: 写不了标准输出：已关闭\n"), ("2>&-", ""), (">&- 2>&-", "")]
)
def test_closed_streams_are_no_crash(closed: str, said: str, environment: dict[str, str]) -> None:
    command = f"'{sys.executable}' -m gouji check '{BEILUN}' {closed}"
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)  # noqa: S607
    assert done.returncode == (0 if closed == "2>&-" else 2)
    assert done.stderr.decode() == said


def test_a_document_comes_by_standard_input_and_by_a_named_pipe(environment: dict[str, str]) -> None:
    for command in (
        f"cat '{BEILUN}' | '{sys.executable}' -m gouji check - --format json",
        f"'{sys.executable}' -m gouji check <(cat '{BEILUN}') --format json",
    ):
        done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)  # noqa: S607
        assert done.returncode == 0
        assert json.loads(done.stdout)["reports"][0]["facts"]["year"]["value"] == "2021"


@pytest.mark.parametrize("form", ["console", "json", "csv"])
def test_the_result_goes_into_a_file_whole_or_not_at_all(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "结果"
    target.write_text("old", encoding="utf-8")
    assert run(["check", str(BEILUN), "--format", form, "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert "北仑区人民政府办公室" in target.read_text(encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["结果"]


@pytest.mark.parametrize(
    ("target", "said"),
    [("missing/result.csv", "没有该文件夹"), (".", "这是文件夹"), ("x" * 300, "文件名过长")],
)
@pytest.mark.parametrize("command", [["check"], ["read"], ["rules"]])
def test_a_file_that_cannot_be_written_is_told_in_words(
    target: str, said: str, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [] if command == ["rules"] else [str(BEILUN)]
    assert run([*command, *paths, "--output", str(tmp_path / target)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "写不了" in err
    assert said in err or target.startswith("missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "x.txt", "--year", "21"], "a year of four digits"),
        (["check", "x.txt", "--year", "二〇二一"], "应为四位数字的年度"),
        (["check", "x.txt", "--jobs", "0"], "from 1 to 256"),
        (["check", "x.txt", "--jobs", "many"], "应为 1 至 256 的整数"),
        (["check", "x.txt", "--format", "xml"], "--format"),
        (["chek"], "用法错误 / wrong usage"),
        ([], "gouji --help"),
        (["read", "."], "read 一次读一个文件"),
        (["check", "*.nothing"], "没有文件或文件夹“*.nothing”"),
    ],
    ids=" ".join,
)
def test_wrong_usage_says_what_would_be_right(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert said in capsys.readouterr().err
