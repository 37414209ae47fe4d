"""A member of a ZIP archive, as XML: bounded in size, without entities and without anything from elsewhere.

Members are read by their name, never unpacked to a disk, so that a name that leads out of the archive does nothing.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any, Final

MAX_MEMBER: Final = 64 * 1024 * 1024

_ENCRYPTED: Final = 1


class TooLargeError(Exception):
    """A member unpacks to more than any report holds."""


class DamagedError(Exception):
    """The archive or a member of it is not whole, or holds what no office program writes."""


def member_of(content: bytes, name: str) -> bytes:
    """Return the bytes of a member."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if archive.getinfo(name).flag_bits & _ENCRYPTED:
                raise DamagedError
            with archive.open(name) as member:
                found = member.read(MAX_MEMBER + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise DamagedError from error
    if len(found) > MAX_MEMBER:
        raise TooLargeError
    return found


def xml_of(content: bytes, name: str) -> Any:
    """Return the root element of a member; a document type, which no office program writes, is refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(member_of(content, name), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedError
    return root
