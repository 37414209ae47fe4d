"""Packs by name or folder, each opened once in a process, and what can be asked of them without Hypothesis."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

from gouji import api
from gouji.authoring.trial import short
from gouji.cli.packs import folder_of
from gouji.cli.shelf import files_on_shelf
from gouji.generation.among import Families
from gouji.generation.ground import Ground
from gouji.generation.printing import printed
from gouji.generation.reports import Json
from gouji.generation.violating import Violations, Why

PackName = str | os.PathLike[str]


def documents(report: Json, format_id: str, pack: PackName = "cn-disclosure") -> bytes:
    """Return a report as a document of one of `FORMATS`, laid out as the pack's vocabulary says the form is.

    The readers read it back: title, agency, year, preamble, sections and cells. What the form does not print (the code
    of a region, say) is not printed, and `closing` stands behind the last section.
    """
    return printed(report, format_id, violations(pack).ground.pack.vocabulary)


def rules_of(pack: PackName = "cn-disclosure") -> tuple[str, ...]:
    """Return the rules of a pack as `topic.name`."""
    return violations(pack).ground.rules


def rules_without_violations(pack: PackName = "cn-disclosure") -> Mapping[str, Why]:
    """Return the rules for which `reports_violating` has no report, and why."""
    opened = violations(pack)
    reasons = ((rule, opened.why_none(rule)) for rule in opened.ground.rules)
    return {rule: why for rule, why in reasons if why is not None}


def rules_without_families(pack: PackName = "cn-disclosure") -> Mapping[str, Why]:
    """Return the rules for which `families_violating` has no report either, alone or among others, and why."""
    opened = families(pack)
    reasons = ((rule, opened.why_none(rule)) for rule in opened.violations.ground.rules)
    return {rule: why for rule, why in reasons if why is not None}


def rule_of(rule: str, pack: PackName) -> str:
    """Return a rule's name as `topic.name`.

    Raises:
        LookupError: the pack has no such rule.
    """
    name = short(rule)
    if name not in rules_of(pack):
        raise LookupError(f"{pack} has no rule {rule}")
    return name


def violations(pack: PackName) -> Violations:
    """Return what reports of a pack are made by.

    Raises:
        NoSuchPackError: there is no pack of that name.
        RulesRejectedError: its rules are wrong.
        NoSkeletonError: none of its base reports passes its rules.
    """
    return families(pack).violations


def families(pack: PackName) -> Families:
    """Return what reports of a pack and their neighbours are made by.

    Raises:
        NoSuchPackError: there is no pack of that name.
        RulesRejectedError: its rules are wrong.
        NoSkeletonError: none of its base reports passes its rules.
    """
    return _opened(os.path.abspath(folder_of(os.fspath(pack))))


@cache
def _opened(folder: str) -> Families:
    files = files_on_shelf(folder)
    return Families(Violations(Ground(api.load_pack(files.pack), files.cases, files.bases)))
