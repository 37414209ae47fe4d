"""The wording of every complaint about what a pack's YAML files say (V2xx), to be read as one page."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span


def unknown_key(source: Source, span: Span, key: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a key that means nothing here."""
    known = tuple(known)
    return _error("V201", source, span, Text(f"未知的键 `{key}`", f"unknown key `{key}`"), _nearest(key, known))


def missing_key(source: Source, span: Span, key: str) -> Diagnostic:
    """Return the complaint about a mapping that lacks a key."""
    return _error(
        "V202",
        source,
        span,
        Text(f"缺少键 `{key}`", f"the key `{key}` is missing"),
        Text(f"请写上 `{key}: …`", f"write `{key}: …`"),
    )


def wrong_shape(source: Source, span: Span, found: Text, wanted: Text) -> Diagnostic:
    """Return the complaint about a text, list or mapping in the place of another."""
    return _error(
        "V203",
        source,
        span,
        Text(f"此处是{found.zh}，应为{wanted.zh}", f"found {found.en}, wanted {wanted.en}"),
        Text(f"请改写为{wanted.zh}", f"write {wanted.en}"),
    )


def not_a_number(source: Source, span: Span, found: str, wanted: Text) -> Diagnostic:
    """Return the complaint about a text that is not the number wanted."""
    return _error(
        "V204",
        source,
        span,
        Text(f"此处是 `{_cut(found)}`，应为{wanted.zh}", f"found `{_cut(found)}`, wanted {wanted.en}"),
        Text("请用阿拉伯数字书写", "write it in ASCII digits"),
    )


def not_a_truth(source: Source, span: Span, found: str) -> Diagnostic:
    """Return the complaint about a text that is neither true nor false."""
    return _error(
        "V205",
        source,
        span,
        Text(f"此处是 `{_cut(found)}`，应为 true 或 false", f"found `{_cut(found)}`, wanted true or false"),
        Text("请写 true 或 false", "write true or false"),
    )


def not_a_choice(source: Source, span: Span, found: str, choices: Iterable[str]) -> Diagnostic:
    """Return the complaint about a word outside a closed list."""
    words = tuple(choices)
    listed = "、".join(words), ", ".join(words)
    return _error(
        "V206",
        source,
        span,
        Text(f"`{_cut(found)}` 不在允许的取值之内", f"`{_cut(found)}` is not one of the values allowed"),
        Text(f"可用：{listed[0]}", f"allowed: {listed[1]}"),
    )


def reserved_name(source: Source, span: Span, found: str) -> Diagnostic:
    """Return the complaint about a name that is a word of the language."""
    return _error(
        "V207",
        source,
        span,
        Text(
            f"`{_cut(found)}` 是规则语言的保留字，不能用作名称", f"`{_cut(found)}` is a word of the language, no name"
        ),
        Text("换一个名称，例如加上下划线", "choose another name, with an underscore for example"),
    )


def not_a_name(source: Source, span: Span, found: str) -> Diagnostic:
    """Return the complaint about a word that rules could not write as a name."""
    return _error(
        "V207",
        source,
        span,
        Text(f"`{_cut(found)}` 不能用作名称", f"`{_cut(found)}` cannot be a name"),
        Text(
            "名称由文字、数字和下划线组成，不以数字开头",
            "a name is made of letters, digits and _, without a digit first",
        ),
    )


def declared_twice(source: Source, span: Span, name: str, earlier: Span | None) -> Diagnostic:
    """Return the complaint about a second declaration of a name; without `earlier`, the first is the language's."""
    line = None if earlier is None else source.position(earlier.start).line
    first = Text(f"第一次在第 {line} 行", f"the first is in line {line}")
    built_in = Text("它是语言自带的单位", "it is a unit of the language itself")
    return _error(
        "V208",
        source,
        span,
        Text(f"`{name}` 重复声明", f"`{name}` is declared twice"),
        Text("请改名或删除其中一个", "rename or remove one of them"),
        built_in if line is None else first,
    )


