"""Laws are tried here as often as everywhere: the profile is that of the laws."""

from __future__ import annotations

from laws.conftest import LAWS as LAWS
