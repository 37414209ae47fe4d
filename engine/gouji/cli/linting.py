"""`gouji lint`: what is doubtful about a pack, and with a corpus which of its patterns never match."""

from __future__ import annotations

import argparse
import os

from gouji.api import MAX_DOCUMENT, load_pack, open_document
from gouji.authoring.lint import lint, silent_patterns
from gouji.authoring.workshop import Workshop
from gouji.cli.app import refuse
from gouji.cli.collect import candidates, content_of
from gouji.cli.output import put
from gouji.cli.packs import files_of
from gouji.cli.shelf import Target, open_shelf, tell_of_cases
from gouji.diagnostics import Diagnostic, Language, Text, describe
from gouji.facts import search, texts
from gouji.facts.gather import gather
from gouji.facts.model import TextFact
from gouji.findings import Unread

EXIT_REMARKS = 1


def run_lint(options: argparse.Namespace) -> int:
    """Run `gouji lint` and return its exit code."""
    language: Language = options.lang
    if options.corpus is not None and not os.path.isdir(options.corpus):
        return refuse(f"没有文件夹“{options.corpus}”", f"there is no folder `{options.corpus}`", language)
    opened = open_shelf(options.path, language, with_cases=False)
    if isinstance(opened, int):
        return opened
    workshop, target = opened
    unfinished = tell_of_cases(workshop, target, language)
    remarks = lint(workshop, target.topic)
    lines = [describe(one, language) for one in remarks]
    if options.corpus is None:
        said = Text("模式与语料：未检查（--corpus DIR）", "patterns against a corpus: not run (--corpus DIR)")
    else:
        silent, read, unread = _against(options.corpus, workshop, target)
        # Where nothing was read, that nothing matched says nothing.
        silent = silent if read else ()
        remarks = (*remarks, *silent)
        lines += [describe(one, language) for one in silent]
        said = Text(
            f"模式与语料：读了 {read} 份报告，{unread} 份未能读取{'' if read else '，未检查'}",
            f"patterns against a corpus: {read} reports read, {unread} could not be read{'' if read else '; not run'}",
        )
    lines += [said.of(language), Text(f"{len(remarks)} 处提醒", f"{len(remarks)} remarks").of(language)]
    unwritten = put("".join(f"{one}\n" for one in lines), None, language)
    if unfinished and not unwritten:
        return refuse("有错误的用例未算在内", "the cases with errors were left out", language)
    return unwritten or (EXIT_REMARKS if remarks else 0)


def _against(folder: str, workshop: Workshop, target: Target) -> tuple[tuple[Diagnostic, ...], int, int]:
    """Return the patterns that match nothing in the reports of a folder, and how many were read and not read."""
    pack = load_pack(files_of(target.folder))
    waiting = dict(workshop.plan.patterns)
    read = unread = 0
    for one in candidates([folder]):
        try:
            content = content_of(one, MAX_DOCUMENT)
        except OSError:
            unread += 1
            continue
        document = open_document(one.name, content, pack)
        if isinstance(document, Unread):
            unread += 1
            continue
        read += 1
        text = texts.whole_text(gather(document.report, pack.vocabulary, name=one.name), "document")
        if isinstance(text, TextFact):
            found = {name: search.matches(name, pattern, text) for name, pattern in waiting.items()}
            for name in [name for name, met in found.items() if isinstance(met, tuple) and met]:
                del waiting[name]
    matched = [name for name in workshop.plan.patterns if name not in waiting]
    return silent_patterns(workshop, matched, target.topic), read, unread
