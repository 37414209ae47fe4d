"""The pytest plugin: rule files are collected as the cases of their rules, and with `--gouji-pack` reports as checks.

A rule file is one beside a `pack.yaml`. A report is a document in a folder called `reports`, or anywhere below one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from gouji.authoring.model import Ready
    from gouji.authoring.workshop import Workshop
    from gouji.diagnostics import Diagnostic

_REPORTS: Final = "reports"
_WORKSHOPS: Final = pytest.StashKey[dict[Path, Any]]()
_PACKS: Final = pytest.StashKey[dict[str, Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("gouji", "gouji: rules and reports as tests")
    group.addoption(
        "--gouji-pack", metavar="PACK", help="check the documents below folders called `reports` by this pack"
    )
    group.addoption(
        "--gouji-fail-on",
        choices=("error", "warning"),
        default="error",
        help="the lowest grade of a finding that makes the test of a report fail (default: error)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker of all items, and begin with no pack opened."""
    config.addinivalue_line("markers", "gouji: a case of a rule, or a report checked by a pack")
    config.stash[_WORKSHOPS] = {}
    config.stash[_PACKS] = {}
    pack = config.getoption("--gouji-pack")
    if pack is not None:
        from gouji.cli.packs import NoSuchPackError, folder_of

        try:
            folder_of(pack)
        except NoSuchPackError as missing:
            raise pytest.UsageError(f"--gouji-pack: there is no pack `{missing}`") from missing


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect rule files of packs, and documents below folders called `reports`."""
    if file_path.suffix == ".rules" and (file_path.parent / "pack.yaml").is_file():
        return RuleFile.from_parent(parent, path=file_path)
    if parent.config.getoption("--gouji-pack") is not None and _REPORTS in file_path.parts[:-1]:
        from gouji.cli.collect import DOCUMENT_ENDINGS

        if file_path.suffix.lower() in DOCUMENT_ENDINGS:
            return ReportFile.from_parent(parent, path=file_path)
    return None


class FailedError(Exception):
    """An item failed; the message is for people."""


class _Item(pytest.Item):
    # Plugins ask every item for its arguments; that of pytest-lsp breaks on items that have none.
    funcargs: Mapping[str, object] = MappingProxyType({})

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say what is wrong in our words; a crash keeps its trace."""
        if isinstance(excinfo.value, FailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


# ── rules ───────────────────────────────────────────────────────────────────


class RuleFile(pytest.File):
    """A rule file, as the cases of its rules."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give an item for each case of the file's rules; one that cannot be tried fails alone."""
        from gouji.diagnostics import RulesRejectedError, describe

        try:
            workshop = self._workshop()
        except RulesRejectedError as rejected:
            raise self.CollectError("\n".join(describe(one, "en") for one in rejected.diagnostics)) from rejected
        topic = self.path.stem
        for ready in workshop.book.cases:
            if ready.case.rule.partition(".")[0] == topic:
                name = f"{ready.case.rule.partition('.')[2]}: {ready.case.name}"
                yield CaseItem.from_parent(self, name=name, ready=ready, workshop=workshop)
        left = list(workshop.book.against(topic))
        for one in workshop.book.unfinished:
            if all(said in left for said in one.complaints):
                left = [said for said in left if said not in one.complaints]
                name = f"{one.rule.partition('.')[2]}: {one.name or _line(one.complaints[0])}"
                yield UnfinishedItem.from_parent(self, name=name, complaints=one.complaints)
        if left:
            yield UnfinishedItem.from_parent(self, name=left[0].source.name, complaints=tuple(left))

    def _workshop(self) -> Workshop:
        from gouji.authoring.workshop import open_workshop
        from gouji.cli.shelf import files_on_shelf

        opened = self.config.stash[_WORKSHOPS]
        if self.path.parent not in opened:
            opened[self.path.parent] = open_workshop(files_on_shelf(str(self.path.parent)))
        workshop: Workshop = opened[self.path.parent]
        return workshop


class CaseItem(_Item):
    """One case of a rule."""

    def __init__(self, *, ready: Ready, workshop: Workshop, **given: Any) -> None:
        super().__init__(**given)
        self.ready = ready
        self.workshop = workshop
        self.add_marker("gouji")

    def runtest(self) -> None:
        """Try the case."""
        from gouji.authoring.trial import try_cases

        tried = try_cases([self.ready], self.workshop.plan, self.workshop.vocabulary)
        wrong = [text for one in tried for text in one.wrong]
        if wrong:
            raise FailedError("\n".join(text.en for text in wrong))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Say where the case stands."""
        return self.path, None, f"{self.path.name}: {self.name}"


class UnfinishedItem(_Item):
    """A case that cannot be tried, or what is wrong with a file of cases besides; it always fails."""

    def __init__(self, *, complaints: tuple[Diagnostic, ...], **given: Any) -> None:
        super().__init__(**given)
        self.complaints = complaints
        self.add_marker("gouji")

    def runtest(self) -> None:
        """Say what is wrong."""
        from gouji.diagnostics import describe

        raise FailedError("\n".join(describe(one, "en") for one in self.complaints))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Say where it stands."""
        return self.path, None, f"{self.path.name}: {self.name}"


def _line(complaint: Diagnostic) -> str:
    return f"line {complaint.source.position(complaint.span.start).line}"


# ── reports ─────────────────────────────────────────────────────────────────


class ReportFile(pytest.File):
    """A document, as one check."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give the one item."""
        yield ReportItem.from_parent(self, name=str(self.config.getoption("--gouji-pack")))


class ReportItem(_Item):
    """A document checked by a pack; it fails with findings of the grade asked for, and when it cannot be read."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.add_marker("gouji")

    def runtest(self) -> None:
        """Check the document."""
        from gouji import api
        from gouji.findings import GRADES

        pack = self._pack()
        document = api.open_document(self.path.name, self.path.read_bytes(), pack)
        if not isinstance(document, api.Document):
            raise FailedError("\n".join(f"{one.code} {one.message['en']}" for one in document.defects))
        result = api.check_document(document, pack)
        lowest = GRADES.index(self.config.getoption("--gouji-fail-on"))
        failing = [one for one in result.instances if one.status == "fail" and GRADES.index(one.grade) <= lowest]
        lost = [one for one in result.defects if one.blocking]
        if failing or lost:
            said = [f"{one.grade} {one.instance}: {_words(one.message or one.title)}" for one in failing]
            raise FailedError("\n".join([*said, *(f"{one.code} {one.message['en']}" for one in lost)]))

    def _pack(self) -> Any:
        from gouji import api
        from gouji.cli.packs import files_of, folder_of

        opened = self.config.stash[_PACKS]
        if self.name not in opened:
            opened[self.name] = api.load_pack(files_of(folder_of(self.name)))
        return opened[self.name]

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Say which document it is."""
        return self.path, None, f"{self.path.name} by {self.name}"


def _words(texts: Any) -> str:
    return "" if texts is None else texts.get("en") or next(iter(texts.values()))
