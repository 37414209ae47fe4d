"""Where packs lie: a folder that was named, or one of those that come with gouji."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_MOST_FILES: Final = 500
_MOST_BYTES: Final = 1 << 20
_ENDINGS: Final = (".rules", ".yaml")


class NoSuchPackError(Exception):
    """There is no pack of that name; the message is the name."""


def folder_of(name: str) -> Path:
    """Return the folder of a pack by its path or its name.

    Raises:
        NoSuchPackError: there is none.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (Path(name), package / "packs" / name, package.parent.parent / "rules" / name):
        if (folder / "pack.yaml").is_file():
            return folder
    raise NoSuchPackError(name)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a pack by name; one that is too large is cut, so that its reader refuses it."""
    found: dict[str, bytes] = {}
    for entry in sorted(os.listdir(folder))[:_MOST_FILES]:
        path = folder / entry
        if entry.endswith(_ENDINGS) and path.is_file():
            with path.open("rb") as file:
                found[entry] = file.read(_MOST_BYTES + 1)
    return found
