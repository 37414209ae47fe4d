"""The command line: which commands and options there are, in words for people."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Final, NoReturn, TypeAlias

from gouji import __version__

EXIT_CODES: Final = """\
退出码 / exit codes（按此顺序取第一个 / the first that applies）:
  70  程序内部错误 / our own bug
   2  用法错误或规则被拒 / wrong usage, or the rules were rejected
   1  有达到阈值的问题 / findings at or above the threshold
   3  有报告（或格式要求的部分、表格、行）未能读取，或其多数单元格存疑，或没有任何报告 /
      a report, or a section, table or row that the form requires, was not read, most cells of one are doubtful, or
      there was none
   0  其余情形 / otherwise
"""
_MOST_JOBS: Final = 256
_AUTHORS: Final = (
    "test", "lint", "analyse", "fmt", "explain", "trace", "try", "new", "law", "pages", "lsp", "generate",
)  # fmt: skip
"""The commands of rule authors, whose parsers stand in a file of their own: most runs do not need them."""


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse would load a module for archives to ask how wide that is."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns - 2
        except OSError:
            width = 78
        super().__init__(prog, width=width)


class _Parser(argparse.ArgumentParser):
    """Says of wrong usage in both languages what is wrong and where to look; the language is not known yet."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"gouji: 用法错误 / wrong usage: {message}\n用法见 / see: {self.prog} --help\n")


def parser(wanted: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of one command, or of all when none is called so; wrong usage exits with 2."""
    top = _Parser(
        prog="gouji",
        description="勾稽：按规则核验报告 / checks regulated reports against rules",
        epilog=EXIT_CODES,
        formatter_class=Help,
    )
    top.add_argument("--version", action="version", version=f"gouji {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # Making the parsers of all commands takes longer than checking a report.
    for name in (wanted,) if wanted in _COMMANDS else _COMMANDS:
        _COMMANDS[name](commands)
    return top


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _common(command: argparse.ArgumentParser) -> None:
    """Add the options of every command that opens a pack."""
    command.add_argument(
        "--pack", metavar="PACK", default="cn-disclosure", help="规则包名称或目录 / a pack's name or folder"
    )
    command.add_argument("--lang", choices=("zh", "en"), default="zh", help="输出语言 / language of the output")
    command.add_argument("--output", metavar="FILE", help="写入文件而非屏幕 / write to a file")
    command.add_argument(
        "--no-cache", action="store_true", help="不使用编译缓存 / do not use compiled packs from the cache"
    )


def _check(commands: Commands) -> None:
    check = commands.add_parser(
        "check",
        help="核验报告 / check reports",
        epilog=EXIT_CODES,
        formatter_class=Help,
    )
    check.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="报告文件、报告 JSON、文件夹或通配符，- 为标准输入 / documents, report JSON, folders, patterns",
    )
    check.add_argument(
        "--format", choices=("console", "json", "csv"), default="console", help="输出格式 / output format"
    )
    check.add_argument(
        "--fail-on",
        choices=("error", "warning", "never"),
        default="error",
        help="何种问题使退出码为 1 / what makes the exit code 1",
    )
    check.add_argument(
        "--all", action="store_true", help="也列出通过和不适用的项 / list what passes and what does not apply, too"
    )
    check.add_argument(
        "--waivers",
        metavar="FILE",
        help="豁免清单：JSON 对象，核验项编号对应理由 / waivers: a JSON object of instance ids and reasons",
    )
    check.add_argument(
        "--jobs",
        type=jobs_number,
        metavar="N",
        help="并行进程数，默认按文件数和处理器数决定；结果与进程数无关 / processes; the result does not depend on them",
    )
    _common(check)
    _others(check)
    _overrides(check)


def _others(command: argparse.ArgumentParser) -> None:
    others = command.add_argument_group("对照的其他报告 / other reports to compare with")
    others.add_argument(
        "--prior", metavar="FILE", help="同一机关上年报告 / the same agency's report of the year before"
    )
    others.add_argument("--parent", metavar="FILE", help="上级机关同年报告 / the superior's report of the same year")
    others.add_argument(
        "--children", metavar="DIR", help="下级机关同年报告所在文件夹 / a folder of the subordinates' reports"
    )
    others.add_argument(
        "--index",
        metavar="FILE",
        help="清单（YAML 或 CSV）：文件、机关、年度、上级机关等；文件夹中的 corpus.yaml 自动使用 / "
        "an index of the reports; a folder's corpus.yaml is used by itself",
    )


def jobs_number(text: str) -> int:
    """Return a number of processes; wrong usage when it is none."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= _MOST_JOBS):
        raise argparse.ArgumentTypeError(f"应为 1 至 {_MOST_JOBS} 的整数 / from 1 to {_MOST_JOBS}: {text!r}")
    return int(text)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and text[0] != "0"):
        raise argparse.ArgumentTypeError(f"应为四位数字的年度，如 2021 / a year of four digits, such as 2021: {text!r}")
    return int(text)


