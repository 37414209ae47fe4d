"""Of several files with the same report, the one that is best readable; the others are named, never lost."""

from __future__ import annotations

import os
from collections.abc import Sequence

from gouji.cli.batch import Outcome
from gouji.findings import PassedOver, ReportResult, Texts


def one_per_report(every: Sequence[Outcome]) -> tuple[list[Outcome], tuple[PassedOver, ...]]:
    """Return one outcome per report of the files found in folders, and what was passed over for it.

    A file that was named itself is always taken. One that could not be read is a copy only of a file beside it that
    bears the same name but for its ending: anything else unreadable in a folder is told as unread.
    """
    best: dict[object, Outcome] = {}
    for one in every:
        key = _identity(one)
        if key not in best or (one.rank, one.candidate.path) < (best[key].rank, best[key].candidate.path):
            best[key] = one
    beside = {_stem(one): one for one in best.values() if isinstance(one.result, ReportResult)}
    chosen: list[Outcome] = []
    passed_over: list[PassedOver] = []
    for one in every:
        if one.result is None:
            if one.because is not None:
                passed_over.append(PassedOver(one.candidate.name, one.because))
            continue
        better = best[_identity(one)]
        if not one.crashed and not isinstance(one.result, ReportResult) and one.candidate.folder is not None:
            better = beside.get(_stem(one), better)
        if better is one:
            chosen.append(one)
        else:
            passed_over.append(PassedOver(one.candidate.name, _why(one), better.candidate.name))
    return chosen, tuple(passed_over)


def _identity(one: Outcome) -> object:
    return one.candidate.path if one.candidate.folder is None or one.key is None else one.key


def _stem(one: Outcome) -> str:
    return os.path.splitext(one.candidate.path)[0]


def _why(one: Outcome) -> Texts:
    if isinstance(one.result, ReportResult):
        return {"zh": "同一报告的另一份文本", "en": "another copy of the same report"}
    return {
        "zh": "未能读取；旁边有同名的另一种格式，已读取",
        "en": "not read; the same in another format beside it was",
    }
