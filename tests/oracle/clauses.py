"""Clauses, as the reference describes them: which numbers are compared, and whose numbers a clause states.

A folded sentence and the place of a number in it enter. Everything is tried from the words of the reference; nothing
is fast.
"""

from __future__ import annotations

import re

_YEAR = "(?:[0-9]{4}|[〇零一二三四五六七八九]{4})"
_BASES = (
    "同比|环比|同期"
    "|(?:较|较之|比|比之|较于|较之于|比于|比之于)"
    f"(?:前年|上年|去年|往年|前一年|上一年|去一年|往一年|{_YEAR}年?)"
    r"|[与同和][^,;:。!?\n\r()\[\]]{1,12}相比"
)
_CHANGES = (
    "(?:增长|增加|上升|提高|提升|上涨|增幅|涨幅|增速|下降|减少|降低|下滑|回落|降幅)(?:率|幅度)?(?:为|达|了)?大?"
    "(?:超过|突破|不足|不到|约|近|逾|超)?"
)
_OWN = ("本级", "本机关", "本单位", "本部门", "本局", "本委", "本办", "本厅", "本中心")
_OURS = ("我局", "我委", "我办", "我厅", "我中心")
_WHOLE = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "街道", "系统", "自治区")
_GUIDED = ("各", "下级", "基层", "部门", "有关", "相关", "乡镇", "街道", "办理", "答复", "处理")
_GUIDED_WHOLE = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡")


def clauses(sentence: str) -> list[tuple[int, int]]:
    """The clauses, each without the mark that ends it."""
    found, start = [], 0
    for index, char in enumerate(sentence):
        if char in ",;:。!?\n\r" and not (char == "," and _groups_digits(sentence, index)):
            found.append((start, index))
            start = index + 1
    return [*found, (start, len(sentence))]


def _groups_digits(sentence: str, index: int) -> bool:
    digits = "0123456789"
    behind = sentence[index + 1 : index + 5]
    three = len(behind) >= 3 and all(char in digits for char in behind[:3])
    return index > 0 and sentence[index - 1] in digits and three and not (len(behind) == 4 and behind[3] in digits)


def _clause_of(sentence: str, offset: int) -> int:
    """The clause that holds an offset, the mark that ends it included."""
    return next(number for number, (_, end) in enumerate(clauses(sentence)) if offset <= end)


def _closed(text: str) -> bool:
    """Whether brackets that were open before a text are closed in it."""
    depth = 0
    for char in text:
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            return True
    return False


def is_compared(sentence: str, start: int, end: int) -> bool:
    number = _clause_of(sentence, start)
    first, last = clauses(sentence)[number]
    bases = [match.end() for match in re.finditer(_BASES, sentence[first:last])]
    if any(first + base <= start and not _closed(sentence[first + base : start]) for base in bases):
        return True
    behind = sentence[end:]
    if behind.startswith(("百分点", "个百分点")) or sentence[:end].endswith("百分点"):
        return True
    if re.search(f"(?:{_CHANGES})$", sentence[:start]) is None:
        return False
    beside = [sentence[slice(*one)] for one in clauses(sentence)[max(0, number - 1) : number + 1]]
    percent = sentence[end - 1] in "%‰" or behind[:1] in ("%", "‰")
    return percent or any(re.search(_BASES, one) for one in beside)


_PARTS = r"其中|(?:^|(?<=[(,;:]))(?:含(?!义)|包括|包含)"
_APART = "另有|另外|此外|同时|除此"
_HAN = "〇零一二三四五六七八九两十廿卅卌百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億兩"
_UNITS = (
    "部分|大类|小类|大项|小项|周年|海里|分钟|小时|人次|件次|批次|户次|场次|起次|家次|个?百分点"
    "|[件起宗份条项次元个篇期人名家部册本张页场轮批种类幅则户所处台套位例通组天日年%‰]"
)


def is_part(sentence: str, start: int) -> bool:
    """Whether the last word of parts or of what is apart says part, or brackets behind a number hold it."""
    words = [(one.end(), True) for one in re.finditer(_PARTS, sentence)]
    words += [(one.end(), False) for one in re.finditer(_APART, sentence)]
    reaching = [(end, says) for end, says in words if end <= start and not _closed(sentence[end:start])]
    if reaching and max(reaching)[1]:
        return True
    ended = max((end for end, _ in reaching), default=0)
    return any(
        not _closed(sentence[index + 1 : start])
        and re.search(f"[0-9{_HAN}][余多]?(?:{_UNITS})?$", sentence[max(0, index - 8) : index])
        for index in range(ended, start)
        if sentence[index] in "(["
    )


def scope(sentence: str, offset: int) -> str:
    """Whose numbers the clause states that holds an offset, or the last clause before it that says so."""
    for first, last in reversed(clauses(sentence)[: _clause_of(sentence, offset) + 1]):
        said = _scopes(sentence[first:last])
        if "filed" in said or "guided" in said:
            return "filed" if "filed" in said else "guided"
        if said:
            return "unclear" if len(said) == 2 else said.pop()
    return "unstated"


def _scopes(clause: str) -> set[str]:
    said = set()
    if "备案" in clause:
        said.add("filed")
    if any(f"指导{word}" in clause for word in _GUIDED) or any(f"指导全{word}" in clause for word in _GUIDED_WHOLE):
        said.add("guided")
    rest = clause
    for word in _GUIDED_WHOLE:
        rest = rest.replace(f"指导全{word}", "指导;")
    if any(word in rest.replace("本机关不", ";") for word in _OWN + _OURS):
        said.add("own")
    if any(f"全{word}" in rest for word in _WHOLE):
        said.add("whole")
    return said
