"""Running the cases of a rule as the editor has them: the files of a pack enter, what its cases answered leaves."""

from __future__ import annotations

import time
from typing import Final

from gouji.authoring.model import Tried
from gouji.authoring.trial import try_cases
from gouji.authoring.workshop import Files, open_workshop
from gouji.diagnostics import Diagnostic, RulesRejectedError, Text
from gouji.record import Record, replace

_SECONDS: Final = 30
_SECOND: Final = 10**9


class Ran(Record, frozen=True):
    """What came of the cases of a rule: how many passed and failed, and those that were not tried for want of time."""

    brief: Text
    passed: int = 0
    failed: tuple[Diagnostic, ...] = ()
    untried: int = 0

    @property
    def good(self) -> bool:
        """Whether there are cases and all of them passed."""
        return self.passed > 0 and not self.failed and not self.untried


def run_cases(files: Files, rule: str, seconds: int = _SECONDS) -> Ran:
    """Return what the cases of a rule answer, named as `topic.name`; those left when time is up are counted."""
    topic = rule.partition(".")[0]
    only = {name: content for name, content in files.cases.items() if name == f"cases/{topic}.yaml"}
    try:
        workshop = open_workshop(replace(files, cases=only))
    except RulesRejectedError as rejected:
        count = len(rejected.diagnostics)
        return Ran(Text(f"规则包有 {count} 处错误，未运行用例", f"the pack has {count} errors, no case was run"))
    complaints = workshop.book.against(topic, rule)
    if complaints:
        brief = Text("用例有错误，未运行", "the cases have errors, none was run")
        return Ran(brief, failed=complaints)
    ready = workshop.book.of(rule)
    tried: list[Tried] = []
    until = time.monotonic_ns() + seconds * _SECOND
    for one in ready:
        if time.monotonic_ns() > until:
            break
        tried += try_cases((one,), workshop.plan, workshop.vocabulary)
    failed = tuple(_failed(one) for one in tried if one.wrong)
    passed, untried = len(tried) - len(failed), len(ready) - len(tried)
    return Ran(_brief(passed, len(failed), untried), passed, failed, untried)


def _failed(one: Tried) -> Diagnostic:
    zh = "；".join(each.zh for each in one.wrong)
    en = "; ".join(each.en for each in one.wrong)
    said = Text(f"用例未通过：{zh}", f"the case failed: {en}")
    return Diagnostic("case", "error", one.case.source, one.case.span, said)


def _brief(passed: int, failed: int, untried: int) -> Text:
    if not passed and not failed and not untried:
        return Text("没有用例", "no cases")
    zh, en = f"通过 {passed} · 未通过 {failed}", f"{passed} passed · {failed} failed"
    return Text(f"{zh} · 未及运行 {untried}", f"{en} · {untried} not run for want of time") if untried else Text(zh, en)
