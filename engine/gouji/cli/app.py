"""The commands: which files are read, which result is written where, with which exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from gouji.cli.arguments import parser

if TYPE_CHECKING:
    from gouji.diagnostics import Language

EXIT_USAGE: Final = 2


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Reports are Chinese; the locale of a pipeline must not decide whether they can be printed.
        if stream is not None:  # it is None when the caller closed it
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text
    try:
        options = parser(arguments[0] if arguments else None).parse_args(arguments)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else EXIT_USAGE
    return _COMMANDS[options.command](options)


def _check(options: argparse.Namespace) -> int:
    from gouji.cli.check import check

    return check(options)


def _read(options: argparse.Namespace) -> int:
    from gouji.cli.reading import read

    return read(options)


def _rules(options: argparse.Namespace) -> int:
    from gouji.cli.listing import rules

    return rules(options)


def _schema(options: argparse.Namespace) -> int:
    from gouji.cli.listing import schema

    return schema(options)


def _template(options: argparse.Namespace) -> int:
    from gouji.cli.template import template

    return template(options)


def _test(options: argparse.Namespace) -> int:
    from gouji.cli.bench import test

    return test(options)


def _fmt(options: argparse.Namespace) -> int:
    from gouji.cli.formatting import fmt

    return fmt(options)


def _explain(options: argparse.Namespace) -> int:
    from gouji.cli.explaining import explain

    return explain(options)


def _trace(options: argparse.Namespace) -> int:
    from gouji.cli.tracing import trace

    return trace(options)


def _try(options: argparse.Namespace) -> int:
    from gouji.cli.trying import try_out

    return try_out(options)


def _lint(options: argparse.Namespace) -> int:
    from gouji.cli.linting import run_lint

    return run_lint(options)


def _analyse(options: argparse.Namespace) -> int:
    from gouji.cli.analysing import run_analyse

    return run_analyse(options)


def _new(options: argparse.Namespace) -> int:
    from gouji.cli.beginning import new

    return new(options)


def _law(options: argparse.Namespace) -> int:
    from gouji.cli.publishing import law

    return law(options)


def _pages(options: argparse.Namespace) -> int:
    from gouji.cli.publishing import pages

    return pages(options)


def _lsp(options: argparse.Namespace) -> int:
    from gouji.cli.serving import lsp

    return lsp(options)


def _generate(options: argparse.Namespace) -> int:
    from gouji.cli.generating import generate

    return generate(options)


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "check": _check,
    "read": _read,
    "rules": _rules,
    "schema": _schema,
    "template": _template,
    "test": _test,
    "fmt": _fmt,
    "explain": _explain,
    "trace": _trace,
    "try": _try,
    "lint": _lint,
    "analyse": _analyse,
    "new": _new,
    "law": _law,
    "pages": _pages,
    "lsp": _lsp,
    "generate": _generate,
}


def refuse(chinese: str, english: str, language: Language) -> int:
    """Say on standard error why the command cannot be done, and return the exit code for wrong usage."""
    if sys.stderr is not None:
        sys.stderr.write(f"gouji: {chinese if language == 'zh' else english}\n")
    return EXIT_USAGE
