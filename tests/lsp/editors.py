"""An editor as the tests use it: files are opened and typed in, and the server's answers are put into plain words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from lsprotocol import types as lsp
from pygls import uris
from pygls.client import JsonRPCClient
from pytest_lsp import LanguageClient, make_test_lsp_client

LONGEST = 30
CURSOR = "‸"
"""Marks where the cursor stands in a text of a test."""


def units(text: str) -> int:
    """How many UTF-16 code units a text takes, counted by Python's own encoder."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def position(text: str, offset: int) -> lsp.Position:
    """Where an offset stands, counted independently of the server; lines end with LF here."""
    line = text.count("\n", 0, offset)
    start = text.rfind("\n", 0, offset) + 1
    return lsp.Position(line, units(text[start:offset]))


def between(text: str, place: lsp.Range) -> str:
    """The characters that a range covers."""
    lines = text.split("\n")

    def offset(spot: lsp.Position) -> int:
        before = sum(len(line) + 1 for line in lines[: spot.line])
        encoded = lines[spot.line].encode("utf-16-le", "surrogatepass")[: 2 * spot.character]
        return before + len(encoded.decode("utf-16-le", "surrogatepass"))

    return text[offset(place.start) : offset(place.end)]


HEARD: dict[str, int | None] = {}
"""Of which version of a file the server spoke last."""


def listening_client() -> JsonRPCClient:
    """A client that remembers of which versions the server has spoken; several answers may come at once."""
    client = make_test_lsp_client()
    features = client.protocol.fm.features
    keep = features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

    def heard(params: lsp.PublishDiagnosticsParams) -> None:
        keep(params)
        HEARD[params.uri] = params.version

    features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = heard
    return client


class Editor:
    """One editor with its server, and a folder to write files in."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        """How the protocol calls a file of the folder."""
        return uris.from_fs_path(str(self.folder / name)) or ""

    async def type(self, name: str, text: str) -> list[lsp.Diagnostic]:
        """Open a file, or give an open one another text, and return what is said of it."""
        uri, known = self.uri(name), name in self.versions
        version = self.versions[name] = self.versions.get(name, 0) + 1
        self.texts[name] = text
        if known:
            document = lsp.VersionedTextDocumentIdentifier(version, uri)
            change = lsp.TextDocumentContentChangeWholeDocument(text)
            self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        else:
            opened = lsp.TextDocumentItem(uri, "gouji", version, text)
            self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(opened))
        return await self.said(name)

    async def said(self, name: str) -> list[lsp.Diagnostic]:
        """Wait for what is said of the newest text of a file."""
        await self.until(lambda: HEARD.get(self.uri(name)) == self.versions[name])
        return list(self.client.diagnostics[self.uri(name)])

    async def until(self, come: Callable[[], bool]) -> None:
        """Wait for something to come true; a server that says nothing must fail a test, not stop it."""
        for _ in range(LONGEST * 100):
            if come():
                return
            await asyncio.sleep(1 / 100)
        raise TimeoutError

    def close(self, name: str) -> None:
        """Close a file without saving it."""
        del self.versions[name], self.texts[name]
        HEARD.pop(self.uri(name), None)
        document = lsp.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    def _at(self, name: str, offset: int) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
        return lsp.TextDocumentIdentifier(self.uri(name)), position(self.texts[name], offset)

    async def offers(self, name: str, marked: str) -> dict[str, lsp.CompletionItem]:
        """Type a text with a cursor in it and return what is offered there, by word."""
        await self.type(name, marked.replace(CURSOR, ""))
        document, place = self._at(name, marked.index(CURSOR))
        found = await self.client.text_document_completion_async(lsp.CompletionParams(document, place))
        assert isinstance(found, lsp.CompletionList)
        return {one.label: one for one in found.items}

    async def card(self, name: str, offset: int) -> str | None:
        """What is said of the name at a place."""
        document, place = self._at(name, offset)
        found = await self.client.text_document_hover_async(lsp.HoverParams(document, place))
        if found is None:
            return None
        assert isinstance(found.contents, lsp.MarkupContent)
        return found.contents.value

    async def definition(self, name: str, offset: int) -> list[tuple[str, str]]:
        """Where the name at a place is defined: files, and what stands there."""
        document, place = self._at(name, offset)
        found = await self.client.text_document_definition_async(lsp.DefinitionParams(document, place))
        assert found is None or isinstance(found, list)
        return [self._shown(one) for one in found or () if isinstance(one, lsp.Location)]

    async def references(self, name: str, offset: int, *, definition: bool = True) -> list[tuple[str, str]]:
        """Where the name at a place is used: files, and what stands there."""
        document, place = self._at(name, offset)
        asked = lsp.ReferenceParams(lsp.ReferenceContext(definition), document, place)
        found = await self.client.text_document_references_async(asked)
        return [self._shown(one) for one in found or ()]

    def _shown(self, one: lsp.Location) -> tuple[str, str]:
        path = Path(uris.to_fs_path(one.uri) or "")
        name = path.name if path.parent == self.folder else f"{path.parent.name}/{path.name}"
        return name, between(self.text(name), one.range)

    def text(self, name: str) -> str:
        """The text of a file as the editor has it."""
        return self.texts.get(name) or (self.folder / name).read_text(encoding="utf-8")

    async def rename(self, name: str, offset: int, new: str) -> dict[str, str]:
        """Give the name at a place another, and return the changed files."""
        document, place = self._at(name, offset)
        edit = await self.client.text_document_rename_async(
            lsp.RenameParams(text_document=document, position=place, new_name=new)
        )
        assert edit is not None
        assert edit.changes is not None
        changed: dict[str, str] = {}
        for uri, edits in edit.changes.items():
            path = Path(uris.to_fs_path(uri) or "")
            file = path.name if path.parent == self.folder else f"{path.parent.name}/{path.name}"
            changed[file] = edited(self.text(file), edits)
        return changed


def edited(text: str, edits: Iterable[lsp.TextEdit]) -> str:
    """A text with edits made, from the last to the first."""
    for one in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        lines = text.split("\n")
        before = lines[: one.range.start.line]
        head = between(text, lsp.Range(lsp.Position(one.range.start.line, 0), one.range.start))
        start = sum(len(line) + 1 for line in before) + len(head)
        text = text[:start] + one.new_text + text[start + len(between(text, one.range)) :]
    return text
