// Starts `gouji lsp` for rule files and for the YAML files of their packs, and stops it with the window.
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const YAML = ["pack", "vocabulary", "sources", "cases/*"];

let client;

async function start() {
  const [command, ...args] = workspace.getConfiguration("gouji").get("command");
  const documentSelector = [
    { language: "gouji" },
    ...YAML.map((name) => ({ scheme: "file", pattern: `**/${name}.yaml` })),
  ];
  const started = new LanguageClient("gouji", "gouji", { command, args }, { documentSelector });
  try {
    await started.start();
    client = started;
  } catch (error) {
    window.showErrorMessage(
      `“${command}” 未能启动：${error.message}。请安装 gouji[lsp]，或在设置 gouji.command 中写明命令。` +
        ` / ${command} could not be started; install gouji[lsp], or say in the setting gouji.command where it is.`,
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async function (context) {
  context.subscriptions.push(
    commands.registerCommand("gouji.restart", restart),
    workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration("gouji") ? restart() : undefined)),
  );
  // In a window that is not trusted, what would run is the command of the machine, on texts of strangers: colours do.
  if (workspace.isTrusted) {
    await start();
  } else {
    context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(start));
  }
};

exports.deactivate = stop;
