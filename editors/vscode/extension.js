// Starts `gouji lsp` for rule files and for the YAML files of their packs, and stops it with the window.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
  const [command, ...args] = workspace.getConfiguration("gouji").get("command");
  const yaml = ["pack", "vocabulary", "sources", "cases/*"].map((name) => ({
    scheme: "file",
    pattern: `**/${name}.yaml`,
  }));
  client = new LanguageClient(
    "gouji",
    "gouji",
    { command, args },
    { documentSelector: [{ language: "gouji" }, ...yaml] },
  );
  return client.start();
};

exports.deactivate = function () {
  return client?.stop();
};
