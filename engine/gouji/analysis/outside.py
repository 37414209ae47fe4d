"""Whether a rule names cells that no format prints together: every instance is then outside the format."""

from __future__ import annotations

from gouji import api
from gouji.analysis.samples import Sample
from gouji.analysis.stands import bare_samples, tables_of
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.evaluate.evaluate import choices, scope_of
from gouji.evaluate.judgement import judge
from gouji.facts.model import Documents
from gouji.generation.reports import bare_report, facts_of
from gouji.record import replace


def outside_every_format(rule: CheckedRule, pack: api.Pack) -> bool:
    """Return whether no combination of the formats of its tables prints what a rule names; only of fixed axes."""
    tables = tables_of(rule)
    if not tables or any(not isinstance(one.axis, core.LinesAxis) for one in rule.fors):
        return False
    # The years of a rule are another question.
    always = replace(rule, effective=None)
    bares = [Sample(one.id, bare_report(pack.vocabulary, one)) for one in pack.vocabulary.formats]
    reasons: set[str | None] = set()
    for sample in bare_samples(pack.vocabulary, bares, tables):
        facts = facts_of(sample.report, pack)
        if facts is None:
            return False
        given = Documents(facts)
        for choice in choices(always, pack.plan, given):
            if choice.status is not None:
                reasons.add(choice.reason)
                continue
            scope = scope_of(always, pack.plan, given)
            for name, bound in choice.bounds:
                scope = scope.bound(name, bound.element)
            reasons.add(judge(always, scope).reason)
    return reasons == {"outside_format"}
