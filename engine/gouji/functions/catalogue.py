"""All functions of the language by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.functions import (
    abs_of,
    contains,
    count_of,
    date_of,
    decimals,
    doubled_phrases,
    doubled_words,
    length,
    max_of,
    min_of,
    repeated_sentences,
    resemblance,
    round_to,
    similarity,
    sum_before,
    sum_of,
    unique,
    working_days,
)
from gouji.functions.signature import Signature

SIGNATURES: Final[Mapping[str, Signature]] = MappingProxyType(
    {
        one.SIGNATURE.name: one.SIGNATURE
        for one in (
            sum_of,
            count_of,
            min_of,
            max_of,
            abs_of,
            round_to,
            decimals,
            unique,
            date_of,
            working_days,
            length,
            contains,
            similarity,
            resemblance,
            doubled_words,
            doubled_phrases,
            repeated_sentences,
            sum_before,
        )
    }
)
