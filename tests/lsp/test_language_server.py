"""The language server asked by a real client as editors ask: right on whole files, calm on half-typed ones."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient

from gouji.source import Source
from gouji.syntax.canonical import canonical
from lsp.editors import CURSOR, Editor, between, edited, listening_client, position

PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-disclosure"
FEES = (PACK / "fees.rules").read_text(encoding="utf-8")
REQUESTS = (PACK / "requests.rules").read_text(encoding="utf-8")
COMMAND = [sys.executable, "-m", "gouji", "lsp", "--lang", "en"]

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_lsp.fixture(scope="module", config=ClientServerConfig(server_command=COMMAND, client_factory=listening_client))  # type: ignore[untyped-decorator]  # of pytest-lsp
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """One server for all tests here: it must stand all of them."""
    await lsp_client.initialize_session(types.InitializeParams(capabilities=types.ClientCapabilities()))
    yield
    await lsp_client.shutdown_session()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the disclosure pack, whose files no test writes."""
    return Path(shutil.copytree(PACK, tmp_path_factory.mktemp("packs") / "规则 包"))


@pytest.fixture
def editor(client: LanguageClient, pack: Path) -> Iterator[Editor]:
    """An editor with no file open; what a test opens is closed behind it."""
    editor = Editor(client, pack)
    yield editor
    for name in list(editor.versions):
        editor.close(name)


def rule(check: str, more: str = "") -> str:
    """A file of one rule."""
    return (
        'rule sample "示例𠮷" en "a sample" {\n  grade error\n  basis practice "惯例" en "practice"\n'
        f"{more}  check {check}\n}}\n"
    )


# ── what is wrong ───────────────────────────────────────────────────────────


async def test_a_clean_file_of_the_pack_has_nothing_to_complain_about(editor: Editor) -> None:
    assert await editor.type("fees.rules", FEES) == []


async def test_a_misspelt_name_is_underlined_with_its_code_and_the_nearest_name(editor: Editor) -> None:
    text = FEES.replace("collected.paid > 0", "colected.paid > 0", 1)
    [said] = [one for one in await editor.type("fees.rules", text) if one.code == "R201"]
    assert between(text, said.range) == "colected"
    assert "help: " in said.message
    assert "`collected`" in said.message
    assert said.severity == types.DiagnosticSeverity.Error


@pytest.mark.parametrize("before", ["说明", "𠮷野家𠮷", "e\u0301", "\u2028\x0c\x85", "👩‍👩‍👧"])
async def test_columns_are_utf_16_units_whatever_stands_before(editor: Editor, before: str) -> None:
    text = rule(f'title = "{before}" and yaer = 2021')
    [said] = [one for one in await editor.type("new.rules", text) if one.code == "R201"]
    assert between(text, said.range) == "yaer"
    assert said.range.start == position(text, text.index("yaer"))


async def test_a_half_typed_file_has_complaints_of_form_and_the_others_keep_theirs(editor: Editor) -> None:
    await editor.type("fees.rules", FEES)
    other = REQUESTS.replace("let applicants", "let aplicants", 1)
    await editor.type("requests.rules", other)
    said = await editor.type("fees.rules", FEES + '\nrule next "下一条" en "next" {\n  check sum(')
    assert said
    assert all(one.code is not None and str(one.code) < "R200" for one in said)
    uri = editor.uri("requests.rules")
    assert "R203" in {one.code for one in editor.client.diagnostics[uri]}


async def test_a_change_of_the_vocabulary_is_seen_in_the_rules_that_use_it(editor: Editor) -> None:
    await editor.type("requests.rules", REQUESTS)
    vocabulary = (PACK / "vocabulary.yaml").read_text(encoding="utf-8")
    renamed = re.sub(r"(?<=[ \[])received(?=[,\n])", "arrived", vocabulary)
    assert await editor.type("vocabulary.yaml", renamed) == []
    uri = editor.uri("requests.rules")
    await editor.until(lambda: any("`received`" in one.message for one in editor.client.diagnostics[uri]))
    said = await editor.type("vocabulary.yaml", "tables: [")
    assert said[0].source == "gouji"


