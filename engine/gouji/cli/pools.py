"""Processes that work beside this one: what starts in them enters; a pool leaves that ends with all that it started."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess


@contextmanager
def pool_of(processes: int, start: Callable[..., None], arguments: tuple[Any, ...]) -> Iterator[ProcessPoolExecutor]:
    """Give a pool; in the end none of its processes is left, also where one died.

    The pool ends the others when one dies, but for those that are only just being started: it would wait for these
    for ever, or leave them behind. `BrokenProcessPool` must reach the end of the block for them to be ended.

    Raises:
        BrokenProcessPool: a process died.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    before = multiprocessing.active_children()
    # A fresh interpreter on every system: a copy of this process could hold locks of threads that it has not.
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), start, arguments)
    left: list[BaseProcess] = []
    try:
        yield pool
    except BrokenProcessPool:
        left = [one for one in multiprocessing.active_children() if one not in before]
        for one in left:
            one.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for one in left:
            one.join()
