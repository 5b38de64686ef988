import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { MessageConnection } from "vscode-jsonrpc/node.js";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node.js";
import type { TextEdit } from "vscode-languageserver-textdocument";
import { TextDocument } from "vscode-languageserver-textdocument";

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: number;
  readonly message: string;
  readonly range: Range;
  readonly codeDescription?: { readonly href: string };
}

interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, TextEdit[]>>;
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string };
    readonly edits: TextEdit[];
  }[];
}

export interface Action {
  readonly title: string;
  readonly kind?: string;
  readonly isPreferred?: boolean;
  readonly edit?: WorkspaceEdit;
  readonly command?: { readonly command: string; readonly arguments?: unknown[] };
}

/** How a server is started and what it asks its editor for. */
export interface Server {
  readonly command: readonly string[];
  /** The answer to each item of `workspace/configuration`. */
  readonly configuration: object;
}

/** An editor with a language server behind it, which both talk as in VS Code. */
export class Editor {
  private readonly documents = new Map<string, TextDocument>();
  private lastEdit: WorkspaceEdit | undefined;

  private constructor(
    private readonly root: string,
    private readonly child: ChildProcess,
    private readonly connection: MessageConnection,
  ) {}

  /** Opens a folder. */
  static async start(root: string, { command, configuration }: Server): Promise<Editor> {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const editor = new Editor(root, child, connection);
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => configuration),
    );
    connection.onRequest("workspace/workspaceFolders", () => [folderOf(root)]);
    connection.onRequest("workspace/diagnostic/refresh", () => null);
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("client/unregisterCapability", () => null);
    connection.onRequest("eslint/confirmESLintExecution", () => 4);
    connection.onRequest("workspace/applyEdit", ({ edit }: { edit: WorkspaceEdit }) => {
      editor.lastEdit = edit;
      return { applied: true };
    });
    connection.listen();
    await connection.sendRequest("initialize", initialization(root));
    await connection.sendNotification("initialized", {});
    return editor;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    this.connection.dispose();
    this.child.kill();
  }

  async open(file: string): Promise<void> {
    const text = readFileSync(path.join(this.root, file), "utf8");
    const languageId = file.endsWith("x") ? "typescriptreact" : "typescript";
    const document = TextDocument.create(this.uriOf(file), languageId, 1, text);
    this.documents.set(file, document);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: document.uri, languageId, version: 1, text },
    });
  }

  textOf(file: string): string {
    return this.documentOf(file).getText();
  }

  /** Types: the text is another one, and not on disk yet. */
  async type(file: string, text: string): Promise<void> {
    const { uri, version, languageId } = this.documentOf(file);
    this.documents.set(file, TextDocument.create(uri, languageId, version + 1, text));
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: version + 1 },
      contentChanges: [{ text }],
    });
  }

  async save(file: string): Promise<void> {
    const { uri } = this.documentOf(file);
    writeFileSync(path.join(this.root, file), this.textOf(file));
    await this.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri, type: 2 }],
    });
  }

  async diagnostics(file: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri: this.uriOf(file) },
    });
    return report.items;
  }

  /** What the light bulb of a diagnostic offers. */
  async actions(file: string, diagnostic: Diagnostic): Promise<readonly Action[]> {
    const context = { diagnostics: [diagnostic], triggerKind: 1 };
    return this.requestActions(file, diagnostic.range, context);
  }

  /** What is done when a file is saved, with "fix all" switched on. */
  async fixAll(file: string): Promise<void> {
    const start = { line: 0, character: 0 };
    const context = { diagnostics: [], only: ["source.fixAll"], triggerKind: 2 };
    for (const action of await this.requestActions(file, { start, end: start }, context))
      await this.choose(file, action);
  }

  /** Chooses an action; the text is then what it makes of it. */
  async choose(file: string, { edit, command }: Action): Promise<void> {
    this.lastEdit = edit;
    if (command)
      await this.connection.sendRequest("workspace/executeCommand", {
        command: command.command,
        arguments: command.arguments ?? [],
      });
    const document = this.documentOf(file);
    const edits =
      this.lastEdit?.changes?.[document.uri] ??
      this.lastEdit?.documentChanges?.flatMap((change) => change.edits);
    await this.type(file, TextDocument.applyEdits(document, edits ?? []));
  }

  private async requestActions(file: string, range: Range, context: object): Promise<readonly Action[]> {
    const found = await this.connection.sendRequest<Action[] | null>("textDocument/codeAction", {
      textDocument: { uri: this.uriOf(file) },
      range,
      context,
    });
    return found ?? [];
  }

  private documentOf(file: string): TextDocument {
    const document = this.documents.get(file);
    if (!document) throw new Error(`${file} is not open`);
    return document;
  }

  private uriOf(file: string): string {
    return pathToFileURL(path.join(this.root, file)).href;
  }
}

function folderOf(root: string): { name: string; uri: string } {
  return { name: path.basename(root), uri: pathToFileURL(root).href };
}

function initialization(root: string): object {
  return {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    rootPath: root,
    workspaceFolders: [folderOf(root)],
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        applyEdit: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        diagnostics: { refreshSupport: true },
        executeCommand: { dynamicRegistration: true },
      },
      textDocument: {
        synchronization: { dynamicRegistration: true, didSave: true },
        publishDiagnostics: { codeDescriptionSupport: true, dataSupport: true },
        diagnostic: { dynamicRegistration: true },
        codeAction: {
          codeActionLiteralSupport: {
            codeActionKind: { valueSet: ["", "quickfix", "source", "source.fixAll", "source.fixAll.eslint"] },
          },
          isPreferredSupport: true,
          dataSupport: true,
        },
      },
    },
  };
}