def _overrides(command: argparse.ArgumentParser) -> None:
    facts = command.add_argument_group("指定报告的事实，优先于识别结果 / facts of the report, instead of what is read")
    facts.add_argument("--year", type=_year, metavar="YEAR", help="报告年度 / reporting year")
    facts.add_argument("--agency", metavar="NAME", help="机关名称 / name of the agency")
    facts.add_argument("--level", metavar="LEVEL", help="机关层级 / level of the agency")
    facts.add_argument("--scope", metavar="SCOPE", help="统计口径：own 本机关，aggregate 汇总 / own or aggregate")
    facts.add_argument("--form", metavar="FORM", help="报告格式，如 2019、2021 / format of the form")


def _read(commands: Commands) -> None:
    read = commands.add_parser("read", help="把文件读成报告 JSON / read a document into report JSON")
    read.add_argument("path", metavar="DOC")
    instead = read.add_mutually_exclusive_group()
    instead.add_argument(
        "--show", action="store_true", help="在屏幕上显示识别出的表格 / show the recognised tables instead"
    )
    instead.add_argument(
        "--numbers", action="store_true", help="显示正文所述数据 / show the numbers that the text states instead"
    )
    read.add_argument("--source-map", metavar="FILE", help="另写来源对照表 / also write the source map")
    read.add_argument(
        "--year",
        type=_year,
        metavar="YEAR",
        help="文件里有两份报告时读取哪一年的 / which of two reports in one document is read",
    )
    _common(read)


def _rules(commands: Commands) -> None:
    rules = commands.add_parser(
        "rules", help="列出规则，或显示一条及其依据 / list the rules, or show one with its basis"
    )
    rules.add_argument("rule", nargs="?", metavar="RULE", help="规则编号 / a rule's id")
    rules.add_argument("--format", choices=("console", "json"), default="console", help="输出格式 / output format")
    _common(rules)


def _schema(commands: Commands) -> None:
    schema = commands.add_parser(
        "schema", help="输出报告 JSON 的模式 / print the JSON Schema of a report, or of a result"
    )
    schema.add_argument("--result", action="store_true", help="核验结果的模式 / the schema of the result instead")
    _common(schema)


def _template(commands: Commands) -> None:
    template = commands.add_parser(
        "template", help="生成一份空白表格，供填写 / write an empty form to be filled in", formatter_class=Help
    )
    template.add_argument(
        "--format",
        choices=("xlsx", "docx"),
        help="文件类型，默认按 --output 的扩展名，否则 xlsx / kind of file, else by the ending of --output",
    )
    template.add_argument(
        "--form", metavar="FORM", help="报告格式，如 2019、2021，默认最新 / format of the form, else the latest"
    )
    template.add_argument("--year", type=_year, metavar="YEAR", help="报告年度，写入标题并决定格式 / reporting year")
    template.add_argument("--agency", metavar="NAME", default="", help="机关名称，写入标题 / name of the agency")
    _common(template)


def _of_authors(name: str) -> Callable[[Commands], None]:
    def add(commands: Commands) -> None:
        from gouji.cli.arguments_authors import COMMANDS

        COMMANDS[name](commands)

    return add


_COMMANDS: Final[dict[str | None, Callable[[Commands], None]]] = {
    "check": _check,
    "read": _read,
    "rules": _rules,
    "schema": _schema,
    "template": _template,
    **{name: _of_authors(name) for name in _AUTHORS},
}
