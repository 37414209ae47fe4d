"""Compiled packs kept in the user's cache folder, by content and engine version.

What is kept is loaded as code, so the folder and its files must belong to the user and to nobody else; otherwise they
are left alone, and the pack is compiled anew.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from binascii import crc32
from typing import TYPE_CHECKING, Final

from gouji import __version__

if TYPE_CHECKING:
    from gouji.api import Pack

_MOST: Final = 64 << 20
_SUM: Final = 4
"""Bytes of the checksum in front: it tells damage, not intent, against which the folder is the user's alone."""


def cached_pack(files: dict[str, bytes], *, use: bool = True) -> Pack:
    """Return the pack that files make, out of the cache when the same files were compiled before.

    Raises:
        RulesRejectedError: as for `api.load_pack`.
    """
    from gouji.api import digest_of, kept_pack, load_pack

    folder = _folder() if use else None
    if folder is None:
        return load_pack(files)
    path = os.path.join(folder, digest_of({**files, "": _engine()}))
    kept = _owned(f"{path}.pack")
    if kept is not None:
        return kept_pack(kept, lambda: _seldom(f"{path}.plan", files))
    pack = load_pack(files)
    with contextlib.suppress(OSError):  # a full or read-only disk only costs time
        always, seldom = pack.kept()
        _keep(f"{path}.plan", seldom)
        _keep(f"{path}.pack", always)
    return pack


def _seldom(path: str, files: dict[str, bytes]) -> bytes:
    kept = _owned(path)
    if kept is None:
        from gouji.api import load_pack

        kept = load_pack(files).kept()[1]
        with contextlib.suppress(OSError):  # as above
            _keep(path, kept)
    return kept


def _engine() -> bytes:
    """Return what tells one state of the engine from another: version, interpreter, and its files' sizes and times."""
    newest = total = 0
    waiting = [os.path.dirname(os.path.dirname(__file__))]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                    continue
                about = entry.stat()
                newest, total = max(newest, about.st_mtime_ns), total + about.st_size
    return f"{__version__} {sys.implementation.cache_tag} {newest} {total}".encode()


def _folder() -> str | None:
    """Return the cache folder, made for the user alone, or nothing when it is not the user's alone."""
    base = os.environ.get("GOUJI_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"), "gouji"
    )
    try:
        os.makedirs(base, mode=0o700, exist_ok=True)
        about = os.lstat(base)
    except OSError:
        return None
    return base if stat.S_ISDIR(about.st_mode) and _is_private(about) else None


def _is_private(about: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True  # Windows: the profile folder is the user's own
    return about.st_uid == os.getuid() and not about.st_mode & 0o077


def _owned(path: str) -> bytes | None:
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or not _is_private(about) or about.st_size > _MOST:
            return None
        content = file.read()
    # What was cut short or damaged must not be loaded.
    return content[_SUM:] if content[:_SUM] == _sum(content[_SUM:]) else None


def _sum(content: bytes) -> bytes:
    return crc32(content).to_bytes(_SUM, "big")


def _keep(path: str, content: bytes) -> None:
    beside = f"{path}.{os.getpid()}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(_sum(content) + content)
    os.replace(beside, path)
