"""The extension for VS Code: its manifest, its grammar on the pack, and, where Node.js is, what its code starts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gouji import __version__
from gouji.lsp.tokens import Token, tokens_of
from gouji.syntax.words import RESERVED
from lsp.textmate import Grammar, Scopes

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "editors" / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
GRAMMAR = Grammar(FOLDER / "syntaxes" / "gouji.tmLanguage.json")
CASES = json.loads((FOLDER / "test" / "grammar.json").read_text(encoding="utf-8"))
PACK = sorted((ROOT / "rules" / "cn-disclosure").glob("*.rules"))
NODE = shutil.which("node")


# ── the manifest ────────────────────────────────────────────────────────────


def test_the_manifest_says_what_vs_code_asks_for() -> None:
    for name in ("name", "displayName", "description", "publisher", "license", "main"):
        assert isinstance(MANIFEST[name], str), name
        assert MANIFEST[name], name
    assert MANIFEST["version"] == __version__
    assert re.fullmatch(r"\^\d+\.\d+\.\d+", MANIFEST["engines"]["vscode"])
    assert list(MANIFEST["dependencies"]) == ["vscode-languageclient"]
    assert MANIFEST["activationEvents"] == [f"onLanguage:{MANIFEST['contributes']['languages'][0]['id']}"]


def test_every_command_and_setting_of_the_manifest_is_used_by_the_code() -> None:
    code = (FOLDER / "extension.js").read_text(encoding="utf-8")
    contributed = MANIFEST["contributes"]
    assert [one["command"] for one in contributed["commands"]] == re.findall(r'registerCommand\("([\w.]+)"', code)
    (setting,) = contributed["configuration"]["properties"]
    section, name = re.findall(r'getConfiguration\("(\w+)"\).get\("(\w+)"\)', code)[0]
    assert f"{section}.{name}" == setting
    assert contributed["configuration"]["properties"][setting]["default"] == ["gouji", "lsp"]


def test_a_workspace_that_is_not_trusted_cannot_say_what_is_run() -> None:
    assert MANIFEST["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"] == ["gouji.command"]
    assert MANIFEST["contributes"]["configuration"]["properties"]["gouji.command"]["scope"] == "machine-overridable"


def test_the_licence_is_that_of_the_project() -> None:
    assert (FOLDER / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_what_npm_leaves_behind_is_not_kept() -> None:
    ignored = (FOLDER / ".gitignore").read_text(encoding="utf-8").split()
    assert set(ignored) >= {"node_modules/", "package-lock.json", "*.vsix"}


def test_brackets_and_words_of_the_language_are_those_of_the_language() -> None:
    configuration = json.loads((FOLDER / "language-configuration.json").read_text(encoding="utf-8"))
    assert configuration["comments"] == {"lineComment": "#"}
    assert configuration["brackets"] == [["{", "}"], ["[", "]"], ["(", ")"]]
    assert {one["open"] for one in configuration["autoClosingPairs"]} == set('{[("`“')


# ── the grammar ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", CASES, ids=[one["line"].strip() for one in CASES])
def test_words_have_their_colours(case: dict[str, object]) -> None:
    line, scopes = case["line"], case["scopes"]
    assert isinstance(line, str)
    assert isinstance(scopes, dict)
    (colours,) = GRAMMAR.colours(line)
    for word, wanted in scopes.items():
        assert wanted in ("source.gouji", *colours[line.index(word)]), word


def _wanted(token: Token) -> str | None:
    """The beginning of a name that a token's colour must have."""
    match token.kind:
        case "string":
            return "string.quoted"
        case "regex":
            return "string.regexp"
        case "label":
            return "string.other.label"
        case "comment":
            return "comment.line"
        case "hole":
            return "punctuation.section.embedded"
        case "number":
            return "constant.numeric"
        case "word" if token.text in RESERVED:
            return "storage.type keyword.control constant.language"
        case _:
            return None


@pytest.mark.parametrize("path", PACK, ids=lambda path: path.name)
def test_the_grammar_sees_in_the_pack_what_the_language_server_sees(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    flat: list[Scopes] = [scopes for line in GRAMMAR.colours(text) for scopes in (*line, ())]
    for token in tokens_of(text):
        wanted = _wanted(token)
        if wanted is not None:
            found = flat[token.start]
            assert any(name.startswith(tuple(wanted.split())) for name in found), (token, found)


# ── the code ────────────────────────────────────────────────────────────────


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
def test_the_extension_starts_the_server_and_says_what_to_do_when_it_cannot() -> None:
    assert NODE is not None
    tried = subprocess.run(
        [NODE, "--test", "test/extension.test.js"], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stdout
    assert re.search(r"pass 5\b", tried.stdout)
