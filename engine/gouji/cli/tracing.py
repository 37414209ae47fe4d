"""`gouji trace`: how a rule comes to its answers on a report, clause by clause with every value."""

from __future__ import annotations

import argparse
import os
from difflib import get_close_matches

from gouji.api import MAX_DOCUMENT, open_document
from gouji.authoring.traced import trace_page
from gouji.cli.app import refuse
from gouji.cli.collect import NoSuchPathError, candidates, content_of
from gouji.cli.faults import said
from gouji.cli.output import show
from gouji.cli.packs import open_pack
from gouji.diagnostics import Language
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.findings import Unread
from gouji.render.console import defect_blocks
from gouji.render.page import plain

EXIT_UNREAD = 3
_SHOWN = 20
_MOST = 100_000


def trace(options: argparse.Namespace) -> int:
    """Run `gouji trace` and return its exit code."""
    language: Language = options.lang
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    known = {rule.id: rule for rule in pack.plan.rules.rules}
    name = options.rule if "/" in options.rule else f"{pack.id}/{options.rule}"
    if name not in known:
        near = "、".join(get_close_matches(name, known, 3)) or "—"
        return refuse(
            f"没有规则“{options.rule}”，相近的有：{near}", f"no rule `{options.rule}`; near ones: {near}", language
        )
    if os.path.isdir(options.report):
        return refuse(
            f"“{options.report}”是文件夹；trace 一次看一份报告",
            f"`{options.report}` is a folder; trace takes one report",
            language,
        )
    try:
        candidate = candidates([options.report])[0]
        content = content_of(candidate, MAX_DOCUMENT)
    except (NoSuchPathError, IndexError):
        return refuse(f"没有文件“{options.report}”", f"there is no file `{options.report}`", language)
    except OSError as error:
        why = said(error)
        return refuse(f"打不开“{options.report}”：{why.zh}", f"cannot open `{options.report}`: {why.en}", language)
    document = open_document(candidate.name, content, pack)
    if isinstance(document, Unread):
        refuse(*_unread(document), language)
        return EXIT_UNREAD
    facts = gather(
        document.report,
        pack.vocabulary,
        document.doubts,
        places=document.places,
        pieces=document.pieces,
        name=document.name,
    )
    most = _MOST if options.all or options.instance else _SHOWN
    return show(trace_page(known[name], pack.plan, Documents(facts), options.instance, most, language), None, language)


def _unread(document: Unread) -> tuple[str, str]:
    zh = plain(block for one in document.defects for block in defect_blocks(one, "zh"))
    en = plain(block for one in document.defects for block in defect_blocks(one, "en"))
    return (f"报告未能读取\n{zh}".rstrip(), f"the report could not be read\n{en}".rstrip())
