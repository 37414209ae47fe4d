"""Every code of a complaint about the cases of a pack, with what it means; the documentation is made from this list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text

CODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "C101": Text("没有这条规则", "there is no such rule"),
        "C102": Text("用例不在其规则的主题文件中", "a case does not stand in the file of its rule's topic"),
        "C103": Text("同一规则的两个用例同名", "two cases of a rule have one name"),
        "C104": Text("用例没有写明期望", "a case expects nothing"),
        "C105": Text("没有这份基础报告", "there is no such base report"),
        "C106": Text("基础报告不能读作报告", "a base report cannot be loaded"),
        "C107": Text("改动的位置不是 JSON 指针，或在报告中不存在", "a change names no place of the report"),
        "C108": Text("改动之后不再是一份报告", "after the change it is no report"),
        "C109": Text("期望的内容有误", "an expectation says what no finding can say"),
        "C110": Text("用例过多", "there are too many cases"),
        "C111": Text("没有声明等价的规则、模式或 let", "a mutant is declared of an item that the pack does not have"),
        "C112": Text("等价声明的取值范围过大", "the domain of a declared mutant is too large"),
    }
)

REMARKS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "L101": Text("规则没有通过的用例", "a rule has no case that passes"),
        "L102": Text("规则没有不成立的用例", "a rule has no case that fails"),
        "L103": Text("规则没有不适用的用例", "a rule has no case that does not apply"),
        "L104": Text("规则没有无法核验的用例", "a rule has no case that cannot be assessed"),
        "L105": Text("字符容易与其他字符混淆", "a character is easily taken for another"),
        "L106": Text("模式的字符集中有折叠后相同的字符", "signs of a set in a pattern are one after folding"),
        "L107": Text("语料中没有与模式相符之处", "nothing in the corpus matches a pattern"),
        "L108": Text("写给人看的文字为空", "a text for people is blank"),
    }
)
"""What `gouji lint` remarks; nothing of it refuses a pack."""
