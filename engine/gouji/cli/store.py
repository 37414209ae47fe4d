"""Documents that were read and wait for their neighbours: kept in files of a folder that only we can open.

A plain report JSON is kept as it is, because reading it again is quicker than anything else.
"""

from __future__ import annotations

import os
import pickle
from functools import lru_cache
from typing import Final

from gouji.api import Document, Pack, open_document
from gouji.cli.batch import views_travel

_MOST_AT_HAND: Final = 64


def keep(store: str, number: int, document: Document, content: bytes) -> None:
    """Keep a document under its number."""
    views_travel()
    kept = (document.name, content) if document.plain is not None else document
    with open(os.path.join(store, str(number)), "wb") as file:
        file.write(pickle.dumps(kept, protocol=5))


def kept(store: str, number: int, pack: Pack) -> Document:
    """Return the document of a number."""
    found = _read(store, number)
    if isinstance(found, Document):
        return found
    name, content = found
    document = open_document(name, content, pack)
    if not isinstance(document, Document):
        raise TypeError("a document that was read once is readable")
    return document


@lru_cache(_MOST_AT_HAND)
def _read(store: str, number: int) -> Document | tuple[str, bytes]:
    with open(os.path.join(store, str(number)), "rb") as file:
        found: Document | tuple[str, bytes] = pickle.load(file)  # noqa: S301 - our own, out of an owner-only folder
    return found
