"""A pack on the server's desk: its files on the disk under those that are open in the editor, and what is wrong.

A keystroke costs what it changes: the rule that was typed in is read anew, everything else that was read is kept, and
only the rules that the change concerns are checked.
While a file is half typed, the other files are held against what it last was when it could be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from gouji.authoring.book import DECLARED, Shelf, look_for_places
from gouji.authoring.cases import read_cases
from gouji.authoring.workshop import RULES_ENDING, Files
from gouji.check.again import Kept, check_again, keep
from gouji.diagnostics import Diagnostic, RulesRejectedError, Text, in_order
from gouji.lsp.lens import Bench, Store
from gouji.lsp.outline import Page, page_of
from gouji.lsp.world import World
from gouji.record import MutableRecord, Record
from gouji.report.load import form_of
from gouji.source import Source
from gouji.syntax.pieces import Pieced, Pieces, read_again
from gouji.syntax.reader import MAX_FILE, source_from_bytes
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest, load_sources
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources
from gouji.vocabulary.schema import schema_of

MANIFEST: Final = "pack.yaml"
CASES: Final = "cases/"
MAX_PAGE: Final = 300_000
"""In how long a file names are looked up; a longer one is read and checked, but gets no completion."""

_Loaded = TypeVar("_Loaded", Manifest, Vocabulary, Sources)


class Disk(Record, frozen=True):
    """How the server looks at the disk. `files` gives why when a pack cannot be read."""

    is_pack: Callable[[str], bool]
    files: Callable[[str], Files | Text]


class _Rules(MutableRecord):
    """A rule file: as it was last read, with its complaints; `tree` is the last that could be made."""

    text: str
    complaints: tuple[Diagnostic, ...] = ()
    tree: Pieced | None = None


class _Yaml(MutableRecord):
    """A YAML file of the pack: as it was last read, with its complaints; `value` is the last that could be made."""

    content: bytes
    complaints: tuple[Diagnostic, ...] = ()
    value: Manifest | Vocabulary | Sources | None = None


class Desk:
    """One folder on the desk, a pack or not; without a `pack.yaml` only the form of its open files is looked at."""

    def __init__(self, folder: str, disk: Disk) -> None:
        self.folder = folder
        self.disk = disk
        self.open: dict[str, str] = {}
        self.stored: Files = Files({}, {}, {})
        self.trouble: Text | None = None
        self.wrong: Mapping[str, tuple[Diagnostic, ...]] = {}
        self._world: World | None = None
        self._pages: dict[str, tuple[str, Page]] = {}
        self._rules: dict[str, _Rules] = {}
        self._yaml: dict[str, _Yaml] = {}
        self._kept: Kept | None = None
        self._pieces = Pieces()
        self._shelf: tuple[Vocabulary, Shelf] | None = None
        self._stale = True
        self._said: dict[str, tuple[str, list[str], Shelf | None, list[Diagnostic]]] = {}
        self.store = Store()
        self.reload()

    # ── what changes ──

    def reload(self) -> None:
        """Look at the disk again."""
        found: Files | Text = Files({}, {}, {})
        if self.disk.is_pack(self.folder):
            found = self.disk.files(self.folder)
        self.trouble = found if isinstance(found, Text) else None
        if not isinstance(found, Text):
            self.stored = found
        self._forget()

    def typed(self, name: str, text: str | None) -> None:
        """Take the text of a file in the editor; none says that it was closed."""
        if text is None:
            self.open.pop(name, None)
        else:
            self.open[name] = text
        self._forget()

    def _forget(self) -> None:
        self._stale = True
        self._world = None

    def files(self) -> Files:
        """Return the pack's files as they are in the editor, or else on the disk."""
        written = {name: text.encode("utf-8", "surrogatepass") for name, text in self.open.items()}
        pack = {name: content for name, content in written.items() if not name.startswith(CASES)}
        cases = {name: content for name, content in written.items() if name.startswith(CASES)}
        return Files({**self.stored.pack, **pack}, {**self.stored.cases, **cases}, self.stored.bases)

    @property
    def is_pack(self) -> bool:
        """Whether there is a title page."""
        return MANIFEST in self.stored.pack or MANIFEST in self.open

    # ── what is named ──

    @property
    def world(self) -> World:
        """What may be named; found out when it is asked for, so that nobody who completes a word waits for a check."""
        if self._world is None:
            files = self.files()
            manifest, vocabulary, sources = self._declared(files)
            names = _rule_files(files)
            self._pages = {name: self._page(name, self._text(name, files.pack[name])) for name in names}
            pages = {name: page for name, (_, page) in self._pages.items()}
            self._world = World(pages, vocabulary, sources, manifest.languages if manifest is not None else ())
        return self._world

    def page(self, name: str) -> Page | None:
        """Return a rule file as it stands in the editor."""
        return self.world.pages.get(name)

    def _page(self, name: str, text: str) -> tuple[str, Page]:
        known = self._pages.get(name)
        if known is not None and (known[0] == text or len(text) > MAX_FILE):
            return known
        return text, page_of(name, text[:MAX_PAGE])

    def _text(self, name: str, content: bytes) -> str:
        text = self.open.get(name)
        return content.decode("utf-8", "replace").removeprefix("\ufeff") if text is None else text

    # ── what is wrong ──

    def refresh(self) -> None:
        """Bring the complaints up to date."""
        if not self._stale:
            return
        self._stale = False
        files = self.files()
        wrong: list[Diagnostic] = []
        manifest, vocabulary, sources = self._declared(files)
        names = _rule_files(files)
        for name in [name for name in self._rules if name not in names]:
            del self._rules[name]
        for name in names:
            self._read(name, files.pack[name])
        for yaml in self._yaml.values():
            wrong.extend(yaml.complaints)
        for rules in self._rules.values():
            wrong.extend(rules.complaints)
        if manifest is not None and vocabulary is not None and sources is not None:
            wrong.extend(self._checked(manifest, vocabulary, sources))
        wrong.extend(self._cases(vocabulary))
        self.wrong = _by_file(wrong)

    def _declared(self, files: Files) -> tuple[Manifest | None, Vocabulary | None, Sources | None]:
        """Return what the YAML files of the pack say."""
        manifest = self._load(MANIFEST, files, load_manifest) if self.is_pack else None
        return manifest, *self._references(manifest, files)

    def _references(self, manifest: Manifest | None, files: Files) -> tuple[Vocabulary | None, Sources | None]:
        wanted = {MANIFEST} if self.is_pack else set()
        vocabulary = sources = None
        if manifest is not None:
            wanted |= {manifest.vocabulary, manifest.sources}
            vocabulary = self._load(manifest.vocabulary, files, load_vocabulary)
            languages = manifest.languages
            sources = self._load(manifest.sources, files, lambda content, name: load_sources(content, name, languages))
        for name in [name for name in self._yaml if name not in wanted]:
            del self._yaml[name]
        return vocabulary, sources

    def _load(self, name: str, files: Files, load: Callable[[bytes, str], _Loaded]) -> _Loaded | None:
        """Return what a YAML file says, or said when it last could be read."""
        # An empty file is refused by its reader, with a complaint that says so.
        content = files.pack.get(name, b"")
        known = self._yaml.get(name)
        if known is None or known.content != content:
            before = None if known is None else known.value
            known = self._yaml[name] = _Yaml(content)
            try:
                known.value = load(content, name)
            except RulesRejectedError as rejected:
                known.complaints, known.value = rejected.diagnostics, before
        value: _Loaded | None = known.value  # type: ignore[assignment]  # what this loader made before
        return value

    def _read(self, name: str, content: bytes) -> None:
        text = self._text(name, content)
        known = self._rules.get(name)
        if known is not None and known.text == text:
            return
        fresh = self._rules[name] = _Rules(text, tree=None if known is None else known.tree)
        try:
            source = Source(name, text) if name in self.open else source_from_bytes(name, content)
            fresh.tree = read_again(source, self._pieces)
        except RulesRejectedError as rejected:
            fresh.complaints = rejected.diagnostics

    def _checked(self, manifest: Manifest, vocabulary: Vocabulary, sources: Sources) -> list[Diagnostic]:
        """Return what the checker says of the files that can be read; nothing while one never could be."""
        trees = [one.tree for one in self._rules.values() if one.tree is not None]
        if len(trees) < len(self._rules):
            return []
        kept = self._kept
        if kept is None or (kept.manifest, kept.vocabulary, kept.sources) != (manifest, vocabulary, sources):
            kept = self._kept = keep(vocabulary, sources, manifest)
        unread = {name for name, one in self._rules.items() if any(each.severity == "error" for each in one.complaints)}
        return [one for one in check_again(trees, kept) if one.source.name not in unread]

    def _cases(self, vocabulary: Vocabulary | None) -> list[Diagnostic]:
        """Return what is wrong with the cases that are open; their reports are not made while one types."""
        rules = list(self.world.rules)
        shelf = None if vocabulary is None else self._shelved(vocabulary)
        before, self._said = self._said, {}
        for name, text in self.open.items():
            if not name.startswith(CASES) or name == DECLARED:
                continue
            known = before.get(name)
            if known is None or known[:2] != (text, rules) or known[2] is not shelf:
                said = read_cases(text.encode("utf-8", "surrogatepass"), name, rules)
                if shelf is not None:
                    for case in said.cases:
                        look_for_places(case, shelf, said.complaints)
                known = (text, rules, shelf, said.complaints.met)
            self._said[name] = known
        return [one for *_, said in self._said.values() for one in said]

    # ── what is tried ──

    def bench(self) -> Bench:
        """Return the pack ready for its cases to be run, as it is in the editor."""
        self.refresh()
        errors = [one for name, said in self.wrong.items() if not name.startswith(CASES) for one in said]
        count = sum(one.severity == "error" for one in errors)
        files = self.files()
        manifest, vocabulary, sources = self._declared(files)
        trees = tuple(one.tree.whole() for one in self._rules.values() if one.tree is not None)
        return Bench(count, trees, vocabulary, sources, manifest, files.cases, files.bases)

    def _shelved(self, vocabulary: Vocabulary) -> Shelf:
        """Return the base reports, read once as long as nothing changes under them."""
        known = self._shelf
        if known is None or known[0] != vocabulary or known[1].bases is not self.stored.bases:
            known = self._shelf = vocabulary, Shelf(self.stored.bases, form_of(schema_of(vocabulary)))
        return known[1]


def _rule_files(files: Files) -> list[str]:
    return sorted(name for name in files.pack if name.endswith(RULES_ENDING))


def _by_file(wrong: list[Diagnostic]) -> Mapping[str, tuple[Diagnostic, ...]]:
    by_file: dict[str, list[Diagnostic]] = {}
    for one in in_order(wrong):
        by_file.setdefault(one.source.name, []).append(one)
    return {name: tuple(complaints) for name, complaints in by_file.items()}
