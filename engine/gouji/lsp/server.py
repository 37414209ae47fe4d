"""The server itself: what editors ask, in the words of the protocol; the only module that knows pygls.

Everything runs in one thread but the cases of a rule. Texts are taken whole at every change, and what is wrong is
worked out when the typing pauses for a hundredth of a second; whatever is asked sooner is worked out at once.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from gouji import __version__
from gouji.diagnostics import Diagnostic, Language, Text
from gouji.lsp import answers
from gouji.lsp.desk import CASES, Desk, Disk
from gouji.lsp.lens import Ran, run_cases
from gouji.lsp.positions import Measured

RUN_CASES: Final = "gouji.runCases"
_PAUSE: Final = 1 / 100
"""Seconds of the clock; no figure of a report."""


class Server(LanguageServer):
    """The desks of all folders from which the editor has opened files."""

    def __init__(self, disk: Disk, language: Language) -> None:
        super().__init__("gouji", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.disk = disk
        self.language: Language = language
        self.desks: dict[str, Desk] = {}
        self.uris: dict[tuple[str, str], str] = {}
        self.versions: dict[tuple[str, str], int] = {}
        self.published: dict[tuple[str, str], tuple[int | None, tuple[Diagnostic, ...]]] = {}
        self.ran: dict[tuple[str, str], Ran] = {}
        self.waiting: asyncio.TimerHandle | None = None

    # ── which file ──

    def place(self, uri: str) -> tuple[Desk, str]:
        """Return the desk and the name of a file; one that is not on a disk has a desk by itself."""
        path = uris.to_fs_path(uri)
        folder, name = os.path.split(path) if path else (f"\0{uri}", "untitled.rules")
        if os.path.basename(folder) == CASES.rstrip("/") and self.disk.is_pack(os.path.dirname(folder)):
            folder, name = os.path.dirname(folder), f"{CASES}{name}"
        if folder not in self.desks:
            self.desks[folder] = Desk(folder, self.disk)
            self._say_trouble(self.desks[folder])
        return self.desks[folder], name

    def uri(self, desk: Desk, name: str) -> str:
        """Return how the editor calls a file."""
        known = self.uris.get((desk.folder, name))
        return known or uris.from_fs_path(os.path.join(desk.folder, *name.split("/"))) or ""

    def measured(self, text: str) -> Measured:
        """Return a text in which to count as the editor does."""
        encoding = self.server_capabilities.position_encoding or "utf-16"
        return Measured(text, str(getattr(encoding, "value", encoding)))

    def _say_trouble(self, desk: Desk) -> None:
        if desk.trouble is not None:
            said = lsp.ShowMessageParams(lsp.MessageType.Warning, desk.trouble.of(self.language))
            self.window_show_message(said)

    # ── what changes ──

    def opened(self, uri: str) -> None:
        """Prepare for a file that is opened: the disk may have changed, and something is said of it in any case."""
        desk, name = self.place(uri)
        desk.reload()
        self.published.pop((desk.folder, name), None)

    def typed(self, uri: str, text: str | None, version: int | None) -> None:
        """Take a text of the editor; none says that the file was closed."""
        desk, name = self.place(uri)
        desk.typed(name, text)
        # What cases answered was about other texts.
        self.ran = {one: ran for one, ran in self.ran.items() if one[0] != desk.folder}
        key = (desk.folder, name)
        if text is None:
            desk.reload()
            self.versions.pop(key, None)
            self.uris.pop(key, None)
        else:
            self.uris[key] = uri
            self.versions[key] = version or 0
        self.soon()

    def reload(self) -> None:
        """Look at the disk again, for all packs."""
        for desk in self.desks.values():
            desk.reload()
            self._say_trouble(desk)
        self.soon()

    def soon(self) -> None:
        """Say what is wrong when nothing more has come for a moment."""
        if self.waiting is not None:
            self.waiting.cancel()
        self.waiting = asyncio.get_running_loop().call_later(_PAUSE, self.publish)

    def publish(self) -> None:
        """Say what is wrong, of every file of which something else is to be said than before."""
        self.waiting = None
        for desk in list(self.desks.values()):
            desk.refresh()
            before = [name for folder, name in self.published if folder == desk.folder]
            failed = [one.source.name for one in self._failed(desk)]
            for name in dict.fromkeys((*desk.open, *desk.wrong, *failed, *before)):
                self._publish(desk, name)
            if not desk.open:
                del self.desks[desk.folder]

    def _failed(self, desk: Desk) -> Iterator[Diagnostic]:
        """Give the cases of a pack that failed when they were run."""
        for (folder, _), ran in self.ran.items():
            if folder == desk.folder:
                yield from ran.failed

    def _publish(self, desk: Desk, name: str) -> None:
        key = (desk.folder, name)
        # What is wrong with a folder that the editor has left is no longer said.
        wrong = desk.wrong.get(name, ()) if desk.open else ()
        wrong = (*wrong, *(one for one in self._failed(desk) if one.source.name == name and desk.open))
        version = self.versions.get(key)
        if self.published.get(key, (None, ())) == (version, wrong) and key in self.published:
            return
        if wrong or name in desk.open:
            self.published[key] = (version, wrong)
        elif self.published.pop(key, None) is None:
            return
        said = answers.diagnostics(wrong, self.measured, self.language)
        if name in desk.open and not desk.is_pack and name.endswith(".rules"):
            said = [*said, answers.no_pack(self.language)]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri(desk, name), said, version))


def serve(disk: Disk, language: Language) -> None:
    """Serve one editor on standard input and output until it leaves."""
    server_for(disk, language).start_io()


def server_for(disk: Disk, language: Language) -> Server:
    """Return a server that answers everything it knows."""
    server = Server(disk, language)
    _listen(server)
    _tell(server)
    _change(server)
    return server


# ── what the editor tells ───────────────────────────────────────────────────


def _listen(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.opened(document.uri)
        server.typed(document.uri, document.text, document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        # Texts are asked for whole; a client that sends pieces all the same is answered by what pygls makes of them.
        document = server.workspace.get_text_document(params.text_document.uri)
        server.typed(params.text_document.uri, document.source, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.typed(params.text_document.uri, None, None)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: lsp.DidSaveTextDocumentParams) -> None:
        server.reload()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: lsp.DidChangeWatchedFilesParams) -> None:
        server.reload()

    @server.feature(lsp.INITIALIZED)
    def started(_: lsp.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace is not None else None
        if watching is not None and watching.dynamic_registration:
            globs = ("**/*.rules", "**/*.yaml", "**/cases/bases/*.json")
            watchers = [lsp.FileSystemWatcher(glob) for glob in globs]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = lsp.Registration("gouji-files", method, options)
            server.client_register_capability(lsp.RegistrationParams([registration]))


# ── what the editor asks ────────────────────────────────────────────────────


def _tell(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        asked = _asked(server, params)
        return None if asked is None else answers.hover(asked)

    triggers = lsp.CompletionOptions(trigger_characters=[".", "[", ",", " ", '"', "`", ":"])

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, triggers)
    def completion(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        asked = _asked(server, params)
        return None if asked is None else answers.completion(asked)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> list[lsp.Location] | None:
        asked = _asked(server, params)
        return None if asked is None else list(_locations(server, asked.desk, answers.definition(asked)))

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        asked = _asked(server, params)
        if asked is None:
            return None
        with_definition = params.context.include_declaration
        return list(_locations(server, asked.desk, answers.references(asked, with_definition=with_definition)))

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        desk, name = server.place(params.text_document.uri)
        page = desk.page(name)
        return None if page is None else answers.symbols(page, server.measured(page.text))

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: lsp.CodeLensParams) -> list[lsp.CodeLens] | None:
        desk, name = server.place(params.text_document.uri)
        page = desk.page(name)
        if page is None or not desk.is_pack:
            return None
        ran = {rule: one for (folder, rule), one in server.ran.items() if folder == desk.folder}
        uri = params.text_document.uri
        return answers.lenses(page, server.measured(page.text), RUN_CASES, uri, ran, server.language)


def _asked(server: Server, params: Any) -> answers.Asked | None:
    """Return what a question about a place concerns; nothing when the file is not open."""
    desk, name = server.place(params.text_document.uri)
    text = desk.open.get(name)
    if text is None:
        return None
    measured = server.measured(text)
    offset = measured.offset(answers.spot(params.position))
    return answers.Asked(desk, name, text, measured, offset, server.language)


def _locations(server: Server, desk: Desk, found: Iterable[tuple[str, str, Any]]) -> Iterator[lsp.Location]:
    for name, text, span in found:
        yield lsp.Location(server.uri(desk, name), answers.range_of(server.measured(text), span))


# ── what the editor has done ────────────────────────────────────────────────


def _change(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        desk, name = server.place(params.text_document.uri)
        text = desk.open.get(name)
        if text is None or not name.endswith(".rules"):
            return None
        return answers.formatting(name, text, server.measured(text))

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: lsp.PrepareRenameParams) -> lsp.Range | None:
        asked = _asked(server, params)
        return None if asked is None else answers.renaming(asked)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        asked = _asked(server, params)
        if asked is None:
            return None
        edits = answers.rename(asked, params.new_name, server.measured)
        return lsp.WorkspaceEdit({server.uri(asked.desk, name): changes for name, changes in edits.items()})

    @server.command(RUN_CASES)
    async def run(uri: str, rule: str) -> Mapping[str, Any]:
        desk, _ = server.place(uri)
        if not desk.is_pack:
            said = Text("该文件不在规则包中，未运行用例", "the file is in no pack, no case was run")
            server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, said.of(server.language)))
            return {"passed": 0, "failed": 0, "untried": 0}
        ran = await asyncio.to_thread(run_cases, desk.bench(), rule, desk.store)
        server.ran[(desk.folder, rule)] = ran
        kind = lsp.MessageType.Info if ran.good else lsp.MessageType.Warning
        server.window_show_message(lsp.ShowMessageParams(kind, f"{rule}：{ran.brief.of(server.language)}"))
        server.publish()
        workspace = server.client_capabilities.workspace
        if workspace is not None and workspace.code_lens is not None and workspace.code_lens.refresh_support:
            server.workspace_code_lens_refresh(None)
        return {"passed": ran.passed, "failed": len(ran.failed), "untried": ran.untried}
