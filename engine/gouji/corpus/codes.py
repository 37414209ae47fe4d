"""Every code of a complaint about an index of reports, with what it means; the documentation is made from this list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text

CODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "X101": Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
        "X102": Text("文件过大", "the file is too large"),
        "X103": Text("引号没有成对", "a quotation mark is not closed"),
        "X104": Text("该行的列数与表头不同", "a row has another number of columns than the head"),
        "X105": Text("不认识的列或键", "an unknown column or key"),
        "X106": Text("列重复", "a column stands twice"),
        "X107": Text("缺少必需的列或键", "a column or key that is needed is missing"),
        "X108": Text("此处应为另一种结构", "another structure is wanted here"),
        "X109": Text("值不被接受", "a value is not accepted"),
        "X110": Text("文件不在清单所在的文件夹之内", "a document lies outside the folder of the index"),
        "X111": Text("文件重复列出", "a document is listed twice"),
        "X112": Text("列出的文件过多", "too many documents are listed"),
        "X113": Text("没有列出文件", "no document is listed"),
        "X114": Text("机关成了自己的上级", "an agency is its own superior"),
        "X115": Text("失效日期早于生效日期", "a version ends before it begins"),
    }
)
