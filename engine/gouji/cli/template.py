"""`gouji template`: the empty form of a vocabulary as a workbook or a Word document."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final, cast

from gouji.cli.app import refuse
from gouji.cli.output import is_terminal, put, unwritable
from gouji.cli.packs import open_pack
from gouji.diagnostics import Language, Text
from gouji.template.layout import Form, form_of
from gouji.vocabulary.model import Vocabulary

EXTRA: Final = "pip install 'gouji[template]'"

_WRITERS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "xlsx": ("xlsxwriter", "gouji.template.xlsx", "write_xlsx"),
        "docx": ("docx", "gouji.template.docx", "write_docx"),
    }
)
"""By the kind of file, the library that is needed, and where the writer stands."""


def template(options: argparse.Namespace) -> int:
    """Run `gouji template` and return its exit code."""
    language: Language = options.lang
    kind = _kind(options)
    problem = unwritable(options.output) or _problem(kind, options)
    if problem is not None:
        return refuse(problem.zh, problem.en, language)
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    form = _format(pack.vocabulary, options)
    if form is None:
        known = ", ".join(one.id for one in pack.vocabulary.formats)
        if options.form is not None:
            why = Text(f"没有格式“{options.form}”", f"there is no format `{options.form}`")
        else:
            why = Text(f"没有适用于 {options.year} 年度的格式", f"no format is prescribed for {options.year}")
        return refuse(f"{why.zh}；可用的格式：{known}", f"{why.en}; the formats are {known}", language)
    _, module, writer = _WRITERS[kind]
    write = cast(Callable[[Form], bytes], getattr(import_module(module), writer))
    return put(write(form_of(pack.vocabulary, form, options.agency, options.year)), options.output, language)


def _kind(options: argparse.Namespace) -> str:
    ending = (options.output or "").lower().rpartition(".")[2]
    return str(options.format or (ending if ending in _WRITERS else "xlsx"))


def _problem(kind: str, options: argparse.Namespace) -> Text | None:
    """Return why the form cannot be written, as far as it is known before the work is done."""
    library = _WRITERS[kind][0]
    ending = os.path.splitext(options.output or "")[1].lower().removeprefix(".")
    if ending and ending != kind:
        return Text(
            f"表格是 {kind.upper()} 文件，不能写成“.{ending}”；请用 .xlsx 或 .docx 结尾的文件名",
            f"the form is a file ({kind.upper()}) and is not written as `.{ending}`; "
            "name a file that ends in .xlsx or .docx",
        )
    if find_spec(library) is None:
        return Text(
            f"生成 {kind.upper()} 表格需要 gouji[template]，尚未安装；请运行 {EXTRA}，然后重试",
            f"writing {kind.upper()} needs gouji[template], which is not installed; run {EXTRA} and try again",
        )
    if options.output is None and is_terminal(sys.stdout):
        return Text(
            f"表格是 {kind.upper()} 文件，不能显示在屏幕上；请用 --output 指定文件名",
            f"the form is a file ({kind.upper()}) and cannot be shown on a terminal; name a file with --output",
        )
    return None


def _format(vocabulary: Vocabulary, options: argparse.Namespace) -> str | None:
    """Return the format asked for, else that of the year, else the latest; nothing when there is none."""
    if options.form is not None:
        named = vocabulary.format(options.form)
        return None if named is None else named.id
    if options.year is not None:
        prescribed = vocabulary.format_of_year(options.year)
        return None if prescribed is None else prescribed.id
    return max(vocabulary.formats, key=lambda one: one.first_year).id