async def test_cases_are_looked_at_while_they_are_typed(editor: Editor) -> None:
    [said] = await editor.type(
        "cases/fees.yaml", "- rule: fees.no_such\n  cases:\n    - {name: x, base: y, expect: [{status: pass}]}\n"
    )
    assert "`fees.no_such`" in said.message


async def test_a_file_without_a_pack_is_looked_at_for_its_form(client: LanguageClient, tmp_path: Path) -> None:
    editor = Editor(client, tmp_path)
    [hint] = await editor.type("alone.rules", rule("anything = 1"))
    assert hint.severity == types.DiagnosticSeverity.Information
    said = await editor.type("alone.rules", rule("anything = "))
    assert {one.severity for one in said} == {types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Information}
    editor.close("alone.rules")


# ── cards ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "before", "inside", "wanted"),
    [
        ("requests.rules", "requests[", "received", ["requests received", "`件`", "row"]),
        ("requests.rules", "check   ", "sum", ["the sum of the members", "sum(values"]),
        ("fees.rules", "first ", "fee_words", ["处理费|收费", "pattern"]),
        ("fees.rules", "m.", "y", ["a year"]),
        ("basis.rules", "basis     ", "regulation", ["Regulation on Open Government Information", "711"]),
    ],
)
async def test_a_card_says_what_a_name_is(
    editor: Editor, name: str, before: str, inside: str, wanted: list[str]
) -> None:
    text = (PACK / name).read_text(encoding="utf-8")
    await editor.type(name, text)
    said = await editor.card(name, text.index(before + inside) + len(before) + 1)
    assert said is not None
    for words in wanted:
        assert words.replace("|", "\\|") in said or words in said


async def test_the_place_of_a_ground_shows_the_clause_that_is_quoted(editor: Editor) -> None:
    text = rule("year > 2000").replace('practice "惯例" en "practice"', 'regulation "第二条" says "本条例所称政府信息"')
    assert await editor.type("new.rules", text) == []
    for words in ("第二条", "本条例所称"):
        said = await editor.card("new.rules", text.index(words) + 1)
        assert said is not None
        assert "> 第二条 本条例所称政府信息，是指行政机关在履行行政管理职能过程中制作或者获取的" in said


async def test_texts_of_a_pack_cannot_write_markdown(editor: Editor) -> None:
    text = rule("title = shown").replace("示例", "[点我](command:x)") + 'let shown = "```\\n[x](y)"\n'
    await editor.type("new.rules", text)
    said = await editor.card("new.rules", text.index("sample") + 1)
    assert said is not None
    assert "](command" not in said
    shown = await editor.card("new.rules", text.index("shown") + 1)
    assert shown is not None
    assert shown.count("```") == 2


# ── completion ──────────────────────────────────────────────────────────────

ROWS, COLUMNS = {"received", "closed.total", "closed.refused.*"}, {"natural_person", "total"}


