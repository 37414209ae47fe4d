"""The cases of a pack: YAML written by people enters, reports with what is expected of one rule leave.

A case is a base report, changes by JSON pointer, and the answers of the rule; its neighbours are written in the same
way. Which evaluator answers is not known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Json = Any
PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-disclosure"
CASES = PACK / "cases"
ABSENT = {"absent": True}


SINGLE = ("prior", "parent", "peer", "copy", "earlier", "listed")


@dataclass(frozen=True)
class Neighbour:
    """Another report beside that of a case: its base and changes; of a child, its own report of the year before."""

    base: str
    change: Mapping[str, Json]
    prior: Neighbour | None = None


@dataclass(frozen=True)
class Case:
    """One report and what one rule must answer on it.

    `only` says that the listed answers are all; `counts` asks how many instances have each status, where instances are
    found in the text and have no name that a person would write.
    `neighbours` holds the single ones by role; `complete` says that there are no other children.
    """

    rule: str
    name: str
    base: str
    change: Mapping[str, Json]
    expect: tuple[Mapping[str, Any], ...]
    counts: Mapping[str, int]
    only: bool
    neighbours: Mapping[str, Neighbour] = field(default_factory=dict)
    children: tuple[Neighbour, ...] = ()
    complete: bool = False

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


class _ExactLoader(yaml.SafeLoader):
    """YAML whose decimals stay exact."""


def _decimal(loader: _ExactLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


@cache
def read_cases(topic: str) -> tuple[Case, ...]:
    """Return the cases of a topic in their order."""
    text = (CASES / f"{topic}.yaml").read_text(encoding="utf-8")
    blocks = yaml.load(text, Loader=_ExactLoader)  # noqa: S506 - a SafeLoader with exact decimals
    return tuple(_case(block["rule"], one) for block in blocks for one in block["cases"])


def topics() -> tuple[str, ...]:
    """Return the topics that have cases."""
    return tuple(sorted(path.stem for path in CASES.glob("*.yaml")))


@cache
def all_cases() -> tuple[Case, ...]:
    """Return all cases of the pack."""
    return tuple(case for topic in topics() for case in read_cases(topic))


def _case(rule: str, one: Mapping[str, Any]) -> Case:
    known = {"name", "base", "change", "expect", "expect_counts", "only", "children", "complete", *SINGLE}
    unknown = set(one) - known
    if unknown:
        raise ValueError(f"{rule}: unknown keys {sorted(unknown)}")
    expect = tuple(one.get("expect", ()))
    counts = one.get("expect_counts", {})
    if not expect and not counts:
        raise ValueError(f"{rule}: {one['name']} expects nothing")
    return Case(
        rule,
        one["name"],
        one["base"],
        one.get("change", {}),
        expect,
        counts,
        one.get("only", False),
        {role: _neighbour(one[role]) for role in SINGLE if role in one},
        tuple(map(_neighbour, one.get("children", ()))),
        one.get("complete", False),
    )


def _neighbour(one: Mapping[str, Any]) -> Neighbour:
    unknown = set(one) - {"base", "change", "prior"}
    if unknown:
        raise ValueError(f"a neighbour has unknown keys {sorted(unknown)}")
    return Neighbour(one["base"], one.get("change", {}), _neighbour(one["prior"]) if "prior" in one else None)


def report_bytes(case: Case | Neighbour) -> bytes:
    """Return the report JSON of a case: its base with the changes made."""
    base = (CASES / "bases" / f"{case.base}.json").read_text(encoding="utf-8")
    report = json.loads(base, parse_float=Decimal)
    # Later places first, so that what is taken out of a list does not move what comes after.
    for pointer, value in sorted(case.change.items(), key=lambda change: _order(change[0]), reverse=True):
        _put(report, pointer, value)
    return written(report).encode()


def _order(pointer: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(step), "") if step.isdigit() else (-1, step) for step in pointer.split("/"))


def _put(report: Json, pointer: str, value: Json) -> None:
    *path, last = pointer.lstrip("/").split("/")
    holder = report
    for step in path:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    if isinstance(holder, list):
        _put_into_list(holder, last, value)
    elif value == ABSENT:
        del holder[last]
    else:
        holder[last] = value


def _put_into_list(holder: list[Json], last: str, value: Json) -> None:
    if last == "-":
        holder.append(value)
    elif value == ABSENT:
        del holder[int(last)]
    else:
        holder[int(last)] = value


def written(value: Json) -> str:
    """Return JSON text; unlike `json.dumps` it writes a decimal as it is."""
    match value:
        case Decimal():
            return str(value)
        case dict():
            return "{" + ",".join(f"{json.dumps(key)}:{written(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ",".join(map(written, value)) + "]"
        case _:
            return json.dumps(value)


def answers(case: Case, found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return what is wrong with the instances found of a case's rule, in words; nothing is wrong if empty.

    `found` has the answers by the bindings of the instance: `c=total`, or the empty text for a rule without `for`.
    """
    wrong = []
    for expected in case.expect:
        instance = expected.get("instance")
        if instance is None and len(found) != 1:
            wrong.append(f"expected one instance, found {sorted(found)}")
            continue
        answer = next(iter(found.values())) if instance is None else found.get(instance)
        if answer is None:
            wrong.append(f"no instance {instance}, only {sorted(found)}")
            continue
        for key in sorted(set(expected) - {"instance", "pointers"}):
            if answer.get(key) != expected[key]:
                wrong.append(f"{instance or 'the instance'}: {key} should be {expected[key]!r}, is {answer.get(key)!r}")
        missing = set(expected.get("pointers", ())) - set(answer.get("pointers", ()))
        if missing:
            wrong.append(f"{instance}: the evidence lacks {sorted(missing)}")
    if case.counts:
        statuses = [answer["status"] for answer in found.values()]
        counted = {status: statuses.count(status) for status in set(statuses)}
        if counted != dict(case.counts):
            wrong.append(f"expected {dict(case.counts)}, found {counted}")
    if case.only and set(found) != {expected.get("instance") for expected in case.expect}:
        wrong.append(f"expected no other instance, found {sorted(found)}")
    return wrong
