"""Many files → what became of each, in their order, in this process or in several.

A file's failure is its own: a bug, or a process that dies over a document, is recorded and the others go on.
The results do not depend on the number of processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from gouji.api import (
    ALONE,
    MAX_DOCUMENT,
    Document,
    Neighbours,
    Overrides,
    Pack,
    check_document,
    kept_pack,
    open_document,
)
from gouji.cli.collect import STANDARD_INPUT, Candidate, content_of, left_out
from gouji.findings import Defect, ReportResult, Texts, Unread
from gouji.record import Record, replace
from gouji.report.model import Raw, pointer_of_cell

if TYPE_CHECKING:
    from gouji.corpus.neighbours import Card

_Item = TypeVar("_Item")

_NO_REPORT: Final[Texts] = MappingProxyType(
    {
        "zh": "不是这类报告：没有报告的部分、表格和年度",
        "en": "no report of this kind: none of its sections, tables or years",
    }
)
_TAIL: Final = 4096
_PRINTED: Final = (("核验结论：".encode(), "退出码 ".encode()), (b"verdict: ", b"exit code "))
"""What the page of a result ends in: a page that was kept in the folder of its reports is none of them."""
_FILES_A_PROCESS: Final = 8
"""A further process pays for starting it only with this many files."""


class Task(Record, frozen=True):
    """How every file of a run is checked; `store` is the folder in which read documents wait for their neighbours."""

    given: Overrides
    waivers: Mapping[str, str]
    everything: bool
    store: str = ""


class Outcome(Record, frozen=True):
    """What became of a file.

    `key` tells reports apart, as far as known; `rank` is lower for a better reading; `figures` are the cells of the
    form in its order, nothing for one without a certain number. A file of a folder that is no
    report at all has no result, and `because` says why. One that was read and waits for its neighbours has a `card`.
    """

    candidate: Candidate
    result: ReportResult | Unread | None
    key: tuple[str, str | None, int] | None = None
    rank: tuple[int, int, int] = (1 << 30, 0, 0)
    figures: tuple[Raw, ...] = ()
    tables: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    """Of a file of a folder: the tables of the form of which cells were read, and the sections that were found."""
    crashed: bool = False
    because: Texts | None = None
    card: Card | None = None
    agency: str | None = None
    year: int | None = None
    """The agency and the year by its own report, whatever else is given."""


def outcomes(
    found: Sequence[Candidate], pack: Pack, task: Task, jobs: int | None, tick: Callable[[], None] = lambda: None
) -> list[Outcome]:
    """Return what became of every file, in the order of the files.

    `jobs` is the number of processes, if one was asked for; `tick` is called after every file.
    """
    return each(found, outcome, _itself, pack, task, processes(found, jobs), tick)


def _itself(candidate: Candidate) -> Candidate:
    return candidate


def each(
    items: Sequence[_Item],
    do: Callable[[_Item, Pack, Task], Outcome],
    of: Callable[[_Item], Candidate],
    pack: Pack,
    task: Task,
    jobs: int,
    tick: Callable[[], None],
) -> list[Outcome]:
    """Return what becomes of every item, in their order; `of` names the file that a failure is told of."""
    if jobs > 1:
        return _in_processes(items, do, of, pack, task, jobs, tick)
    found = []
    for one in items:
        found.append(do(one, pack, task))
        tick()
    return found


def processes(found: Sequence[Candidate], jobs: int | None) -> int:
    """Return in how many processes files are checked: as many as were asked for, else by their number."""
    if any(one.path == STANDARD_INPUT for one in found):
        return 1  # no other process has our standard input
    most = jobs if jobs is not None else min(os.cpu_count() or 1, len(found) // _FILES_A_PROCESS)
    return max(1, min(most, len(found)))


# ── one file ────────────────────────────────────────────────────────────────


def outcome(candidate: Candidate, pack: Pack, task: Task) -> Outcome:
    """Read and check one file; whatever happens becomes an outcome."""

    def work() -> Outcome:
        found = opened(candidate, pack, task.given.year)
        if isinstance(found, Outcome):
            return found
        document = found[0]
        done = checked(candidate, document, pack, task, task.given)
        if task.given.year is None or not isinstance(done.result, ReportResult):
            return done
        from gouji.cli.notices import of_year

        told = tuple(of_year(task.given.year, document.report.year))
        return replace(done, result=replace(done.result, notices=told))

    return safely(candidate, work)


def safely(candidate: Candidate, work: Callable[[], Outcome]) -> Outcome:
    """Return what comes of some work on a file, or the failure of our own code over it."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - one file's crash must not take the others with it; exit code 70
        if os.environ.get("GOUJI_DEBUG"):
            import traceback

            traceback.print_exception(error)
        return crash(candidate, type(error).__name__)


