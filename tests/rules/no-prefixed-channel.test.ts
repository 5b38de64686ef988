import { noPrefixedChannel } from "../../src/rules/no-prefixed-channel.js";
import { testRule } from "../helpers/rule-tester.js";

const SDK = "@skyvexsoftware/stratos-sdk";
const withoutPrefix = (code: string): string => code.replaceAll("plugin:my-plugin:", "");
const replacing =
  (from: string, to: string) =>
  (code: string): string =>
    code.replace(from, to);

/** A hook around the lines that matter. */
const inHook = (lines: string, before = ""): string => `import { usePluginContext } from "${SDK}";
${before}
export function useIt(handler, other) {
  const { socket, pluginId } = usePluginContext();
${lines}
}
`;

const inBackground = (lines: string, before = ""): string => `import { createPlugin } from "${SDK}/helpers";
${before}
export default createPlugin({
  async onStart(ctx) {
${lines}
  },
});
`;

testRule("no-prefixed-channel", noPrefixedChannel, "useLeaf", {
  mistakes: [
    {
      name: "a literal, on both sides of a subscription",
      code: inHook(`
  socket.on("plugin:my-plugin:status", handler);
            ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed
  socket.off('plugin:my-plugin:status', handler);
             ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      fixed: withoutPrefix,
    },
    {
      name: "a constant that names nothing else is fixed where it is written, and reported once",
      code: inHook(
        `  socket.on(STATUS, handler);
  socket.off(STATUS, handler);`,
        `const STATUS = "plugin:my-plugin:status";
               ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`,
      ),
      fixed: withoutPrefix,
    },
    {
      name: "a constant that is a storage key as well is not changed without asking",
      code: inHook(
        `  localStorage.setItem(STATUS, "1");
  socket.on(STATUS, handler);`,
        `const STATUS = "plugin:my-plugin:status";
               ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`,
      ),
      suggested: [withoutPrefix],
    },
    {
      name: "an exported table may name other things elsewhere",
      code: inHook(
        `  socket.on(CHANNELS.status, handler);`,
        `export const CHANNELS = { status: "plugin:my-plugin:status" };
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`,
      ),
      suggested: [withoutPrefix],
    },
    {
      name: "the id of the context in a template",
      code: inHook(`
  socket.on(\`plugin:\${pluginId}:status\`, handler);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      fixed: replacing("`plugin:${pluginId}:status`", "`status`"),
    },
    {
      name: "a prefix in a constant of its own",
      code: inHook(
        `
  socket.on(\`\${PREFIX}status\`, handler);
            ~~~~~~~~~~~~~~~~~ prefixed
  socket.on(PREFIX + "done", handler);
            ~~~~~~~~~~~~~~~ prefixed`,
        `const PREFIX = "plugin:my-plugin:";`,
      ),
      fixed: (code) => code.replace("`${PREFIX}status`", "`status`").replace('PREFIX + "done"', '"done"'),
    },
    {
      name: "a name put together from a parameter stays a string",
      code: inHook(
        `  socket.on(full(other), handler);`,
        `const full = (leaf) => "plugin:my-plugin:" + leaf;
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`,
      ),
      fixed: replacing('"plugin:my-plugin:" + leaf', "`${leaf}`"),
    },
    {
      name: "a name put together from a string",
      code: inHook(
        `  socket.on(full(other), handler);`,
        `const full = (leaf: string) => "plugin:my-plugin:" + leaf;
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`,
      ),
      fixed: replacing('"plugin:my-plugin:" + leaf', "leaf"),
    },
    {
      name: "a type that spells the name as well is not contradicted",
      code: inHook(
        `  socket.on(STATUS, handler);`,
        `const STATUS: "plugin:my-plugin:status" = "plugin:my-plugin:status";
                                          ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`,
      ),
    },
    {
      name: "parentheses stay where they are",
      code: inHook(`
  socket.on("plugin:my-plugin:" + (other ? "a" : "b"), handler);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      fixed: replacing('"plugin:my-plugin:" + (other ? "a" : "b")', '(other ? "a" : "b")'),
    },
    {
      name: "a call that serves another connection as well is not changed without asking",
      code: `import { usePluginContext } from "${SDK}";
import { io } from "socket.io-client";
const relay = io("https://relay.example.test");
export function useIt(remote, handler) {
  const { socket } = usePluginContext();
  (remote ? relay : socket).on("plugin:my-plugin:status", handler);
                               ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed
}
`,
      suggested: [withoutPrefix],
    },
    {
      name: "the first segments joined",
      code: inHook(`
  socket.on(["plugin", "my-plugin", "status"].join(":"), handler);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      fixed: replacing('["plugin", "my-plugin", "status"].join(":")', '"status"'),
    },
    {
      name: "one branch of two",
      code: inHook(`
  const channel = other ? "status" : "plugin:my-plugin:idle";
                                     ~~~~~~~~~~~~~~~~~~~~~~~ prefixed
  socket.on(channel, handler);`),
      fixed: withoutPrefix,
    },
    {
      name: "one element of an array that is looped over",
      code: inHook(
        `  for (const name of NAMES) socket.on(name, handler);`,
        `const NAMES = ["status", "plugin:my-plugin:log"];
                         ~~~~~~~~~~~~~~~~~~~~~~ prefixed`,
      ),
      fixed: withoutPrefix,
    },
    {
      name: "an id that is not known: the head is enough, what to do is only suggested",
      code: inHook(`
  socket.on(\`plugin:\${other}:status\`, handler);
            ~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      suggested: [replacing("`plugin:${other}:status`", "`status`")],
    },
    {
      name: "without a manifest and settings this plugin's id is not known",
      settings: { pluginId: undefined },
      code: inHook(`
  socket.on("plugin:my-plugin:status", handler);
            ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      suggested: [withoutPrefix],
    },
    {
      name: "a broadcast of the background",
      code: inBackground(`
    ctx.ipc.send("plugin:my-plugin:status", { n: 1 });
                 ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      fixed: withoutPrefix,
    },
    {
      name: "any method of ctx.ipc takes a leaf",
      code: inBackground(`
    ctx.ipc.whateverComesNext("plugin:my-plugin:status");
                              ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed`),
      fixed: withoutPrefix,
    },
    {
      name: "a context that is kept in a module-level variable",
      code: inBackground(
        `    current = ctx;`,
        `let current = null;
function broadcast(value) {
  current?.ipc.send("plugin:my-plugin:status", value);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed
}`,
      ),
      fixed: withoutPrefix,
    },
    {
      name: "a context in a field of a class",
      code: `import type { PluginContext } from "${SDK}";
export class Board {
  constructor(private ctx: PluginContext) {}
  show(value: number) {
    this.ctx.ipc.send("plugin:my-plugin:status", value);
                      ~~~~~~~~~~~~~~~~~~~~~~~~~ prefixed
  }
}
`,
      fixed: withoutPrefix,
    },
  ],
  correct: [
    {
      name: "a bare prefix that a condition keeps out",
      code: inHook(`  if (other == null) socket.on("status", handler);`),
    },
    { name: "an empty file", code: "" },
    { name: "a leaf", code: inHook(`  socket.on("status", handler);`) },
    { name: "a leaf with a colon", code: inHook(`  socket.on("job:done", handler);`) },
    { name: "no segment behind the word", code: inHook(`  socket.on("plugin:status", handler);`) },
    {
      name: "another plugin's channel is another rule's business",
      code: inHook(`  socket.on("plugin:weather:metar", handler);`),
    },
    { name: "an unknown name", code: inHook(`  socket.on(other, handler);`) },
    { name: "an unknown head", code: inHook("  socket.on(`${other}plugin:my-plugin:status`, handler);") },
    {
      name: "a payload is no channel",
      code: inBackground(`    ctx.ipc.send("trace", "plugin:my-plugin:status");`),
    },
    {
      name: "the prefix is taken off before",
      code: inHook(`  let name = "plugin:my-plugin:status";
  name = name.split(":")[2];
  socket.on(name, handler);`),
    },
    {
      name: "a guard keeps prefixed names out",
      code: inHook(
        `  for (const name of NAMES) if (!name.startsWith("plugin:")) socket.on(name, handler);`,
        `const NAMES = ["status", "plugin:my-plugin:log"];`,
      ),
    },
    {
      name: "a helper takes the prefix off",
      code: inHook(
        `  socket.on(leafOf("plugin:my-plugin:status"), handler);`,
        `function leafOf(name) {
  if (name.startsWith("plugin:")) return name.split(":").slice(2).join(":");
  return name;
}`,
      ),
    },
    {
      name: "a helper that serves another connection as well",
      code: `import { usePluginContext } from "${SDK}";
import { io } from "socket.io-client";
const relay = io("https://relay.example.test");
function listen(connection, name, handler) {
  connection.on(name, handler);
}
export function useIt(handler) {
  const { socket } = usePluginContext();
  listen(socket, "status", handler);
  listen(relay, "plugin:my-plugin:status", handler);
}
`,
    },
    {
      name: "a table that is changed after it is made",
      code: inHook(
        `  socket.on(CHANNELS.status, handler);`,
        `const CHANNELS = { status: "plugin:my-plugin:status" };
CHANNELS.status = strip(CHANNELS.status);`,
      ),
    },
    {
      name: "a table that unseen code may have changed",
      code: inHook(
        `  socket.on(CHANNELS.status, handler);`,
        `import { toLeaves } from "./names";
const CHANNELS = { status: "plugin:my-plugin:status" };
toLeaves(CHANNELS);`,
      ),
    },
    {
      name: "a local hook of the same name",
      code: `function usePluginContext() { return makeFake(); }
export function useIt(handler) {
  const { socket } = usePluginContext();
  socket.on("plugin:my-plugin:status", handler);
}
`,
    },
    {
      name: "what is emitted is not heard by anybody in any case",
      code: inHook(`  socket.emit("plugin:my-plugin:status");`),
    },
  ],
});
