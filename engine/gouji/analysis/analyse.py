"""The whole analysis of a pack: what rules do is witnessed, proved or left open, and every cell is changed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gouji import api
from gouji.analysis import identities, say
from gouji.analysis.cells import maps
from gouji.analysis.conditions import Conditions
from gouji.analysis.identities import Proof, formula_of
from gouji.analysis.model import KINDS, Analysis, Counts, Kind, Remark, Shown, Undecided
from gouji.analysis.outside import outside_every_format
from gouji.analysis.pairs import Pairs
from gouji.analysis.samples import Judge, OutOfTimeError
from gouji.analysis.showing import shown, spoilt
from gouji.analysis.stands import Stand, bare_samples, has_metadata, speaks_of_numbers, stand, tables_of
from gouji.analysis.stock import Stock
from gouji.analysis.witnesses import Witness, witness
from gouji.authoring.equivalent import what_it_asks
from gouji.authoring.workshop import Files, Workshop
from gouji.generation.ground import read_bases


def analyse(
    pack: api.Pack, workshop: Workshop, files: Files, stop: Callable[[], bool], seed: int, topic: str | None = None
) -> Analysis:
    """Return what is found of the rules of a pack, or of one topic of it, before `stop` says that time is over.

    The same seed gives the same analysis; less time leaves more undecided, and changes nothing else.
    """
    judge = Judge(pack, read_bases(files.bases, pack.form), stop)
    stock = Stock(pack, workshop, files, judge)
    work = Work(stock, [one for one in judge.rules if topic in (None, one.partition(".")[0])])
    for step in (work.of_words, work.of_numbers, work.of_bases, work.of_each, work.of_pairs, work.of_pairs_left):
        try:
            step()
        except OutOfTimeError:
            work.in_time = False
    work.conclude()
    mapped = maps(stock, seed) if topic is None else None
    in_time = work.in_time and not any(_out_of_time(stock, one.tried) for each in mapped or () for one in each.cells)
    return Analysis(
        pack.id,
        tuple(sorted(work.remarks, key=lambda one: (KINDS.index(one.kind), one.rules))),
        tuple(sorted(work.undecided, key=lambda one: (KINDS.index(one.kind), one.rules))),
        mapped,
        work.counts(),
        (),
        in_time,
    )


def _out_of_time(stock: Stock, tried: bool) -> bool:
    return not tried and stock.judge.over


class Work:
    """What was found so far of some rules."""

    def __init__(self, stock: Stock, rules: Sequence[str]) -> None:
        self.stock = stock
        self.judge = stock.judge
        self.rules = rules
        self.remarks: list[Remark] = []
        self.undecided: list[Undecided] = []
        self.witnesses: dict[str, Witness] = {}
        self.pairs = Pairs(stock, rules)
        self.in_time = True
        self._conditions = Conditions(stock.vocabulary)
        self._stands: dict[tuple[str, ...], tuple[Stand, ...]] = {}

    def of_words(self) -> None:
        """Find rules that ask the same as one before them."""
        first: dict[tuple[object, ...], str] = {}
        for name, rule in self.judge.rules.items():
            same = first.setdefault(what_it_asks(rule), name)
            if same != name and {same, name} & set(self.rules):
                self.remarks.append(Remark("implied", (name, same), say.IMPLIED_BY_THE_SAME))

    # ── numbers ─────────────────────────────────────────────────────────────

    def of_numbers(self) -> None:
        """Find identities that contradict each other or follow from each other, in every format and base report."""
        tables = tuple(one.id for one in self.stock.vocabulary.tables)
        bares = self.stands(tables)
        bases = [stand(one, self.stock.pack, self.judge.rules) for one in self.stock.bases]
        every = [*bares, *(one for one in bases if one is not None)]
        for found, proof in identities.contradictions(every, self.judge.alive):
            if set(proof.rules) & set(self.rules):
                self._contradiction(found, proof)
        torn = {rule for one in self.remarks for rule in one.rules}
        self.remarks += [
            one
            for one in identities.dependencies(bares)
            if set(one.rules) & set(self.rules) and not torn & set(one.rules)
        ]

    def stands(self, tables: tuple[str, ...]) -> tuple[Stand, ...]:
        """Return the reports that say least with some tables, in every combination of their formats, as stands."""
        if tables not in self._stands:
            self.judge.alive()
            samples = bare_samples(self.stock.vocabulary, self.stock.bares, tables)
            made = (stand(one, self.stock.pack, self.judge.rules) for one in samples)
            self._stands[tables] = tuple(one for one in made if one is not None)
        return self._stands[tables]

    def _contradiction(self, found: Stand, proof: Proof) -> None:
        words = say.CONTRADICTORY if len(proof.rules) > 1 else say.NEVER_HOLDS
        sample = spoilt(found, proof, self.judge)
        report = None if sample is None else shown(sample, proof.rules, self.stock)
        self.remarks.append(Remark("contradictory", proof.rules, words, formula_of(proof), report))

    # ── pairs ───────────────────────────────────────────────────────────────

    def of_bases(self) -> None:
        """Note what passes and what fails on the base reports."""
        for base in self.stock.bases:
            self.pairs.see(base)

    def of_pairs(self) -> None:
        """Grow reports on which many rules pass, and note which can never meet."""
        self.pairs.settle_apart()
        self.pairs.grow()
        self.pairs.see_each()

    def of_pairs_left(self) -> None:
        """Try what is left of the pairs, and prove what can be proved."""
        self.pairs.settle_alone()
        known = {frozenset(one.rules) for one in self.remarks if one.kind == "contradictory"}
        rules = self.judge.rules
        for one, other in self.pairs.left():
            self.judge.alive()
            if frozenset((one, other)) in known:
                continue
            if speaks_of_numbers(rules[one]) and speaks_of_numbers(rules[other]):
                tables = tuple(dict.fromkeys((*tables_of(rules[one]), *tables_of(rules[other]))))
                proved = identities.never_together(one, other, self.stands(tables), self.judge.alive)
                if proved is not None:
                    report = self._of_pair(one, other)
                    formula = formula_of(proved[1])
                    self.remarks.append(Remark("contradictory", (one, other), say.CONTRADICTORY, formula, report))
                    continue
            if self._conditions.never_both_hold(rules[one], rules[other]):
                report = self._of_pair(one, other)
                self.remarks.append(Remark("contradictory", (one, other), say.CONTRADICTORY_WORDS, (), report))
            elif one in self.pairs.passing and other in self.pairs.passing:
                self.undecided.append(Undecided("contradictory", (one, other), say.NEVER_SEEN_TOGETHER))

    def _of_pair(self, one: str, other: str) -> Shown | None:
        for name in (one, other):
            found = self.witnesses.get(name)
            if found is not None and found.failing is not None:
                return shown(found.failing, (name,), self.stock)
        return None

    # ── each rule ───────────────────────────────────────────────────────────

    def of_each(self) -> None:
        """Witness what each rule does."""
        passing = self.pairs.passing
        for rule in self.rules:
            found = witness(rule, self.stock, passing.get(rule), self.pairs.failing.get(rule))
            self.witnesses[rule] = found
            if found.passing is not None:
                passing.setdefault(rule, found.passing)

    def conclude(self) -> None:
        """Say of each rule what was not seen, with a proof where there is one."""
        for rule in self.rules:
            try:
                self._conclude(rule)
            except OutOfTimeError:
                self.in_time = False
                self._untried(rule, self.witnesses.get(rule))

    def _untried(self, rule: str, found: Witness | None) -> None:
        """Say of a rule what time did not allow to decide."""
        kinds: list[Kind] = [] if found is not None and found.alone is not None else ["implied"]
        kinds += [] if found is not None and found.applies else ["never_applicable"]
        kinds += [] if found is not None and found.failing is not None else ["always_true"]
        self.undecided += [Undecided(kind, (rule,), say.NO_TIME, untried=True) for kind in kinds]

    def _conclude(self, rule: str) -> None:
        found = self.witnesses.get(rule)
        if found is None:
            self._untried(rule, None)
        elif not found.applies:
            self._never_applicable(rule)
        elif found.passing is None and self._conditions.never_holds(self.judge.rules[rule]):
            self._never_holds(rule, found)
        elif found.failing is None:
            self._always_true(rule, found)
        elif found.companions:
            self._implied(rule, found)

    def _never_applicable(self, rule: str) -> None:
        checked = self.judge.rules[rule]
        base = self.stock.bases[0] if self.stock.bases else None
        report = None if base is None else shown(base, (), self.stock)
        if outside_every_format(checked, self.stock.pack):
            self.remarks.append(Remark("never_applicable", (rule,), say.OUTSIDE_EVERY_FORMAT, (), report))
        elif self._conditions.never_applies(checked):
            self.remarks.append(Remark("never_applicable", (rule,), say.NEVER_APPLICABLE, (), report))
        else:
            proof = self._of_numbers_alone(rule, identities.never_asked)
            if proof is not None:
                formula = formula_of(proof)
                self.remarks.append(
                    Remark("never_applicable", (rule,), say.NEVER_APPLICABLE_OF_NUMBERS, formula, report)
                )
            else:
                self.undecided.append(Undecided("never_applicable", (rule,), say.NEVER_SEEN_TO_APPLY))

    def _never_holds(self, rule: str, found: Witness) -> None:
        if not any(one.kind == "contradictory" and one.rules == (rule,) for one in self.remarks):
            report = None if found.failing is None else shown(found.failing, (rule,), self.stock)
            self.remarks.append(Remark("contradictory", (rule,), say.NEVER_HOLDS_WORDS, (), report))

    def _always_true(self, rule: str, found: Witness) -> None:
        report = None if found.passing is None else shown(found.passing, (), self.stock)
        if self._conditions.never_fails(self.judge.rules[rule]):
            self.remarks.append(Remark("always_true", (rule,), say.ALWAYS_TRUE, (), report))
            return
        proof = self._of_numbers_alone(rule, identities.always_true)
        if proof is not None:
            self.remarks.append(Remark("always_true", (rule,), say.ALWAYS_TRUE_OF_NUMBERS, formula_of(proof), report))
        else:
            self.undecided.append(Undecided("always_true", (rule,), say.NEVER_SEEN_TO_FAIL, report))

    def _of_numbers_alone(
        self, rule: str, ask: Callable[[str, Sequence[Stand], Callable[[], None]], Proof | None]
    ) -> Proof | None:
        checked = self.judge.rules[rule]
        if not speaks_of_numbers(checked) or has_metadata(checked):
            return None
        return ask(rule, self.stands(tables_of(checked)), self.judge.alive)

    def _implied(self, rule: str, found: Witness) -> None:
        checked = self.judge.rules[rule]
        if any(one.kind == "implied" and one.rules[0] == rule for one in self.remarks):
            return
        torn = {each for one in self.remarks if one.kind == "contradictory" for each in one.rules}
        if rule in torn:
            # Of rules that cannot all hold, one fails wherever another does not.
            return
        companions = [
            one for one in sorted(found.companions) if not self._conditions.never_holds(self.judge.rules[one])
        ]
        if not companions:
            # A rule that never holds fails beside every other.
            return
        report = None if found.failing is None else shown(found.failing, (rule,), self.stock)
        if speaks_of_numbers(checked):
            proved = identities.implied(rule, self.stands(tables_of(checked)), torn, self.judge.alive)
            if proved is not None and proved[0]:
                formula = formula_of(proved[1])
                self.remarks.append(Remark("implied", (rule, *proved[0]), say.IMPLIED_BY_OTHERS, formula, report))
                return
        self.undecided.append(Undecided("implied", (rule, *companions), say.NEVER_SEEN_ALONE, report))

    # ── figures ─────────────────────────────────────────────────────────────

    def counts(self) -> Counts:
        """Return how much was decided."""
        seen = self.witnesses.values()
        together, apart = self.pairs.known()
        torn = [frozenset(one.rules) for one in self.remarks if one.kind == "contradictory"]
        return Counts(
            len(self.rules),
            sum(one.applies for one in seen),
            sum(one.failing is not None for one in seen),
            sum(one.alone is not None for one in seen),
            self.pairs.number,
            together,
            apart,
            sum(any(one <= {*pair} for one in torn) for pair in self.pairs.left()),
            self.judge.judged,
        )
