"""How long the language server takes to answer a keystroke, driven by a real client on the largest rule file.

A keystroke is a change of the file; answered is it when what is wrong with the new text has arrived, or what is
offered at the cursor. The file is whole in one half of the keystrokes and half typed in the other.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import time
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.client import LanguageClient

PACK = Path(__file__).resolve().parents[1] / "rules" / "cn-disclosure"
STROKES = 100
MILLION = 10**6


async def main() -> None:
    """Measure and print, in milliseconds: the median and the slowest of twenty."""
    path = max(PACK.glob("*.rules"), key=lambda one: one.stat().st_size)
    text = path.read_text(encoding="utf-8")
    print(f"{path.name}: {len(text.encode())} bytes, {text.count(chr(10))} lines; {os.cpu_count()} cores, "
          f"Python {platform.python_version()}")  # fmt: skip
    client = LanguageClient("keystrokes", "1")
    heard: dict[int, asyncio.Future[None]] = {}

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def said(params: types.PublishDiagnosticsParams) -> None:
        waiting = heard.get(params.version or 0)
        if waiting is not None and params.uri == uri and not waiting.done():
            waiting.set_result(None)

    uri = uris.from_fs_path(str(path)) or ""
    await client.start_io(sys.executable, "-m", "gouji", "lsp")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    heard[1] = asyncio.get_running_loop().create_future()
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "gouji", 1, text)))
    await heard[1]
    for kind, typed in (("whole file", "sample > {n}"), ("half typed", "sum(requests[{n}")):
        answers: list[int] = []
        offers: list[int] = []
        for n in range(STROKES):
            version = len(heard) + 1
            await _stroke(client, heard, uri, text, typed.format(n=n), version, answers, offers)
        print(f"{kind}: what is wrong {_figures(answers)}; what is offered {_figures(offers)}")
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


async def _stroke(
    client: LanguageClient,
    heard: dict[int, asyncio.Future[None]],
    uri: str,
    text: str,
    typed: str,
    version: int,
    answers: list[int],
    offers: list[int],
) -> None:
    at = text.rindex("  check ") + len("  check ")
    document = types.VersionedTextDocumentIdentifier(version, uri)
    changed = types.TextDocumentContentChangeWholeDocument(f"{text[:at]}{typed} and {text[at:]}")
    heard[version] = asyncio.get_running_loop().create_future()
    start = time.perf_counter_ns()
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [changed]))
    await heard[version]
    answers.append(time.perf_counter_ns() - start)
    # What is offered is asked right behind a change, before anything was worked out about it.
    document = types.VersionedTextDocumentIdentifier(-version, uri)
    changed = types.TextDocumentContentChangeWholeDocument(f"{text[:at]}{typed}0 and {text[at:]}")
    place = types.Position(text.count("\n", 0, at), len("  check ") + len(typed))
    start = time.perf_counter_ns()
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [changed]))
    asked = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    await client.text_document_completion_async(asked)
    offers.append(time.perf_counter_ns() - start)
    # The server is let finish, so that the next keystroke is measured alone.
    await asyncio.sleep(1 / 10)


def _figures(taken: list[int]) -> str:
    ordered = sorted(taken)
    median, slow = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    return f"{median / MILLION:.1f} ms (19 of 20 under {slow / MILLION:.1f} ms)"


if __name__ == "__main__":
    asyncio.run(main())
