"""Programs of others that tests use, and the founding report as those programs write it.

A test of a program that is missing is skipped with the reason; in CI (`CI=true`) that is a failure.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gouji.vocabulary.load import load_vocabulary
from intake.writers import PRINTERS, Boxes, Headline, as_docx, as_html

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "reports/beilun-2021/report.json"

NAMES: Mapping[str, tuple[str, ...]] = {
    "soffice": ("soffice", "libreoffice"),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "tesseract": ("tesseract",),
}
LINES = b"""<head><meta charset="utf-8"><style>
body { font-family: "WenQuanYi Zen Hei", "Noto Sans CJK SC", sans-serif }
table { border-collapse: collapse } td { border: 1px solid black; padding: 2px 4px }
</style></head><body>"""


def needs(program: str) -> str:
    """Return the path of a program; skip the test, or fail it in CI, when it is not installed."""
    found = next((path for name in NAMES[program] if (path := shutil.which(name)) is not None), None)
    if found is None:
        assert os.environ.get("CI") != "true", f"{program} must be installed in CI"
        pytest.skip(f"{program} is not installed")
    return found


class Published:
    """The founding report in the formats in which agencies publish, each made once for all processes of a test run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def path(self, kind: str) -> Path:
        """Return the report as `docx`, `doc`, `odt`, `rtf`, `pdf` or `html.docx` (by LibreOffice), `html` (by the
        tests), `xlsx` (by LibreOffice), `chromium.pdf` or `png` (by Chromium)."""
        made = self._folder / f"report.{kind}"
        with (self._folder / f"{kind}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                self._make(kind, made)
        return made

    def _make(self, kind: str, made: Path) -> None:
        match kind:
            case "html":
                page = as_html(list(blocks_of_founding_report())).replace(b"<table>", b'<table border="1">')
                made.write_bytes(page.replace(b"<body>", LINES))
            case "pdf":
                office(self.path("html.docx"), "pdf").replace(made)
            case "docx" | "doc" | "odt" | "rtf":
                source = made.with_name(f"{kind}.source.docx")
                source.write_bytes(as_docx(list(blocks_of_founding_report())))
                office(source, kind).replace(made)
            case "html.docx":
                office(self.path("html"), "docx", "HTML (StarWriter)").replace(made)
            case "xls" | "ods":
                office(self.path("xlsx"), kind).replace(made)
            case "xlsx":
                office(self.path("html"), "xlsx", "HTML (StarCalc)").replace(made)
            case "chromium.pdf":
                browser("--no-pdf-header-footer", f"--print-to-pdf={made}", self.path("html").as_uri())
            case "png":
                options = ("--window-size=900,5200", "--force-device-scale-factor=2", "--hide-scrollbars")
                browser(*options, f"--screenshot={made}", self.path("html").as_uri())
            case _:
                raise ValueError(kind)


def office(source: Path, kind: str, reader: str | None = None) -> Path:
    """Return a document as LibreOffice saves it in another format."""
    program = needs("soffice")
    out = source.parent / f"{source.name}.{kind}.out"
    profile = (out / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(out)]
    by = [] if reader is None else [f"--infilter={reader}"]
    subprocess.run([*command, *by, str(source)], check=True, capture_output=True, timeout=120)
    return out / f"{source.stem}.{kind}"


def browser(*words: str) -> None:
    """Have Chromium print or picture a page."""
    program = needs("chromium")
    # In a container Chromium is started by root, who has no sandbox; the page is the tests' own.
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def founding_report() -> dict[str, Any]:
    """Return the report JSON of the founding report, transcribed by hand."""
    read: dict[str, Any] = json.loads(REPORT.read_text(encoding="utf-8"))
    return read


def cells_of(tables: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every cell of the tables of a report JSON with its pointer below them."""
    for key, inside in tables.items():
        if isinstance(inside, dict):
            yield from cells_of(inside, f"{above}/{key}")
        else:
            yield f"{above}/{key}", inside


def blocks_of_founding_report() -> Iterator[str | Boxes]:
    """Yield what is printed in the founding report, in order: paragraphs and tables."""
    vocabulary = load_vocabulary((ROOT / "rules/cn-disclosure/vocabulary.yaml").read_bytes(), "vocabulary.yaml")
    report = founding_report()
    printed: dict[tuple[str, str, str], str] = {}
    for pointer, value in cells_of(report["tables"]):
        _, table, *row, column = pointer.split("/")
        printed[table, ".".join(row), column] = "" if value is None else str(value)
    yield report["agency"]["name"]
    yield Headline(report["title"])
    yield report["preamble"]
    for section in report["sections"]:
        yield Headline(section["heading"])
        yield from section["text"].split("\n") if "text" in section else ()
        for part in section.get("parts", ()):
            yield f"{part['ordinal']}{part['heading']}。{part['text']}"
        for one in vocabulary.tables_of(section["id"]):
            yield PRINTERS[one.id](one, printed, report["formats"][one.id])
