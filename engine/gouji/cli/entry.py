"""The door of the command: answers `--version` before anything is imported, and turns our own bugs into exit code 70.

Only this file catches every exception: a crash must not look like a finding, and must say what to do.
"""

from __future__ import annotations

import gc
import sys

EX_SOFTWARE = 70
_MANY = 50_000
"""So many values may come to be before those in circles are looked for; Python's own number is 700."""


def main() -> int:
    """Run the command with the arguments of the process and return its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from gouji import __version__

        sys.stdout.write(f"gouji {__version__}\n")
        return 0
    try:
        # What is loaded at the start stays to the end; looking through it for garbage takes a tenth of a short run.
        gc.set_threshold(_MANY)
        _import_msgspec()
        from gouji.cli.app import run

        return run(arguments)
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        sys.stderr.write("已中断 / interrupted\n")
        return 130
    except Exception as error:  # noqa: BLE001 - the outermost door: a bug becomes exit code 70, with its trace on request
        return _our_bug(error)
    finally:
        gc.freeze()  # nor need Python look through it when it ends


def _import_msgspec() -> None:
    # msgspec takes two names out of typing_extensions when it is installed, which takes as long to load as the
    # interpreter itself; the typing of every Python that we run on has both. This is a process of our own with one
    # thread, so nobody else can miss the module meanwhile.
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # how Python marks a module as not there
        try:
            import msgspec  # noqa: F401 - only to have it loaded
        finally:
            del sys.modules["typing_extensions"]


def _reader_left() -> int:
    # The reader of our output went away (`gouji … | head`); Python would complain again when it flushes at the end.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _our_bug(error: Exception) -> int:
    import os
    import traceback

    if os.environ.get("GOUJI_DEBUG"):
        traceback.print_exception(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    sys.stderr.write(
        f"程序内部错误（非报告问题）：{type(error).__name__}，{where.name}:{where.lineno}。"
        "设环境变量 GOUJI_DEBUG=1 再运行一次可看到详情，请把它连同命令一起告诉我们。\n"
        f"internal error (not a fault of the report): {type(error).__name__} in {where.name}:{where.lineno}; "
        "run again with GOUJI_DEBUG=1 for the details and tell us.\n"
    )
    return EX_SOFTWARE


if __name__ == "__main__":
    sys.exit(main())
