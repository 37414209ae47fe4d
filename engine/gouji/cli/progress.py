"""What shows a person who waits that work goes on, on standard error; nothing is printed for a pipe or a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text


@contextmanager
def progress(total: int, words: str) -> Iterator[Callable[[], None]]:
    """Yield what is to be called after every file; the words say what is done to it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Gone when the work is done, so that the terminal holds the result alone.
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)


def working(words: str) -> AbstractContextManager[object]:
    """Return what says that one file is at work, of which nobody knows how long it takes; gone when it is done."""
    return Console(file=sys.stderr).status(Text(words))
