"""Every code of a complaint about a pack's YAML files, with what it means; the documentation is made from this list.

Y1xx concern the form of the YAML, V2xx what is said in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text

CODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "Y101": Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
        "Y102": Text("文件过大", "the file is too large"),
        "Y103": Text("文件含有不可打印字符", "the file holds a character that cannot be printed"),
        "Y104": Text("不是合法的 YAML", "the file is not well-formed YAML"),
        "Y105": Text("不允许锚点和别名", "anchors and aliases are not allowed"),
        "Y106": Text("不允许标签和指令", "tags and directives are not allowed"),
        "Y107": Text("不允许合并键 <<", "the merge key << is not allowed"),
        "Y108": Text("键重复", "a key stands twice"),
        "Y109": Text("一个文件只能有一个文档", "a file holds one document only"),
        "Y110": Text("嵌套过深", "the nesting is too deep"),
        "Y111": Text("节点过多", "there are too many nodes"),
        "Y112": Text("文件没有内容", "the file has no content"),
        "Y113": Text("键必须是文字", "a key must be text"),
        "V201": Text("未知的键", "a key is unknown"),
        "V202": Text("缺少必需的键", "a key that is needed is missing"),
        "V203": Text("内容的形状不对", "the value has the wrong shape"),
        "V204": Text("不是数", "the value is not a number"),
        "V205": Text("不是 true 或 false", "the value is neither true nor false"),
        "V206": Text("不在允许的取值之内", "the value is not one of those allowed"),
        "V207": Text("不能用作名称", "the word cannot be a name"),
        "V208": Text("名称重复", "a name is declared twice"),
        "V209": Text("所指的名称不存在", "a name refers to nothing"),
        "V210": Text("缺少译文", "a translation is missing"),
        "V211": Text("未声明的语言", "a language is not declared"),
        "V212": Text("名称之间相互冲突", "two names cannot stand side by side"),
        "V213": Text("文字为空", "the text is empty"),
        "V214": Text("各模式的空位不一致", "the patterns have different holes"),
        "V215": Text("模式没有空位或空位写错", "a pattern has no hole, or one that is written wrongly"),
        "V216": Text("格式的年份有误", "the years of the formats are wrong"),
        "V217": Text("组没有成员", "a group has no members"),
        "V218": Text("条文与其散列值不符", "the text of a clause does not match its hash"),
        "V219": Text("不是日期", "the value is not a date"),
        "V220": Text("没有任何单元格", "a row or column has no cell"),
        "V221": Text("规则包缺少文件", "the pack lacks a file"),
        "V222": Text("规则包没有规则", "the pack has no rule"),
    }
)
