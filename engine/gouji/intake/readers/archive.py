"""A member of a ZIP archive, as XML: bounded in size, without entities and without anything from elsewhere.

Small members are read as a tree; great ones are walked through, so that nothing of them is kept but what the walker
takes. Members are read by their name, never unpacked to a disk, so that a name that leads out of the archive does
nothing.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final, Protocol

MAX_MEMBER: Final = 64 * 1024 * 1024
MAX_ELEMENTS: Final = 1_000_000
"""How many elements of a member are walked through: a hundred times those of a report."""

_ENCRYPTED: Final = 1
_PIECE: Final = 256 * 1024


class TooLargeError(Exception):
    """A member unpacks to more than any report holds."""


class DamagedError(Exception):
    """The archive or a member of it is not whole, or holds what no office program writes."""


class Walker(Protocol):
    """What is told of every element of a member, in order; names come without their namespace."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """A piece of text stands here."""


def member_of(content: bytes, name: str, most: int = MAX_MEMBER) -> bytes:
    """Return the bytes of a member."""
    return b"".join(_unpacked(content, name, most))


def members_of(content: bytes) -> frozenset[str]:
    """Return the names of the members of an archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise DamagedError from error


def xml_of(content: bytes, name: str, most: int = MAX_MEMBER) -> Any:
    """Return the root element of a member; a document type, which no office program writes, is refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(member_of(content, name, most), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedError
    return root


def walk(content: bytes, name: str, walker: Walker) -> None:
    """Tell a walker what stands in a member, piece by piece as it is unpacked."""
    from lxml import etree

    parser = etree.XMLParser(
        target=_Bounded(walker), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        for piece in _unpacked(content, name, MAX_MEMBER):
            parser.feed(piece)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise DamagedError from error


class _Bounded:
    """Hands on to a walker what lxml finds, up to a number of elements; refuses a document type."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._left = MAX_ELEMENTS
        self.data = walker.data

    def doctype(self, *_: str | None) -> None:
        raise DamagedError

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooLargeError
        self._walker.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        self._walker.end(tag.rpartition("}")[2])

    def close(self) -> None:
        """End the walk; what was found is the walker's."""


def _unpacked(content: bytes, name: str, most: int) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if archive.getinfo(name).flag_bits & _ENCRYPTED:
                raise DamagedError
            with archive.open(name) as member:
                while piece := member.read(min(_PIECE, most + 1)):
                    most -= len(piece)
                    if most < 0:
                        raise TooLargeError
                    yield piece
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise DamagedError from error
