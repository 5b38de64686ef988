/** The language servers of ESLint (that of VS Code) and oxlint, driven as an editor drives them. */
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../helpers/command.js";
import type { Diagnostic, Server } from "../helpers/editor.js";
import { Editor } from "../helpers/editor.js";
import { OXLINT_CONFIG } from "./oxlint-config.js";

const require = createRequire(import.meta.url);

/** What VS Code's extension for ESLint answers its server. */
const ESLINT: Server = {
  command: [
    require.resolve("vscode-langservers-extracted/lib/eslint-language-server/eslintServer.js"),
    "--stdio",
  ],
  configuration: {
    validate: "on",
    useESLintClass: true,
    experimental: { useFlatConfig: false },
    codeAction: {
      disableRuleComment: { enable: true, location: "separateLine", commentStyle: "line" },
      showDocumentation: { enable: true },
    },
    codeActionOnSave: { enable: true, mode: "all" },
    rulesCustomizations: [],
    run: "onType",
    problems: { shortenToSingleLine: false },
    nodePath: null,
    workingDirectory: { mode: "location" },
  },
};
const OXLINT: Server = {
  command: [path.join(ROOT, "node_modules/oxlint/bin/oxlint"), "--lsp"],
  configuration: {},
};

const FLIGHT = "src/background/flight.ts";
const TOASTS = "src/ui/components/alert-toasts.tsx";
const COUNTDOWN = "src/ui/components/departure-countdown.tsx";
const NOTICES = "src/ui/components/crew-notices.tsx";

function workspace(name: string): string {
  const root = path.join(ROOT, "tests/.tmp/editor", name);
  rmSync(root, { recursive: true, force: true });
  cpSync(path.join(ROOT, "examples/status-board-broken"), root, { recursive: true });
  return root;
}

const at = ({ range, code }: Diagnostic): string =>
  `${String(range.start.line + 1)}:${String(range.start.character + 1)}-${String(range.end.line + 1)}:${String(range.end.character + 1)} ${code}`;

function lineOf(text: string, diagnostic: Diagnostic): string {
  return text.split("\n")[diagnostic.range.start.line] ?? "";
}

async function found(editor: Editor, file: string, code: string): Promise<Diagnostic> {
  const diagnostic = (await editor.diagnostics(file)).find((one) => one.code === code);
  if (!diagnostic) throw new Error(`there is no ${code} in ${file}`);
  return diagnostic;
}

