"""`gouji fmt`: writes rule files in their canonical form, or says which are not."""

from __future__ import annotations

import argparse
import difflib
import os

from gouji.cli import faults
from gouji.cli.app import refuse
from gouji.cli.output import put
from gouji.cli.packs import NoSuchPackError, folder_of
from gouji.cli.shelf import tell
from gouji.diagnostics import Diagnostic, Language, RulesRejectedError, Text
from gouji.source import visible
from gouji.syntax.canonical import canonical
from gouji.syntax.reader import MAX_FILE, source_from_bytes

_ENDING = ".rules"
EXIT_OTHERWISE = 1


def fmt(options: argparse.Namespace) -> int:
    """Run `gouji fmt` and return its exit code."""
    language: Language = options.lang
    try:
        paths = [path for one in options.paths for path in _files(one)]
        written = {path: _read(path) for path in dict.fromkeys(paths)}
    except NoSuchPackError as missing:
        return refuse(f"没有规则包或规则文件“{missing}”", f"there is no pack or rule file `{missing}`", language)
    except OSError as error:
        why = faults.said(error)
        return refuse(f"打不开“{error.filename}”：{why.zh}", f"cannot open `{error.filename}`: {why.en}", language)
    complaints: list[Diagnostic] = []
    wanted: dict[str, str] = {}
    for path, content in written.items():
        try:
            wanted[path] = canonical(source_from_bytes(path, content))
        except RulesRejectedError as rejected:
            complaints += rejected.diagnostics
    if complaints:
        tell(complaints, language)
        return refuse("规则文件有错误，未作改动", "the rule files have errors, nothing was changed", language)
    other = [path for path, text in wanted.items() if text.encode() != written[path]]
    return _done(other, written, wanted, options)


def _files(path: str) -> list[str]:
    if os.path.isfile(path) and path.endswith(_ENDING):
        return [path]
    folder = path if os.path.isdir(path) else folder_of(path)
    found = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(_ENDING)]
    if not found:
        raise NoSuchPackError(path)
    return found


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(4 * MAX_FILE + 1)


def _done(other: list[str], written: dict[str, bytes], wanted: dict[str, str], options: argparse.Namespace) -> int:
    language: Language = options.lang
    lines: list[str] = []
    for path in other:
        if options.diff:
            lines += _diff(path, written[path], wanted[path])
        elif options.check:
            lines.append(Text(f"未按格式书写：{path}", f"not formatted: {path}").of(language))
        else:
            failed = put(wanted[path], path, language)
            if failed:
                return failed
            lines.append(Text(f"已改写：{path}", f"rewritten: {path}").of(language))
    if not other:
        lines.append(
            Text(f"{len(wanted)} 个文件均已按格式书写", f"all of {len(wanted)} files are formatted").of(language)
        )
    failed = put("".join(f"{visible(one)}\n" for one in lines), None, language)
    return failed or (EXIT_OTHERWISE if other and (options.check or options.diff) else 0)


def _diff(path: str, before: bytes, after: str) -> list[str]:
    old = before.decode("utf-8").splitlines()
    return list(difflib.unified_diff(old, after.splitlines(), path, path, n=1, lineterm=""))
