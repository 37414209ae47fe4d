"""What is said in own words when something is tried out, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Language, Text

TRUTH: Final[Mapping[bool | None, Text]] = MappingProxyType(
    {True: Text("成立", "true"), False: Text("不成立", "false"), None: Text("无法确定", "undecided")}
)
DOUBTED: Final = Text("读取存疑：", "doubted: ")
INCOMPLETE: Final = Text(
    "不是全部：有的下级报告没有提供", "not all of them: some reports of subordinates were not given"
)
TOO_LONG: Final = Text("输入过长", "that is too long")
TOO_MUCH: Final = Text("计算量过大，未得结果；请缩小范围", "that is too much work, nothing was found out; ask for less")
GREETING: Final = Text(
    "输入表达式、条件或规则；:help 看说明", "type an expression, a condition or a rule; :help says more"
)
NOT_GIVEN: Final = Text("没有提供该报告", "that report was not given")
NOT_THERE: Final = Text("报告中没有", "the report has none")
NOTHING_FOUND: Final = Text("没有找到", "nothing was found")
NOTHING_OWN: Final = Text("还没有定义什么", "nothing has been defined yet")
NOTHING_YET: Final = Text("还没有问过什么", "nothing has been asked yet")
FORGOTTEN: Final = Text("已忘记自己的定义", "the own definitions are forgotten")
INTERRUPTED: Final = Text("已中断", "interrupted")

COMMANDS: Final[Mapping[str, tuple[str, Text]]] = MappingProxyType(
    {
        "help": ("", Text("本页", "this page")),
        "tables": ("", Text("各表的编号和名称", "the tables, with their ids")),
        "show": ("TABLE", Text("报告中的一个表，连同行列编号", "a table of the report with the ids of its lines")),
        "sections": ("", Text("各部分，报告中有没有", "the sections, and whether the report has them")),
        "mentions": ("", Text("正文表述的数据，找到几处", "what the prose mentions, and how often it was found")),
        "metadata": ("", Text("报告的年度、机关等", "the year, the agency and the like")),
        "patterns": ("WORD", Text("规则包的模式，可只看名称含该词的", "the pack's patterns, those with a word")),
        "rules": ("WORD", Text("规则包的规则，可只看含该词的", "the pack's rules, those with a word")),
        "trace": (
            "[RULE]",
            Text("上一个结果的每一步；或一条规则逐步核验", "every step of the last answer; or how a rule judges"),
        ),
        "own": ("", Text("自己定义的名称", "what has been defined here")),
        "forget": ("", Text("忘记自己的定义", "forget what has been defined here")),
        "pack": ("", Text("规则包和报告是什么", "which pack and which report this is")),
        "quit": ("", Text("离开（也可按 Ctrl-D）", "leave (or Ctrl-D)")),
    }
)
HELP: Final = Text(
    "输入一个表达式或条件，看它在这份报告中的值和出处；输入 let、pattern 即记下供后面使用，"
    "输入整条 rule 看它的核验结果。括号未合拢或行末待续的，接着输入下一行；空行结束。",
    "Type an expression or a condition to see what it is in this report, and where. "
    "A let or a pattern is kept for what follows, a whole rule is judged. "
    "What is still open goes on in the next line; an empty line ends it.",
)


def members(count: int, language: Language) -> str:
    """Return how many there are."""
    return f"{count} 个" if language == "zh" else f"{count} in all"


def more(count: int, language: Language) -> str:
    """Return how many are not shown, and how to see them."""
    return f"……另有 {count} 个；:trace 全部列出" if language == "zh" else f"… and {count} more; :trace lists all"


def characters(count: int, language: Language) -> str:
    """Return how long a text is."""
    return f"{count} 字" if language == "zh" else f"{count} characters"


def no_command(near: str | None) -> Text:
    """Return that there is no such command, with the one that was perhaps meant."""
    if near is None:
        return Text("没有这个命令；:help 列出命令", "there is no such command; :help lists them")
    return Text(f"没有这个命令；是否要用 :{near}？", f"there is no such command; did you mean :{near}?")


def no_table(name: str, known: Sequence[str]) -> Text:
    """Return that there is no such table, with those that there are."""
    listed = " ".join(known)
    if not name:
        return Text(f"要看哪个表？{listed}", f"which table? {listed}")
    return Text(f"没有表“{name}”；有 {listed}", f"there is no table `{name}`; there are {listed}")


def no_rule(name: str, near: str | None) -> Text:
    """Return that there is no such rule, with the one that was perhaps meant."""
    if near is None:
        return Text(f"没有规则“{name}”；:rules 列出规则", f"there is no rule `{name}`; :rules lists them")
    return Text(f"没有规则“{name}”；是否要看 {near}？", f"there is no rule `{name}`; did you mean {near}?")
