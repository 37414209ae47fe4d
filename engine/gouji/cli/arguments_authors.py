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


COMMANDS: Final[dict[str, Callable[[Commands], None]]] = {
    "test": _test,
}
