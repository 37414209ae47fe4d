"""The whole analysis of a pack: what rules do is witnessed, proved or left open, and every cell is changed once."""

from __future__ import annotations

from collections.abc import Callable, Collection

from gouji import api
from gouji.analysis import say
from gouji.analysis.cells import maps
from gouji.analysis.model import KINDS, Analysis, Counts, Kind, Remark, Undecided
from gouji.analysis.samples import Judge, OutOfTimeError
from gouji.analysis.stock import Stock, texts_of
from gouji.analysis.witnesses import Witness, passing_on_bases, witness
from gouji.authoring.workshop import Files, Workshop


def analyse(
    pack: api.Pack, workshop: Workshop, files: Files, stop: Callable[[], bool], seed: int, topic: str | None = None
) -> Analysis:
    """Return what is found of the rules of a pack, or of one topic of it, before `stop` says that time is over.

    The same seed gives the same analysis; less time leaves more undecided, and changes nothing else.
    """
    judge = Judge(pack, texts_of(files), stop)
    stock = Stock(pack, workshop, files, judge)
    rules = [one for one in judge.rules if topic in (None, one.partition(".")[0])]
    work = _Work(stock, rules)
    work.all()
    mapped = maps(stock, seed) if topic is None else None
    in_time = work.in_time and all(one.tried for each in mapped or () for one in each.cells)
    remarks = sorted(work.remarks, key=lambda one: (KINDS.index(one.kind), one.rules))
    undecided = sorted(work.undecided, key=lambda one: (KINDS.index(one.kind), one.rules))
    return Analysis(pack.id, tuple(remarks), tuple(undecided), mapped, work.counts(), (), in_time)


class _Work:
    """What was found so far."""

    def __init__(self, stock: Stock, rules: Collection[str]) -> None:
        self.stock = stock
        self.rules = rules
        self.remarks: list[Remark] = []
        self.undecided: list[Undecided] = []
        self.witnesses: dict[str, Witness] = {}
        self.in_time = True

    def all(self) -> None:
        """Do all that time allows."""
        try:
            bases = passing_on_bases(self.stock)
            for rule in self.rules:
                self.witnesses[rule] = witness(rule, self.stock, bases)
        except OutOfTimeError:
            self.in_time = False
        for rule in self.rules:
            self._of_one(rule)

    def _of_one(self, rule: str) -> None:
        found = self.witnesses.get(rule)
        if found is None:
            kinds: tuple[Kind, ...] = ("implied", "never_applicable", "always_true")
            self.undecided += [Undecided(kind, (rule,), say.NO_TIME, untried=True) for kind in kinds]
        elif not found.applies:
            self.undecided.append(Undecided("never_applicable", (rule,), say.NEVER_SEEN_TO_APPLY))
        elif found.failing is None:
            self.undecided.append(Undecided("always_true", (rule,), say.NEVER_SEEN_TO_FAIL))
        elif found.companions:
            others = (rule, *sorted(found.companions))
            self.undecided.append(Undecided("implied", others, say.NEVER_SEEN_ALONE))

    def counts(self) -> Counts:
        seen = self.witnesses.values()
        return Counts(
            len(self.rules),
            sum(one.applies for one in seen),
            sum(one.failing is not None for one in seen),
            sum(one.alone is not None for one in seen),
            0,
            0,
            0,
            self.stock.judge.judged,
        )
