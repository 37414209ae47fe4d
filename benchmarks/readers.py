"""How fast documents are read: `python benchmarks/readers.py [--rounds N]`.

The founding report is printed in each format, read as a whole (document to report JSON with its source map), and the
best of several rounds is taken; readers that start another program, as LibreOffice, get few. A page is a page of it as
printed. For web pages the time is also told as a ratio to parsing the same bytes with the library alone, and so is the
least that Python can do with them; the pages of the corpus are measured, too, where they are at hand.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PIL import Image
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from gouji.intake.labels import Same  # noqa: E402
from gouji.intake.layouts import known_of  # noqa: E402
from gouji.intake.readers.dispatch import read_file  # noqa: E402 - the tests' writers are not installed
from gouji.intake.reading import Reading, read_document  # noqa: E402
from gouji.vocabulary.load import load_vocabulary  # noqa: E402
from gouji.vocabulary.model import Vocabulary  # noqa: E402
from intake import pdf_writer, writers  # noqa: E402
from intake.test_ocr_pages import png_of, scanned  # noqa: E402
from programs import Published, blocks_of_founding_report  # noqa: E402

PAGES = 7
"""The founding report has seven pages of A4 when it is printed."""
CORPUS = ROOT.parent / "shared/corpus"
WRITERS: dict[str, Callable[[list[str | writers.Boxes]], bytes]] = {
    "our writer, a cell a line.txt": writers.as_cells,
    "our writer, a row a line.txt": writers.as_rows,
    "our writer.md": writers.as_markdown,
    "our writer.html": writers.as_html,
    "our writer.csv": writers.as_csv,
    "our writer.xlsx": writers.as_xlsx,
    "our writer.docx": writers.as_docx,
    "our writer.pdf": pdf_writer.as_pdf,
}
"""By the names of the files; a name decides where a content can be of several formats."""
BY_PROGRAMS = ("html", "docx", "xlsx", "pdf", "chromium.pdf", "doc", "wps", "rtf", "odt", "xls", "ods", "png")
"""Kinds of `Published` that other programs write; a document of WPS is one of Word 97 by another name."""
PATIENCE = 5.0
"""After so many seconds no further round is begun."""


def main() -> None:
    """Measure every reader and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=9)
    rounds = options.parse_args().rounds
    gc.set_threshold(50_000)  # as the command does
    path = ROOT / "rules/cn-disclosure/vocabulary.yaml"
    vocabulary = load_vocabulary(path.read_bytes(), path.name)
    print(f"{'document':<42}{'KB':>6}{'ms':>9}{'pages/s':>9}")
    for name, content in documents():
        taken = best(rounds, partial(read_document, name, content, vocabulary))
        print(f"{name:<42}{len(content) // 1024:>6}{taken:>9.2f}{PAGES / taken * 1000:>9.3g}")
    heads = "".join(f"{head:>8}" for head in ("KB", "parse", "visit", "least", "blocks", "first", "whole"))
    print(f"\n{'web page':<34}{heads}  ms of the processor; × parse from `least` on")
    for name, content in pages():
        print(_ratios(name, content, vocabulary, rounds))


def documents() -> Iterator[tuple[str, bytes]]:
    """Yield the founding report in every format, under names that say who printed it."""
    yield from own_documents()
    with tempfile.TemporaryDirectory() as folder:
        published = Published(Path(folder) / "published")
        for kind in BY_PROGRAMS:
            yield f"report.{kind}", published.path("doc" if kind == "wps" else kind).read_bytes()
        with Image.open(published.path("png")) as page:
            yield "report from a bad scanner.png", png_of(scanned(page.convert("L")))


def own_documents() -> list[tuple[str, bytes]]:
    """Return the founding report in the formats that the tests write."""
    blocks = list(blocks_of_founding_report())
    return [(name, write(blocks)) for name, write in WRITERS.items()]


def pages() -> list[tuple[str, bytes]]:
    """Return web pages: the founding report, and the saved pages of the corpus."""
    blocks = list(blocks_of_founding_report())
    found = [("the founding report", writers.as_html(blocks))]
    return found + [(file.parent.name[:20], file.read_bytes()) for file in sorted(CORPUS.glob("*/*.html"))]


def _ratios(name: str, content: bytes, vocabulary: Vocabulary, rounds: int) -> str:
    pointers = list(read_document("x.html", content, vocabulary).source_map)
    works: list[Callable[[], object]] = [
        partial(LexborHTMLParser, content),
        partial(visited, content),
        partial(least, content, pointers),
        partial(read_file, "x.html", content),
        partial(_read_first, content, vocabulary),
        partial(read_document, "x.html", content, vocabulary),
    ]
    taken = [best(rounds, work, time.process_time) for work in works]
    figures = "".join(f"{one:>8.2f}" for one in taken)
    ratios = " ".join(f"{one / taken[0]:.1f}" for one in taken[2:])
    return f"{name:<34}{len(content) // 1024:>8}{figures}  {ratios}"


def _read_first(content: bytes, vocabulary: Vocabulary) -> Reading:
    """Read a page as the first that is laid out like this."""
    known_of(Same(vocabulary)).clear()
    return read_document("x.html", content, vocabulary)


def visited(content: bytes) -> int:
    """Return how many nodes a page has: what it costs to parse it and to ask each node for its text, and no more."""
    root = LexborHTMLParser(content).root
    return 0 if root is None else sum(node.text_content != "" for node in root.traverse(include_text=True))


def least(content: bytes, pointers: Sequence[str]) -> tuple[dict[str, object], dict[str, object]]:
    """Return what looks like a report with its source map, made with no thought: it is known which cell is whose.

    Each node is asked for its text once, each value is written down once, and its place; no reader can do less.
    """
    root = LexborHTMLParser(content).root
    texts = [] if root is None else [node.text_content for node in root.traverse(include_text=True)]
    cells = [] if root is None else [(node.text(), node.attributes) for node in root.css("td,th")]
    texts += [text for text, _ in cells]
    report: dict[str, object] = {}
    places: dict[str, object] = {}
    for at, (pointer, text) in enumerate(zip(pointers, texts[-len(pointers) :], strict=False)):
        words = (text or "").strip()
        report[pointer] = int(words) if words.isdecimal() else words
        place = {"file": "x.html", "column": at, "table": 1, "row": at}
        places[pointer] = {"place": place, "raw": words, "confidence": "exact", "doubts": []}
    return report, places


def best(rounds: int, work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the least time that some work took, in milliseconds."""
    taken: list[float] = []
    while len(taken) < rounds and sum(taken) < PATIENCE:
        begun = clock()
        work()
        taken.append(clock() - begun)
    return min(taken) * 1000


if __name__ == "__main__":
    main()
