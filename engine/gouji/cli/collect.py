"""Paths → the files to be read, in a stable order, each with a name that tells it from the others.

Reads the file system; what a file says is asked of the caller.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.diagnostics import Text
from gouji.record import Record, replace

DOCUMENT_ENDINGS: Final = frozenset(
    (
        ".json", ".txt", ".md", ".html", ".htm", ".docx", ".docm", ".doc", ".wps", ".pdf", ".xlsx", ".xlsm", ".xls",
        ".ods", ".csv",
    )
)  # fmt: skip
"""What is read out of folders. Pictures are read when they are named: in folders most of them are decoration."""
STANDARD_INPUT: Final = "-"
_HANDED_OVER: Final = ("/dev/fd/", "/dev/stdin", "/dev/null", "/proc/self/fd/")
"""Pipes that a shell opened for us: `gouji check <(convert report.doc)`."""


class Candidate(Record, frozen=True):
    """A file that may hold a report.

    `folder` is where it lies, when it was found in a folder that was named. `name` is for people: relative to that
    folder, else the bare name, longer only where two would be called the same; results do not depend on where the
    files lie.
    """

    path: str
    folder: str | None
    name: str


class NoSuchPathError(Exception):
    """A path on the command line does not exist; the message is the path."""


def candidates(paths: Sequence[str]) -> list[Candidate]:
    """Return the files that paths and patterns name, each once; folders in the order of their names.

    Links to folders are not followed.

    Raises:
        NoSuchPathError: a path does not exist, or nothing fits a pattern.
    """
    found: dict[str, Candidate] = {}
    for path in paths:
        for one in _of_path(path):
            found.setdefault(os.path.abspath(one.path) if one.path != STANDARD_INPUT else one.path, one)
    return _told_apart(list(found.values()))


def _of_path(path: str) -> Iterator[Candidate]:
    if path == STANDARD_INPUT:
        yield Candidate(path, None, "stdin")
    elif os.path.isdir(path):
        yield from _in_folder(path)
    elif os.path.lexists(path):
        yield Candidate(path, None, os.path.basename(path))
    else:
        # Not every shell resolves patterns, and one in quotes comes as it is.
        fitting = _fitting(path) if any(sign in path for sign in "*?[") else []
        if not fitting:
            raise NoSuchPathError(path)
        for one in fitting:
            yield from _of_path(one)


def _fitting(pattern: str) -> list[str]:
    from glob import glob

    return sorted(glob(pattern, recursive=True))


def _in_folder(top: str) -> Iterator[Candidate]:
    closed: list[str] = []
    for folder, folders, files in os.walk(top, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(files):
            # What begins with ~$ is the lock that an office program leaves beside an open file.
            if not name.startswith((".", "~$")):
                path = os.path.join(folder, name)
                yield Candidate(path, folder, os.path.relpath(path, top).replace(os.sep, "/"))
    for folder in closed:
        # Trying to read it says why it could not be looked into.
        yield Candidate(folder, None, os.path.basename(folder.rstrip(os.sep)) or folder)


def _told_apart(found: list[Candidate]) -> list[Candidate]:
    """Lengthen names that occur twice by the folders above, until they differ."""
    while True:
        times = Counter(one.name for one in found)
        twice = [rank for rank, one in enumerate(found) if times[one.name] > 1]
        longer = {rank: _lengthened(found[rank]) for rank in twice}
        if not any(longer[rank] != found[rank].name for rank in twice):
            return found
        for rank in twice:
            found[rank] = replace(found[rank], name=longer[rank])


def _lengthened(one: Candidate) -> str:
    """Return the name with one more of the folders that the file lies in."""
    parts = os.path.abspath(one.path).split(os.sep)[1:]
    shown = one.name.count("/") + 2
    return one.name if one.path == STANDARD_INPUT or shown > len(parts) else "/".join(parts[-shown:])


def may_be_scanned(candidate: Candidate) -> bool:
    """Return whether a file may hold pictures of pages, which take long to read."""
    return candidate.path != STANDARD_INPUT and _ending(candidate) not in DOCUMENT_ENDINGS - {".pdf"}


def _ending(candidate: Candidate) -> str:
    return os.path.splitext(candidate.path)[1].lower()


def left_out(candidate: Candidate) -> Text | None:
    """Return why a file that was found in a folder is not opened at all; nothing when it is."""
    if candidate.folder is None:
        return None
    # A pipe or device among the files would make the run wait for ever; a dangling link is told of when it is opened.
    if not os.path.isfile(candidate.path) and os.path.exists(candidate.path):
        return Text("是管道或设备，不是文件", "a pipe or a device, not a file")
    ending = _ending(candidate)
    if ending in DOCUMENT_ENDINGS:
        return None
    shown = Text(f"“{ending}”", f"`{ending}`") if ending else Text("无扩展名", "no ending")
    return Text(
        f"目录中不读这类文件（{shown.zh}），要读请直接给出文件名",
        f"not a kind that is read out of folders ({shown.en}); name the file itself to have it read",
    )


def content_of(candidate: Candidate, most: int) -> bytes:
    """Return the content of a file, at most one byte more than the limit, so that the reader can refuse it.

    Raises:
        OSError: the file cannot be read.
    """
    if candidate.path == STANDARD_INPUT:
        if sys.stdin is None:  # the shell closed it
            raise OSError(errno.EBADF, "", candidate.path)
        return sys.stdin.buffer.read(most + 1)
    mode = os.stat(candidate.path).st_mode
    if stat.S_ISDIR(mode):
        os.listdir(candidate.path)  # raises for a folder that is closed
    elif not stat.S_ISREG(mode) and not candidate.path.startswith(_HANDED_OVER):
        # Reading it could wait for ever for somebody to write.
        raise OSError(errno.ENXIO, "", candidate.path)
    with open(candidate.path, "rb") as file:
        return file.read(most + 1)
