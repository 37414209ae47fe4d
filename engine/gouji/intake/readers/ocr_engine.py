"""What reads writing in images: pieces of a page enter, words with places and confidences leave.

`OcrEngine` is all that the reader of images knows; `Tesseract` is the one that is used, a program of its own. Which
piece is a cell, and which word may be believed, is not known here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

from PIL import Image

from gouji.intake.readers.programs import run
from gouji.record import Record

Layout: TypeAlias = Literal["page", "block", "line"]
Script: TypeAlias = Literal["words", "signs", "chinese_figures", "english_figures"]

_LAYOUTS: Final[dict[Layout, str]] = {"page": "4", "block": "6", "line": "7"}
_FIGURES: Final = ("-c", "tessedit_char_whitelist=0123456789.,-/")
_SCRIPTS: Final[dict[Script, tuple[str, ...]]] = {
    "words": ("-l", "chi_sim"),
    "signs": ("-l", "eng", "-c", "load_system_dawg=0", "-c", "load_freq_dawg=0"),
    "chinese_figures": ("-l", "chi_sim", *_FIGURES),
    "english_figures": ("-l", "eng", *_FIGURES),
}
"""Any writing, any sign but of Chinese, and figures as either model sees them when told that there is nothing else."""

SECONDS: Final = 120
"""How long one call may take."""

_COLUMNS: Final = 12
_WORD: Final = "5"


class Word(Record, frozen=True):
    """A word with its box in pixels of its piece, the number of its line, and percent of confidence."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[int, int, int]
    confidence: int


class OcrEngine(Protocol):
    """Something that reads writing in images."""

    def read(self, pieces: Sequence[Image.Image], layout: Layout, script: Script) -> Sequence[tuple[Word, ...]] | None:
        """Return the words of every piece; nothing when it took too long."""
        ...


class Tesseract(Record, frozen=True):
    """The program Tesseract at a path, with models for simplified Chinese and for English figures."""

    program: str

    def read(self, pieces: Sequence[Image.Image], layout: Layout, script: Script) -> Sequence[tuple[Word, ...]] | None:
        """Return the words of every piece; one call reads all, since loading a model takes longer than a cell."""
        if not pieces:
            return ()
        with tempfile.TemporaryDirectory(prefix="gouji-") as made:
            folder = Path(made)
            for number, piece in enumerate(pieces):
                piece.save(folder / f"{number}.png", compress_level=1)
            names = "\n".join(f"{number}.png" for number in range(len(pieces)))
            (folder / "pieces.txt").write_text(names + "\n", encoding="ascii")
            options = ("--psm", _LAYOUTS[layout], "--dpi", "300", *_SCRIPTS[script])
            command = (self.program, "pieces.txt", "stdout", *options, "tsv")
            ran = run(command, folder, SECONDS, {"OMP_THREAD_LIMIT": "1"})
        if ran.late:
            return None
        words: list[list[Word]] = [[] for _ in pieces]
        for number, word in _words(ran.output):
            if 0 <= number < len(pieces):
                words[number].append(word)
        return tuple(map(tuple, words))


def _words(output: bytes) -> Iterator[tuple[int, Word]]:
    """Yield the words of a table of Tesseract, each with the number of its piece, counted from 0."""
    for line in output.decode("utf-8", "replace").splitlines():
        values = line.split("\t")
        if len(values) != _COLUMNS or values[0] != _WORD or not values[11].strip():
            continue
        page, block, paragraph, row, _, left, top, width, height = map(int, values[1:10])
        box = (left, top, left + width, top + height)
        yield page - 1, Word(values[11].strip(), *box, (block, paragraph, row), int(values[10].partition(".")[0]))