describe("ESLint in an editor", () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.start(workspace("eslint"), ESLINT);
    for (const file of [FLIGHT, TOASTS, COUNTDOWN, NOTICES]) await editor.open(file);
  });
  afterAll(async () => {
    await editor.stop();
  });

  it("underlines exactly what is wrong, with a link to the rule", async () => {
    const diagnostics = await editor.diagnostics(FLIGHT);
    expect(diagnostics.map(at)).toEqual([
      "11:20-11:63 stratos/no-non-cloneable-payload",
      "17:46-17:74 stratos/no-cross-plugin-channel",
      "21:22-21:49 stratos/no-prefixed-channel",
    ]);
    for (const { codeDescription, severity, code } of diagnostics) {
      expect(codeDescription?.href).toMatch(new RegExp(`/docs/rules/${code.replace("stratos/", "")}\\.md$`));
      expect(severity).toBe(1);
    }
  });

  it("offers a fix as the preferred action, and it removes the diagnostic", async () => {
    const before = editor.textOf(FLIGHT);
    const diagnostic = await found(editor, FLIGHT, "stratos/no-prefixed-channel");
    const actions = await editor.actions(FLIGHT, diagnostic);
    const fix = actions.find(({ isPreferred }) => isPreferred);
    expect(fix?.title).toContain("no-prefixed-channel");
    expect(actions.map(({ title }) => title)).toContain("Show documentation for stratos/no-prefixed-channel");
    if (fix) await editor.choose(FLIGHT, fix);
    expect(lineOf(editor.textOf(FLIGHT), diagnostic)).toContain('ctx.ipc.send("alert", ');
    expect((await editor.diagnostics(FLIGHT)).map(({ code }) => code)).not.toContain(
      "stratos/no-prefixed-channel",
    );
    await editor.type(FLIGHT, before);
  });

  it("offers suggestions that say what they do", async () => {
    const diagnostic = await found(editor, COUNTDOWN, "stratos/require-socket-cleanup");
    const title = "Pass the handler to `socket.off(CHANNELS.countdown)`.";
    const suggestion = (await editor.actions(COUNTDOWN, diagnostic)).find((one) =>
      one.title.startsWith(title),
    );
    expect(suggestion?.isPreferred).not.toBe(true);
    const before = editor.textOf(COUNTDOWN);
    if (suggestion) await editor.choose(COUNTDOWN, suggestion);
    expect(editor.textOf(COUNTDOWN)).not.toBe(before);
    const left = await editor.diagnostics(COUNTDOWN);
    expect(left.filter(({ code }) => code === "stratos/require-socket-cleanup")).toEqual([]);
  });

  it("fixes all that is certain when the file is saved, and nothing else", async () => {
    const before = await editor.diagnostics(TOASTS);
    const fixable = before.filter(({ code }) => code === "stratos/no-prefixed-channel");
    expect(fixable.length).toBeGreaterThan(1);
    const text = editor.textOf(TOASTS);
    await editor.fixAll(TOASTS);
    expect(editor.textOf(TOASTS)).not.toContain("plugin:status-board:");
    expect(editor.textOf(TOASTS)).toBe(text.replaceAll("plugin:status-board:", ""));
    const left = await editor.diagnostics(TOASTS);
    expect(left.map(({ code }) => code)).not.toContain("stratos/no-prefixed-channel");
  });

  it("an edit that is saved in one file changes what another one shows", async () => {
    const unmatched = async (): Promise<string[]> =>
      (await editor.diagnostics(NOTICES))
        .filter(({ code }) => code === "stratos/no-unmatched-channel")
        .map(({ message }) => message);
    const before = await unmatched();
    expect(before.some((message) => message.includes('"gate"'))).toBe(true);
    const text = editor.textOf(FLIGHT);
    await editor.type(
      FLIGHT,
      text.replace(
        'ctx.ipc.send("plugin:status-board:alert",',
        'ctx.ipc.send("gate", 1);\n    ctx.ipc.send("plugin:status-board:alert",',
      ),
    );
    await editor.save(FLIGHT);
    const after = await unmatched();
    expect(after.some((message) => message.includes('"gate"'))).toBe(false);
    expect(after.length).toBe(before.length - 1);
    await editor.type(FLIGHT, text);
    await editor.save(FLIGHT);
    expect(await unmatched()).toEqual(before);
  });
});

describe("oxlint in an editor", () => {
  let editor: Editor;
  beforeAll(async () => {
    const root = workspace("oxlint");
    writeFileSync(path.join(root, ".oxlintrc.json"), JSON.stringify(OXLINT_CONFIG));
    editor = await Editor.start(root, OXLINT);
    await editor.open(FLIGHT);
    // The first answer comes before the plugin is loaded.
    for (let tries = 0; tries < 50 && (await editor.diagnostics(FLIGHT)).length === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
  });
  afterAll(async () => {
    await editor.stop();
  });

  it("shows the same, and fixes it", async () => {
    expect((await editor.diagnostics(FLIGHT)).map(at).sort()).toEqual([
      "17:46-17:74 stratos(no-cross-plugin-channel)",
      "21:22-21:49 stratos(no-prefixed-channel)",
    ]);
    const diagnostic = await found(editor, FLIGHT, "stratos(no-prefixed-channel)");
    const [fix] = await editor.actions(FLIGHT, diagnostic);
    if (fix) await editor.choose(FLIGHT, fix);
    expect(lineOf(editor.textOf(FLIGHT), diagnostic)).toContain('ctx.ipc.send("alert", ');
  });
});
