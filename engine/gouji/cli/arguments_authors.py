"""The command line of rule authors: their commands and options, in words for people."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

from gouji.cli.arguments import Commands, Help, jobs_number

EXIT_CODES: Final = """\
退出码 / exit codes:
   2  用法错误，或规则、用例有错误 / wrong usage, or the rules or cases have errors
   1  {failed}
   0  其余情形 / otherwise
"""
_MOST_SECONDS: Final = 86_400
_MOST_REPORTS: Final = 1_000_000
_MOST_SEED: Final = 999_999_999


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=("zh", "en"), default="zh", help="输出语言 / language of the output")


def _test(commands: Commands) -> None:
    test = commands.add_parser(
        "test",
        help="用用例测试规则 / try rules on their cases",
        epilog=EXIT_CODES.format(failed="有用例未通过，或未达到 --least / a case failed, or --least was not reached"),
        formatter_class=Help,
    )
    test.add_argument(
        "path",
        nargs="?",
        default="cn-disclosure",
        metavar="PATH",
        help="规则包、规则文件或用例文件 / a pack, a rule file, a file of cases",
    )
    test.add_argument("--rule", metavar="RULE", help="只测试这一条规则 / this rule only")
    test.add_argument(
        "--coverage", action="store_true", help="哪些条件真假都见过 / which conditions were seen both true and false"
    )
    test.add_argument(
        "--mutate", action="store_true", help="规则改动一处，用例是否发现 / which changes of a rule the cases notice"
    )
    test.add_argument(
        "--least",
        type=_percent,
        metavar="PERCENT",
        help="覆盖和变异所须达到的百分比 / what coverage and mutants must reach",
    )
    test.add_argument("--jobs", type=jobs_number, metavar="N", help="并行进程数 / processes")
    test.add_argument(
        "--time", type=_seconds, default=600, metavar="SECONDS", help="变异的时间上限 / time for mutants, default 600"
    )
    _language(test)


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:4]) <= 100):
        raise argparse.ArgumentTypeError(f"应为 0 至 100 的整数 / from 0 to 100: {text!r}")
    return int(text)


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= _MOST_SECONDS):
        raise argparse.ArgumentTypeError(f"应为 1 至 {_MOST_SECONDS} 的整数 / from 1 to {_MOST_SECONDS}: {text!r}")
    return int(text)


def _lint(commands: Commands) -> None:
    lint = commands.add_parser(
        "lint",
        help="规则包有何可疑之处 / what is doubtful about a pack",
        epilog=EXIT_CODES.format(failed="有提醒 / there are remarks"),
        formatter_class=Help,
    )
    lint.add_argument("path", metavar="PATH", help="规则包、规则文件或用例文件 / a pack, a rule file, a file of cases")
    lint.add_argument(
        "--corpus", metavar="DIR", help="报告文件夹：哪些模式从不匹配 / reports: which patterns never match"
    )
    _language(lint)


def _analyse(commands: Commands) -> None:
    analyse = commands.add_parser(
        "analyse",
        help="规则之间有无矛盾、多余，哪些格无人看管 / what rules say of each other, and which cells none of them sees",
        epilog=EXIT_CODES.format(failed="有未说明的情形 / something is found and not explained"),
        formatter_class=Help,
    )
    analyse.add_argument("path", metavar="PATH", help="规则包或规则文件 / a pack or a rule file")
    analyse.add_argument(
        "--budget", type=_seconds, default=600, metavar="SECONDS", help="时间上限 / time for it, default 600"
    )
    analyse.add_argument(
        "--seed", type=_seed, default=0, metavar="S", help="种子，相同则结果相同 / the same seed, the same result"
    )
    analyse.add_argument("--html", metavar="FILE", help="另写一个网页 / also write a page for browsers")
    analyse.add_argument("--format", choices=("console", "json"), default="console", help="输出格式 / output format")
    _language(analyse)


def _fmt(commands: Commands) -> None:
    fmt = commands.add_parser(
        "fmt",
        help="按统一格式书写规则文件 / write rule files in their canonical form",
        epilog=EXIT_CODES.format(
            failed="--check 或 --diff 时有文件未按格式书写 / with --check or --diff: a file is not formatted"
        ),
        formatter_class=Help,
    )
    fmt.add_argument("paths", nargs="+", metavar="PATH", help="规则包或规则文件 / packs or rule files")
    how = fmt.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="只说哪些未按格式书写 / only say which are not formatted")
    how.add_argument("--diff", action="store_true", help="只显示会有的改动 / only show what would change")
    _language(fmt)


def _explain(commands: Commands) -> None:
    explain = commands.add_parser(
        "explain", help="解释一条规则或一个代码 / explain a rule or a code", formatter_class=Help
    )
    explain.add_argument(
        "name", metavar="RULE|CODE", help="规则编号或代码，如 R204 / a rule's id, or a code such as R204"
    )
    explain.add_argument(
        "--pack", metavar="PACK", default="cn-disclosure", help="规则包名称或目录 / a pack's name or folder"
    )
    _language(explain)


def _trace(commands: Commands) -> None:
    trace = commands.add_parser(
        "trace", help="逐步显示一条规则如何核验一份报告 / show how a rule judges a report", formatter_class=Help
    )
    trace.add_argument("rule", metavar="RULE", help="规则编号 / a rule's id")
    trace.add_argument("report", metavar="REPORT", help="报告文件或报告 JSON / a document, or a report JSON")
    _beside(trace)
    trace.add_argument("--instance", metavar="BINDINGS", help="只看这一核验项，如 c=total / this instance only")
    trace.add_argument("--all", action="store_true", help="列出全部核验项 / list all instances")
    trace.add_argument(
        "--pack", metavar="PACK", default="cn-disclosure", help="规则包名称或目录 / a pack's name or folder"
    )
    trace.add_argument(
        "--no-cache", action="store_true", help="不使用编译缓存 / do not use compiled packs from the cache"
    )
    _language(trace)


def _beside(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--prior", metavar="FILE", help="同一机关上年报告 / the same agency's report of the year before"
    )
    command.add_argument("--parent", metavar="FILE", help="上级机关同年报告 / the superior's report of the same year")


def _try(commands: Commands) -> None:
    try_ = commands.add_parser(
        "try",
        help="在一份报告上试写表达式和规则 / try expressions and rules on a report",
        epilog="标准输入不是终端时逐条执行 / what comes through a pipe is answered line by line\n"
        + EXIT_CODES.format(failed="管道输入中有看不懂的内容 / something in the piped input could not be understood")
        + "   3  报告未能读取 / the report was not read\n",
        formatter_class=Help,
    )
    try_.add_argument("report", metavar="REPORT", help="报告文件或报告 JSON / a document, or a report JSON")
    _beside(try_)
    try_.add_argument(
        "-e",
        dest="asked",
        action="append",
        metavar="TEXT",
        help="只试这一条，可多次给出 / try this and leave; may be given several times",
    )
    try_.add_argument(
        "--pack", metavar="PACK", default="cn-disclosure", help="规则包名称或目录 / a pack's name or folder"
    )
    try_.add_argument(
        "--no-cache", action="store_true", help="不使用编译缓存 / do not use compiled packs from the cache"
    )
    _language(try_)


def _new(commands: Commands) -> None:
    new = commands.add_parser("new", help="新建规则包或规则 / begin a pack or a rule", formatter_class=Help)
    what = new.add_subparsers(dest="what", required=True, metavar="pack|rule")
    pack = what.add_parser("pack", help="在新文件夹中建一个可用的小规则包 / a small working pack in a new folder")
    pack.add_argument("folder", metavar="FOLDER")
    _language(pack)
    rule = what.add_parser("rule", help="在规则包中加一条规则及其用例 / a rule with its cases in a pack")
    rule.add_argument("rule", metavar="TOPIC.NAME", help="主题和名称 / topic and name")
    rule.add_argument("--pack", metavar="FOLDER", required=True, help="规则包目录 / the pack's folder")
    _language(rule)


def _law(commands: Commands) -> None:
    law = commands.add_parser(
        "law",
        help="每一条文由哪些规则核验 / which rules check each clause of the law",
        epilog=EXIT_CODES.format(
            failed="有条文既被规则引用，又说不能核验 / a clause is quoted by a rule and said to be beyond rules"
        ),
        formatter_class=Help,
    )
    _pack(law)
    law.add_argument("--format", choices=("console", "markdown"), default="console", help="输出格式 / output format")
    law.add_argument("--output", metavar="FILE", help="写入文件而非屏幕 / write to a file")
    _language(law)


def _pages(commands: Commands) -> None:
    pages = commands.add_parser(
        "pages",
        help="为每条规则写一页说明 / write a page for each rule",
        epilog=EXIT_CODES.format(failed="—"),
        formatter_class=Help,
    )
    _pack(pages)
    pages.add_argument("--output", metavar="DIR", required=True, help="写入这个文件夹 / the folder to write to")
    _language(pages)


def _pack(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "pack", nargs="?", default="cn-disclosure", metavar="PACK", help="规则包名称或目录 / a pack's name or folder"
    )


def _lsp(commands: Commands) -> None:
    lsp = commands.add_parser(
        "lsp",
        help="编辑器的语言服务器（标准输入输出） / the language server for editors, on standard input and output",
        formatter_class=Help,
    )
    # Editors' clients commonly add it; there is no other way to talk.
    lsp.add_argument("--stdio", action="store_true", help="通过标准输入输出（默认） / on standard input and output")
    _language(lsp)


def _generate(commands: Commands) -> None:
    generate = commands.add_parser(
        "generate",
        help="生成报告，供演示和压力测试 / make up reports, for demonstration and load",
        formatter_class=Help,
    )
    generate.add_argument("count", type=_count, metavar="N", help="份数 / how many")
    generate.add_argument(
        "--faulty",
        metavar="RULE",
        help="违反这条规则的报告；any 为任意一条 / reports that fail this rule; any: whichever",
    )
    generate.add_argument(
        "--seed", type=_seed, default=0, metavar="S", help="种子，相同则报告相同 / the same seed, the same reports"
    )
    generate.add_argument(
        "--format", choices=("json", "html", "docx", "md", "txt"), default="json", help="文件格式 / format of the files"
    )
    generate.add_argument(
        "--output", metavar="DIR", help="存放的文件夹；没有则每行一份 JSON / folder; without it, JSON a line"
    )
    generate.add_argument(
        "--pack", metavar="PACK", default="cn-disclosure", help="规则包名称或目录 / a pack's name or folder"
    )
    _language(generate)


def _count(text: str) -> int:
    return _whole(text, 1, _MOST_REPORTS)


def _seed(text: str) -> int:
    return _whole(text, 0, _MOST_SEED)


def _whole(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and low <= int(text[:10]) <= high):
        raise argparse.ArgumentTypeError(f"应为 {low} 至 {high} 的整数 / from {low} to {high}: {text!r}")
    return int(text)


COMMANDS: Final[dict[str, Callable[[Commands], None]]] = {
    "test": _test,
    "lint": _lint,
    "analyse": _analyse,
    "fmt": _fmt,
    "explain": _explain,
    "trace": _trace,
    "try": _try,
    "new": _new,
    "law": _law,
    "pages": _pages,
    "lsp": _lsp,
    "generate": _generate,
}
