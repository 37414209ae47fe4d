"""What an instance is called, and the fingerprint by which it is known again in other runs."""

from __future__ import annotations

from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import TypeAlias

from gouji.check.checked import CheckedRule
from gouji.digest import sha256
from gouji.facts.model import Facts

Owner: TypeAlias = tuple[str, str | None, str | None, int | None]
"""Report kind, agency, scope and year, which a fingerprint names beside the instance."""


def instance_id(rule_id: str, bindings: Sequence[tuple[str, str]]) -> str:
    """Return the rule's id with its bindings in brackets, in the order of the axes."""
    if not bindings:
        return rule_id
    return f"{rule_id}[{','.join(f'{name}={key}' for name, key in bindings)}]"


def fingerprint(rule: CheckedRule, bindings: Sequence[tuple[str, str]], own: Facts) -> str:
    """Return the hash of report kind, agency, scope, year and instance; a rule keeps that of the one it replaces."""
    report = own.report
    instance = instance_id(rule.replaces or rule.id, bindings)
    return fingerprint_of((report.kind, report.agency.name, report.agency.scope, report.year), instance)


def counts_as(rule: CheckedRule, instance: str) -> str:
    """Return the instance that the fingerprint of an instance names."""
    return instance if rule.replaces is None else rule.replaces + instance.removeprefix(rule.id)


def fingerprint_of(owner: Owner, instance: str) -> str:
    """Return the fingerprint of an instance by its id."""
    canonical = f"[{','.join([_written(one) for one in (*owner, instance)])}]"
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _written(value: str | int | None) -> str:
    # As `json.dumps` writes it, which makes an encoder anew for each value.
    return encode_basestring(value) if isinstance(value, str) else "null" if value is None else str(value)
