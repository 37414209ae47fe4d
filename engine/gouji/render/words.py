"""The fixed words of the printed result, in Chinese and English, one word per idea."""

from __future__ import annotations

from typing import Final

from gouji.diagnostics import Language, Text
from gouji.findings import Texts

GRADE: Final = {"error": Text("错误", "error"), "warning": Text("疑点", "warning"), "info": Text("提示", "info")}
STATUS: Final = {
    "pass": Text("通过", "pass"),
    "fail": Text("不成立", "fail"),
    "waived": Text("已豁免", "waived"),
    "not_applicable": Text("不适用", "not applicable"),
    "not_assessable": Text("无法核验", "not assessable"),
}
VERDICT: Final = {
    "fails": Text("不通过", "fails"),
    "undecided": Text("未能判定", "undecided"),
    "passes": Text("通过", "passes"),
}
DECIDED: Final = {
    "stated": Text("报告所载", "stated"),
    "given": Text("人工指定", "given"),
    "title": Text("据标题", "from the title"),
    "line_above_title": Text("据标题上方", "from above the title"),
    "period": Text("据统计期限", "from the period"),
    "front_matter": Text("据引言", "from the introduction"),
    "agency_name": Text("据机关名称", "from the agency's name"),
    "from_tables": Text("据表格", "from the tables"),
    "from_year": Text("据年度", "from the year"),
    "unknown": Text("未能判断", "could not be decided"),
    "default": Text("未能判断", "could not be decided"),
}
FACT: Final = {
    "agency.name": Text("机关", "agency"),
    "year": Text("年度", "year"),
    "format": Text("格式", "form"),
    "agency.scope": Text("范围", "scope"),
    "agency.level": Text("层级", "level"),
}
"""What facts are called that the vocabulary does not know."""
OPTION: Final = {
    "agency.name": "--agency",
    "year": "--year",
    "format": "--form",
    "agency.scope": "--scope",
    "agency.level": "--level",
}
"""The options by which facts can be given."""
REASON: Final = {
    "guard_false": Text("前提不成立", "its condition does not hold"),
    "outside_effective_years": Text("不在适用年度内", "outside the years of the rule"),
    "outside_format": Text("该格式无此单元格", "the form has no such cell"),
    "empty_axis": Text("没有可核对的对象", "nothing to check"),
    "table_absent": Text("缺少该表或未能读出", "the table is missing or was not read"),
    "row_absent": Text("缺少该行", "the row is missing"),
    "cell_absent": Text("缺少单元格", "a cell is missing"),
    "cell_blank": Text("单元格空白", "a cell is blank"),
    "cell_placeholder": Text("单元格为占位符号", "a cell holds a placeholder"),
    "cell_unreadable": Text("单元格无法识读", "a cell is unreadable"),
    "section_absent": Text("缺少该部分或未能读出", "the section is missing or was not read"),
    "text_absent": Text("没有可读的正文", "there is no text to read"),
    "field_absent": Text("报告未载明所需信息", "the report does not state it"),
    "no_match": Text("正文中没有相应表述", "the text does not say it"),
    "ambiguous_text": Text("表述有歧义", "the wording is ambiguous"),
    "no_such_date": Text("日期不存在", "there is no such date"),
    "division_by_zero": Text("除数为零", "division by zero"),
    "empty_set": Text("没有可比较的数值", "there is no value to compare"),
    "year_unknown": Text("报告年度不明", "the reporting year is unknown"),
    "no_peer_document": Text("缺少对照报告", "the report to compare with is missing"),
    "suspect_extraction": Text("识读存疑，须人工核对原文", "the reading is doubtful, a person must look"),
    "used_for_reading": Text("该数据已用于识读，不能再作核验", "the value was used for reading"),
    "budget_exceeded": Text("计算量超出上限", "the computation is too large"),
    "depends": Text("取决于未知的数值", "it depends on unknown values"),
}
SHORT: Final = {
    "no_peer_document": Text("缺对照报告", "for want of another report"),
    "suspect_extraction": Text("识读存疑", "doubtful reading"),
    "cell_unreadable": Text("无法识读", "unreadable"),
    "cell_blank": Text("空白", "blank"),
    "cell_placeholder": Text("占位符号", "placeholder"),
    "table_absent": Text("缺表", "no table"),
    "section_absent": Text("缺部分", "no section"),
    "depends": Text("取决于未知数值", "depends on unknown values"),
}
"""Reasons in the fewest words, for summaries."""
DOUBT: Final = {
    "document_ends_here": Text("文件在此结束，可能不全", "the document ends here"),
    "near_label": Text("行名称与格式不尽相同", "the label is not quite that of the form"),
    "near_heading": Text("标题与格式不尽相同", "the heading is not quite that of the form"),
    "cut_from_line": Text("从一行中切分出来", "cut out of a line"),
    "split_digits": Text("数字可能分在几处", "the digits may be split"),
    "shown_otherwise": Text("显示的与存储的数字不同", "another number is shown than stored"),
    "formula_without_value": Text("公式没有保存结果", "a formula without a stored value"),
    "formula_not_current": Text("公式的结果未必是最新的", "the stored value of a formula may be out of date"),
    "error_in_cell": Text("单元格是错误值", "the cell holds an error"),
    "raised_or_lowered": Text("含上标、下标或小字", "some of it is raised, lowered or small"),
    "struck_out": Text("含被划去的文字", "some of it is struck out"),
    "hidden_in_part": Text("含看不见的文字", "some of it cannot be seen"),
    "drawn_in_cell": Text("单元格内有图片、图形或表单控件", "a picture, a drawing or a field of a form is in the cell"),
    "unknown_sign": Text("含无法确定的字符", "a sign in it is not known"),
    "something_else_in_cell": Text("数字旁有其他内容", "something else stands beside the figure"),
    "revised_cells": Text("该行有标记为删除或合并的单元格", "cells of its row are marked as deleted or merged"),
    "cells_may_be_shifted": Text("整行数字可能错位", "the cells of the row may have moved"),
    "cells_without_marks": Text("单元格之间没有分隔标记", "nothing marks where its cells end"),
    "table_stands_twice": Text("该表出现多次且数字不同", "the table stands there several times with other numbers"),
    "row_of_other_width": Text("该行的列数与全表不同", "the row is not as wide as its table"),
    "label_may_be_another": Text("行列名称可能另有所指", "its label may be another than the form's"),
    "unit_differs": Text("所写的单位与格式不同", "another unit than the form's is named"),
    "split_by_page": Text("单元格可能被分页截断", "a page break may have cut the cell"),
    "written_over_line": Text("文字压在表格线上", "its writing stands on a line of the table"),
    "overprinted": Text("文字有重叠或遮盖", "signs are painted over one another"),
    "uneven_figures": Text("数字大小或高低不一", "its figures differ in size or height"),
    "broken_in_cell": Text("数字中间有空格或折行", "a figure is broken by a blank or goes on in the next line"),
    "turned_in_cell": Text("文字横置", "its writing lies on its side"),
    "cells_not_rectangular": Text("表格线不完整", "lines of the table are missing"),
    "uncertain_in_image": Text("图像辨认不清", "not recognised for certain in the image"),
    "set_in_columns": Text("分栏排印，先后不明", "set in columns, so that its order is not known"),
    "several_titles": Text("几处标题互不相同", "several titles disagree"),
    "recognised_in_image": Text("由图像识别而来", "recognised in an image"),
    "solved_with_digits": Text("按数字位数切分", "cut by the number of digits"),
    "solved_with_row": Text("按该行合计切分", "cut by the total of its row"),
    "solved_with_sums": Text("按表内合计切分", "cut by the totals of the table"),
    "solved_with_order": Text("按格式的顺序拼合", "put together in the order of the form"),
}
"""What can be doubtful about a value; a doubt that is not listed is printed as its code."""
LABEL: Final = {
    "grade": Text("等级", "grade"),
    "years": Text("适用", "applies"),
    "for": Text("逐一", "for"),
    "when": Text("前提", "when"),
    "requires": Text("须有", "requires"),
    "check": Text("核验", "check"),
    "tolerance": Text("容差", "tolerance"),
    "message": Text("说明", "message"),
    "clause": Text("条文", "the clause"),
    "origin": Text("来源", "origin"),
    "place": Text("位置", "place"),
    "basis": Text("依据", "basis"),
    "fix": Text("建议", "fix"),
    "rule": Text("规则", "rule"),
    "raw": Text("原文", "printed"),
    "note": Text("说明", "note"),
    "lowered": Text("降级理由", "lowered because"),
    "whole": Text("全文", "whole report"),
    "blank": Text("（空白）", "(blank)"),
    "not_found": Text("未见相应表述", "nothing of the kind was found"),
    "waiver": Text("豁免", "waived"),
    "read": Text("读出", "read"),
    "doubted": Text("存疑", "doubted"),
    "missing": Text("未读出", "not read"),
    "no_tables": Text("没有识别出表格", "no table was recognised"),
    "no_numbers": Text("正文没有表述数据", "the text states no number"),
    "subject": Text("所指", "of what"),
    "value": Text("数值", "value"),
    "role": Text("性质", "role"),
    "of_whole": Text("属于", "of"),
    "scope": Text("口径", "scope"),
    "uneven": Text("列举之和与总数不符", "the list does not add up"),
    "signs": Text("? 存疑，请对照原件　␣ 空白　— 未读出", "? doubted, look at the original   ␣ blank   — not read"),
    "defect": Text("读取存疑", "defect"),
    "unread": Text("未能读取", "not read"),
    "passed_over": Text("未核验", "not checked"),
    "year": Text("年度", "year"),
    "verdict": Text("核验结论", "verdict"),
    "unchecked": Text("未检查", "not checked"),
    "exit": Text("退出码", "exit code"),
    "practice": Text("审核惯例（非法定要求）", "practice (not required by law)"),
    "derived": Text("数据勾稽（计算关系）", "derived (arithmetic or definition)"),
    "compared": Text("对照", "compared with"),
    "notice": Text("注意", "note"),
    "agency": Text("机关", "agency"),
    "document": Text("文件", "document"),
}


def texts(of: Texts, language: Language) -> str:
    """Return the sentence in a language, else in the pack's first language."""
    if language in of:
        return of[language]
    return next(iter(of.values()), "")


def doubt_words(doubt: str, language: Language) -> str:
    """Return what is doubtful about a value in words."""
    code, _, detail = doubt.partition(":")
    words = DOUBT[code].of(language) if code in DOUBT else code
    return f"{words}{detail}"


def word(name: str, language: Language) -> str:
    """Return one of the fixed words."""
    return LABEL[name].of(language)


def colon(language: Language) -> str:
    """Return what stands between a name and what is said of it."""
    return "：" if language == "zh" else ": "
