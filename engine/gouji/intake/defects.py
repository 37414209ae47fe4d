"""Everything that can be said about a document that could not be read, in both languages.

`CODES` is the list of the codes; the functions below are the only places where a reader's defect is worded.
D3xx concern the file, D4xx its outline, D5xx its tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text
from gouji.findings import MOSTLY_DOUBTED, Defect, Place
from gouji.report.model import pointer_of, pointer_of_table

CODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "D301": Text("文件过大", "the file is too large"),
        "D302": Text("文件是空的", "the file is empty"),
        "D303": Text("文件的文字编码无法识别", "the file's encoding is not one that can be read"),
        "D304": Text("文件是尚不支持的格式", "the file is of a format that cannot be read yet"),
        "D305": Text("文件不是文本", "the file is not text"),
        "D306": Text("文件加了密码", "the file is protected by a password"),
        "D307": Text("缺少读取这种文件的程序或扩展", "a program or extra that reads such files is not installed"),
        "D308": Text("文件已损坏", "the file is damaged"),
        "D309": Text("文件的内容超出上限", "what is in the file goes beyond a limit"),
        "D310": Text("文件读取超时", "the file took too long to read"),
        "D401": Text("没有找到任何章节标题", "no heading of a section was found"),
        "D402": Text("没有找到某一章节的标题", "the heading of a section was not found"),
        "D403": Text("报告年度无法确定", "the reporting year could not be determined"),
        "D404": Text("章节标题写在一行之中，而不是单独成行", "a section's heading stands within a line"),
        "D405": Text("文字由图像识别而来", "the words were recognised in images"),
        "D406": Text("文件里还有另一份报告，未读取", "a second report stands in the document and was not read"),
        "D501": Text("没有找到表格", "a table was not found"),
        "D502": Text("表格无法读取", "a table could not be read"),
        "D503": Text("表头与格式不符，其下各行未读取", "a head is not one of the form's, so its rows were not read"),
        "D504": Text("某一行的单元格数目与表头不符，未读取", "a row has too few or too many cells and was not read"),
        "D505": Text("某一行的名称可以指多行，未读取", "a row's label can mean several rows, so it was not read"),
        "D506": Text("某一行出现多次且内容不同，未读取", "a row stands there twice with different cells"),
        "D507": Text("某一行的名称无法识别，未读取", "a row's label is not one of the form's, so it was not read"),
        "D508": Text("某一行不属于该表所用的格式，未读取", "a row belongs to another format than its table"),
        "D509": Text("表格缺少若干行", "rows of a table were not found"),
        "D510": Text("同一表格的问题过多，其余未列出", "there are too many defects of one table to list"),
        "D511": Text(
            "某一行各格的数字连在一起，无法唯一切分", "the digits of a row's cells run together in several ways"
        ),
        "D512": Text(
            "表格各格的数字连在一起，能唯一切分的才读取", "glued digits of a table were cut where that can be done"
        ),
        "D513": Text("表内或表旁所写的单位与格式不同", "words at a table name another unit than the form"),
        "D514": Text(
            "表格各行的名称与数字分离，按格式的顺序拼合", "figures torn from their labels were put in the form's order"
        ),
        "D515": Text("图像中的若干单元格辨认不清", "cells of a table were not recognised for certain in an image"),
        "D516": Text("某一行的数字可能错位", "the cells of a row may have moved"),
        "D517": Text("同一表格出现多次且数字不同", "a table stands there several times with other numbers"),
        MOSTLY_DOUBTED: Text("报告的多数单元格存疑", "most of the report's cells are doubtful"),
    }
)

_SHOWN: Final = 40


def _shown(words: str) -> str:
    bare = " ".join(words.split())
    return bare if len(bare) <= _SHOWN else bare[: _SHOWN - 1] + "…"


def _defect(
    code: str, zh: str, en: str, pointer: str = "", place: Place | None = None, blocking: bool = False
) -> Defect:
    return Defect(code, MappingProxyType({"zh": zh, "en": en}), pointer, place, blocking)


def too_large(name: str, size: int, limit: int) -> Defect:
    """The file is longer than what is read."""
    mib = limit // (1024 * 1024)
    zh = f"文件至少有 {size} 字节，超过上限 {mib} MiB，未读取；请另存为只含报告的文件"
    en = f"the file has at least {size} bytes, more than {mib} MiB, and was not read; save one with the report alone"
    return _defect("D301", zh, en, "", Place(file=name), True)


def empty(name: str) -> Defect:
    """There is nothing but white space."""
    zh = "文件是空的，或只有空白；请确认下载或转换是否完整"
    en = "the file is empty or only white space; check that it was downloaded or converted completely"
    return _defect("D302", zh, en, "", Place(file=name), True)


def undecodable(name: str, tried: tuple[str, ...], offset: int) -> Defect:
    """The bytes are no text in any encoding that is tried."""
    encodings = "、".join(one.upper() for one in tried)
    zh = f"文件不是合法的 {encodings} 文本（第 {offset + 1} 个字节附近）；请另存为 UTF-8 后再检查"
    en = (
        f"the file is not valid {' or '.join(one.upper() for one in tried)} text (near byte {offset + 1}); "
        "save it as UTF-8 and check again"
    )
    return _defect("D303", zh, en, "", Place(file=name), True)


def other_format(name: str, kind: str) -> Defect:
    """The first bytes are those of a format that has no reader."""
    zh = f"文件是 {kind} 格式，本版本尚不能读取；请转换为文本文件，或提供报告 JSON"
    en = f"the file is {kind}, which this version does not read yet; convert it to text or supply a report JSON"
    return _defect("D304", zh, en, "", Place(file=name), True)


def binary(name: str, offset: int) -> Defect:
    """There is a NUL in it."""
    zh = f"文件不是文本：第 {offset + 1} 个字符是 NUL；请提供文本文件或报告 JSON"
    en = f"the file is not text: character {offset + 1} is NUL; supply a text file or a report JSON"
    return _defect("D305", zh, en, "", Place(file=name), True)


def encrypted(name: str) -> Defect:
    """The content cannot be seen without a password."""
    zh = "文件加了密码，无法读取；请去掉密码后另存，再检查"
    en = "the file is protected by a password and was not read; save it without one and check again"
    return _defect("D306", zh, en, "", Place(file=name), True)


def not_installed(name: str, kind: str, what: str, command: str) -> Defect:
    """What reads the format is not part of the base install; `command` installs it."""
    zh = f"读取 {kind} 文件需要 {what}，尚未安装；请运行 {command}，然后重试"
    en = f"reading {kind} needs {what}, which is not installed; run {command} and try again"
    return _defect("D307", zh, en, "", Place(file=name), True)


def too_slow(name: str, seconds: int) -> Defect:
    """The file was not read within the time that any report needs."""
    zh = f"文件在 {seconds} 秒内没有读完，已停止；请另存为 DOCX 或只含报告的文件后再检查"
    en = f"the file was not read within {seconds} seconds and was given up; save it as DOCX, or only the report of it"
    return _defect("D310", zh, en, "", Place(file=name), True)


def damaged(name: str, kind: str) -> Defect:
    """The file begins like one of its format, but is not whole."""
    zh = f"文件不是完整的 {kind} 文件，可能在下载或复制时被截断，或已损坏，未读取；请重新下载或另存后再检查"
    en = f"the file is not a whole {kind} file: it was cut off or damaged, and was not read; download or save it again"
    return _defect("D308", zh, en, "", Place(file=name), True)


def too_complex(name: str) -> Defect:
    """The tables, headings or parts of a file are far larger or more than those of any report."""
    zh = "文件里的表格、标题或其他部分远多于或远大于任何报告，未读取；请另存为只含一份报告的文件"
    en = "tables, headings or parts of the file are far more or larger than a report's; save one report alone"
    return _defect("D309", zh, en, "", Place(file=name), True)


def no_sections(place: Place) -> Defect:
    """No heading at all is one of the form's."""
    zh = "没有认出任何章节标题：标题的用语或序号可能与表式不同，也可能正文在附件或图片里；请查看原件"
    en = (
        "no heading of a section was recognised: their words or ordinals may be others than the form's, "
        "or the text is in an attachment or an image; look at the original"
    )
    return _defect("D401", zh, en, "/sections", place, True)


