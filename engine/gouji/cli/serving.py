"""`gouji lsp`: the language server on standard input and output, when what it needs is installed."""

from __future__ import annotations

import argparse
import importlib.util
import os
from typing import TYPE_CHECKING, Final

from gouji.cli import faults
from gouji.cli.app import refuse
from gouji.cli.shelf import files_on_shelf
from gouji.diagnostics import Language, Text

if TYPE_CHECKING:
    from gouji.authoring.workshop import Files

EXTRA: Final = "pip install 'gouji[lsp]'"


def lsp(options: argparse.Namespace) -> int:
    """Run `gouji lsp` and return its exit code."""
    language: Language = options.lang
    if importlib.util.find_spec("pygls") is None:
        return refuse(
            f"语言服务器需要可选依赖，请先安装：{EXTRA}",
            f"the language server needs an optional dependency; install it with: {EXTRA}",
            language,
        )
    from gouji.lsp.desk import Disk
    from gouji.lsp.server import serve

    serve(Disk(_is_pack, _files), language)
    return 0


def _is_pack(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, "pack.yaml"))


def _files(folder: str) -> Files | Text:
    try:
        return files_on_shelf(folder)
    except OSError as error:
        said = faults.said(error)
        return Text(
            f"规则包的文件打不开：{error.filename}（{said.zh}）",
            f"a file of the pack cannot be opened: {error.filename} ({said.en})",
        )