@pytest.mark.parametrize(
    ("check", "some", "none"),
    [
        ("requests[‸", ROWS | {"*"}, COLUMNS - {"total"}),
        ("requests[closed.re‸", {"closed.refused.state_secret"}, set()),
        ("requests[received, ‸", COLUMNS, ROWS),
        ("requests[* except ‸", ROWS, COLUMNS - {"total"}),
        ("requests[* except (received, ‸", ROWS, COLUMNS - {"total"}),
        ("requests[closed.*, * only ‸", COLUMNS, ROWS),
        ("count(requests.columns except ‸", COLUMNS, ROWS),
        ("prior.requests[‸", ROWS, COLUMNS - {"total"}),
        ("section.‸", {"overview", "requests"}, ROWS),
        ("section.overview.‸", {"heading", "text", "position"}, {"rows"}),
        ("mentions.‸", {"requests_received"}, {"overview"}),
        ("requests.‸", {"rows", "columns"}, {"text"}),
        ("agency.‸", {"name", "level"}, {"agency.name"}),
        ("prior.‸", {"requests", "section", "year"}, {"rows"}),
        ("(first stated_period in document).‸", {"from", "to", "text", "sentence"}, {"rows"}),
        ("some m in mentions.requests_received satisfies m.‸", {"count", "sentence"}, {"rows"}),
        ("first ‸", {"stated_period", "fee_words"}, {"sum"}),
        ("every m in matches of ‸", {"stated_period"}, {"sum"}),
        ("requests[received, total] is ‸", {"filled", "not", "absent"}, {"sum"}),
        ("su‸", {"sum", "requests", "every", "applicants"}, {"natural_person"}),
        ("title = \"‸", set(), {"sum"}),
        ("year = 2021 # ‸", set(), {"sum"}),
        ("10 ‸", {"元", "件"}, {"sum"}),
        ("year > 2000\n  ‸", {"message", "fix", "when"}, set()),
    ],
)  # fmt: skip
async def test_what_is_offered_fits_the_place(editor: Editor, check: str, some: set[str], none: set[str]) -> None:
    found = await editor.offers("new.rules", rule(check).rstrip("}\n"))
    assert some <= found.keys()
    assert not none & found.keys()


QUOTE = "第二条 本条例所称政府信息，是指行政机关在履行行政管理职能过程中制作或者获取的，以一定形式记录、保存的信息。"


@pytest.mark.parametrize(
    ("clause", "some"),
    [
        ("basis ‸", {"regulation", "practice", "derived"}),
        ('basis regulation "‸', {"第一条", "第二条"}),
        ('basis regulation "第二条" says "‸', {QUOTE}),
        ("grade ‸", {"error", "warning", "info"}),
        ("grade error, ‸", {"warning", "info"}),
        ("blank as ‸", {"zero", "unknown"}),
        ("replaces ‸", {"fees.stated"}),
        ("for r in ‸", {"requests", "sections", "matches of"}),
        ("for r in requests.rows where r = ‸", {"received"}),
        ('message "共 {‸} 件" en "{year}"', {"year", "sum"}),
    ],
)  # fmt: skip
async def test_what_is_offered_fits_the_clause(editor: Editor, clause: str, some: set[str]) -> None:
    found = await editor.offers("new.rules", f'rule sample "示例" en "a sample" {{\n  {clause}')
    assert some <= found.keys()


async def test_an_offer_replaces_the_whole_dotted_name_and_is_found_by_its_printed_words(editor: Editor) -> None:
    marked = rule(f"requests[closed.ref{CURSOR}, total] = 0")
    found = await editor.offers("new.rules", marked)
    one = found["closed.refused.state_secret"]
    assert isinstance(one.text_edit, types.TextEdit)
    assert between(editor.texts["new.rules"], one.text_edit.range) == "closed.ref"
    assert "国家秘密" in (one.filter_text or "")


async def test_what_is_offered_in_a_place_can_be_read_there(editor: Editor) -> None:
    marked = rule(f"requests[{CURSOR}, total] = 0")
    found = await editor.offers("new.rules", marked)
    rows = [one for one in found.values() if one.kind == types.CompletionItemKind.EnumMember]
    assert len(rows) > 20
    for one in rows[::5]:
        said = await editor.type("new.rules", marked.replace(CURSOR, one.label))
        assert [each.code for each in said if each.severity == types.DiagnosticSeverity.Error] == []


# ── where names are defined and used ────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "before", "inside", "wanted"),
    [
        ("requests.rules", "requests[r, ", "applicants", [("requests.rules", "applicants")]),
        ("requests.rules", "requests[", "received", [("vocabulary.yaml", "received")]),
        ("fees.rules", "matches of ", "fee_dated", [("fees.rules", "fee_dated")]),
        ("fees.rules", "section.", "other", [("vocabulary.yaml", "other")]),
        ("basis.rules", "basis     ", "regulation", [("sources.yaml", "regulation")]),
        ("fees.rules", "  check     ", "first", []),
    ],
)
async def test_a_name_leads_to_its_definition(
    editor: Editor, name: str, before: str, inside: str, wanted: list[tuple[str, str]]
) -> None:
    text = (PACK / name).read_text(encoding="utf-8")
    await editor.type(name, text)
    assert await editor.definition(name, text.index(before + inside) + len(before) + 1) == wanted


