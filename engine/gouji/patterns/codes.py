"""Every code of a complaint about a pattern, with what it means; the documentation is made from this list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gouji.diagnostics import Text

CODES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "R501": Text("模式不是合法的正则表达式", "the pattern is not a regular expression"),
        "R502": Text("模式使用了环视", "the pattern looks around"),
        "R503": Text("模式使用了反向引用", "the pattern refers back to a group"),
        "R504": Text("未知的空位类型", "the type of a hole is unknown"),
        "R505": Text("空位重名", "two holes have the same name"),
        "R506": Text("模式可以匹配空文字", "the pattern can match no text at all"),
        "R507": Text("模式过长", "the pattern is too long"),
        "R508": Text("空位处在重复之中", "a hole stands in a repetition"),
        "R509": Text("花括号既不是空位也不是重复次数", "a brace is neither a hole nor a repetition"),
        "R510": Text("上下文模式中有空位", "a hole stands in a pattern of the context"),
        "R511": Text("字符范围的端点会被折叠", "an end of a character range is folded away"),
        "R512": Text("模式编译后过大", "the compiled pattern is too large"),
        "R513": Text("模式使用了命名分组", "the pattern names a group"),
        "R514": Text("模式含有不可打印字符", "the pattern holds a character that cannot be printed"),
        "R515": Text("模式使用了不支持的转义或标志", "the pattern uses an escape or flag that is not supported"),
    }
)
