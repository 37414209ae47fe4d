"""Writing a result: onto the terminal, into a pipe, or into a file that is never left half written."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any, Final

from gouji.cli.app import refuse
from gouji.diagnostics import Language, Text
from gouji.findings import RunResult

if TYPE_CHECKING:
    from gouji.render.page import Block


_CONTROLLING: Final = (*range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_INERT: Final = {code: f"\\u{code:04x}" for code in _CONTROLLING}
"""Characters that a terminal obeys, or that turn the direction of writing; JSON leaves them as they are."""


def write(run: RunResult, options: argparse.Namespace) -> int:
    """Write a run in the format asked for; returns 0, or the exit code for a file that cannot be written."""
    failed = _write(run, options)
    if not failed and options.output is not None and is_terminal(sys.stderr):
        from gouji.render.page import onto_terminal
        from gouji.render.summary import last_line, totals

        # The result is out of sight; a person still wants to know how it went.
        onto_terminal((totals(run, options.lang), last_line(run, options.lang)), sys.stderr)
    return failed


def _write(run: RunResult, options: argparse.Namespace) -> int:
    language: Language = options.lang
    if options.format == "json":
        from gouji.render.plain import run_values

        return put(as_json(run_values(run)), options.output, language)
    if options.format == "csv":
        from gouji.render.ledger import ledger

        # Spreadsheets take a file without mark for the local encoding, and show Chinese as garbage.
        mark = "\ufeff" if options.output else ""
        return put(mark + ledger(run, language), options.output, language)
    from gouji.render.console import page

    return show(page(run, language), options.output, language)


def show(blocks: Iterable[Block], path: str | None, language: Language) -> int:
    """Print a page: by rich onto a terminal, plain into a pipe or a file."""
    from gouji.render.page import onto_terminal, plain

    if path is None and is_terminal(sys.stdout):
        onto_terminal(blocks, sys.stdout)
        return 0
    return put(plain(blocks), path, language)


def is_person(stream: IO[str] | None) -> bool:
    """Return whether a person sits at a stream."""
    return stream is not None and stream.isatty()


def is_terminal(stream: IO[str] | None) -> bool:
    """Return whether a person looks at a stream, on a terminal that can do more than print."""
    return is_person(stream) and not is_dumb()


def is_dumb() -> bool:
    """Return whether the terminal can only print."""
    return os.environ.get("TERM") == "dumb"


def as_json(value: Any) -> str:
    """Return a value as JSON text for people and machines."""
    return json.dumps(value, ensure_ascii=False, indent=2).translate(_INERT) + "\n"


def unwritable(path: str | None, inputs: Iterable[str | None] = ()) -> Text | None:
    """Return why a result could not be written to a file, as far as it is known before the work is done."""
    if path is not None and any(_is_same(path, one) for one in inputs if one is not None):
        return Text(
            f"“{path}”是要读取的文件或另一项结果，不能写到它上面；请另起文件名",
            f"`{path}` is read from or holds another result, and is not written over; choose another name",
        )
    if path is None or os.path.isdir(os.path.dirname(path) or "."):
        return None
    return Text(f"写不了“{path}”：没有该文件夹", f"cannot write `{path}`: there is no such folder")


def _is_same(path: str, other: str) -> bool:
    if os.path.exists(path) and os.path.exists(other):
        return os.path.isfile(path) and os.path.samefile(path, other)
    # Two results that are both still to be written.
    return os.path.realpath(path) == os.path.realpath(other)


def put(text: str | bytes, path: str | None, language: Language) -> int:
    """Write a text, or a file of another kind, to a file or to standard output."""
    try:
        if path is None:
            _print(text)
        else:
            _replace(path, text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        raise  # whoever read our output has had enough; the door of the command knows what to do
    except OSError as error:
        from gouji.cli.faults import said

        why = said(error)
        if path is None:
            return refuse(f"写不了标准输出：{why.zh}", f"cannot write to standard output: {why.en}", language)
        return refuse(f"写不了“{path}”：{why.zh}", f"cannot write `{path}`: {why.en}", language)
    return 0


def _print(text: str | bytes) -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        # Here, not at the end of the process, where a full disk could no longer be told.
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _replace(path: str, content: bytes) -> None:
    """Write beside the file and move it in place, so that a full disk leaves the old one."""
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as device:
            device.write(content)
        return
    import tempfile  # only for output into a file

    handle, beside = tempfile.mkstemp(dir=os.path.dirname(path) or ".", prefix=".gouji-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o644 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
