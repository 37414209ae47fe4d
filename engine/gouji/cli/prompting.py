"""Asking a person for the next thing to try: with completion and history, as far as what is installed allows."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from gouji.cli.output import is_dumb
from gouji.diagnostics import Language, Text
from gouji.lsp.offers import Offer
from gouji.source import visible
from gouji.trying.asking import is_finished

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

EXTRA: Final = "pip install 'gouji[try]'"
PROMPT: Final = "gouji> "
GOES_ON: Final = "  ...> "
_MOST_KEPT: Final = 1_000
_WANTED: Final = Text(
    f"边输入边补全需要可选依赖：{EXTRA}", f"completion while typing needs an optional dependency: {EXTRA}"
)

Offers: TypeAlias = Callable[[str, int], tuple[Offer, ...]]


def asker(offers: Offers, language: Language) -> Callable[[], str]:
    """Return what asks for the next input; it raises EOFError at the end, KeyboardInterrupt when one is given up."""
    if is_dumb():
        return _asked_of
    if importlib.util.find_spec("prompt_toolkit") is not None:
        return _comfortable(offers)
    sys.stderr.write(f"{_WANTED.of(language)}\n")
    return _plain(offers)


def history_file(name: str) -> str | None:
    """Return where what was typed is kept, seen by its author only; nothing where no file can be."""
    home = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    folder = os.path.join(home, "gouji")
    path = os.path.join(folder, name)
    try:
        os.makedirs(folder, 0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600))
    except OSError:
        return None
    return path


# ── prompt_toolkit ──────────────────────────────────────────────────────────


def _comfortable(offers: Offers) -> Callable[[], str]:
    session = toolkit_session(offers, history_file("history"))
    return lambda: session.prompt(PROMPT)


def toolkit_session(offers: Offers, path: str | None, **around: Any) -> PromptSession[str]:
    """Return a session that takes an input of several lines; `around` may give its input and output."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import FileHistory, InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    class Offered(Completer):
        """The offers of the language, as prompt_toolkit wants them."""

        def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
            """Give what may stand at the cursor."""
            for one in offers(document.text, document.cursor_position):
                yield Completion(
                    one.word,
                    start_position=one.span.start - document.cursor_position,
                    display_meta=visible(one.detail),
                )

    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state is not None and buffer.complete_state.current_completion is not None:
            buffer.complete_state = None
        elif is_finished(buffer.text) or not buffer.document.current_line.strip():
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return PromptSession(
        history=InMemoryHistory() if path is None else FileHistory(path),
        completer=Offered(),
        complete_in_thread=True,
        key_bindings=keys,
        multiline=True,
        prompt_continuation=GOES_ON,
        **around,
    )


# ── without it ──────────────────────────────────────────────────────────────


def _plain(offers: Offers) -> Callable[[], str]:
    if importlib.util.find_spec("readline") is not None:
        _ready_readline(offers, history_file("history-readline"))

    return _asked_of


def _asked_of() -> str:
    text = input(PROMPT)
    while not is_finished(text):
        more = input(GOES_ON)
        if not more.strip():
            break
        text += "\n" + more
    return text


def _ready_readline(offers: Offers, path: str | None) -> None:
    import atexit
    import readline

    if path is not None:
        try:
            readline.read_history_file(path)
        except OSError:
            # It was kept by another line editor; a new one is begun.
            readline.clear_history()
        readline.set_history_length(_MOST_KEPT)
        atexit.register(readline.write_history_file, path)
    readline.set_completer_delims(" \t\n")
    found: list[str] = []

    def complete(_: str, rank: int) -> str | None:
        if rank == 0:
            line = readline.get_line_buffer()
            found[:] = readline_words(offers, line, readline.get_begidx(), readline.get_endidx())
        return found[rank] if rank < len(found) else None

    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")


def readline_words(offers: Offers, line: str, begin: int, end: int) -> list[str]:
    """Return offers as readline wants them: in place of all from `begin` to the cursor at `end`."""
    return [line[begin : one.span.start] + one.word for one in offers(line, end) if one.span.start >= begin]
