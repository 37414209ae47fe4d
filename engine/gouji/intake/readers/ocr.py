"""Images of pages to blocks, by the extra `gouji[ocr]` and the program Tesseract; here is asked whether both are there.

What is recognised and what is only doubted is decided in `ocr_page` and `ocr_cells`, which are loaded when a page is
there to be read. A reader of another format that holds page images takes `engine_for` and `ocr_page.read_pages`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.blocks import Block
from gouji.intake.readers.programs import how_to_install, run, where_is

if TYPE_CHECKING:
    from gouji.intake.readers.ocr_engine import OcrEngine

EXTRA: Final = "pip install 'gouji[ocr]'"

_MODULES: Final = ("numpy", "PIL")
_LANGUAGES: Final = {"chi_sim", "eng"}
_SECONDS: Final = 20


def engine_for(name: str, kind: str) -> OcrEngine | Defect:
    """Return what reads writing in images, or what must be installed for that."""
    if any(find_spec(module) is None for module in _MODULES):
        return defects.not_installed(name, kind, "gouji[ocr]", EXTRA)
    program = where_is("tesseract")
    if program is None or not _languages(program) >= _LANGUAGES:
        return defects.not_installed(name, kind, "Tesseract (chi_sim, eng)", how_to_install("tesseract"))
    from gouji.intake.readers.ocr_engine import Tesseract

    return Tesseract(program)


def read_image(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of an image of one page or of several."""
    engine = engine_for(name, "PNG/JPEG/TIFF")
    if isinstance(engine, Defect):
        return engine
    from gouji.intake.readers.ocr_page import pages_of, read_pages

    return read_pages(name, pages_of(name, content), engine)


def _languages(program: str) -> set[str]:
    with tempfile.TemporaryDirectory(prefix="gouji-") as made:
        ran = run((program, "--list-langs"), Path(made), _SECONDS, {})
    return set(ran.output.decode("utf-8", "replace").split())
