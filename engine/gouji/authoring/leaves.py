"""A page of Markdown for every rule of a pack, in Chinese and in English, with an index.

A page holds the rule's ground with the words that it quotes, its formula, and two reports out of its cases: one that
fails, to be avoided, and one that passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from gouji.authoring.examples import Example, examples
from gouji.authoring.markdown import cell, code, fence
from gouji.authoring.trial import short
from gouji.authoring.wording import basis_shown, sentence, years
from gouji.authoring.workshop import Workshop, items
from gouji.check.checked import Basis, CheckedRule
from gouji.diagnostics import Language, Text
from gouji.render.console import basis_words
from gouji.render.words import GRADE, colon, word
from gouji.syntax.layout import item_lines
from gouji.vocabulary.pack_model import Sources

_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_OTHER: Final[Mapping[Language, Language]] = {"zh": "en", "en": "zh"}
_CALLED: Final = {"zh": "中文", "en": "English"}
_LONGEST_CLAUSE: Final = 600


def leaves(workshop: Workshop) -> Mapping[str, str]:
    """Return the pages of a pack by their path: `index.md`, `zh/topic.name.md`, `en/topic.name.md`."""
    written = {name: "\n".join(item_lines(item)) for name, item in items(workshop)}
    pages = {"index.md": _index(workshop)}
    for rule in workshop.plan.rules.rules:
        name = short(rule.id)
        shown = examples(rule, workshop)
        for language in _LANGUAGES:
            page = "\n".join(_leaf(rule, written[name], shown, workshop.sources, language))
            pages[f"{language}/{name}.md"] = page + "\n"
    return pages


def _index(workshop: Workshop) -> str:
    title = workshop.manifest.titles
    lines = [f"# {cell(title.of('zh'))} / {cell(title.of('en'))}", ""]
    lines.append("本目录由 `gouji pages` 从规则包生成。 / Made from the pack by `gouji pages`.")
    topic = None
    for rule in workshop.plan.rules.rules:
        name = short(rule.id)
        if rule.topic != topic:
            topic = rule.topic
            lines += ["", f"## {cell(topic)}", "", "| 规则 / rule | 等级 / grade | |", "|---|---|---|"]
        grade = f"{GRADE[rule.grade].zh} / {GRADE[rule.grade].en}"
        zh, en = cell(rule.title.of("zh")), cell(rule.title.of("en"))
        lines.append(f"| [{zh}](zh/{name}.md)<br>[{en}](en/{name}.md) | {grade} | {code(name)} |")
    return "\n".join(lines) + "\n"


def _leaf(
    rule: CheckedRule, written: str, shown: tuple[Example, ...], sources: Sources, language: Language
) -> Iterator[str]:
    other = _OTHER[language]
    said = [code(rule.id), GRADE[rule.grade].of(language)]
    said += [] if rule.effective is None else [years(rule.effective, language)]
    yield f"# {cell(rule.title.of(language))}"
    yield ""
    yield " · ".join([*said, f"[{_CALLED[other]}](../{other}/{short(rule.id)}.md)"])
    yield ""
    yield f"## {Text('依据', 'Basis').of(language)}"
    for basis in rule.bases:
        yield ""
        yield from _basis(basis, sources, language)
    yield ""
    yield f"## {Text('公式', 'Formula').of(language)}"
    yield ""
    yield from _formula(rule, language)
    yield ""
    yield fence(written, "rules")
    for one in shown:
        yield ""
        yield from _example(one, language)
    if rule.fix is not None:
        yield ""
        yield f"## {Text('如何改正', 'What to do').of(language)}"
        yield ""
        yield cell(sentence(rule.fix, language))


def _basis(basis: Basis, sources: Sources, language: Language) -> Iterator[str]:
    yield cell(basis_words(basis_shown(basis), language))
    entry = sources.entry(basis.source)
    clause = None if entry is None else entry.clause(basis.place.texts[0][1])
    if clause is None or basis.quote is None:
        return
    text = clause.text.strip()
    around = [one for one in text.splitlines() if basis.quote in one][:1]
    yield ""
    for one in around if around and len(text) > _LONGEST_CLAUSE else text.splitlines():
        yield f"> {cell(one).replace(cell(basis.quote), f'**{cell(basis.quote)}**')}<br>"


def _formula(rule: CheckedRule, language: Language) -> Iterator[str]:
    def entry(name: str, words: str) -> str:
        return f"- {word(name, language)}{colon(language)}{words}"

    for axis in rule.fors:
        where = "" if axis.where is None else f" where {axis.where.words}"
        yield entry("for", code(f"{axis.variable} in {axis.axis.words}{where}"))
    if rule.when is not None:
        yield entry("when", code(rule.when.words))
    for required in rule.requires:
        yield entry("requires", code(required.words))
    yield entry("check", code(rule.check.words))
    if rule.because is not None:
        yield entry("tolerance", cell(rule.because.of(language)))
    for lowering in rule.lowerings:
        grade, because = GRADE[lowering.grade].of(language), cell(lowering.because.of(language))
        yield entry("lowered", f"{because} → {grade} ({code(lowering.when.words)})")


def _written_in(name: str) -> Language:
    """Return the language of a case's name, which its author writes once; an English one may quote Chinese words."""
    letters = sum(one.isascii() and one.isalpha() for one in name)
    return "en" if letters > sum("一" <= one <= "鿿" for one in name) else "zh"


def _example(one: Example, language: Language) -> Iterator[str]:
    head = Text("应当避免", "Avoid") if one.fails else Text("应当如此", "Prefer")
    yield f"## {head.of(language)}"
    yield ""
    if _written_in(one.name) == language:
        yield f"{Text('用例', 'Case').of(language)}{colon(language)}{cell(one.name)}"
    if one.stated:
        yield ""
        yield Text("| 报告所载 | 内容 |", "| in the report | printed |").of(language)
        yield "|---|---|"
    for stated in one.stated:
        yield f"| {cell(stated.label.of(language))} | {cell(stated.printed.of(language))} |"
    if one.more:
        yield ""
        yield Text(f"其余 {one.more} 项从略。", f"{one.more} more are left out.").of(language)
    if one.message is not None:
        grade = "" if one.grade is None else f"**{GRADE[one.grade].of(language)}**{colon(language)}"
        yield ""
        yield f"> {grade}{cell(one.message.of(language))}"
