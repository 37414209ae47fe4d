"""The pack that is shipped, compiled once for all tests of a process."""

from __future__ import annotations

from functools import cache

from gouji import api
from gouji.cli.packs import files_of, folder_of

FOLDER = folder_of("cn-disclosure")


@cache
def pack() -> api.Pack:
    """Return the pack for the annual report on government-information disclosure."""
    return api.load_pack(files_of(FOLDER))


@cache
def _kept() -> tuple[bytes, bytes]:
    return pack().kept()


def fresh_pack() -> api.Pack:
    """Return the pack as if it had just been loaded: it has met no report yet."""
    always, seldom = _kept()
    return api.kept_pack(always, lambda: seldom)
