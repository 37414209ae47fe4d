"""Programs of others that readers need: where they are, how to install them, and how they are run without trust.

A command enters, its output leaves, or the reason why there is none. A program gets a time, a memory and a file size
that it cannot exceed, a session of its own so that everything it started ends with it, and no way to the network
through proxies. What a program does with a document is not known here.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from gouji.record import Record

Program: TypeAlias = Literal["soffice", "tesseract"]

_NAMES: Final[Mapping[Program, tuple[str, ...]]] = MappingProxyType(
    {
        "soffice": (
            "soffice",
            "libreoffice",
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            r"C:\Program Files\LibreOffice\program\soffice.exe",
        ),
        "tesseract": ("tesseract", r"C:\Program Files\Tesseract-OCR\tesseract.exe"),
    }
)
_COMMANDS: Final[Mapping[Program, Mapping[str, str]]] = MappingProxyType(
    {
        "soffice": MappingProxyType(
            {
                "linux": "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui",
                "darwin": "brew install --cask libreoffice",
                "win32": "winget install TheDocumentFoundation.LibreOffice",
            }
        ),
        "tesseract": MappingProxyType(
            {
                "linux": "apt-get install tesseract-ocr tesseract-ocr-chi-sim",
                "darwin": "brew install tesseract tesseract-lang",
                "win32": "winget install UB-Mannheim.TesseractOCR",
            }
        ),
    }
)
_NOWHERE: Final = "http://127.0.0.1:9"
"""A proxy that answers nothing."""

_LIMITS: Final = 'ulimit -v "$1" 2>/dev/null; ulimit -f "$2" 2>/dev/null; shift 2; exec "$@"'
_MAX_MEMORY_KIB: Final = 4 * 1024 * 1024
_MAX_FILE_BLOCKS: Final = 2 * 256 * 1024
"""Blocks of 512 or 1024 bytes, as the shell counts."""


class Ran(Record, frozen=True):
    """What a program gave; `late` says that it was ended because its time was over."""

    code: int
    output: bytes
    late: bool = False


def where_is(program: Program) -> str | None:
    """Return the path of a program; nothing when it is not installed."""
    return next((found for name in _NAMES[program] if (found := shutil.which(name)) is not None), None)


def how_to_install(program: Program) -> str:
    """Return the command that installs a program on this system."""
    commands = _COMMANDS[program]
    return commands.get(sys.platform, commands["linux"])


def run(
    command: Sequence[str], folder: Path, seconds: int, settings: Mapping[str, str], memory_kib: int = _MAX_MEMORY_KIB
) -> Ran:
    """Run a program in a folder and return what it wrote; `settings` are added to an environment without proxies."""
    bounded = [*_bounds(memory_kib), *command]
    environment = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG") if name in os.environ},
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE),
        "HOME": str(folder),
        **settings,
    }
    with subprocess.Popen(  # noqa: S603  # the path is one that `where_is` found; no shell reads the words
        bounded,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            output, _ = process.communicate()
            return Ran(-1, output, late=True)
        except BaseException:
            _end(process)
            raise
    return Ran(process.returncode, output)


def _bounds(memory_kib: int) -> Sequence[str]:
    """Return the words before a command that bound it, where the system's shell can."""
    shell = shutil.which("sh")
    return (shell, "-c", _LIMITS, "sh", str(memory_kib), str(_MAX_FILE_BLOCKS)) if shell else ()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with everything that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
