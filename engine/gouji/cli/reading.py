"""`gouji read`: a document as report JSON with the source map beside it, or its tables as they were recognised."""

from __future__ import annotations

import argparse
import os
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gouji.api import MAX_DOCUMENT, Pack, read_only
from gouji.cli.app import refuse
from gouji.cli.collect import STANDARD_INPUT, NoSuchPathError, candidates, content_of
from gouji.cli.faults import said
from gouji.cli.output import as_json, put, show, unwritable
from gouji.cli.packs import open_pack
from gouji.cli.waiting import shown_at_work
from gouji.diagnostics import Language
from gouji.findings import Defect, Unread
from gouji.render.console import defect_blocks
from gouji.render.page import plain

if TYPE_CHECKING:
    from gouji.intake.reading import Reading


def read(options: argparse.Namespace) -> int:
    """Run `gouji read` and return its exit code."""
    language: Language = options.lang
    if options.path != STANDARD_INPUT and os.path.isdir(options.path):
        return refuse(
            f"“{options.path}”是文件夹；read 一次读一个文件",
            f"`{options.path}` is a folder; read takes one file",
            language,
        )
    problem = unwritable(options.output, [options.path]) or unwritable(
        options.source_map, [options.path, options.output]
    )
    if problem is not None:
        return refuse(problem.zh, problem.en, language)
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    try:
        candidate = candidates([options.path])[0]
        content = content_of(candidate, MAX_DOCUMENT)
    except NoSuchPathError:
        return refuse(f"没有文件“{options.path}”", f"there is no file `{options.path}`", language)
    except OSError as error:
        why = said(error)
        return refuse(f"打不开“{options.path}”：{why.zh}", f"cannot open `{options.path}`: {why.en}", language)
    with shown_at_work(candidate, language):
        reading = read_only(candidate.name, content, pack, year=options.year)
    return _written(candidate.name, reading, pack, options)


def _written(name: str, reading: Reading | Unread, pack: Pack, options: argparse.Namespace) -> int:
    language: Language = options.lang
    if isinstance(reading, Unread):
        _tell(reading.defects, language)
        return 3
    if options.show:
        from gouji.cli.recognised import recognised
        from gouji.render.recognised import page

        failed = show(page(recognised(name, reading, pack.vocabulary), language), options.output, language)
    elif options.numbers:
        from gouji.cli.stated import stated
        from gouji.render.stated import page as stated_page

        _tell(reading.defects, language)
        failed = show(stated_page(stated(name, reading), language), options.output, language)
    else:
        _tell(reading.defects, language)
        failed = put(exact_json(reading.report), options.output, language)
    if options.source_map is not None:
        failed = put(exact_json(dict(reading.source_map)), options.source_map, language) or failed
    return failed or (3 if any(one.blocking for one in reading.defects) else 0)


def _tell(defects: tuple[Defect, ...], language: Language) -> None:
    if sys.stderr is not None:
        sys.stderr.write(plain(block for defect in defects for block in defect_blocks(defect, language)))


def exact_json(value: Any) -> str:
    """Return JSON text in which decimals stand as they were printed, never as binary floats."""
    return as_json(_marked(value)).replace(f'"{_MARK}', "").replace(f'{_MARK}"', "")


_MARK = "\ue000exact\ue000"
"""Stands around a decimal while it is written as text; texts of documents never hold it, see `_marked`."""


def _marked(value: Any) -> Any:
    match value:
        case Decimal():
            return f"{_MARK}{value:f}{_MARK}"
        case str():
            return value.replace(_MARK, "")
        case dict():
            return {key: _marked(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_marked(inner) for inner in value]
        case _:
            return value