def section_not_found(section_id: str, heading: str, place: Place) -> Defect:
    """The heading of a required section was not seen, though there is unclaimed prose where it should stand."""
    zh = f"没有找到标题“{_shown(heading)}”，但原文在此处可能有缺失或转换损失；请查看原件"
    en = f"the heading `{_shown(heading)}` was not found, and the text may have been lost here; look at the original"
    return _defect("D402", zh, en, pointer_of("sections", section_id), place, True)


def no_year(place: Place, years: Sequence[int] = ()) -> Defect:
    """Neither the title nor the period states the year, or several titles state different `years`."""
    if years:
        listed = [str(one) for one in years[:10]]
        zh = f"几处标题写着不同的年度（{'、'.join(listed)}），不能确定是哪一年的报告；请用 --year 指定"
        en = f"several titles state different years ({', '.join(listed)}); give the one meant with --year"
        return _defect("D403", zh, en, "/year", place)
    zh = "标题和统计期限都没有写明报告年度；请用 --year 指定"
    en = "neither the title nor the period states the reporting year; give it with --year"
    return _defect("D403", zh, en, "/year", place)


def heading_within_line(heading: str, place: Place) -> Defect:
    """Headings were found in the middle of a line; this is the first."""
    zh = f"标题没有单独成行（第一处是“{_shown(heading)}”），章节是从行中切分出来的"
    en = f"headings have no lines of their own (the first is `{_shown(heading)}`); the sections were cut out of a line"
    return _defect("D404", zh, en, "/sections", place)


