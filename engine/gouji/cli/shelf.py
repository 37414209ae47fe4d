"""Where a pack's rules and cases lie: a path to a pack, a rule file or a case file becomes the bytes of a pack."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from gouji.cli import faults
from gouji.cli.app import refuse
from gouji.cli.packs import NoSuchPackError, files_of, folder_of
from gouji.diagnostics import Diagnostic, Language, RulesRejectedError, describe
from gouji.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.authoring.workshop import Files, Workshop

_MOST_FILES: Final = 500
_MOST_CASES: Final = 1 << 20
_MOST_BASE: Final = 4 << 20


class Target(Record, frozen=True):
    """What a path names: the folder of a pack, and one topic of it when the path is a file."""

    folder: str
    topic: str | None = None


def target_of(path: str) -> Target:
    """Return what a path names: a pack by name or folder, a rule file, or a file of cases.

    Raises:
        NoSuchPackError: nothing of the kind.
    """
    if os.path.isfile(path):
        folder, name = os.path.split(os.path.abspath(path))
        topic, ending = os.path.splitext(name)
        if ending == ".yaml" and os.path.basename(folder) == "cases":
            folder = os.path.dirname(folder)
        if ending in (".rules", ".yaml") and os.path.isfile(os.path.join(folder, "pack.yaml")):
            return Target(folder, None if name == "pack.yaml" else topic)
        raise NoSuchPackError(path)
    return Target(folder_of(path))


def open_shelf(
    path: str, language: Language, *, with_cases: bool = True, only_rules: bool = False
) -> tuple[Workshop, Target] | int:
    """Return the pack of a path with its cases, or the exit code when it cannot be used; the reasons are told.

    Complaints about cases do not matter to who only looks at the rules; who never looks at the cases need not wait
    for them to be read.
    """
    from gouji.authoring.workshop import Files, open_workshop

    try:
        target = target_of(path)
        files = Files(files_of(target.folder), {}, {}) if only_rules else files_on_shelf(target.folder)
        workshop = open_workshop(files)
    except NoSuchPackError as missing:
        return refuse(
            f"“{missing}”既不是规则包，也不是规则包中的规则文件或用例文件",
            f"`{missing}` is no pack, and no rule file or file of cases in a pack",
            language,
        )
    except OSError as error:
        said = faults.said(error)
        return refuse(
            f"规则包的文件打不开：{error.filename}（{said.zh}）",
            f"a file of the pack cannot be opened: {error.filename} ({said.en})",
            language,
        )
    except RulesRejectedError as rejected:
        tell(rejected.diagnostics, language)
        return refuse("规则包有错误", "the rules were rejected", language)
    if with_cases and workshop.book.complaints:
        tell(workshop.book.complaints, language)
        return refuse("用例有错误，未作测试", "the cases have errors, nothing was tried", language)
    return workshop, target


def tell_of_cases(workshop: Workshop, target: Target, language: Language, rule: str | None = None) -> bool:
    """Say what is wrong with the cases of a topic, or of a rule of it, and return whether there is any of it."""
    complaints = workshop.book.against(target.topic, rule)
    tell(complaints, language)
    return bool(complaints)


def files_on_shelf(folder: str) -> Files:
    """Return the files of a pack with those of its cases.

    Raises:
        OSError: one of them cannot be read.
    """
    from gouji.authoring.workshop import Files

    cases = os.path.join(folder, "cases")
    return Files(
        files_of(folder),
        {f"cases/{name}": content for name, content in _named(cases, ".yaml", _MOST_CASES).items()},
        _bases(os.path.join(cases, "bases")),
    )


def tell(complaints: Iterable[Diagnostic], language: Language) -> None:
    """Say complaints on standard error."""
    if sys.stderr is not None:
        sys.stderr.write("".join(describe(one, language) + "\n" for one in complaints))


def _named(folder: str, ending: str, most: int) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    if not os.path.isdir(folder):
        return found
    for name in sorted(os.listdir(folder))[:_MOST_FILES]:
        path = os.path.join(folder, name)
        if name.endswith(ending) and os.path.isfile(path):
            with open(path, "rb") as file:
                found[name] = file.read(most + 1)
    return found


def _bases(folder: str) -> Mapping[str, bytes]:
    return {name.removesuffix(".json"): content for name, content in _named(folder, ".json", _MOST_BASE).items()}
