"""The base of value classes: frozen, slotted, compared by what they hold.

Made on `msgspec.Struct`, which writes its methods in C: the standard library's dataclasses compile theirs anew in
every process, about a millisecond a class, and a check of one report would spend most of its time on that.
`Record` is the only name that knows what value classes are made of.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

__all__ = ["MutableRecord", "Record", "field", "field_names", "replace", "set_once"]

set_once = force_setattr
"""Sets a field of a frozen value; only for what `__post_init__` works out of the other fields."""


class Record(Struct, frozen=True):
    """A frozen value: equal to another of its class with equal fields; a new one is made with `replace`."""


class MutableRecord(Struct):
    """A value that is filled while something is worked out, and then let go."""


def field_names(value: object) -> tuple[str, ...]:
    """Return the names of the fields of a value class or value, in their order; nothing of anything else."""
    names: tuple[str, ...] = getattr(value, "__struct_fields__", ())
    return names