def opened(candidate: Candidate, pack: Pack, year: int | None) -> tuple[Document, bytes] | Outcome:
    """Return a file as a document with its content, or why it is none; of two reports in it that of a year."""
    why = left_out(candidate)
    if why is not None:
        return Outcome(candidate, None, because={"zh": why.zh, "en": why.en})
    try:
        content = content_of(candidate, MAX_DOCUMENT)
    except OSError as error:
        from gouji.cli.faults import said

        fault = said(error)
        texts = {
            "zh": f"文件无法打开：{fault.zh}；请检查后重试",
            "en": f"the file cannot be opened: {fault.en}; check it and try again",
        }
        return Outcome(candidate, Unread(candidate.name, (Defect("D001", texts, blocking=True),)))
    if candidate.folder is not None and not _is_ours(candidate, content, pack):
        return Outcome(candidate, None, because=_NO_REPORT)
    document = open_document(candidate.name, content, pack, year=year)
    if isinstance(document, Unread):
        return Outcome(candidate, document)
    if candidate.folder is not None and _says_nothing(document):
        return Outcome(candidate, None, because=_NO_REPORT)
    return document, content


def checked(
    candidate: Candidate,
    document: Document,
    pack: Pack,
    task: Task,
    given: Overrides,
    neighbours: Neighbours = ALONE,
) -> Outcome:
    """Check a document among its neighbours."""
    result = check_document(document, pack, given, task.waivers, everything=task.everything, neighbours=neighbours)
    # Only files found in folders are compared, to know copies of one report.
    if candidate.folder is None:
        return Outcome(candidate, result, key_of(document), rank_of(document))
    found = tables_of(document), sections_of(document)
    return Outcome(candidate, result, key_of(document), rank_of(document), figures_of(document, pack), *found)


def _is_ours(candidate: Candidate, content: bytes, pack: Pack) -> bool:
    """Return whether a file found in a folder can be a report: JSON of our kind, or what we did not print ourselves."""
    if not candidate.name.lower().endswith(".json"):
        return not any(all(words in content[-_TAIL:] for words in printed) for printed in _PRINTED)
    # Some writers of JSON put a backslash before every slash.
    return b'"kind"' in content and pack.vocabulary.kind.encode() in content.replace(b"\\/", b"/")


def _says_nothing(document: Document) -> bool:
    """Return whether nothing of the form was found in a text: no section, no table, no year.

    A file with any of them stays a report, however damaged, so that it is not lost among the others.
    """
    report = document.report
    return report.year is None and not report.tables and all(one.id is None for one in report.sections)


def key_of(document: Document) -> tuple[str, str | None, int] | None:
    """Return what tells its report from others, as far as it is known."""
    report = document.report
    if report.agency.name is None or report.year is None:
        return None
    return (report.agency.name, report.agency.scope, report.year)


def figures_of(document: Document, pack: Pack) -> tuple[Raw, ...]:
    """Return every cell of the form with its number, or nothing where there is none or it is doubted."""
    tables, doubts = document.report.tables, document.doubts
    found: list[Raw] = []
    for table in pack.vocabulary.tables:
        cells = tables.get(table.id, {})
        for cell in table.cells:
            value = cells.get((cell.row, cell.column))
            doubted = bool(doubts) and bool(doubts.get(pointer_of_cell(table.id, cell.row, cell.column)))
            found.append(None if isinstance(value, str) or doubted else value)
    return tuple(found)


def tables_of(document: Document) -> frozenset[str]:
    """Return the tables of which cells were read."""
    return frozenset(name for name, cells in document.report.tables.items() if cells)


