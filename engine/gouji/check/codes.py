"""Every code of a complaint about what rules mean, with what it says; the documentation is made from this list.

R2xx names, R3xx kinds and units, R4xx clauses, R6xx law and languages, R7xx what is doubtful (warnings).
R5xx, on patterns, belong to the room `patterns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text

CODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "R201": Text("未知的名称", "a name is unknown"),
        "R202": Text("未知的字段", "a field is unknown"),
        "R203": Text("未知的行或列", "a row or column is unknown"),
        "R204": Text("未知的函数", "a function is unknown"),
        "R205": Text("未知的模式", "a pattern is unknown"),
        "R206": Text("未知的单位", "a unit is unknown"),
        "R207": Text("名称已有他义", "a new name already means something"),
        "R208": Text("名称重复", "a rule, let or pattern is named twice"),
        "R209": Text("let 相互依赖成环", "a let depends on itself"),
        "R210": Text("未知的栏目名", "a printed label is unknown"),
        "R211": Text("栏目名不唯一", "a printed label names several rows or columns"),
        "R212": Text("组名缺少 .*", "a group is named without `.*`"),
        "R213": Text("不是组却写了 .*", "`.*` stands after what is no group"),
        "R214": Text("没有这个单元格", "no format has such a cell"),
        "R215": Text("所列成员不在集合之中", "a member that is left out or kept is not in the set"),
        "R216": Text("变量尚未绑定", "a variable is used before it is bound"),
        "R217": Text("跨报告超过两步", "more than two steps to another report"),
        "R218": Text("该表的行没有键", "the table has no rows that are found by a key"),
        "R219": Text("replaces 所指规则仍在", "a rule that is replaced still exists"),
        "R220": Text("取值不在词表之内", "a text is compared with a value that it never has"),
        "R221": Text("主题重复", "two files have the same topic"),
        "R222": Text("主题或规则名不能用作名称", "a file's name cannot be a topic"),
        "R223": Text("档案所列规则不存在", "a profile grades a rule that does not exist"),
        "R301": Text("种类不符", "an expression is of another kind than is wanted"),
        "R302": Text("单位不同，不能运算或比较", "two numbers measure different things"),
        "R303": Text("不能比较大小", "kinds that have no order are compared by order"),
        "R304": Text("乘除的单位不成立", "a product or quotient has no unit"),
        "R305": Text("参数个数不对", "a function has the wrong number of arguments"),
        "R306": Text("此处不能用 except 或 only", "`except` or `only` stands after a single element"),
        "R307": Text("属于另一张表或另一方向", "a variable or set belongs to another table or axis"),
        "R308": Text("两表形状不同", "two tables have different shapes"),
        "R309": Text("不是单元格", "a question about printing is asked of what is no cell"),
        "R310": Text("列表为空或混杂", "a list is empty or mixes kinds"),
        "R311": Text("参数须为已知的整数", "an argument must be a known whole number"),
        "R312": Text("不能逐一取用", "there is nothing to go through"),
        "R313": Text("下级报告只能取单元格", "only a cell can be asked of all children"),
        "R314": Text("展开后过大", "an expression is too large with its lets put in place"),
        "R315": Text("嵌套过深", "an expression is nested too deeply"),
        "R316": Text("无所谓有无", "asked whether there is what is always there"),
        "R317": Text("不能写进文字", "an expression of this kind cannot stand in a text"),
        "R401": Text("缺少子句", "a clause is missing"),
        "R402": Text("子句重复", "a clause stands twice"),
        "R403": Text("降级不低于原级", "a lowering does not lower"),
        "R404": Text("此处不能有允差", "a tolerance stands where there is no room for one"),
        "R405": Text("允差为负", "a tolerance is negative"),
        "R406": Text("适用年份有误", "the years of application are wrong"),
        "R601": Text("未知的依据", "a legal source is unknown"),
        "R602": Text("依据中没有这一处", "a place in a legal source is unknown"),
        "R603": Text("引文与原文不符", "a quote is not in the text of the law"),
        "R604": Text("缺少一种语言", "a language is missing"),
        "R605": Text("未知的语言", "a language is not one of the pack's"),
        "R606": Text("语言重复", "a language stands twice"),
        "R607": Text("各语言的占位不一致", "the languages have different placeholders"),
        "R608": Text("此种依据没有引文", "a ground that is no law has a quote"),
        "R701": Text("let 未被使用", "a let is never used"),
        "R702": Text("模式未被使用", "a pattern is never used"),
        "R703": Text("条件恒定", "a condition is always true or always false"),
        "R704": Text("约数用了 =", "a number that may be approximate is compared by `=`"),
        "R705": Text("变量未被使用", "a variable is never used"),
        "R706": Text("适用年份没有任何格式", "no format covers the years of application"),
        "R707": Text("集合为空", "a set has no members"),
    }
)
