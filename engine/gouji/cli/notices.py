"""What is amiss with the documents a report is compared with, in words: what is known of them enters, notices leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.corpus.index import Entry
from gouji.corpus.neighbours import Card, Kin, same_agency
from gouji.diagnostics import Text
from gouji.findings import Notice
from gouji.patterns.fold import fold_text

_NAMED: Final = 3
_NOT_ALL: Final = {
    "children": Text("下级报告不齐", "not all subordinates' reports"),
    "earlier": Text("历年报告不齐", "not all years' reports"),
}


def missing(kin: Kin) -> Iterator[Notice]:
    """Yield, by its role, what would have to be there for all to be known."""
    for role, lead in _NOT_ALL.items():
        names = [name for one, name in kin.missing if one == role]
        if names:
            zh, en = _named(names)
            yield _notice(role, f"{lead.zh}：{zh} 未能用作对照", f"{lead.en}: no use could be made of {en}")


def of_name(entry: Entry | None, own: str | None) -> Iterator[Notice]:
    """Yield that an index gives a report to another agency than the report itself; a short name of it is no other."""
    said = None if entry is None else entry.agency
    if said is not None and own is not None and not fold_text(said).endswith(fold_text(own)):
        yield _notice(
            "listed",
            f"清单所载机关“{said}”与报告本身的“{own}”不同，以清单为准；请核对清单",
            f"the index says `{said}`, the report itself `{own}`; the index counts, check it",
        )


def of_year(given: int | None, own: int | None) -> Iterator[Notice]:
    """Yield that an option or an index gives a report to another year than the report itself."""
    if given is not None and own is not None and given != own:
        yield _notice(
            "listed",
            f"指定的报告年度 {given} 与报告本身的 {own} 不同，以指定为准；请核对",
            f"the year given is {given}, the report's own is {own}; the given one counts, check it",
        )


def of_prior(own: Card, prior: Card | None) -> Iterator[Notice]:
    """Yield that the report given as last year's bears another name."""
    if prior is None or prior.agency is None or own.agency is None or same_agency(prior.agency, own.agency):
        return
    yield _notice(
        "prior",
        f"--prior 所给报告的机关“{prior.agency}”与本报告的“{own.agency}”名称不同；请核对是否同一机关",
        f"the report given by --prior is of `{prior.agency}`, this one of `{own.agency}`; are they one agency?",
    )


def of_parent(own: Card, parent: Card | None) -> Iterator[Notice]:
    """Yield that the index gives the report another superior than the option does."""
    if parent is None or own.parent is None or parent.agency is None or same_agency(own.parent, parent.agency):
        return
    yield _notice(
        "parent",
        f"--parent 所给报告的机关“{parent.agency}”不是清单所载的上级机关“{own.parent}”；请核对",
        f"the report given by --parent is of `{parent.agency}`, the index says `{own.parent}`; check which is right",
    )


def of_children(own: Card, given: Sequence[Card], kin: Kin) -> Iterator[Notice]:
    """Yield why reports of subordinates that an option names are not compared with, or perhaps should not be."""
    if own.scope != "aggregate":
        scope = Text("统计范围不是汇总", "is no aggregate")
        if own.scope in (None, "unknown"):
            scope = Text("统计范围未能判断", "is not known to be an aggregate")
        yield _notice(
            "children",
            f"本报告{scope.zh}，不与下级之和比对；确为汇总的，请加 --scope aggregate",
            f"this report {scope.en}, so it is not compared with its subordinates; give --scope aggregate if it is one",
        )
    if not kin.children and not any(role == "children" for role, _ in kin.missing):
        yield _notice(
            "children",
            "--children 所给的位置没有本年度的下级报告",
            "what --children names holds no subordinate's report of the year",
        )
    itself = [one.name for one in given if same_agency(one.agency, own.agency) and one.year == own.year]
    if itself:
        zh, en = _named(itself)
        yield _notice(
            "children",
            f"{zh} 与本报告机关、年度相同，没有作为下级报告",
            f"{en} has the agency and year of this report and is not taken for a subordinate's",
        )
    others = [one.name for one in given if one.parent is not None and not same_agency(one.parent, own.agency)]
    if others:
        zh, en = _named(others)
        yield _notice(
            "children",
            f"按清单，{zh} 的上级是其他机关；请核对",
            f"by the index the superior of {en} is another; check which is right",
        )


def _named(names: Sequence[str]) -> tuple[str, str]:
    shown = names[:_NAMED]
    if len(names) == len(shown):
        return "、".join(shown), ", ".join(shown)
    return f"{'、'.join(shown)} 等 {len(names)} 份", f"{', '.join(shown)} and others, {len(names)} in all,"


def _notice(role: str, zh: str, en: str) -> Notice:
    return Notice(role, {"zh": zh, "en": en})