def table_not_found(table_id: str, caption: str, place: Place, blocking: bool) -> Defect:
    """Nothing of the table was seen."""
    zh = f"没有找到{caption}；表格可能是图片或附件，请查看原件"
    en = f"the table `{table_id}` was not found; it may be an image or an attachment, look at the original"
    return _defect("D501", zh, en, pointer_of_table(table_id), place, blocking)


def table_unreadable(table_id: str, caption: str, words: str, place: Place, blocking: bool) -> Defect:
    """Words of the table were seen, but no row could be told apart."""
    zh = (
        f"{caption}无法读取：此处有“{_shown(words)}”，但认不出表式的表头和各栏，"
        "或单元格之间没有可靠的分隔；请对照原件查看表头，另有栏目或表格已失去格线的，请提供照表式排列的文件"
    )
    en = (
        f"the table `{table_id}` could not be read: `{_shown(words)}` stands here, but its head and columns are not "
        "those of the form, or nothing certain divides the cells; look at the head in the original, and where it has "
        "other columns or has lost its lines, supply a file laid out as the form is"
    )
    return _defect("D502", zh, en, pointer_of_table(table_id), place, blocking)


def head_unreadable(table_id: str, caption: str, place: Place) -> Defect:
    """The head above a row does not name the columns of the form, in their order."""
    zh = f"{caption}此处的表头与格式的各栏不一致，其下各行未读取；请对照原件"
    en = f"the head here does not name the columns of the table `{table_id}`, so its rows were not read"
    return _defect("D503", zh, en, pointer_of_table(table_id), place)


def wrong_count(pointer: str, label: str, found: int, wanted: int, place: Place) -> Defect:
    """A row has too few or too many cells."""
    zh = f"“{_shown(label)}”一行有 {found} 个单元格，应为 {wanted} 个，整行未读取；请对照原件"
    en = f"the row `{_shown(label)}` has {found} cells, wanted {wanted}, and was not read; look at the original"
    return _defect("D504", zh, en, pointer, place)


def wrong_counts(table_id: str, caption: str, rows: int, spare: int, place: Place) -> Defect:
    """Most rows of a table have so many cells more than the form has columns, or fewer."""
    much, more = (f"多 {spare} 个", f"{spare} more") if spare > 0 else (f"少 {-spare} 个", f"{-spare} fewer")
    zh = (
        f"“{_shown(caption)}”有 {rows} 行都比规定的栏目{much}单元格，这些行未读取；请对照原件，按规定的栏目另存后再检查"
    )
    en = (
        f"{rows} rows of `{_shown(caption)}` all have {more} cells than the form has columns and were not read;"
        " look at the original, save it with the columns of the form and check again"
    )
    return _defect("D504", zh, en, pointer_of_table(table_id), place)


