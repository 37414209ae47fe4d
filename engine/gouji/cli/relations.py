"""Which files are read for the sake of others: options, indexes and found files enter, errands leave.

An index belongs to its folder; what it lists is known by the place of the file.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from gouji.api import Pack
from gouji.cli.collect import STANDARD_INPUT, Candidate, NoSuchPathError, candidates
from gouji.diagnostics import Text
from gouji.record import Record, field

if TYPE_CHECKING:
    from gouji.corpus.index import Entry, Index

INDEX: Final = "corpus.yaml"


class Errand(Record, frozen=True):
    """A file to be read; `checked` is false for one that is only compared with."""

    number: int
    candidate: Candidate
    entry: Entry | None = None
    checked: bool = True


class Relations(Record, frozen=True):
    """All files of a run; `prior`, `parent` and `children` are the numbers of those that the options name.

    `asks_children` when an option names a folder of them, whatever it holds.
    """

    errands: tuple[Errand, ...]
    complete: bool = False
    prior: int | None = None
    parent: int | None = None
    children: tuple[int, ...] = ()
    listed: frozenset[str] = frozenset()
    asks_children: bool = False


class Indexes(Record, frozen=True):
    """What indexes say, by the absolute path of the file; `complete` when all of them say so."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    complete: bool = False


class RelationsRefusedError(Exception):
    """The options cannot be followed; the message says why."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def read_indexes(options: argparse.Namespace, pack: Pack) -> Indexes:
    """Return what the index that was named says, and those that lie in the named folders.

    Raises:
        RelationsRefusedError: an index cannot be opened.
        RulesRejectedError: an index cannot be used; holds the complaints.
    """
    paths = [] if options.index is None else [options.index]
    folders = [one for one in options.paths if os.path.isdir(one)]
    paths += [path for one in folders if os.path.isfile(path := os.path.join(one, INDEX))]
    entries: dict[str, Entry] = {}
    read: list[Index] = []
    for path in dict.fromkeys(map(os.path.abspath, paths)):
        index = _read_index(path, pack)
        read.append(index)
        for entry in index.entries:
            entries.setdefault(os.path.join(os.path.dirname(path), *entry.document.split("/")), entry)
    return Indexes(entries, bool(read) and all(one.complete for one in read))


def _read_index(path: str, pack: Pack) -> Index:
    from gouji.corpus.index import load_index  # reads YAML, which a report checked alone has nothing of
    from gouji.corpus.rows import MAX_BYTES

    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        from gouji.cli.faults import said

        why = said(error)
        raise RelationsRefusedError(
            Text(f"打不开清单“{path}”：{why.zh}", f"cannot open the index `{path}`: {why.en}")
        ) from None
    return load_index(content, os.path.basename(path), pack.vocabulary)


def listed_files(indexes: Indexes) -> list[Candidate]:
    """Return the files of an index to be checked, each as if it had been named itself."""
    return candidates([path for path in indexes.entries if os.path.lexists(path)]) + [
        Candidate(path, None, entry.document) for path, entry in indexes.entries.items() if not os.path.lexists(path)
    ]


def relations(options: argparse.Namespace, found: Sequence[Candidate], indexes: Indexes) -> Relations:
    """Return the errands of a run: the found files, then those that are only compared with.

    Raises:
        NoSuchPathError: an option names a path that does not exist.
        RelationsRefusedError: an option names a folder where one report is wanted.
    """
    prior, parent = _single(options.prior, "--prior"), _single(options.parent, "--parent")
    children = [] if options.children is None else candidates([options.children])
    numbers: dict[str, int] = {}
    errands: list[Errand] = []

    def add(candidate: Candidate, *, checked: bool) -> int:
        place = candidate.path if candidate.path == STANDARD_INPUT else os.path.abspath(candidate.path)
        if place not in numbers:
            numbers[place] = len(errands)
            errands.append(Errand(len(errands), candidate, indexes.entries.get(place), checked))
        return numbers[place]

    for one in found:
        if os.path.basename(one.path) != INDEX or one.folder is None:
            add(one, checked=True)
    for path, entry in indexes.entries.items():
        add(Candidate(path, None, entry.document), checked=False)
    own = {one.number for one in errands if one.checked}
    below = tuple(number for number in (add(one, checked=False) for one in children) if number not in own)
    before = None if prior is None else add(prior, checked=False)
    above = None if parent is None else add(parent, checked=False)
    return Relations(
        tuple(errands),
        indexes.complete,
        before,
        above,
        below,
        frozenset(one.candidate.path for one in errands if one.entry is not None),
        options.children is not None,
    )


def _single(path: str | None, option: str) -> Candidate | None:
    if path is None:
        return None
    if os.path.isdir(path):
        raise RelationsRefusedError(
            Text(f"{option} 应为一个报告文件，“{path}”是文件夹", f"{option} wants one report, `{path}` is a folder")
        )
    if not os.path.lexists(path):
        raise NoSuchPathError(path)
    return Candidate(path, None, os.path.basename(path))