def sections_of(document: Document) -> frozenset[str]:
    """Return the sections of the form that were found."""
    return frozenset(one.id for one in document.report.sections if one.id is not None)


def rank_of(document: Document) -> tuple[int, int, int]:
    """Return how well a document could be read: lower is better."""
    blocking = sum(defect.blocking for defect in document.defects)
    # The document as published shows where things stand; a report JSON made of it does not.
    return (blocking, len(document.defects), int(not document.places))


def crash(candidate: Candidate, name: str) -> Outcome:
    """Return the outcome of a file over which our own code failed."""
    texts = {
        "zh": f"程序内部错误（{name}），该文件未核验；请设环境变量 GOUJI_DEBUG=1 再运行一次，并把详情告诉我们",
        "en": f"internal error ({name}), this file was not checked; "
        "run again with the environment variable GOUJI_DEBUG=1 and tell us the details",
    }
    return Outcome(candidate, Unread(candidate.name, (Defect("D999", texts, blocking=True),)), crashed=True)


# ── several processes ───────────────────────────────────────────────────────

_worker: tuple[Callable[[Any, Pack, Task], Outcome], Pack, Task] | None = None
"""What a process of the pool works with; set when it starts."""


def _start(do: Callable[[Any, Pack, Task], Outcome], pack: tuple[bytes, bytes], task: Task) -> None:
    import signal

    global _worker
    views_travel()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends the pool
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    _worker = (do, kept_pack(pack[0], lambda: pack[1]), task)


def views_travel() -> None:
    """Let read-only views of texts be pickled, which by themselves do not know how to travel."""
    import copyreg

    copyreg.pickle(MappingProxyType, _plain)


def _plain(view: MappingProxyType[Any, Any]) -> tuple[type, tuple[dict[Any, Any]]]:
    return (dict, (dict(view),))


def _work(item: Any) -> Outcome:
    if _worker is None:
        raise RuntimeError("the process was not started by `_start`")
    do, pack, task = _worker
    return do(item, pack, task)


def _in_processes(
    items: Sequence[_Item],
    do: Callable[[_Item, Pack, Task], Outcome],
    of: Callable[[_Item], Candidate],
    pack: Pack,
    task: Task,
    jobs: int,
    tick: Callable[[], None],
) -> list[Outcome]:
    done: dict[int, Outcome] = {}
    start = (do, pack.kept(), task)
    _pooled(list(enumerate(items)), of, start, jobs, tick, done)
    while len(done) < len(items):
        # A process died, and it is not known over which file. One at a time, the next one to die is the guilty one.
        left = [(rank, one) for rank, one in enumerate(items) if rank not in done]
        _pooled(left, of, start, 1, tick, done)
        dead = next((rank for rank, _ in left if rank not in done), None)
        if dead is not None:
            done[dead] = crash(of(items[dead]), "BrokenProcessPool")
            tick()
    return [done[rank] for rank in range(len(items))]


def _pooled(
    items: Sequence[tuple[int, _Item]],
    of: Callable[[_Item], Candidate],
    start: tuple[Callable[[_Item, Pack, Task], Outcome], tuple[bytes, bytes], Task],
    jobs: int,
    tick: Callable[[], None],
    done: dict[int, Outcome],
) -> None:
    """Work on items in processes until all are done or a process dies; one process takes them in their order."""
    from concurrent.futures.process import BrokenProcessPool
    from contextlib import suppress

    from gouji.cli.pools import pool_of

    broken: BrokenProcessPool | None = None
    with suppress(BrokenProcessPool), pool_of(jobs, _start, start) as pool:
        futures = []
        for rank, one in items:
            try:
                futures.append((rank, one, pool.submit(_work, one)))
            except BrokenProcessPool as death:
                broken = death
                break  # over an earlier document, while this one was handed over
        for rank, one, future in futures:
            try:
                done[rank] = future.result()
            except BrokenProcessPool as death:
                broken = death
                continue  # others may be done; who is guilty is found out later
            except Exception as error:  # noqa: BLE001 - a result that cannot travel is that file's failure; exit code 70
                done[rank] = crash(of(one), type(error).__name__)
            tick()
        if broken is not None:
            raise broken
