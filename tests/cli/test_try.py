"""`gouji try`: from a script, with `-e`, and in a conversation on a terminal."""

from __future__ import annotations

import importlib.util
import io
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from gouji.cli import prompting
from gouji.cli.app import run
from gouji.lsp.offers import Offer
from gouji.source import Span

ROOT = Path(__file__).resolve().parents[2]
REPORT = str(ROOT / "reports" / "beilun-2021" / "source.txt")


@pytest.fixture
def pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The report and pack of a small new pack, as arguments."""
    folder = tmp_path / "small"
    assert run(["new", "pack", str(folder)]) == 0
    capsys.readouterr()
    return [str(folder / "cases" / "bases" / "clean.json"), "--pack", str(folder)]


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass"))))


SCRIPTS: tuple[tuple[str, str, int, str, str], ...] = (
    ("what is understood ends well", "cases[received, total]\n", 0, "5 件", ""),
    ("a false condition is no failure", "cases[received, total] = 6\n", 0, "✗ 不成立", ""),
    ("a slip is told, and the rest is answered", "cases[recieved, total]\n1 + 1\n", 1, "2\n", "R203"),
    ("what is unknown is told", ":wat\n", 1, "没有这个命令", ""),
    ("nothing is fine", "", 0, "", ""),
    ("one may leave early", "1\n:quit\n:wat\n", 0, "1\n", ""),
    ("a mark of the encoding is no part of it", "\ufeff1 + 1\n", 0, "2\n", ""),
    ("what is no text is a complaint", "\udc80\n", 1, "", "R1"),
)


@pytest.mark.parametrize(
    ("sentence", "script", "code", "out", "err"), SCRIPTS, ids=[sentence for sentence, *_ in SCRIPTS]
)
def test_a_script_is_answered_without_a_prompt(
    sentence: str,
    script: str,
    code: int,
    out: str,
    err: str,
    pack: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert sentence
    typed(monkeypatch, script)
    assert run(["try", *pack]) == code
    printed, told = capsys.readouterr()
    assert out in printed
    assert err in told
    assert "gouji>" not in printed + told
    assert bool(told) == bool(err)


def test_one_thing_is_tried_without_a_script(pack: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["try", *pack, "-e", "let x = cases[received, total]", "-e", "x * 2", "--lang", "en"]) == 0
    assert "10 件\n" in capsys.readouterr().out


def test_a_document_is_tried_with_its_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["try", REPORT, "-e", "requests[received, total]"]) == 0
    assert "source.txt 第 89 行" in capsys.readouterr().out


def test_other_reports_take_part(pack: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(pack[0]).read_text(encoding="utf-8")
    for name, total in (("before.json", 7), ("above.json", 9)):
        (tmp_path / name).write_text(text.replace('"total": 5', f'"total": {total}'), encoding="utf-8")
    others = ["--prior", str(tmp_path / "before.json"), "--parent", str(tmp_path / "above.json")]
    asked = "prior.cases[received, total] + parent.cases[received, total]"
    assert run(["try", *pack, *others, "-e", asked]) == 0
    assert "16 件\n" in capsys.readouterr().out
    assert run(["try", *pack, "--prior", str(tmp_path / "gone.json"), "-e", "1"]) == 2
    assert "没有文件" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("gone.json", None, 2, "没有文件"),
        ("bad.json", b"{", 3, "报告未能读取"),
        ("empty.txt", b"", 3, "报告未能读取"),
    ],
)
def test_what_is_no_report_cannot_be_tried(
    name: str,
    content: bytes | None,
    code: int,
    said: str,
    pack: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run(["try", str(tmp_path / name), *pack[1:], "-e", "1"]) == code
    assert said in capsys.readouterr().err


def test_a_folder_and_a_pack_that_is_none_are_wrong_usage(pack: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["try", str(ROOT), *pack[1:]]) == 2
    assert run(["try", pack[0], "--pack", "none-such"]) == 2
    assert "try 一次看一份报告" in capsys.readouterr().err


# ── a conversation ──────────────────────────────────────────────────────────


class _Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_: str) -> None:
        """Take any encoding."""


def conversation(
    monkeypatch: pytest.MonkeyPatch, pack: list[str], *inputs: str | type[BaseException], term: str = "xterm"
) -> str:
    """What is printed on a terminal when these things are typed; an exception is what a key raises."""
    screen, answers = _Terminal(), iter(inputs)

    def ask() -> str:
        one = next(answers, EOFError)
        if isinstance(one, str):
            return one
        raise one

    monkeypatch.setattr("gouji.cli.trying.asker", lambda offers, language: ask)
    monkeypatch.setenv("TERM", term)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, screen)
    assert run(["try", *pack]) == 0
    return screen.getvalue()


def test_a_conversation_goes_on_after_a_slip_and_ends_at_the_end_of_input(
    pack: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = conversation(monkeypatch, pack, "cases[recieved, total]", "let x = 1", "x + 1")
    assert "R203" in printed
    assert printed.endswith("2\x1b[0m\n") or printed.rstrip().endswith("2")


def test_a_person_at_a_terminal_that_can_only_print_is_greeted_and_answered_line_by_line(
    pack: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = conversation(monkeypatch, pack, "1 + 1", term="dumb")
    assert ":help" in printed
    assert printed.endswith("2\n")
    assert "\x1b" not in printed


def test_a_terminal_that_can_only_print_is_asked_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    lines = iter(["sum(1,", "2)"])
    monkeypatch.setattr("builtins.input", lambda _: next(lines))
    assert prompting.asker(offers, "zh")() == "sum(1,\n2)"


def test_what_is_given_up_is_forgotten_and_one_may_quit(pack: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    printed = conversation(monkeypatch, pack, KeyboardInterrupt, "1 + 1", ":quit", "nothing_known")
    assert "2" in printed
    assert "R201" not in printed


def test_an_answer_can_be_interrupted(pack: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gouji.cli.trying.answer", interrupted)
    assert "已中断" in conversation(monkeypatch, pack, "1")


# ── asking ──────────────────────────────────────────────────────────────────


def offers(text: str, cursor: int) -> tuple[Offer, ...]:
    """One offer: `cases` for a text that begins like it."""
    start = text.rfind("(", 0, cursor) + 1
    return (
        (Offer("cases", "table", "\x1b办理情况", Span(start, cursor)),)
        if "cases".startswith(text[start:cursor])
        else ()
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


KEYS: tuple[tuple[str, str, str], ...] = (
    ("enter ends what can stand alone", "1 + 1\r", "1 + 1"),
    ("what is open goes on", "sum(1,\r2)\r", "sum(1,\n2)"),
    ("an empty line ends what is open", "sum(1,\r\r", "sum(1,\n"),
    ("pasted lines stay together", "\x1b[200~let x = 1\nlet y = 2\x1b[201~\r", "let x = 1\nlet y = 2"),
)


@pytest.mark.parametrize(("sentence", "keys", "wanted"), KEYS, ids=[sentence for sentence, _, _ in KEYS])
def test_keys_make_an_input(sentence: str, keys: str, wanted: str, home: Path) -> None:
    assert sentence
    with create_pipe_input() as keyboard:
        session = prompting.toolkit_session(
            offers, prompting.history_file("history"), input=keyboard, output=DummyOutput()
        )
        keyboard.send_text(keys)
        assert session.prompt(prompting.PROMPT) == wanted
    kept = home / "gouji" / "history"
    assert wanted.split("\n")[0] in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize(("keys", "ends"), [("\x04", EOFError), ("1\x03", KeyboardInterrupt)])
def test_keys_end_it(keys: str, ends: type[BaseException], home: Path) -> None:
    with create_pipe_input() as keyboard:
        session = prompting.toolkit_session(offers, None, input=keyboard, output=DummyOutput())
        keyboard.send_text(keys)
        with pytest.raises(ends):
            session.prompt(prompting.PROMPT)


def test_a_completion_replaces_what_was_typed_and_shows_nothing_that_steers() -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    completer = prompting.toolkit_session(offers, None, input=None, output=DummyOutput()).completer
    assert completer is not None
    (one,) = completer.get_completions(Document("sum(ca", 6), CompleteEvent())
    assert (one.text, one.start_position, one.display_meta_text) == ("cases", -2, "\ufffd办理情况")


@pytest.mark.parametrize(
    ("line", "begin", "words"), [("ca", 0, ["cases"]), ("sum(ca", 0, ["sum(cases"]), ("1 sum(ca", 2, ["sum(cases"])]
)
def test_readline_gets_whole_words(line: str, begin: int, words: list[str]) -> None:
    assert prompting.readline_words(offers, line, begin, len(line)) == words


def test_without_the_optional_dependency_it_asks_plainly_and_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = importlib.util.find_spec
    gone = {"prompt_toolkit", "readline"}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in gone else known(name))
    prompts: list[str] = []
    lines: Iterator[str] = iter(["sum(1,", "2)", "sum(1,", ""])

    def asked(prompt: str) -> str:
        prompts.append(prompt)
        return next(lines)

    monkeypatch.setattr("builtins.input", asked)
    ask = prompting.asker(offers, "zh")
    assert [ask(), ask()] == ["sum(1,\n2)", "sum(1,"]
    assert prompts == [prompting.PROMPT, prompting.GOES_ON] * 2
    assert "pip install 'gouji[try]'" in capsys.readouterr().err


def test_where_a_file_stands_in_the_way_nothing_is_kept(home: Path) -> None:
    (home / "gouji").write_text("", encoding="utf-8")
    assert prompting.history_file("history") is None
