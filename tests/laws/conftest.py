"""How often the laws are tried.

By default 40 examples each, the same ones every time, so that a run says the same everywhere.
With `GOUJI_LAWS=1000` (any number) that many random ones; a failure prints the blob that repeats it.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
LAWS = "GOUJI_LAWS"
EXAMPLES = int(os.environ.get(LAWS) or 40)

settings.register_profile("default", max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.register_profile(
    "laws",
    max_examples=EXAMPLES,
    deadline=None,
    print_blob=True,
    suppress_health_check=SLOW,
)
settings.load_profile("laws" if os.environ.get(LAWS) else "default")
