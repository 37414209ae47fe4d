"""Many files at once: in several processes the same result, and one file's failure is its own."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sys
from concurrent.futures.process import _ExecutorManagerThread
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from gouji.api import Overrides, Pack, check_document
from gouji.cli import batch
from gouji.cli.app import run
from gouji.cli.batch import Outcome, Task, outcomes, processes
from gouji.cli.cache import cached_pack
from gouji.cli.collect import Candidate, candidates
from gouji.cli.packs import files_of, folder_of
from gouji.findings import ReportResult, Unread

ROOT = Path(__file__).resolve().parents[2]
BEILUN = ROOT / "reports" / "beilun-2021" / "source.txt"
TASK = Task(Overrides(), {}, False)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return cached_pack(files_of(folder_of("cn-disclosure")), use=False)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of good, faulty and unreadable documents."""
    text = BEILUN.read_text(encoding="utf-8")
    for year in (2021, 2022, 2023):
        (tmp_path / f"{year}.txt").write_text(text.replace("2021年度政府", f"{year}年度政府"), encoding="utf-8")
    (tmp_path / "坏.txt").write_bytes(b"\x00\x01" * 400)
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "别的.json").write_text('{"name": "no report"}', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["console", "json", "csv"])
def test_the_result_does_not_depend_on_the_number_of_processes(
    form: str, mixed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for jobs in ("1", "3"):
        code = run(["check", str(mixed), "--format", form, "--jobs", jobs])
        found.append((code, capsys.readouterr().out))
    assert found[0][0] == 1
    assert found[0] == found[1]


def test_files_stay_in_their_order(mixed: Path, pack: Pack) -> None:
    files = candidates([str(mixed)])
    assert [one.candidate for one in outcomes(files, pack, TASK, 2)] == files


def test_few_files_or_our_standard_input_are_not_worth_another_process(tmp_path: Path) -> None:
    few = [Candidate(f"{rank}.txt", None, f"{rank}.txt") for rank in range(8)]
    many = [Candidate(f"{rank}.txt", None, f"{rank}.txt") for rank in range(800)]
    stdin = Candidate("-", None, "stdin")
    assert processes(few, None) == 1
    assert processes(many, None) == min(os.cpu_count() or 1, 100)
    assert processes(few, 3) == 3
    assert processes(few[:2], 7) == 2
    assert processes([*many, stdin], 4) == 1


class Deadly:
    """A path over which a process dies, as over a bug in a library that is not written in Python."""

    def __init__(self, parent: int) -> None:
        self.parent = parent

    def __fspath__(self) -> str:
        if os.getpid() != self.parent:
            os._exit(9)
        return "tödlich.pdf"


def test_a_process_that_dies_over_a_document_is_reported_and_the_others_go_on(pack: Pack, mixed: Path) -> None:
    good = candidates([str(mixed / "2021.txt"), str(mixed / "2022.txt"), str(mixed / "2023.txt")])
    deadly = Candidate(Deadly(os.getpid()), None, "tödlich.pdf")  # type: ignore[arg-type]
    found = outcomes([good[0], deadly, *good[1:]], pack, TASK, 2)
    assert [type(one.result) for one in found] == [ReportResult, Unread, ReportResult, ReportResult]
    assert [one.crashed for one in found] == [False, True, False, False]


def test_a_process_that_dies_while_another_is_being_started_is_not_waited_for_for_ever(
    pack: Pack, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, tidy = SpawnProcess.start, _ExecutorManagerThread.shutdown_workers
    started: list[SpawnProcess] = []
    first_is_dead, second_is_known = Event(), Event()

    def start(process: SpawnProcess) -> None:
        begin(process)
        started.append(process)
        if len(started) == 2:
            # The pool ends all processes that it knows while this one is not yet among them, and then waits for all.
            first_is_dead.wait(60)
            Timer(0.5, second_is_known.set).start()

    def shutdown_workers(manager: _ExecutorManagerThread) -> None:
        started[0].join(60)
        tidy(manager)
        first_is_dead.set()
        second_is_known.wait(60)

    monkeypatch.setattr(SpawnProcess, "start", start)
    monkeypatch.setattr(_ExecutorManagerThread, "shutdown_workers", shutdown_workers)
    good = candidates([str(mixed / "2021.txt"), str(mixed / "2022.txt"), str(mixed / "2023.txt")])
    deadly = Candidate(Deadly(os.getpid()), None, "tödlich.pdf")  # type: ignore[arg-type]
    found: list[Outcome] = []
    work = Thread(target=lambda: found.extend(outcomes([deadly, *good], pack, TASK, 2)), daemon=True)
    work.start()
    work.join(120)
    assert [one.crashed for one in found] == [True, False, False, False]
    assert multiprocessing.active_children() == []


def test_a_bug_over_one_report_is_told_and_the_others_are_checked(
    mixed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(document: object, *rest: object, **more: object) -> object:
        if getattr(document, "name", "") == "2022.txt":
            raise ZeroDivisionError("a bug")
        return check_document(document, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "check_document", faulty)
    code = run(["check", str(mixed / "2021.txt"), str(mixed / "2022.txt"), str(mixed / "2023.txt"), "--format", "json"])
    values = json.loads(capsys.readouterr().out)
    assert code == values["exit_code"] == 70
    assert [one["name"] for one in values["reports"]] == ["2021.txt", "2023.txt"]
    assert [(one["name"], one["defects"][0]["code"]) for one in values["unread"]] == [("2022.txt", "D999")]
    assert "ZeroDivisionError" in values["unread"][0]["defects"][0]["message"]["zh"]


@pytest.mark.parametrize("where", ["open_document", "content_of"])
def test_a_bug_while_reading_is_told_like_any_other(
    where: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(batch, where, faulty)
    assert run(["check", str(BEILUN)]) == 70
    out, err = capsys.readouterr()
    assert "程序内部错误（RecursionError）" in out
    assert "退出码 70" in out
    assert "Traceback" not in out + err


def test_the_details_of_a_bug_are_shown_on_request(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError("in the middle")

    monkeypatch.setattr(batch, "check_document", faulty)
    monkeypatch.setenv("GOUJI_DEBUG", "1")
    assert run(["check", str(BEILUN)]) == 70
    assert "in the middle" in capsys.readouterr().err


def test_only_an_unreadable_twin_of_a_read_file_is_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(BEILUN, tmp_path / "甲.txt")
    (tmp_path / "甲.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "乙.pdf").write_bytes(b"%PDF-1.7\n")
    code = run(["check", str(tmp_path), "--format", "json"])
    values = json.loads(capsys.readouterr().out)
    assert code == 3
    assert [one["name"] for one in values["unread"]] == ["乙.pdf"]
    assert [(one["name"], one["instead"]) for one in values["passed_over"]] == [("甲.pdf", "甲.txt")]


def test_names_tell_files_apart_and_no_file_is_checked_twice(tmp_path: Path) -> None:
    for name in ("甲/2021/a.txt", "乙/2021/a.txt", "b.txt", ".b.txt", "乙/~$a.docx"):  # the last two are no reports
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    def names(*paths: str) -> list[str]:
        return [one.name for one in candidates([str(tmp_path / path) for path in paths])]

    assert names("b.txt") == ["b.txt"]
    assert names("甲/2021/a.txt", "乙/2021/a.txt", "b.txt") == ["甲/2021/a.txt", "乙/2021/a.txt", "b.txt"]
    assert names(".") == ["b.txt", "乙/2021/a.txt", "甲/2021/a.txt"]
    assert names("甲", "乙") == ["甲/2021/a.txt", "乙/2021/a.txt"]
    assert names("b.txt", "b.txt", ".") == ["b.txt", "乙/2021/a.txt", "甲/2021/a.txt"]
    assert names("*.txt") == ["b.txt"]
    assert names("**/a.txt") == ["乙/2021/a.txt", "甲/2021/a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders there")
def test_a_pipe_or_a_closed_or_dangling_thing_in_a_folder_does_not_stop_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(BEILUN, tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    code = run(["check", str(tmp_path), "--format", "json"])
    values = json.loads(capsys.readouterr().out)
    assert code == 3
    assert [one["name"] for one in values["reports"]] == ["a.txt"]
    told = {one["name"]: one["defects"][0]["message"]["zh"] for one in values["unread"]}
    assert told == {
        "gone.txt": "文件无法打开：不存在该文件或文件夹；请检查后重试",
        "loop.txt": "文件无法打开：链接互相指向；请检查后重试",
    }
    assert [(one["name"], one["because"]["zh"]) for one in values["passed_over"]] == [
        ("pipe.txt", "是管道或设备，不是文件")
    ]


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("noext", b"x", "目录中不读这类文件（无扩展名），要读请直接给出文件名"),
        ("b.log", b"x", "目录中不读这类文件（“.log”），要读请直接给出文件名"),
        ("o.json", b'{"kind": "another"}', "不是这类报告：没有报告的部分、表格和年度"),
        ("README.md", "# 说明\n本目录存放各单位报告。\n".encode(), "不是这类报告：没有报告的部分、表格和年度"),
    ],
)
def test_a_file_of_a_folder_that_is_no_report_is_named_and_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, because: str
) -> None:
    shutil.copy(BEILUN, tmp_path / "a.txt")
    (tmp_path / name).write_bytes(content)
    code = run(["check", str(tmp_path), "--format", "json"])
    values = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [one["name"] for one in values["reports"]] == ["a.txt"]
    assert values["unread"] == []
    assert [(one["name"], one["because"]["zh"]) for one in values["passed_over"]] == [(name, because)]


@pytest.mark.parametrize("name", ["a.ofd", "a.zip", "README.md"])
def test_a_folder_in_which_nothing_is_checked_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_text("说明")
    assert run(["check", str(tmp_path)]) == 3
    assert "退出码 3：没有核验任何报告，各文件的原因见上" in capsys.readouterr().out
    assert run(["check", str(tmp_path), "--lang", "en"]) == 3
    assert "no report was checked" in capsys.readouterr().out


def test_a_document_of_which_nothing_is_understood_is_a_failure_when_it_is_named_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("本目录存放各单位报告。\n", encoding="utf-8")
    assert run(["check", str(tmp_path / "a.txt"), "--format", "json"]) == 3
    assert len(json.loads(capsys.readouterr().out)["reports"]) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_file_and_a_closed_folder_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir(mode=0)
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    (tmp_path / "file.txt").chmod(0)
    code = run(["check", str(tmp_path), "--format", "json"])
    (tmp_path / "folder").chmod(0o700)
    unread = json.loads(capsys.readouterr().out)["unread"]
    assert code == 3
    assert {one["name"] for one in unread} == {"file.txt", "folder"}
    assert all("没有权限" in one["defects"][0]["message"]["zh"] for one in unread)


def test_a_file_that_may_not_be_opened_is_told_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(batch, "content_of", closed)
    assert run(["check", str(BEILUN)]) == 3
    assert "文件无法打开：没有权限" in capsys.readouterr().out