def label_ambiguous(table_id: str, label: str, ids: tuple[str, ...], place: Place) -> Defect:
    """A label can mean several rows."""
    listed = "、".join(ids)
    zh = f"“{_shown(label)}”可以指多行（{listed}），未读取；请对照原件"
    en = f"`{_shown(label)}` can mean several rows ({', '.join(ids)}), so it was not read; look at the original"
    return _defect("D505", zh, en, pointer_of_table(table_id), place)


def row_twice(pointer: str, label: str, place: Place) -> Defect:
    """A row stands there twice and the cells differ."""
    zh = f"“{_shown(label)}”一行出现多次且内容不同，未读取；请对照原件"
    en = f"the row `{_shown(label)}` stands there twice with different cells and was not read; look at the original"
    return _defect("D506", zh, en, pointer, place)


def table_twice(table_id: str, caption: str, rows: int, place: Place) -> Defect:
    """Several rows of a table stand there again with other cells, in a table of no other year."""
    zh = (
        f"“{_shown(caption)}”出现多次，有 {rows} 行的数字不同（可能是另一机关的表），无法判断哪一份属于本报告，"
        "不同的各行未读取；请把每份报告另存为一个文件再检查"
    )
    en = (
        f"`{_shown(caption)}` stands there several times, {rows} rows with other numbers (perhaps another agency's);"
        " which is the report's is not known, and these rows were not read; save each report as a file of its own"
    )
    return _defect("D517", zh, en, pointer_of_table(table_id), place, True)


def row_unknown(table_id: str, label: str, place: Place) -> Defect:
    """Values stand behind words that are no label of the table."""
    if label:
        zh = f"“{_shown(label)}”不是该表任何一行的名称，其后的数值未读取；请对照原件"
        en = f"`{_shown(label)}` is no row of the table `{table_id}`; the values behind it were not read"
    else:
        zh = "此处的数值前没有行的名称，未读取；请对照原件"
        en = f"values of the table `{table_id}` stand here without a label and were not read"
    return _defect("D507", zh, en, pointer_of_table(table_id), place)


def row_of_other_format(pointer: str, label: str, format_id: str, place: Place) -> Defect:
    """A row exists only in another format than the one the table follows."""
    zh = f"“{_shown(label)}”一行不属于该表所用的 {format_id} 格式，未读取；请对照原件"
    en = f"the row `{_shown(label)}` does not exist in the format {format_id} of its table and was not read"
    return _defect("D508", zh, en, pointer, place)


def rows_not_found(table_id: str, labels: tuple[str, ...], place: Place, blocking: bool = False) -> Defect:
    """Some rows of the table's format were not seen."""
    count, first = len(labels), _shown(labels[0])
    zh = f"有 {count} 行没有找到或无法读取，其中第一行是“{first}”；请对照原件"
    en = f"{count} rows were not found or could not be read, the first is `{first}`; look at the original"
    return _defect("D509", zh, en, pointer_of_table(table_id), place, blocking)


def too_many(table_id: str, more: int, place: Place | None) -> Defect:
    """The rest of a table's defects is only counted."""
    zh = f"该表另有 {more} 处无法读取，未逐一列出；请对照原件"
    en = f"{more} more places of the table `{table_id}` could not be read and are not listed; look at the original"
    return _defect("D510", zh, en, pointer_of_table(table_id), place)


def digits_glued(pointer: str, label: str, digits: str, place: Place) -> Defect:
    """The cells of a row run together, and can be cut in more than one way or in none."""
    shown = _shown(digits)
    zh = f"“{_shown(label)}”一行各格的数字连在一起（“{shown}”），不能唯一切分，未读取；请对照原件"
    en = f"the cells of row `{_shown(label)}` run together (`{shown}`), in several ways or none; look at the original"
    return _defect("D511", zh, en, pointer, place)


def cells_cut(table_id: str, caption: str, by_totals: int, place: Place) -> Defect:
    """The cells of a table run together, and were cut where there is one way to do so."""
    zh = f"{caption}各格的数字连在一起，能唯一切分的才读取"
    en = f"the digits of table {table_id} run together and were read where they can be cut in one way only"
    if by_totals:
        zh += f"；其中 {by_totals} 格按表内合计关系切分，不再用这些合计核验"
        en += f"; {by_totals} cells were cut by its totals, which prove nothing then"
    return _defect("D512", f"{zh}；请对照原件", f"{en}; look at the original", pointer_of_table(table_id), place)


