// The grammar in the engine of VS Code; needs `npm install`. The same cases run in the project's own tests without it.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const CASES = JSON.parse(fs.readFileSync(path.join(__dirname, "grammar.json"), "utf-8"));

async function grammar() {
  const oniguruma = require("vscode-oniguruma");
  const { parseRawGrammar, Registry } = require("vscode-textmate");
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const file = path.join(__dirname, "..", "syntaxes", "gouji.tmLanguage.json");
  return new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(file, "utf-8"), file),
  }).loadGrammar("source.gouji");
}

test("every word of the cases has its colour", async () => {
  const colours = await grammar();
  for (const { line, scopes } of CASES) {
    const found = colours.tokenizeLine(line, null).tokens;
    for (const [word, wanted] of Object.entries(scopes)) {
      const at = line.indexOf(word);
      const token = found.find((one) => one.startIndex <= at && at < one.endIndex);
      assert.ok(token.scopes.includes(wanted), `${word} in ${line}: ${token.scopes}`);
    }
  }
});
