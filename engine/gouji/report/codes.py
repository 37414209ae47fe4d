"""Every code of a defect found while a report JSON is loaded, with what it means; documentation is made from this list.

D1xx concern the file, D2xx the shape of what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text

CODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "D101": Text("文件过大", "the file is too large"),
        "D102": Text("文件是空的", "the file is empty"),
        "D103": Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
        "D104": Text("不是合法的 JSON，或不完整", "the file is not well-formed JSON, or cut short"),
        "D105": Text("嵌套过深", "the nesting is too deep"),
        "D106": Text("键重复", "a key stands twice"),
        "D107": Text("不是有限的数", "a number is not finite"),
        "D108": Text("数字过长", "a number is too long"),
        "D109": Text("文字含有残缺的字符", "a text holds half a character"),
        "D110": Text("最外层不是对象", "the outermost value is not an object"),
        "D111": Text("不是这一种报告", "the report is of another kind"),
        "D112": Text("值过多", "there are too many values"),
        "D201": Text("未知的键", "a key is unknown"),
        "D202": Text("缺少必需的键", "a key that is needed is missing"),
        "D203": Text("值的类型不对", "a value is of the wrong type"),
        "D204": Text("值不在允许的取值之内", "a value is not one of those allowed"),
        "D205": Text("值的写法不对", "a value is written wrongly"),
        "D206": Text("列表的长度不对", "a list has the wrong length"),
        "D207": Text("同类问题过多，其余未列出", "there are too many defects to list"),
    }
)
