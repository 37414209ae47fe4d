"""Who waits for one file: a candidate enters, what shows a person meanwhile that it is at work leaves."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext

from gouji.cli.collect import Candidate, may_be_scanned
from gouji.cli.output import is_terminal
from gouji.diagnostics import Language
from gouji.source import visible


def shown_at_work(candidate: Candidate, language: Language) -> AbstractContextManager[object]:
    """Return what shows that a file is read where that may take long; for others nothing would be seen of it."""
    if not may_be_scanned(candidate) or not is_terminal(sys.stderr):
        return nullcontext()
    from gouji.cli.progress import working

    return working(f"{'读取' if language == 'zh' else 'reading'} {visible(candidate.name)}")