def unknown_name(source: Source, span: Span, what: Text, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a reference to something not declared."""
    known = tuple(known)
    return _error(
        "V209",
        source,
        span,
        Text(f"没有名为 `{_cut(name)}` 的{what.zh}", f"unknown {what.en} `{_cut(name)}`"),
        _nearest(name, known),
    )


def missing_translation(source: Source, span: Span, language: str) -> Diagnostic:
    """Return the complaint about a text that lacks a language of the pack."""
    return _error(
        "V210",
        source,
        span,
        Text(f"缺少 `{language}` 译文", f"the text in `{language}` is missing"),
        Text(f"请写上 `{language}: …`", f"write `{language}: …`"),
    )


def unknown_language(source: Source, span: Span, language: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a text in a language that the pack does not have."""
    known = tuple(known)
    return _error(
        "V211",
        source,
        span,
        Text(f"`{_cut(language)}` 不是本规则包声明的语言", f"`{_cut(language)}` is not a language of the pack"),
        Text(f"已声明：{'、'.join(known)}", f"declared: {', '.join(known)}"),
    )


def names_collide(source: Source, span: Span, name: str, other: str) -> Diagnostic:
    """Return the complaint about a row whose path through the report JSON is also another one's beginning."""
    return _error(
        "V212",
        source,
        span,
        Text(f"`{name}` 与 `{other}` 不能并存", f"`{name}` and `{other}` cannot stand side by side"),
        Text("一个名称不能既是行又是组；请改名", "a name cannot be a line and a group as well; rename one"),
    )


def empty_text(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a text without a character in it."""
    return _error("V213", source, span, Text("文字为空", "the text is empty"), Text("请写入文字", "write something"))


def holes_differ(source: Source, span: Span, found: str, wanted: str) -> Diagnostic:
    """Return the complaint about a pattern whose holes are not those of the first."""
    return _error(
        "V214",
        source,
        span,
        Text(
            f"此模式的空位是 {found}，第一个模式的是 {wanted}",
            f"this pattern has the holes {found}, the first {wanted}",
        ),
        Text("同一提法的各模式须有相同的空位", "all patterns of a mention have the same holes"),
    )


def no_hole(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a pattern of a mention that captures nothing."""
    return _error(
        "V215",
        source,
        span,
        Text("模式中没有空位", "the pattern has no hole"),
        Text("请写如 {count: count} 的空位", "write a hole such as {count: count}"),
    )


def wrong_hole(source: Source, span: Span, hole: str, kinds: Iterable[str]) -> Diagnostic:
    """Return the complaint about a hole of an unknown type, or one that stands twice."""
    return _error(
        "V215",
        source,
        span,
        Text(f"空位 `{_cut(hole)}` 有误", f"the hole `{_cut(hole)}` is wrong"),
        Text(
            f"每个空位一个名称，类型为：{'、'.join(kinds)}", f"one name for each hole, of the types {', '.join(kinds)}"
        ),
    )


def years_wrong(source: Source, span: Span, other: str) -> Diagnostic:
    """Return the complaint about years that end before they begin, or that another format claims too."""
    return _error(
        "V216",
        source,
        span,
        Text(f"年份颠倒或与格式 `{other}` 重叠", f"the years run backwards or overlap with format `{other}`"),
        Text("每个年份至多属于一个格式", "a year belongs to one format at most"),
    )


def empty_group(source: Source, span: Span, group: str) -> Diagnostic:
    """Return the complaint about a group that names no line."""
    return _error(
        "V217",
        source,
        span,
        Text(f"组 `{group}` 没有成员", f"the group `{group}` has no members"),
        Text(f"请写 members，或使用以 `{group}.` 开头的名称", f"write members, or ids that begin with `{group}.`"),
    )


def wrong_hash(source: Source, span: Span, place: str, computed: str) -> Diagnostic:
    """Return the complaint about a clause whose text is not the one that was hashed."""
    return _error(
        "V218",
        source,
        span,
        Text(f"{place}的条文与散列值不符", f"the text of {place} does not match its hash"),
        Text(
            f"若条文确已核对，请把 sha256 改为 {computed}，并复核引用它的规则",
            f"once the text is verified, set sha256 to {computed} and review the rules that quote it",
        ),
    )


def not_a_date(source: Source, span: Span, found: str) -> Diagnostic:
    """Return the complaint about a text that is not a calendar day."""
    return _error(
        "V219",
        source,
        span,
        Text(f"`{_cut(found)}` 不是日期", f"`{_cut(found)}` is not a date"),
        Text("请写如 2021-01-31", "write it as 2021-01-31"),
    )


def no_cell(source: Source, span: Span, line: str) -> Diagnostic:
    """Return the complaint about a row or column that stands in no band."""
    return _error(
        "V220",
        source,
        span,
        Text(f"`{line}` 没有任何单元格", f"`{line}` has no cell in any format"),
        Text("请把它写入某个 band 的 rows 或 columns", "name it in the rows or columns of a band"),
    )


def _nearest(word: str, known: Iterable[str]) -> Text:
    known = tuple(known)
    near = get_close_matches(word[:80], known, n=1)
    if near:
        return Text(f"是否应为 `{near[0]}`？", f"did you mean `{near[0]}`?")
    shown = [f"`{one}`" for one in known[:12]]
    rest = Text(" 等", " …") if len(known) > len(shown) else Text("", "")
    return Text(f"可用：{'、'.join(shown)}{rest.zh}", f"known: {', '.join(shown)}{rest.en}")


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def _error(
    code: str, source: Source, span: Span, message: Text, help_text: Text, note: Text | None = None
) -> Diagnostic:
    return Diagnostic(code, "error", source, span, message, help_text, note)
