"""One report for a person to look into: a path enters; its facts leave, or the exit code when there are none."""

from __future__ import annotations

import argparse
import os

from gouji.api import MAX_DOCUMENT, Document, Pack, open_document
from gouji.cli.app import refuse
from gouji.cli.collect import NoSuchPathError, candidates, content_of
from gouji.cli.faults import said
from gouji.diagnostics import Language
from gouji.evaluate.around import Neighbours, among
from gouji.facts.gather import gather
from gouji.facts.model import Documents, Facts
from gouji.findings import Unread
from gouji.render.console import defect_blocks
from gouji.render.page import plain

EXIT_UNREAD = 3


def facts_of(path: str, pack: Pack, command: str, language: Language) -> Facts | int:
    """Return the facts of the report in a file, or the exit code when it cannot be read; the reasons are told."""
    document = document_of(path, pack, command, language)
    if isinstance(document, int):
        return document
    return gather(
        document.report,
        pack.vocabulary,
        document.doubts,
        places=document.places,
        pieces=document.pieces,
        name=document.name,
    )


def given_of(options: argparse.Namespace, pack: Pack, command: str) -> Documents | int:
    """Return the facts of the report that options name, and of those beside it, or the exit code."""
    language: Language = options.lang
    facts = facts_of(options.report, pack, command, language)
    if isinstance(facts, int):
        return facts
    found: list[Document | None] = []
    for path in (options.prior, options.parent):
        beside = None if path is None else document_of(path, pack, command, language)
        if isinstance(beside, int):
            return beside
        found.append(beside)
    return among(facts, Neighbours(found[0], found[1]))


def document_of(path: str, pack: Pack, command: str, language: Language) -> Document | int:
    """Return the document in a file, or the exit code when it cannot be read; the reasons are told."""
    if os.path.isdir(path):
        return refuse(
            f"“{path}”是文件夹；{command} 一次看一份报告",
            f"`{path}` is a folder; {command} takes one report",
            language,
        )
    try:
        candidate = candidates([path])[0]
        content = content_of(candidate, MAX_DOCUMENT)
    except (NoSuchPathError, IndexError):
        return refuse(f"没有文件“{path}”", f"there is no file `{path}`", language)
    except OSError as error:
        why = said(error)
        return refuse(f"打不开“{path}”：{why.zh}", f"cannot open `{path}`: {why.en}", language)
    document = open_document(candidate.name, content, pack)
    if isinstance(document, Unread):
        refuse(*_unread(document), language)
        return EXIT_UNREAD
    return document


def _unread(document: Unread) -> tuple[str, str]:
    zh = plain(block for one in document.defects for block in defect_blocks(one, "zh"))
    en = plain(block for one in document.defects for block in defect_blocks(one, "en"))
    return (f"报告未能读取\n{zh}".rstrip(), f"the report could not be read\n{en}".rstrip())