async def test_all_uses_of_a_row_are_found_also_from_the_vocabulary(editor: Editor) -> None:
    await editor.type("requests.rules", REQUESTS)
    from_rules = await editor.references("requests.rules", REQUESTS.index("requests[received") + 10)
    vocabulary = (PACK / "vocabulary.yaml").read_text(encoding="utf-8")
    await editor.type("vocabulary.yaml", vocabulary)
    from_vocabulary = await editor.references("vocabulary.yaml", vocabulary.index("id: received") + 5)
    assert from_rules == from_vocabulary
    assert ("vocabulary.yaml", "received") in from_rules
    assert {text for _, text in from_rules} == {"received"}
    assert len(from_rules) > 3


# ── another name ────────────────────────────────────────────────────────────


async def test_a_pattern_gets_another_name_everywhere(editor: Editor) -> None:
    await editor.type("fees.rules", FEES)
    changed = await editor.rename("fees.rules", FEES.index("fee_dated") + 2, "dated_fee")
    assert changed == {"fees.rules": FEES.replace("fee_dated", "dated_fee")}


async def test_a_rule_gets_another_name_also_where_it_is_replaced_and_in_its_cases(editor: Editor) -> None:
    text = FEES.replace("rule year ", "rule year_named ") + rule("year > 0", "  replaces fees.stated\n")
    await editor.type("fees.rules", text)
    changed = await editor.rename("fees.rules", text.index("rule stated") + 6, "told")
    assert changed["fees.rules"] == text.replace("rule stated ", "rule told ").replace("fees.stated", "fees.told")
    cases = (PACK / "cases" / "fees.yaml").read_text(encoding="utf-8")
    assert changed["cases/fees.yaml"] == cases.replace("rule: fees.stated\n", "rule: fees.told\n")
    assert changed.keys() == {"fees.rules", "cases/fees.yaml"}


async def test_a_variable_gets_another_name_also_in_the_instances_that_cases_name(editor: Editor) -> None:
    await editor.type("requests.rules", REQUESTS)
    at = REQUESTS.index("r in", REQUESTS.index("rule row_total "))
    changed = await editor.rename("requests.rules", at, "line")
    assert re.search(r"for +line in requests\.rows", changed["requests.rules"])
    assert changed["requests.rules"].count("line") > REQUESTS.count("line") + 1
    cases = changed["cases/requests.yaml"]
    start = cases.index("rule: requests.row_total")
    assert "line=received" in cases[start:]
    assert cases[:start] == (PACK / "cases" / "requests.yaml").read_text(encoding="utf-8")[:start]


async def test_the_uses_of_a_rule_are_also_in_its_cases(editor: Editor) -> None:
    await editor.type("fees.rules", FEES)
    found = await editor.references("fees.rules", FEES.index("rule stated") + 6)
    assert ("cases/fees.yaml", "fees.stated") in found


async def test_a_case_on_a_base_or_at_a_place_that_is_not_there_is_told_while_it_is_typed(editor: Editor) -> None:
    one = "    - {name: one, base: clean-2021, change: {/year: 2022}, expect: [{status: pass}]}\n"
    text = "- rule: fees.stated\n  cases:\n" + one
    assert await editor.type("cases/fees.yaml", text) == []
    bad = (
        text
        + one.replace("one", "two").replace("clean", "cleen")
        + one.replace("one", "three").replace("/year", "year")
    )
    assert [one.code for one in await editor.type("cases/fees.yaml", bad)] == ["C105", "C107"]


