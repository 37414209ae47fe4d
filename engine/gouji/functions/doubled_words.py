"""`doubled_words`: how many times a run of two to four Han characters is directly followed by itself."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "doubled_words",
    (Parameter("text", ("text",)),),
    "number",
)