def unit_differs(table_id: str, head: str, unit: str, place: Place) -> Defect:
    """A head, a label or a line at a table names another unit than the form; its numbers are kept as printed."""
    zh = f"“{_shown(head)}”所写的单位“{unit}”与格式不同，有关数字未按格式的单位采用；请核对单位"
    en = f"`{_shown(head)}` names the unit `{unit}`, not the form's; its numbers are doubted, check the unit"
    return _defect("D513", zh, en, pointer_of_table(table_id), place)


def rows_put_together(table_id: str, caption: str, cells: int, place: Place) -> Defect:
    """A converter tore labels and figures of a table apart; they were put together by the order of the form."""
    zh = f"{caption}的行名与数字在转换中分离，其中 {cells} 格按格式的顺序拼合，不再用于核验；请对照原件"
    en = (
        f"labels and figures of table {table_id} were torn apart; {cells} cells were put together in the form's order "
        "and prove nothing then; look at the original"
    )
    return _defect("D514", zh, en, pointer_of_table(table_id), place)


def recognised(place: Place) -> Defect:
    """Prose, titles and headings come out of images; what is not found may only be unrecognised."""
    zh = "正文由图像识别而来，可能有误认的字，与正文有关的规则不作判断；请以可复制文字的文件复核"
    en = (
        "the prose was recognised in images and may hold wrong characters, so that rules about it are not judged;"
        " check a file whose text can be copied"
    )
    return _defect("D405", zh, en, "", place)


def second_report(own: str, other: str, place: Place) -> Defect:
    """Most parts of the form stand there twice: one report was read, the other begins here."""
    zh = (
        f"文件里有两份报告：只读取并检查了“{_shown(own)}”，从“{_shown(other)}”起的一份未读取；"
        "请把每份报告另存为一个文件再检查"
    )
    en = (
        f"there are two reports: only `{_shown(own)}` was read and checked, the one that begins at `{_shown(other)}`"
        " was not; save each report as a file of its own"
    )
    return _defect("D406", zh, en, "", place, True)


def cells_uncertain(pointer: str, caption: str, cells: int, of: int, text: str, place: Place) -> Defect:
    """Cells whose figures were not recognised for certain; the first of them is pointed at."""
    zh = f"“{_shown(caption)}”的 {of} 个单元格中有 {cells} 个辨认不清（第一个像“{_shown(text)}”），不据此判断；请看原件"
    en = (
        f"{cells} of {of} cells of `{_shown(caption)}` were not recognised for certain (the first looks like"
        f" `{_shown(text)}`) and nothing is judged by them; look at the original"
    )
    return _defect("D515", zh, en, pointer, place)


def cells_moved(pointer: str, label: str, texts: Sequence[str], aside: bool, place: Place) -> Defect:
    """The cells of a row may have moved: sums say so, or, with `aside`, a cell does not stand below its own head."""
    shown = _shown("|".join("".join(one.split()) for one in texts))
    why = (
        "有单元格不在本栏的表头之下"
        if aside
        else "与合计不符或无从核对，而且像是丢了单元格、多了空白，或数字被拆开、连在一起"
    )
    because = (
        "a cell stands below the head of another column"
        if aside
        else "sums fail or are not known, and it looks as if cells were lost, torn, joined or pushed by a blank"
    )
    zh = f"“{_shown(label)}”一行的数字可能错位（{shown}）：{why}；不据此判断，请对照原件"
    en = f"the cells of row `{_shown(label)}` may have moved ({shown}): {because}; not judged, look at the original"
    return _defect("D516", zh, en, pointer, place)


def mostly_doubted(pointer: str, cells: int, of: int, text: str, place: Place) -> Defect:
    """Most cells of all tables were read with a doubt; the first of them is pointed at."""
    zh = (
        f"读出的 {of} 个单元格中有 {cells} 个存疑（第一个是“{_shown(text)}”），不据此判断，表格等于没有核验；"
        "请看原件，或换一份文件再检查（电子表格请把数字格式设为“常规”）"
    )
    en = (
        f"{cells} of the {of} cells that were read are doubtful (the first is `{_shown(text)}`) and nothing is judged"
        " by them; look at the original, or check another file (in a workbook, show numbers in the format General)"
    )
    return _defect(MOSTLY_DOUBTED, zh, en, pointer, place, True)
