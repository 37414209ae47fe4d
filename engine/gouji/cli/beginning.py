"""`gouji new`: a small pack in a new folder, or a rule with its cases in a pack. Nothing is ever overwritten."""

from __future__ import annotations

import argparse
import os

from gouji.authoring.begun import PACK_NAME, RULE_NAME, new_cases, new_pack, new_rule, why_no_rule
from gouji.authoring.workshop import Workshop
from gouji.cli import faults
from gouji.cli.app import refuse
from gouji.cli.output import put
from gouji.cli.shelf import open_shelf
from gouji.diagnostics import Language, Text


def new(options: argparse.Namespace) -> int:
    """Run `gouji new` and return its exit code."""
    language: Language = options.lang
    try:
        return _pack(options.folder, language) if options.what == "pack" else _rule(options, language)
    except OSError as error:
        why = faults.said(error)
        return refuse(f"写不了“{error.filename}”：{why.zh}", f"cannot write `{error.filename}`: {why.en}", language)


def _pack(folder: str, language: Language) -> int:
    name = os.path.basename(os.path.abspath(folder))
    if PACK_NAME.fullmatch(name) is None:
        return refuse(
            f"“{name}”不能作规则包的名称：请用字母、数字和连字符，以字母开头",
            f"`{name}` cannot name a pack: letters, digits and hyphens, a letter first",
            language,
        )
    if os.path.lexists(folder):
        return refuse(f"“{folder}”已经存在", f"`{folder}` already exists", language)
    for path, text in new_pack(name).items():
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return _told(
        Text(f"已建规则包 {folder}；gouji test {folder}", f"the pack {folder} is there; gouji test {folder}"), language
    )


def _rule(options: argparse.Namespace, language: Language) -> int:
    name = RULE_NAME.fullmatch(options.rule)
    if name is None:
        return refuse(f"“{options.rule}”应写作 主题.名称", f"`{options.rule}` should be written TOPIC.NAME", language)
    why = why_no_rule(name[1], name[2])
    if why is not None:
        return refuse(why.zh, why.en, language)
    if not os.path.exists(options.pack):
        # A name alone is that of a pack which comes with gouji; nobody means to write into it.
        return refuse(f"没有文件夹“{options.pack}”", f"there is no folder `{options.pack}`", language)
    opened = open_shelf(options.pack, language, with_cases=False)
    if isinstance(opened, int):
        return opened
    workshop, target = opened
    if not workshop.vocabulary.tables:
        return refuse("规则包没有表格，请自行写规则", "the pack has no table; write the rule by hand", language)
    if options.rule in workshop.rules:
        return refuse(f"已有规则 {options.rule}", f"there is a rule {options.rule} already", language)
    topic = name[1]
    _append(os.path.join(target.folder, f"{topic}.rules"), new_rule(name[2], workshop.vocabulary))
    _append(os.path.join(target.folder, "cases", f"{topic}.yaml"), new_cases(options.rule, _base(workshop), language))
    return _told(
        Text(
            f"已加规则 {options.rule}：请改写规则，并在 cases/{topic}.yaml 写明每个用例的期望",
            f"the rule {options.rule} is there: write what it says, and what each of its cases in "
            f"cases/{topic}.yaml must answer",
        ),
        language,
    )


def _base(workshop: Workshop) -> str:
    used = [one.case.report.base for one in workshop.book.cases]
    return used[0] if used else "clean"


def _append(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    fresh = not os.path.exists(path) or os.path.getsize(path) == 0
    with open(path, "a", encoding="utf-8", newline="\n") as file:
        file.write(text.lstrip("\n") if fresh else text)


def _told(text: Text, language: Language) -> int:
    return put(f"{text.of(language)}\n", None, language)
