"""Paths → the files to be read, in a stable order, and which of several copies of one report is checked.

Reads the file system; what a file says is asked of the caller.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from gouji.record import Record

DOCUMENT_ENDINGS: Final = frozenset(
    (".json", ".txt", ".md", ".html", ".htm", ".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".csv")
)
STANDARD_INPUT: Final = "-"


class Candidate(Record, frozen=True):
    """A file that may hold a report. `folder` is where it lies, when it was found in a folder that was named."""

    path: str
    folder: str | None

    @property
    def name(self) -> str:
        """The file's name for people, without its folder; results do not depend on where a file lies."""
        return "stdin" if self.path == STANDARD_INPUT else Path(self.path).name


class NoSuchPathError(Exception):
    """A path on the command line does not exist; the message is the path."""


def candidates(paths: Sequence[str]) -> Iterator[Candidate]:
    """Yield the files that the paths name, folders walked in the order of their names; linked folders are left out.

    Raises:
        NoSuchPathError: a path does not exist.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield Candidate(path, None)
        elif os.path.isdir(path):
            yield from _in_folder(path)
        elif os.path.exists(path):
            yield Candidate(path, None)
        else:
            raise NoSuchPathError(path)


def _in_folder(top: str) -> Iterator[Candidate]:
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in DOCUMENT_ENDINGS:
                # A pipe or device among the files would make the run wait for ever; a dangling link is told of.
                path = os.path.join(folder, name)
                if not os.path.isfile(path) and os.path.exists(path):
                    continue
                yield Candidate(os.path.join(folder, name), folder)


def content_of(candidate: Candidate, most: int) -> bytes:
    """Return the content of a file, at most one byte more than the limit, so that the reader can refuse it.

    Raises:
        OSError: the file cannot be read.
    """
    if candidate.path == STANDARD_INPUT:
        return sys.stdin.buffer.read(most + 1)
    with open(candidate.path, "rb") as file:
        return file.read(most + 1)
