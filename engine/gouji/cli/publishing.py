"""`gouji law` and `gouji pages`: the law held against the rules, and a page for every rule."""

from __future__ import annotations

import argparse
import os

from gouji.authoring.law import dealt_with, law_markdown, law_page
from gouji.authoring.leaves import leaves
from gouji.cli import faults
from gouji.cli.app import refuse
from gouji.cli.output import put, show
from gouji.cli.shelf import open_shelf
from gouji.diagnostics import Language, Text

EXIT_CONTRADICTED = 1


def law(options: argparse.Namespace) -> int:
    """Run `gouji law` and return its exit code."""
    language: Language = options.lang
    opened = open_shelf(options.pack, language)
    if isinstance(opened, int):
        return opened
    workshop, _ = opened
    found = dealt_with(workshop)
    if options.format == "markdown":
        failed = put(law_markdown(found, workshop.manifest.titles, language), options.output, language)
    else:
        failed = show(law_page(found, language), options.output, language)
    contradicted = any(one.state == "contradictory" for one in found)
    return failed or (EXIT_CONTRADICTED if contradicted else 0)


def pages(options: argparse.Namespace) -> int:
    """Run `gouji pages` and return its exit code."""
    language: Language = options.lang
    opened = open_shelf(options.pack, language)
    if isinstance(opened, int):
        return opened
    try:
        # Making the pages takes seconds: whether they can be written is found out before.
        os.makedirs(options.output, exist_ok=True)
        written = leaves(opened[0])
        for name in written:
            os.makedirs(os.path.join(options.output, os.path.dirname(name)), exist_ok=True)
    except OSError as error:
        why = faults.said(error)
        return refuse(f"写不了“{error.filename}”：{why.zh}", f"cannot write `{error.filename}`: {why.en}", language)
    for name, text in written.items():
        failed = put(text, os.path.join(options.output, *name.split("/")), language)
        if failed:
            return failed
    told = Text(
        f"已写 {len(written)} 页；目录 {options.output}/index.md",
        f"{len(written)} pages written; the index is {options.output}/index.md",
    )
    return put(f"{told.of(language)}\n", None, language)
