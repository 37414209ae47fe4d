"""What a new pack and a new rule begin with: names enter, the texts of files leave. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from gouji.authoring.book import DECLARED
from gouji.diagnostics import Language, Text
from gouji.vocabulary.load_pack import clause_hash
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.reserved import RESERVED

PACK_FILES: Final = (
    "pack.yaml",
    "vocabulary.yaml",
    "sources.yaml",
    "totals.rules",
    "cases/totals.yaml",
    "cases/bases/clean.json",
)
PACK_NAME: Final = re.compile(r"[^\W\d][\w-]{0,60}")
RULE_NAME: Final = re.compile(r"([^\W\d]\w{0,60})\.([^\W\d]\w{0,60})")
_HASH: Final = clause_hash("各列之和应与合计一致。")


def new_pack(name: str) -> Mapping[str, str]:
    """Return the files of a small pack that can be used as it is, with the cases of its rule."""
    template = files("gouji.authoring").joinpath("template")
    return {
        path: template.joinpath(path).read_text(encoding="utf-8").replace("{id}", name).replace("{hash}", _HASH)
        for path in PACK_FILES
    }


def why_no_rule(topic: str, name: str) -> Text | None:
    """Return why a new rule cannot be called so; nothing when it can."""
    for one in (topic, name):
        if one in RESERVED:
            return Text(
                f"“{one}”是规则语言的保留字，请换一个名称", f"`{one}` is a word of the language; take another name"
            )
    if f"cases/{topic}.yaml" == DECLARED:
        return Text(
            f"{DECLARED} 用来声明等价变异，主题不能叫“{topic}”",
            f"{DECLARED} declares mutants: no topic is called `{topic}`",
        )
    return None


def new_rule(name: str, vocabulary: Vocabulary) -> str:
    """Return the text of a rule about the first table of a vocabulary, for its author to change."""
    table = vocabulary.tables[0]
    cell = table.cells[0]

    def text(zh: str, en: str) -> str:
        marked = [f'{one} "{zh if one == "zh" else en}"' for one in vocabulary.languages]
        return " ".join(marked).partition(" ")[2]

    return (
        f"\nrule {name} {text('应成立的一句话', 'what must hold, in one sentence')} {{\n"
        f"  grade   info\n"
        f"  basis   practice {text('为何应当如此', 'why it must hold')}\n"
        f"  check   {table.id}[{cell.row}, {cell.column}] ≥ 1\n"
        f"  message {text('何处不符', 'what is wrong')}\n"
        f"  fix     {text('如何改正', 'what to do')}\n"
        f"}}\n"
    )


def new_cases(rule: str, base: str, language: Language) -> str:
    """Return the cases of a new rule; what each must answer is left to a person, and asked for by `gouji test`."""
    names = (
        Text("成立", "it holds"),
        Text("不成立", "it does not hold"),
        Text("缺少所需内容", "what it needs is missing"),
    )
    cases = "".join(
        f"    - name: {name.of(language)}\n      base: {base}\n      change: {{}}\n      expect: []\n" for name in names
    )
    return f"\n- rule: {rule}\n  cases:\n{cases}"
