"""Where packs lie: a folder that was named, or one of those that come with gouji."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Final

from gouji.cli import faults
from gouji.cli.app import refuse
from gouji.diagnostics import Language, RulesRejectedError, describe

if TYPE_CHECKING:
    from gouji.api import Pack

_MOST_FILES: Final = 500
_MOST_BYTES: Final = 1 << 20
_ENDINGS: Final = (".rules", ".yaml")


class NoSuchPackError(Exception):
    """There is no pack of that name; the message is the name."""


def folder_of(name: str) -> str:
    """Return the folder of a pack by its path or its name.

    Raises:
        NoSuchPackError: there is none.
    """
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    beside = os.path.join(package, os.pardir, os.pardir, "rules", name)
    for folder in (name, os.path.join(package, "packs", name), os.path.normpath(beside)):
        if os.path.isfile(os.path.join(folder, "pack.yaml")):
            return folder
    raise NoSuchPackError(name)


def files_of(folder: str | os.PathLike[str]) -> dict[str, bytes]:
    """Return the files of a pack by name; one that is too large is cut, so that its reader refuses it."""
    found: dict[str, bytes] = {}
    for entry in sorted(os.listdir(folder))[:_MOST_FILES]:
        path = os.path.join(folder, entry)
        if entry.endswith(_ENDINGS) and os.path.isfile(path):
            with open(path, "rb") as file:
                found[entry] = file.read(_MOST_BYTES + 1)
    return found


def open_pack(options: argparse.Namespace) -> Pack | int:
    """Return the pack that the options name, or the exit code when it cannot be used; the reasons are told."""
    from gouji.cli.cache import cached_pack

    language: Language = options.lang
    try:
        return cached_pack(files_of(folder_of(options.pack)), use=not options.no_cache)
    except OSError as error:
        said = faults.said(error)
        return refuse(
            f"规则包的文件打不开：{error.filename}（{said.zh}）",
            f"a file of the pack cannot be opened: {error.filename} ({said.en})",
            language,
        )
    except NoSuchPackError as missing:
        return refuse(f"没有规则包“{missing}”", f"there is no pack `{missing}`", language)
    except RulesRejectedError as rejected:
        for diagnostic in rejected.diagnostics:
            sys.stderr.write(describe(diagnostic, language) + "\n")
        return refuse("规则包有错误，未作核验", "the rules were rejected, nothing was checked", language)