async def test_cases_of_a_file_in_no_pack_are_not_run_and_nothing_breaks(editor: Editor, tmp_path: Path) -> None:
    await editor.type("fees.rules", FEES)
    lenses = await editor.client.text_document_code_lens_async(
        types.CodeLensParams(types.TextDocumentIdentifier(editor.uri("fees.rules")))
    )
    assert lenses
    assert lenses[0].command is not None
    run = types.ExecuteCommandParams(lenses[0].command.command, [(tmp_path / "x.rules").as_uri(), "x.y"])
    assert await editor.client.workspace_execute_command_async(run) == {"passed": 0, "failed": 0, "untried": 0}


@pytest.mark.parametrize("new", ["check", "two words", "", "fee_words", "1st", "x]", "requests", "亿元", "document"])
async def test_a_name_that_cannot_be_given_is_refused_with_the_reason(editor: Editor, new: str) -> None:
    await editor.type("fees.rules", FEES)
    with pytest.raises(JsonRpcException, match=r"is no name|is used in|already") as refused:
        await editor.rename("fees.rules", FEES.index("fee_dated") + 2, new)
    assert "Traceback" not in str(refused.value)


async def test_nothing_is_renamed_while_a_file_of_the_pack_is_half_typed(editor: Editor) -> None:
    await editor.type("text.rules", "rule half")
    await editor.type("fees.rules", FEES)
    with pytest.raises(JsonRpcException, match=r"text\.rules has errors"):
        await editor.rename("fees.rules", FEES.index("fee_dated") + 2, "dated_fee")


# ── the whole file, and the cases of a rule ─────────────────────────────────


async def test_formatting_gives_what_gouji_fmt_writes(editor: Editor) -> None:
    await editor.type("fees.rules", FEES.replace("  grade     ", " grade ").replace("\n\n", "\n\n\n"))
    asked = types.DocumentFormattingParams(
        types.TextDocumentIdentifier(editor.uri("fees.rules")), types.FormattingOptions(2, True)
    )
    edits = await editor.client.text_document_formatting_async(asked)
    assert edited(editor.texts["fees.rules"], list(edits or ())) == canonical(Source("fees.rules", FEES))
    await editor.type("fees.rules", "rule half")
    assert not await editor.client.text_document_formatting_async(asked)


async def test_the_cases_of_a_rule_are_run_as_the_editor_has_them(editor: Editor) -> None:
    await editor.type("fees.rules", FEES)
    lenses = await editor.client.text_document_code_lens_async(
        types.CodeLensParams(types.TextDocumentIdentifier(editor.uri("fees.rules")))
    )
    command = next(one.command for one in lenses or () if between(FEES, one.range) == "stated")
    assert command is not None
    run = types.ExecuteCommandParams(command.command, command.arguments)
    good = await editor.client.workspace_execute_command_async(run)
    assert good is not None
    assert good["failed"] == 0
    assert good["passed"] > 5
    # The rule is turned round in the editor only: its cases fail, and each is marked in its file.
    wrong = FEES.replace(
        "check     first fee_words in document exists", "check     not first fee_words in document exists"
    )
    await editor.type("fees.rules", wrong)
    bad = await editor.client.workspace_execute_command_async(run)
    assert bad is not None
    assert bad["failed"] > 0
    await editor.until(lambda: bool(editor.client.diagnostics.get(editor.uri("cases/fees.yaml"))))
    marked = editor.client.diagnostics[editor.uri("cases/fees.yaml")]
    assert len(marked) == bad["failed"]
    assert "expected pass, found fail" in marked[0].message
    lenses = await editor.client.text_document_code_lens_async(
        types.CodeLensParams(types.TextDocumentIdentifier(editor.uri("fees.rules")))
    )
    titles = [one.command.title for one in lenses or () if one.command is not None]
    assert any(title.startswith("✗") and str(bad["failed"]) in title for title in titles)
    await editor.type("fees.rules", FEES)
    await editor.until(lambda: editor.client.diagnostics[editor.uri("cases/fees.yaml")] == ())


