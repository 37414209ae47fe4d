"""Writing a result: onto the terminal, into a pipe, or into a file that is never left half written."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from typing import Any

from gouji.cli.app import EXIT_USAGE, refuse
from gouji.diagnostics import Language
from gouji.findings import RunResult


def write(run: RunResult, options: argparse.Namespace) -> int:
    """Write a run in the format asked for; returns 0, or the exit code for a file that cannot be written."""
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
    from gouji.render.page import onto_terminal, plain

    if options.output is None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        onto_terminal(page(run, language), sys.stdout)
        return 0
    return put(plain(page(run, language)), options.output, language)


def as_json(value: Any) -> str:
    """Return a value as JSON text for people and machines."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def put(text: str, path: str | None, language: Language) -> int:
    """Write a text to a file, or to standard output."""
    if path is None:
        sys.stdout.write(text)
        return 0
    try:
        _replace(path, text)
    except OSError as error:
        refuse(f"写不了“{path}”：{error.strerror}", f"cannot write `{path}`: {error.strerror}", language)
        return EXIT_USAGE
    return 0


def _replace(path: str, text: str) -> None:
    """Write beside the file and move it in place, so that a full disk leaves the old one."""
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8", newline="") as device:
            device.write(text)
        return
    handle, beside = tempfile.mkstemp(dir=os.path.dirname(path) or ".", prefix=".gouji-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(text)
        os.chmod(beside, 0o644 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
