"""Of several files with the same report, the one that is best readable; the others are named, never lost."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence

from gouji.cli.batch import Outcome
from gouji.findings import PassedOver, ReportResult, Texts


def one_per_report(
    every: Sequence[Outcome], listed: Collection[str] = ()
) -> tuple[list[Outcome], tuple[PassedOver, ...]]:
    """Return one outcome per report of the files found in folders, and what was passed over for it.

    A file that was named itself, or by the index (`listed` has their paths), is always taken. One that could not be
    read is a copy only of a file beside it that bears the same name but for its ending: anything else unreadable in a
    folder is told as unread. Texts that contradict each other in a figure are no copies: both are taken.
    """
    best: dict[int, Outcome] = {}
    taken: dict[object, list[Outcome]] = {}
    for one in sorted(every, key=lambda one: _order(one, listed)):
        known = taken.setdefault(_identity(one), [])
        same = next((other for other in known if _agree(one, other)), None)
        if same is None:
            known.append(one)
        best[id(one)] = one if same is None else same
    beside = {stem_of(one): one for ones in taken.values() for one in ones if _readable(one)}
    chosen: list[Outcome] = []
    passed_over: list[PassedOver] = []
    for one in every:
        if one.result is None and one.card is None:
            if one.because is not None:
                passed_over.append(PassedOver(one.candidate.name, one.because))
            continue
        better = best[id(one)]
        if not one.crashed and not _readable(one) and one.candidate.folder is not None:
            better = beside.get(stem_of(one), better)
        if better is one or one.candidate.path in listed:
            chosen.append(one)
        else:
            passed_over.append(PassedOver(one.candidate.name, _why(one, better), better.candidate.name))
    return chosen, tuple(passed_over)


def _readable(one: Outcome) -> bool:
    return isinstance(one.result, ReportResult) or one.card is not None


def _order(one: Outcome, listed: Collection[str]) -> tuple[bool, tuple[int, int, int], str]:
    return (one.candidate.path not in listed, one.rank, one.candidate.path)


def _agree(one: Outcome, other: Outcome) -> bool:
    """Return whether no figure that was read for certain in both texts is another."""
    return all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in zip(one.figures, other.figures, strict=False)
    )


def _identity(one: Outcome) -> object:
    return one.candidate.path if one.candidate.folder is None or one.key is None else one.key


def stem_of(one: Outcome) -> str:
    """Return the path without its ending: what is the same for one text in several formats beside each other."""
    return os.path.splitext(one.candidate.path)[0]


def _why(one: Outcome, better: Outcome) -> Texts:
    tables, sections = len(better.tables - one.tables), len(better.sections - one.sections)
    if _readable(one) and tables + sections:
        lacking = [(f"{tables} 张表", f"{tables} tables")] if tables else []
        lacking += [(f"{sections} 个部分", f"{sections} sections")] if sections else []
        zh, en = "、".join(one for one, _ in lacking), " and ".join(one for _, one in lacking)
        return {
            "zh": f"同一报告的另一份文本，但不完整：比已核验的一份少 {zh}，可能被截断",
            "en": f"another copy of the same report, but incomplete: the one that was checked has {en} more; "
            "it may have been cut off",
        }
    if _readable(one):
        return {"zh": "同一报告的另一份文本", "en": "another copy of the same report"}
    return {
        "zh": "未能读取；旁边有同名的另一种格式，已读取",
        "en": "not read; the same in another format beside it was",
    }
