import path from "node:path";
import { describe, expect, it } from "vitest";
import { drawn } from "./drawn.js";
import { lint, programOf, writePlugin } from "./plugin-on-disk.js";

/** A plugin of several modules; where a rule reports something, the report is drawn under the code. */
export interface DrawnPlugin {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Something that messages must say, one entry for each report, in the order of the files. */
  readonly says?: readonly string[];
  /** What stands in the place of the report once its suggestion is taken, in the same order; `undefined`: there is none. */
  readonly suggests?: readonly (string | undefined)[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

interface Found {
  readonly place: string;
  readonly message: string;
  readonly suggestion: string | undefined;
}

/** Lints all modules of each plugin with one rule, without types and with them: the reports are those that are drawn, each once. */
export function testPlugins(rule: string, plugins: readonly DrawnPlugin[]): void {
  describe.each([
    ["without types", false],
    ["with types", true],
  ] as const)("%s", (_, isTyped) => {
    it.each(plugins.map((plugin) => [plugin.name, plugin] as const))("%s", (name, plugin) => {
      const sources = Object.entries(plugin.files).map(([file, text]) => ({ file, ...drawn(text) }));
      const written = writePlugin(`rules/${rule}/${name.replaceAll(/\W+/g, "-")}`, {
        "plugin.json": '{ "id": "my-plugin" }',
        ...Object.fromEntries(sources.map(({ file, code }) => [file, code])),
      });
      const program = isTyped ? programOf(written) : undefined;
      // JavaScript is no part of the program.
      const programFor = (file: string): typeof program => (/\.tsx?$/.test(file) ? program : undefined);
      const found = sources
        .filter(({ file }) => written.sources.includes(file))
        .flatMap(({ file, code }) =>
          lint(rule, code, path.join(written.root, file), programFor(file), plugin.settings).map(
            (message): Found => {
              const [suggestion] = message.suggestions ?? [];
              return {
                place: `${file}:${String(message.line)}:${String(message.column)}-${String(message.endColumn)} ${String(message.messageId)}`,
                message: message.message,
                suggestion: suggestion && changedLine(code, suggestion.fix),
              };
            },
          ),
        );
      expect(found.map(({ place }) => place)).toEqual(
        sources.flatMap(({ file, errors }) =>
          errors.map(
            ({ line, column, endColumn, messageId }) =>
              `${file}:${String(line)}:${String(column)}-${String(endColumn)} ${messageId}`,
          ),
        ),
      );
      for (const [index, text] of (plugin.says ?? []).entries())
        expect(found[index]?.message).toContain(text);
      if (plugin.suggests) expect(found.map(({ suggestion }) => suggestion)).toEqual(plugin.suggests);
    });
  });
}

/** The line in which a change is made, as it is then. */
function changedLine(
  code: string,
  { range, text }: { readonly range: readonly number[]; readonly text: string },
): string {
  const [start = 0, end = 0] = range;
  const changed = code.slice(0, start) + text + code.slice(end);
  const from = changed.lastIndexOf("\n", start - 1) + 1;
  const to = changed.indexOf("\n", start + text.length);
  return changed.slice(from, to < 0 ? undefined : to).trim();
}

/** A background module around some statements. */
export function background(statements: string, top = ""): string {
  return `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
${top}
export default createPlugin({
  async onStart(ctx) {
${statements}
  },
});
`;
}

/** A component that listens to some channels properly. */
export function panel(subscriptions: string, releases = "", top = ""): string {
  return `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
${top}
export default function Panel({ id }: { id: string }) {
  const { socket } = usePluginContext();
  useEffect(() => {
    const hear = () => console.log(id);
${subscriptions}
    return () => {
${releases}
    };
  }, [socket, id]);
  return null;
}
`;
}
