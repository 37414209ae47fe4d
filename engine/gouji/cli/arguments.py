"""The command line: which commands and options there are, in words for people."""

from __future__ import annotations

import argparse
from typing import Final

from gouji import __version__

EXIT_CODES: Final = """\
退出码 / exit codes（按此顺序取第一个 / the first that applies）:
  70  程序内部错误 / our own bug
   2  用法错误或规则被拒 / wrong usage, or the rules were rejected
   1  有达到阈值的问题 / findings at or above the threshold
   3  有报告（或格式要求的部分、表格）未能读取 / a report, or a section or table that the form requires, was not read
   0  其余情形 / otherwise
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; wrong usage exits with 2."""
    top = argparse.ArgumentParser(
        prog="gouji",
        description="勾稽：按规则核验报告 / checks regulated reports against rules",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"gouji {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _check(commands)
    _read(commands)
    _rules(commands)
    _schema(commands)
    return top


_Commands = argparse._SubParsersAction


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pack", metavar="PACK", default="cn-disclosure", help="规则包名称或目录 / a pack's name or folder"
    )
    command.add_argument("--lang", choices=("zh", "en"), default="zh", help="输出语言 / language of the output")
    command.add_argument("--output", metavar="FILE", help="写入文件而非屏幕 / write to a file")
    command.add_argument(
        "--no-cache", action="store_true", help="不使用编译缓存 / do not use compiled packs from the cache"
    )


def _check(commands: _Commands[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="核验报告 / check reports",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="报告文件、报告 JSON 或文件夹，- 为标准输入 / documents, report JSON, folders",
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
        "--waivers", metavar="FILE", help="豁免清单（JSON）/ waivers: a JSON object of fingerprints and reasons"
    )
    _common(check)
    _overrides(check)


def _overrides(command: argparse.ArgumentParser) -> None:
    facts = command.add_argument_group("指定报告的事实，优先于识别结果 / facts of the report, instead of what is read")
    facts.add_argument("--year", type=int, metavar="YEAR", help="报告年度 / reporting year")
    facts.add_argument("--agency", metavar="NAME", help="机关名称 / name of the agency")
    facts.add_argument("--level", metavar="LEVEL", help="机关层级 / level of the agency")
    facts.add_argument("--scope", metavar="SCOPE", help="统计口径：own 本机关，aggregate 汇总 / own or aggregate")
    facts.add_argument("--form", metavar="FORM", help="报告格式，如 2019、2021 / format of the form")


def _read(commands: _Commands[argparse.ArgumentParser]) -> None:
    read = commands.add_parser("read", help="把文件读成报告 JSON / read a document into report JSON")
    read.add_argument("path", metavar="DOC")
    read.add_argument("--source-map", metavar="FILE", help="另写来源对照表 / also write the source map")
    _common(read)


def _rules(commands: _Commands[argparse.ArgumentParser]) -> None:
    rules = commands.add_parser(
        "rules", help="列出规则，或显示一条及其依据 / list the rules, or show one with its basis"
    )
    rules.add_argument("rule", nargs="?", metavar="RULE", help="规则编号 / a rule's id")
    rules.add_argument("--format", choices=("console", "json"), default="console", help="输出格式 / output format")
    _common(rules)


def _schema(commands: _Commands[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser(
        "schema", help="输出报告 JSON 的模式 / print the JSON Schema of a report, or of a result"
    )
    schema.add_argument("--result", action="store_true", help="核验结果的模式 / the schema of the result instead")
    _common(schema)
