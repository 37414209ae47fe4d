"""What the language server says in its own words, in Chinese and in English: what words of the language mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text

CLAUSES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "grade": Text("级别：error 确定、warning 很可能、info 提示", "the grade: error, warning or info"),
        "basis": Text(
            "依据：来源及其条款，或 practice、derived", "the ground: a source and its place, or practice, derived"
        ),
        "effective": Text("适用的报告年度，两端都含", "the reporting years to which the rule applies, both included"),
        "for": Text("对每个成员各核验一次", "one instance for each element"),
        "let": Text("给表达式取名", "a name for an expression"),
        "when": Text("前提：为假时不适用", "a guard: if false, the rule does not apply"),
        "requires": Text("必须有的内容，没有则无法核验", "what must be there, else nothing can be said"),
        "check": Text("必须成立的性质", "what must hold"),
        "blank": Text("空格当作零，或当作未知", "what a blank cell means: zero or unknown"),
        "message": Text("不成立时说什么", "what is said when it does not hold"),
        "fix": Text("怎样改正", "how to put it right"),
        "replaces": Text("承接哪条旧规则", "the rule that this one continues"),
    }
)

ITEMS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "rule": Text("一条规则", "a rule"),
        "pattern": Text("一个文字模式", "a pattern of text"),
        "let": Text("全包可用的名称", "a name that the whole pack can use"),
    }
)

FUNCTIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "sum": Text("各项之和", "the sum of the members"),
        "count": Text("成员个数", "how many members"),
        "min": Text("最小的一个", "the least"),
        "max": Text("最大的一个", "the greatest"),
        "abs": Text("绝对值", "the number without its sign"),
        "round": Text("四舍五入到若干位小数", "rounded half away from zero, to that many decimals"),
        "decimals": Text("写出该数需要几位小数", "how many decimals the number needs"),
        "unique": Text("没有两项相同", "no two members are equal"),
        "date": Text("年、月、日组成的日期", "a date of year, month and day"),
        "working_days": Text(
            "两日之间周一至周五的天数，不计节假日", "Mondays to Fridays between two dates; no holidays"
        ),
        "length": Text("文字的字数，空白不计", "characters that are not white space"),
        "contains": Text("文字中含有另一段文字", "whether a text contains another"),
        "similarity": Text("两段文字的相似程度，0 至 1", "how alike two texts are, from 0 to 1"),
        "resemblance": Text(
            "不计数字和所给名称的相似程度，0 至 1", "how alike two texts are, figures and names left out"
        ),
        "sum_before": Text("某词前各数之和", "the sum of the numbers that stand directly before a string"),
        "doubled_words": Text("重复词语的处数", "how often a run of characters is directly repeated"),
        "doubled_phrases": Text("重复语句的处数", "how often a longer run of characters is directly repeated"),
        "repeated_sentences": Text("重复句子的个数", "how many sentences occur earlier in the text"),
    }
)

GIVEN: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "year": Text("报告年度", "the reporting year"),
        "format": Text("格式", "the format"),
        "title": Text("标题", "the title"),
        "published": Text("发布日期", "the date of publication"),
        "agency": Text("机关", "the agency"),
        "preamble": Text("正文前的文字", "the text before the first section"),
        "closing": Text("正文后的文字", "the text after the last section"),
        "document": Text("全文", "the whole text"),
        "section": Text("按名称取章节", "a section by its name"),
        "sections": Text("词汇表中的全部章节", "all sections of the vocabulary"),
        "headings": Text("报告中的各标题", "the headings found in the report"),
        "mentions": Text("正文中提到的数", "quantities that the prose mentions"),
        "prior": Text("同一机关上一年度的报告", "the same agency's report of the year before"),
        "parent": Text("上级机关同年度的报告", "the superior's report of the same year"),
        "peer": Text("同年度其他机关中最相似的报告", "the most alike report of another agency of the same year"),
        "copy": Text("本报告的另一份", "another copy of this report"),
        "earlier": Text("该机关此前的上一份报告", "the agency's last report before this one"),
        "listed": Text("目录中关于本报告的记载", "what an index says of this report"),
        "children": Text("下级机关的报告", "the reports of subordinate agencies"),
    }
)

FIELDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "rows": Text("该表规定的各行", "the rows that the form prescribes"),
        "columns": Text("该表规定的各列", "the columns that the form prescribes"),
        "heading": Text("所印的标题", "the heading as printed"),
        "ordinal": Text("所印的序号", "the ordinal as printed"),
        "text": Text("文字", "the text"),
        "position": Text("在文中居第几", "which one it is in the document"),
        "label": Text("词汇表中的标题", "the heading in the vocabulary"),
        "numeral": Text("词汇表中的序号", "the ordinal in the vocabulary"),
        "number": Text("序号的数值", "the ordinal's value"),
        "section": Text("所属章节", "the section's name"),
        "sentence": Text("所在的句子", "the sentence"),
        "scope": Text("所述范围", "whose numbers are meant"),
    }
)

STATES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "filled": Text("填了数", "holds a number"),
        "blank": Text("空着", "printed empty"),
        "placeholder": Text("填了“/”之类", "holds a sign such as /"),
        "unreadable": Text("认不出是什么数", "holds other text"),
        "absent": Text("没有这一格", "is not there"),
        "not": Text("否定", "the opposite"),
    }
)

GRADES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "error": Text("错误：由算术或格式确定", "certain by arithmetic or form"),
        "warning": Text("疑点：很可能有误，须人看", "very likely wrong, a person must look"),
        "info": Text("提示", "a hint"),
    }
)

POLICIES: Final[Mapping[str, Text]] = MappingProxyType(
    {"zero": Text("当作零", "zero"), "unknown": Text("当作未知", "unknown")}
)

HOLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "count": Text("数量", "a count"),
        "year": Text("年份", "a year"),
        "date": Text("日期", "a date"),
        "money": Text("金额", "an amount of money"),
        "percent": Text("百分数", "a percentage"),
    }
)

GROUNDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "practice": Text("惯例，非法律要求", "usual, not required by law"),
        "derived": Text("由数据关系推出", "follows from the figures"),
    }
)

WORDS: Final = (
    "every", "some", "first", "not", "and", "or", "implies", "in", "between", "agrees", "multiple of", "is", "exists",
    "except", "only", "where", "satisfies", "within", "because", "says", "matches of", "parts of", "true", "false",
)  # fmt: skip

KINDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "let": Text("名称", "let"),
        "local": Text("规则内的名称", "let of the rule"),
        "variable": Text("变量", "variable"),
        "pattern": Text("模式", "pattern"),
        "rule": Text("规则", "rule"),
        "table": Text("表", "table"),
        "row": Text("行", "row"),
        "column": Text("列", "column"),
        "row group": Text("行组", "group of rows"),
        "column group": Text("列组", "group of columns"),
        "section": Text("章节", "section"),
        "mention": Text("正文中提到的数", "mention"),
        "metadata": Text("报告属性", "field of a report"),
        "format": Text("格式", "format"),
        "source": Text("来源", "source"),
        "place": Text("条款", "place in a source"),
        "unit": Text("单位", "unit"),
        "function": Text("函数", "function"),
        "given": Text("给定的名称", "given name"),
        "field": Text("字段", "field"),
        "hole": Text("模式读出的值", "value that a pattern reads"),
    }
)