async def test_a_case_that_is_typed_in_is_run(editor: Editor) -> None:
    cases = (PACK / "cases" / "fees.yaml").read_text(encoding="utf-8")
    run = types.ExecuteCommandParams("gouji.runCases", [editor.uri("fees.rules"), "fees.stated"])
    await editor.type("fees.rules", FEES)
    before = await editor.client.workspace_execute_command_async(run)
    turned = (
        cases + "\n- rule: fees.stated\n  cases:\n    - {name: typed, base: clean-2021, expect: [{status: fail}]}\n"
    )
    await editor.type("cases/fees.yaml", turned)
    after = await editor.client.workspace_execute_command_async(run)
    assert before is not None
    assert after is not None
    assert before["failed"] == 0
    assert after["passed"] + after["failed"] == before["passed"] + 1
    assert after["failed"] > 0


async def test_no_case_is_run_while_another_rule_of_the_pack_is_wrong(editor: Editor) -> None:
    run = types.ExecuteCommandParams("gouji.runCases", [editor.uri("fees.rules"), "fees.stated"])
    await editor.type("fees.rules", FEES)
    await editor.type("new.rules", rule("nothing_of_that_name = 1"))
    found = await editor.client.workspace_execute_command_async(run)
    assert found == {"passed": 0, "failed": 0, "untried": 0}


async def test_the_outline_names_every_item(editor: Editor) -> None:
    await editor.type("fees.rules", FEES)
    found = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(types.TextDocumentIdentifier(editor.uri("fees.rules")))
    )
    names = [one.name for one in found or () if isinstance(one, types.DocumentSymbol)]
    assert names[:3] == ["fee_collected", "fee_words", "stated"]


# ── half-typed and hostile files ────────────────────────────────────────────

HOSTILE = {
    "nothing": "",
    "a byte order mark": "\ufeffrule",
    "a zero character": "rule a\0b {",
    "half a pair of surrogates": 'rule a "\ud800" {\n  check \udfff = 1',
    "brackets without end": 'rule a "b" {\n check ' + "(" * 20_000,
    "braces without end": "rule a {" * 5_000,
    "names without end": "let a = " + "b." * 5_000,
    "slots without end": "let a = " + "t[" * 5_000,
    "a narrowing of a narrowing": "let a = t.rows" + " except (x)" * 5_000,
    "a list without end": "let a = c in [" + "x, " * 5_000,
    "lets in a circle": "let a = b\nlet b = a\nlet c = c.x\n",
    "a text that opens only": 'rule a "b" {\n message "' + "{" * 5_000,
    "a pattern without end": "pattern p = /" + "(a|" * 3_000,
    "a pattern that is too large": "pattern p = /" + "(?:a{900}){900}" + "/",
    "one long line": "# " + "长" * 50_000,
    "old line ends": 'rule a "b" {\r  check x\r}\r',
    "line ends of all kinds": "rule a\u2028b\x85c\x0c\r\nlet 𠮷 = \r",
    "words of the right to left": "let \u202ea = \u2067b\n",
    "signs of all sorts": "".join(map(chr, range(32, 0x3000, 7))),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_texts_are_answered(editor: Editor, text: str) -> None:
    await editor.type("new.rules", text)
    await ask_everything(editor, [0, len(text) // 2, max(len(text) - 1, 0), len(text)])


@pytest.mark.parametrize("step", [797])
async def test_a_file_is_answered_wherever_the_typing_stops(editor: Editor, step: int) -> None:
    for end in range(0, len(FEES), step):
        await editor.type("fees.rules", FEES[:end])
        await ask_everything(editor, [end])


async def ask_everything(editor: Editor, offsets: list[int]) -> None:
    """Ask all there is to ask about some places of the last file typed in; an error of the server is raised here."""
    name = list(editor.texts)[-1]
    document = types.TextDocumentIdentifier(editor.uri(name))
    for offset in offsets:
        place = position(editor.texts[name], offset)
        found = await editor.client.text_document_completion_async(types.CompletionParams(document, place))
        assert found is not None
        await editor.card(name, offset)
        await editor.definition(name, offset)
        await editor.references(name, offset)
    beyond = types.Position(10**6, 10**6)
    await editor.client.text_document_completion_async(types.CompletionParams(document, beyond))
    await editor.client.text_document_code_lens_async(types.CodeLensParams(document))
    await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
