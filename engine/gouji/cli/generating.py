"""`gouji generate`: reports that pass every rule of a pack, or that fail one, as files or one a line."""

from __future__ import annotations

import argparse
import os

from gouji import api
from gouji.authoring.trial import short
from gouji.cli import faults
from gouji.cli.app import refuse
from gouji.cli.output import put
from gouji.cli.packs import NoSuchPackError, folder_of
from gouji.cli.shelf import files_on_shelf, tell
from gouji.diagnostics import Language, RulesRejectedError, Text
from gouji.generation.ground import Ground, NoSkeletonError
from gouji.generation.printing import printed
from gouji.generation.reports import as_bytes
from gouji.generation.series import ANY, Numbered, series
from gouji.generation.violating import Violations, Why

_REASONS: dict[Why, Text] = {
    "needs another document": Text("它要对照另一份报告", "it asks for what another document says"),
    "no report found": Text("没有找到能使其不成立的改动", "nothing that was tried makes it fail"),
}


def generate(options: argparse.Namespace) -> int:
    """Run `gouji generate` and return its exit code."""
    language: Language = options.lang
    if options.output is None and options.format != "json":
        return refuse(
            f"写成 {options.format} 须用 --output 指明文件夹", f"{options.format} needs a folder: --output", language
        )
    opened = _open(options.pack, language)
    if isinstance(opened, int):
        return opened
    fault = None if options.faulty is None else short(options.faulty)
    if fault not in (None, ANY, *opened.ground.rules):
        return refuse(f"没有规则“{options.faulty}”", f"there is no rule `{options.faulty}`", language)
    why = None if fault in (None, ANY) else opened.why_none(str(fault))
    if why is not None:
        reason = _REASONS[why]
        return refuse(
            f"没有报告能单独违反“{fault}”：{reason.zh}", f"no report alone fails `{fault}`: {reason.en}", language
        )
    try:
        return _write(opened, fault, options)
    except OSError as error:
        said = faults.said(error)
        return refuse(f"写不了“{error.filename}”：{said.zh}", f"cannot write `{error.filename}`: {said.en}", language)


def _open(pack: str, language: Language) -> Violations | int:
    try:
        files = files_on_shelf(folder_of(pack))
        return Violations(Ground(api.load_pack(files.pack), files.cases, files.bases))
    except NoSuchPackError as missing:
        return refuse(f"没有规则包“{missing}”", f"there is no pack `{missing}`", language)
    except OSError as error:
        said = faults.said(error)
        return refuse(
            f"规则包的文件打不开：{error.filename}（{said.zh}）",
            f"a file of the pack cannot be opened: {error.filename} ({said.en})",
            language,
        )
    except RulesRejectedError as rejected:
        tell(rejected.diagnostics, language)
        return refuse("规则包有错误，没有生成报告", "the rules were rejected, nothing was made", language)
    except NoSkeletonError:
        return refuse(
            "规则包没有能通过全部规则的基准报告（cases/bases）",
            "no base report of the pack (cases/bases) passes all its rules",
            language,
        )


def _write(violations: Violations, fault: str | None, options: argparse.Namespace) -> int:
    made = series(violations, options.count, options.seed, fault)
    if options.output is None:
        lines = (as_bytes(one.report).decode("utf-8") + "\n" for one in made)
        # Line by line, so that whoever reads them need not wait for the last.
        return next((failed for line in lines if (failed := put(line, None, options.lang))), 0)
    os.makedirs(options.output, exist_ok=True)
    width = len(str(options.count))
    for one in made:
        content = printed(one.report, options.format, violations.ground.pack.vocabulary)
        with open(os.path.join(options.output, _name(one, width, options.format)), "xb") as file:
            file.write(content)
    told = Text(f"已生成 {options.count} 份报告：{options.output}", f"{options.count} reports made: {options.output}")
    return put(told.of(options.lang) + "\n", None, options.lang)


def _name(one: Numbered, width: int, ending: str) -> str:
    return f"{one.rank:0{width}d}{'' if one.fault is None else f'-{one.fault}'}.{ending}"
