"""The diagnostics of this room: each code with one line that says what it is about."""

from __future__ import annotations

from typing import Final

from gouji.diagnostics import Text

CODES: Final[dict[str, Text]] = {
    "R101": Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
    "R102": Text("文件中有不允许出现的字符", "the file holds a character that text must not hold"),
    "R103": Text("文件过大", "the file is too large"),
    "R104": Text("嵌套过深", "the nesting is too deep"),
    "R105": Text("此处不应出现这一内容", "something stands where something else is wanted"),
    "R106": Text("不认识的字符", "a character that means nothing in a rule"),
    "R110": Text("字符串没有结束引号", "a string is not closed"),
    "R111": Text("反引号没有成对", "a label in backquotes is not closed"),
    "R112": Text("模式没有结束斜线", "a pattern is not closed"),
    "R113": Text("不认识的转义", "an unknown escape in a string"),
    "R114": Text("字符串用了单引号", "a string in single quotes"),
    "R115": Text("文字中的花括号没有成对", "a brace in a text has no partner"),
    "R116": Text("文字中的花括号内没有表达式", "braces in a text hold no expression"),
    "R117": Text("模式过长", "a pattern is too long"),
    "R118": Text("模式或标签是空的", "a pattern or label is empty"),
    "R120": Text("相等写成了 `==`", "equality is written `==`"),
    "R121": Text("用了冒号或赋值号", "a colon or an assignment sign"),
    "R122": Text("逻辑运算用了符号", "a sign where a logical word is wanted"),
    "R123": Text("比较不能连写", "comparisons do not chain"),
    "R124": Text("用了其他语言的关键字", "a keyword of another language"),
    "R125": Text("`every` 或 `some` 没有加括号", "`every` or `some` needs parentheses"),
    "R126": Text("用了其他语言的符号", "a sign of another language"),
    "R130": Text("小数点的一边没有数字", "a point lacks a digit on one side"),
    "R131": Text("数字的写法不被接受", "a number in a form that is not read"),
    "R132": Text("数字过长", "a number is too long"),
    "R133": Text("范围写成了三个点", "a range is written with three points"),
    "R134": Text("数字不是 ASCII 数字", "digits that are not ASCII"),
    "R135": Text("年份不是整数", "a year is not a whole number"),
    "R140": Text("不认识的子句", "an unknown clause"),
    "R141": Text("保留字不能作名称", "a reserved word is used as a name"),
    "R142": Text("规则缺少 `}`", "a rule lacks its `}`"),
    "R143": Text("规则缺少 `{`", "a rule lacks its `{`"),
    "R144": Text("缺少 `because`", "a `because` is missing"),
    "R145": Text("规则是空的", "a rule is empty"),
    "R146": Text("第二种语言的文字没有语言标记", "a second text lacks its language"),
    "R147": Text("不认识的条目", "an unknown item"),
    "R148": Text("此处不能用这个词", "a word that is not among those possible here"),
    "R149": Text("多余的 `}`", "a `}` too many"),
    "R150": Text("子句写在规则之外", "a clause stands outside a rule"),
}
