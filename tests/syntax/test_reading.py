"""What is read from a text: the tree, and the place of its parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.diagnostics import RulesRejectedError
from gouji.source import Source, Span
from gouji.syntax import nodes as n
from gouji.syntax.printer import arranged, show, show_expression
from gouji.syntax.reader import read, read_expression, source_from_bytes

ROOT = Path(__file__).parents[2]
EXAMPLES = re.findall(r"^```rules\n(.*?)^```", (ROOT / "docs" / "language.md").read_text(encoding="utf-8"), re.M | re.S)
PACK = sorted((ROOT / "rules").glob("*/*.rules"))


def expression(text: str) -> n.Expression:
    return read_expression(Source("expression", text))


def rule(clause: str) -> n.RuleItem:
    (item,) = read(Source("a.rules", f'rule x "甲" {{\n{clause}\n}}')).items
    assert isinstance(item, n.RuleItem)
    return item


def name(text: str) -> n.Name:
    return n.Name(n.Word(text))


def at(source: Source, span: Span) -> str:
    return source.text[span.start : span.end]


A, B, C = name("a"), name("b"), name("c")


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_of_the_reference_are_read_and_print_as_the_same_tree(text: str) -> None:
    file = read(Source("example.rules", text))
    assert read(Source("example.rules", show(file))) == file


@pytest.mark.parametrize("path", PACK, ids=lambda path: path.name)
def test_the_rules_of_the_pack_are_read_and_print_as_the_same_tree(path: Path) -> None:
    file = read(source_from_bytes(path.name, path.read_bytes()))
    assert file.topic == path.stem
    assert read(Source(path.name, show(file))) == file


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a or b and c", n.Logic("or", (A, n.Logic("and", (B, C))))),
        ("(a or b) and c", n.Logic("and", (n.Logic("or", (A, B)), C))),
        ("a and (b and c)", n.Logic("and", (A, B, C))),
        ("a implies b implies c", n.Logic("implies", (A, n.Logic("implies", (B, C))))),
        ("not a = b", n.Not(n.Comparison("=", A, B))),
        ("a - b - c", n.Arithmetic("-", n.Arithmetic("-", A, B), C)),
        ("- a ?? b", n.Negative(n.Default(A, B))),
        ("a + b * c", n.Arithmetic("+", A, n.Arithmetic("*", B, C))),
        ("a between b and c and a", n.Logic("and", (n.Between(A, B, C), A))),
        ("a != b", n.Comparison("≠", A, B)),
        ("a <= b", n.Comparison("≤", A, B)),
        ("a is not filled", n.StateIs(A, "filled", negated=True)),
        ("10 元", n.Number("10", "元")),
        ("35%", n.Number("35", "%")),
        ("first a in b.c", n.First(n.Word("a"), n.Field(B, n.Word("c")))),
        ("first a in b exists", n.Exists(n.First(n.Word("a"), B))),
        ("(first a in b).c", n.Field(n.First(n.Word("a"), B), n.Word("c"))),
        ("a in b only c.*", n.Within(A, n.Narrowed(B, n.Narrowing("only", (n.Member((n.Word("c"),), every=True),))))),
        (
            "a[`总计`, * except (b, c)]",
            n.Cell(
                A,
                n.Slot(n.Member((n.Word("总计", quoted=True),))),
                n.Slot(None, n.Narrowing("except", (n.Member((n.Word("b"),)), n.Member((n.Word("c"),))))),
            ),
        ),
        ('a["FBI", b]', n.Cell(A, n.Slot(n.String("FBI")), n.Slot(n.Member((n.Word("b"),))))),
        (
            "every x in matches of a in b where c satisfies a or b",
            n.Quantified("every", n.Word("x"), n.Matches(n.Word("a"), B), C, n.Logic("or", (A, B))),
        ),
        ("rules + ordered", n.Arithmetic("+", name("rules"), name("ordered"))),
    ],
)
def test_an_expression_is_read_as(text: str, tree: n.Expression) -> None:
    assert expression(text) == tree
    assert expression(show_expression(tree)) == tree


@pytest.mark.parametrize(
    ("full", "half"),
    [
        ("sum（a，b）＝10 元", "sum(a, b) = 10 元"),
        ("a［b，＊］＋1．5－2", "a[b, *] + 1.5 - 2"),
        ("a＜＝b", "a ≤ b"),
        ("a＞b", "a > b"),
        ("a／b", "a / b"),
        ("a = “（甲）”", 'a = "（甲）"'),
        ("a = `（甲）`", "a = `（甲）`"),
    ],
)
def test_full_width_signs_are_read_as_half_width_ones_outside_texts_and_labels(full: str, half: str) -> None:
    assert expression(full) == expression(half)
    assert show_expression(expression(full)) == half


def test_full_width_signs_stay_in_patterns_and_comments() -> None:
    text = "# （，\npattern p ＝ /（甲，\\/）/ not after /＝/\n"
    (item,) = read(Source("a.rules", text)).items
    assert item == n.PatternItem(n.Word("p"), "（甲，/）", (), ("＝",))


def test_places_are_exact_under_full_width_signs_and_chinese() -> None:
    source = Source("e", "数量（“甲”，`总计`） ＝ 合计［行，＊］＋１".replace("１", "1"))
    comparison = read_expression(source)
    assert isinstance(comparison, n.Comparison)
    call, total = comparison.left, comparison.right
    assert isinstance(call, n.Call)
    assert isinstance(total, n.Arithmetic)
    assert at(source, comparison.span) == source.text
    assert at(source, call.span) == "数量（“甲”，`总计`）"
    assert [at(source, one.span) for one in call.arguments] == ["“甲”", "`总计`"]
    assert [at(source, total.left.span), at(source, total.right.span)] == ["合计［行，＊］", "1"]


def test_places_are_exact_for_expressions_inside_escaped_texts() -> None:
    text = 'rule x "甲" {\n  message "a\\n\\"{{{year + 1}}}\\"{agency.scope = \\"own\\"}" en "{n}"\n}'
    source = Source("a.rules", text)
    (item,) = read(source).items
    assert isinstance(item, n.RuleItem)
    (message,) = item.clauses
    assert isinstance(message, n.MessageClause)
    first, second = message.templates
    assert first.pieces[0] == 'a\n"{'
    assert first.pieces[2] == '}"'
    holes = [piece for piece in first.pieces if not isinstance(piece, str)]
    assert [at(source, hole.span) for hole in holes] == ["year + 1", 'agency.scope = \\"own\\"']
    assert isinstance(holes[1], n.Comparison)
    assert holes[1].right == n.String("own")
    assert second == n.Template("en", (name("n"),))


def test_the_places_of_wordings_and_patterns_are_those_between_their_signs() -> None:
    source = Source("a.rules", 'pattern p = /甲/ not before /乙/ not after /丙/\nrule x "标题" en "title" { check a }')
    pattern, item = read(source).items
    assert isinstance(pattern, n.PatternItem)
    assert isinstance(item, n.RuleItem)
    assert [at(source, span) for span in pattern.spans] == ["甲", "乙", "丙"]
    assert [at(source, span) for span in item.title.spans] == ["标题", "title"]


@pytest.mark.parametrize(
    ("clause", "tree"),
    [
        (
            'grade error, info when a because "甲" en "b"',
            n.GradeClause("error", (n.Lowering("info", A, n.Wording((("", "甲"), ("en", "b")))),)),
        ),
        ('basis form "表三" says "和"', n.BasisClause(n.Word("form"), n.Wording((("", "表三"),)), n.String("和"))),
        ('basis practice "惯例"', n.BasisClause(n.Word("practice"), n.Wording((("", "惯例"),)))),
        ("effective 2019..2020", n.EffectiveClause("2019", "2020")),
        ("effective 2021 ..", n.EffectiveClause("2021", None)),
        ("effective .. 2020", n.EffectiveClause(None, "2020")),
        (
            "for x in parts of section.a where b",
            n.ForClause(n.Word("x"), n.Parts(n.Field(name("section"), n.Word("a"))), B),
        ),
        ("let x = a", n.LetClause(n.Word("x"), A)),
        ("requires a, b", n.RequiresClause((A, B))),
        ('check a within 1 because "甲"', n.CheckClause(A, n.Number("1"), n.Wording((("", "甲"),)))),
        ("blank as unknown", n.BlankClause("unknown")),
        ('fix ""', n.MessageClause("fix", (n.Template("", ()),))),
        ("replaces requests.balance", n.ReplacesClause((n.Word("requests"), n.Word("balance")))),
    ],
)
def test_a_clause_is_read_as(clause: str, tree: n.Clause) -> None:
    assert rule(clause).clauses == (tree,)


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text() -> None:
    source = source_from_bytes("rules/requests.rules", b"\xef\xbb\xbflet a = 1\r\nlet b = 2 # end\r\n")
    file = read(source)
    assert file.topic == "requests"
    assert [item.word.text for item in file.items] == ["a", "b"]
    assert file == read(Source("requests.rules", "\ufefflet a = 1\nlet b = 2"))


def test_an_empty_file_has_no_items() -> None:
    assert read(Source("a.rules", "# nothing but words\n")).items == ()
    assert show(read(Source("a.rules", ""))) == ""


def test_a_comment_does_not_stand_within_a_text() -> None:
    with pytest.raises(RulesRejectedError, match="R106"):
        rule('message "{year # 年\\n}"')


def test_the_canonical_text_aligns_clauses_and_drops_needless_parentheses() -> None:
    text = """
let a=（1+2)*3
pattern p=/甲\\/乙/ not before /丙/
rule x "甲" en "a"{check((a))!=b
let y=-(-b) for c in[a,b]
  grade warning}
"""
    shown = """\
let a = (1 + 2) * 3

pattern p = /甲\\/乙/ not before /丙/

rule x "甲" en "a" {
  grade  warning
  let    y = --b
  for    c in [a, b]
  check  a ≠ b
}
"""
    assert show(arranged(read(Source("a.rules", text)))) == shown


@pytest.mark.parametrize("depth", [99, 100])
def test_nesting_up_to_the_limit_is_read_and_printed(depth: int) -> None:
    text = "not " * (depth - 1) + "true"
    assert show_expression(expression(text)) == text
