// The extension with stand-ins for VS Code and its language client: what it starts, and what it says when it cannot.
const assert = require("node:assert");
const Module = require("node:module");
const path = require("node:path");
const test = require("node:test");

function extension({ command = ["gouji", "lsp"], trusted = true, fails = false } = {}) {
  const seen = { clients: [], said: [], commands: {}, stopped: 0, granted: undefined, changed: undefined };
  const vscode = {
    commands: { registerCommand: (name, act) => ((seen.commands[name] = act), { dispose() {} }) },
    window: { showErrorMessage: (text) => seen.said.push(text) },
    workspace: {
      isTrusted: trusted,
      getConfiguration: () => ({ get: () => command }),
      onDidChangeConfiguration: (act) => ((seen.changed = act), { dispose() {} }),
      onDidGrantWorkspaceTrust: (act) => ((seen.granted = act), { dispose() {} }),
    },
  };
  class LanguageClient {
    constructor(id, name, server, options) {
      seen.clients.push({ id, name, server, options });
    }
    async start() {
      if (fails) throw new Error("ENOENT");
    }
    async stop() {
      seen.stopped += 1;
    }
  }
  const load = Module._load;
  Module._load = (name, ...rest) =>
    name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
  const file = path.join(__dirname, "..", "extension.js");
  delete require.cache[require.resolve(file)];
  try {
    return { ...require(file), seen, context: { subscriptions: [] } };
  } finally {
    Module._load = load;
  }
}

test("it starts the server for rule files and the files of their packs", async () => {
  const one = extension();
  await one.activate(one.context);
  const [client] = one.seen.clients;
  assert.deepStrictEqual(client.server, { command: "gouji", args: ["lsp"] });
  assert.deepStrictEqual(client.options.documentSelector[0], { language: "gouji" });
  assert.deepStrictEqual(
    client.options.documentSelector.slice(1).map((each) => each.pattern),
    ["**/pack.yaml", "**/vocabulary.yaml", "**/sources.yaml", "**/cases/*.yaml"],
  );
  await one.deactivate();
  assert.strictEqual(one.seen.stopped, 1);
});

test("it starts what the setting says", async () => {
  const one = extension({ command: ["/opt/gouji", "lsp", "--lang", "en"] });
  await one.activate(one.context);
  assert.deepStrictEqual(one.seen.clients[0].server, { command: "/opt/gouji", args: ["lsp", "--lang", "en"] });
});

test("it says what to do when the server cannot be started", async () => {
  const one = extension({ fails: true });
  await one.activate(one.context);
  assert.strictEqual(one.seen.said.length, 1);
  assert.match(one.seen.said[0], /gouji\[lsp\].*gouji\.command/);
  await one.deactivate();
  assert.strictEqual(one.seen.stopped, 0);
});

test("it starts anew when asked to, and when its setting changes", async () => {
  const one = extension();
  await one.activate(one.context);
  await one.seen.commands["gouji.restart"]();
  await one.seen.changed({ affectsConfiguration: (name) => name === "gouji" });
  await one.seen.changed({ affectsConfiguration: () => false });
  assert.strictEqual(one.seen.clients.length, 3);
  assert.strictEqual(one.seen.stopped, 2);
});

test("it runs nothing in a window that is not trusted until it is", async () => {
  const one = extension({ trusted: false });
  await one.activate(one.context);
  assert.strictEqual(one.seen.clients.length, 0);
  await one.seen.granted();
  assert.strictEqual(one.seen.clients.length, 1);
});
