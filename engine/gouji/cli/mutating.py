"""The mutants of a pack tried in several processes, within a time."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from typing import Final

from gouji.authoring.mutation import Score, Trial
from gouji.authoring.workshop import Workshop, items

_ITEMS_A_PROCESS: Final = 8
"""A further process pays for starting it only with this many rules and patterns."""

_trial: Trial | None = None
"""What a process of the pool works with; set when it starts."""


def scores(
    workshop: Workshop, folder: str, topics: Collection[str], names: Collection[str] | None, jobs: int | None, most: int
) -> tuple[Score, ...]:
    """Return the scores of the items of some topics, or of some items by name, in the order of the files.

    `most` is the time in seconds after which no further mutant is tried.
    """
    end = time.monotonic_ns() + most * 1_000_000_000
    wanted = [name for name, _ in items(workshop) if (name in names if names else name.partition(".")[0] in topics)]
    wanted_jobs = jobs if jobs is not None else min(os.cpu_count() or 1, len(wanted) // _ITEMS_A_PROCESS)
    processes = max(1, min(wanted_jobs, len(wanted)))
    if processes == 1:
        trial = Trial(workshop)
        return tuple(_score(trial, name, end) for name in wanted)
    return _in_processes(wanted, folder, processes, end)


def _score(trial: Trial, name: str, end: int) -> Score:
    item = dict(items(trial.workshop))[name]
    return trial.score(name, item, lambda: time.monotonic_ns() > end)


def _in_processes(wanted: list[str], folder: str, processes: int, end: int) -> tuple[Score, ...]:
    from gouji.cli.pools import pool_of

    with pool_of(processes, _start, (folder,)) as pool:
        futures = [pool.submit(_work, name, end) for name in wanted]
        return tuple(one.result() for one in futures)


def _start(folder: str) -> None:
    import signal

    from gouji.cli.shelf import open_shelf

    global _trial
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends the pool
    opened = open_shelf(folder, "en", with_cases=False)
    if isinstance(opened, int):
        raise RuntimeError("the pack changed while its mutants were tried")
    _trial = Trial(opened[0])


def _work(name: str, end: int) -> Score:
    if _trial is None:
        raise RuntimeError("the process was not started by `_start`")
    return _score(_trial, name, end)
