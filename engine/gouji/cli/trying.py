"""`gouji try`: expressions, definitions and rules tried out on one report, in a conversation or from a script."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Final

from gouji.cli.one_report import given_of
from gouji.cli.output import is_person, show
from gouji.cli.packs import open_pack
from gouji.cli.prompting import asker
from gouji.cli.shelf import open_shelf, tell
from gouji.diagnostics import Language
from gouji.lsp.offers import Offer
from gouji.lsp.outline import page_of
from gouji.record import MutableRecord
from gouji.render.page import line
from gouji.trying import wording
from gouji.trying.asking import MAX_TYPED, answer
from gouji.trying.bench import Bench, bench_of
from gouji.trying.completing import completions
from gouji.trying.script import pieces

EXIT_REFUSED: Final = 1


def try_out(options: argparse.Namespace) -> int:
    """Run `gouji try` and return its exit code."""
    bench = _bench(options)
    if isinstance(bench, int):
        return bench
    if options.asked:
        return _script(_Talk(bench), options.asked)
    if is_person(sys.stdin) and is_person(sys.stdout):
        return _conversation(_Talk(bench), options.lang)
    return _script(_Talk(bench), pieces(_lines(sys.stdin)))


def _bench(options: argparse.Namespace) -> Bench | int:
    language: Language = options.lang
    pack = open_pack(options)
    if isinstance(pack, int):
        return pack
    opened = open_shelf(options.pack, language, only_rules=True)
    if isinstance(opened, int):
        return opened
    given = given_of(options, pack, "try")
    if isinstance(given, int):
        return given
    workshop, _ = opened
    pages = {file.source.name: page_of(file.source.name, file.source.text) for file in workshop.trees}
    return bench_of(workshop, pages, given, language)


class _Talk(MutableRecord):
    """A conversation: the bench as it is after what was typed so far."""

    bench: Bench

    def offers(self, text: str, cursor: int) -> tuple[Offer, ...]:
        """Return what may stand at the cursor."""
        return completions(self.bench, text, cursor)

    def said(self, text: str) -> tuple[bool, int]:
        """Answer what was typed; return whether the author leaves, and the exit code of a script."""
        language = self.bench.language
        said = answer(self.bench, text)
        self.bench = said.bench
        tell(said.wrong, language)
        failed = show(said.blocks, None, language) if said.blocks else 0
        return said.done, failed or (EXIT_REFUSED if said.refused else 0)


def _conversation(talk: _Talk, language: Language) -> int:
    show((line(wording.GREETING.of(language), "faint"),), None, language)
    ask = asker(talk.offers, language)
    done = False
    while not done:
        try:
            text = ask()
        except KeyboardInterrupt:
            continue  # what was being typed is given up
        except EOFError:
            break
        try:
            done, _ = talk.said(text)
        except KeyboardInterrupt:
            show((line(wording.INTERRUPTED.of(language), "faint"),), None, language)
    return 0


def _script(talk: _Talk, asked: Iterable[str]) -> int:
    code = 0
    for piece in asked:
        done, failed = talk.said(piece)
        code = failed or code
        if done:
            break
    return code


def _lines(stream: IO[str] | None) -> Iterator[str]:
    if stream is None:
        return
    if hasattr(stream, "reconfigure"):
        # As of rule files, the encoding is no matter of the locale.
        stream.reconfigure(encoding="utf-8-sig", errors="replace")
    while text := stream.readline(MAX_TYPED + 1):
        yield text
