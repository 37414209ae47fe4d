"""The wording of proofs and of why something stayed open, to be read as one page."""

from __future__ import annotations

from typing import Final

from gouji.diagnostics import Text

NO_TIME: Final = Text("时间用尽，未试", "not tried: the time ran out")
NEVER_SEEN_TO_APPLY: Final = Text(
    "没有找到它适用的报告，也没有证明不存在",
    "no report to which it applies was found, nor was it proved that there is none",
)
NEVER_SEEN_TO_FAIL: Final = Text(
    "没有找到它不成立的报告，也没有证明不存在",
    "no report on which it fails was found, nor was it proved that there is none",
)
NEVER_SEEN_ALONE: Final = Text(
    "凡找到它不成立的报告，所列规则也不成立；没有证明必然如此",
    "on every report found on which it fails, those fail, too; that it must be so was not proved",
)
