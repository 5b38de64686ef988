/** What is handed to code that is not in sight: with it, anything may be sent, heard or routed. */
import { describe } from "vitest";
import { background, panel, testPlugins } from "../helpers/plugin-tester.js";

const UI = panel('    socket.on("status", hear);', '      socket.off("status", hear);');
const TOLD = panel(
  '    socket.on("status", hear);\n              ~~~~~~~~ neverSent',
  '      socket.off("status", hear);',
);
const TYPES = 'import type { PluginIPCRegistrar } from "@skyvexsoftware/stratos-sdk";';

describe("what can send", () => {
  testPlugins("no-unmatched-channel", [
    {
      name: "stored in an object that the plugin has made, it is followed",
      files: {
        "src/background/index.ts": background("    hub.ipc = ctx.ipc;", "const hub: { ipc?: unknown } = {};"),
        "src/ui/index.tsx": TOLD,
      },
    },
    {
      name: "stored in an object of a package, it is out of sight",
      files: {
        "src/background/index.ts": background(
          "    kit.current.ipc = ctx.ipc;",
          'import { kit } from "event-kit";',
        ),
        "src/ui/index.tsx": UI,
      },
    },
    {
      name: "a text, a function or an object of numbers stored in an object of a package sends nothing",
      files: {
        "src/background/index.ts": background(
          '    kit.name = `${ctx.pluginId}`;\n    kit.title = "Kit";\n    kit.done = () => ctx.pluginId;\n    kit.sizes = { one: 1 };',
          'import { kit } from "event-kit";',
        ),
        "src/ui/index.tsx": TOLD,
      },
    },
    {
      name: "stored in what a package gives, it is out of sight",
      files: {
        "src/background/index.ts": background(
          "    createKit().ipc = ctx.ipc;",
          'import { createKit } from "event-kit";',
        ),
        "src/ui/index.tsx": UI,
      },
    },
    {
      name: "stored in itself by a class of the plugin, it is followed",
      files: {
        "src/background/index.ts": background(
          "    new Own().keep(ctx.ipc);",
          `${TYPES}
class Base {}
class Own extends Base { ipc: unknown; keep(ipc: PluginIPCRegistrar) { this.ipc = ipc; } }`,
        ),
        "src/ui/index.tsx": TOLD,
      },
    },
    {
      name: "stored in itself by a class that is built on a package's, it is out of sight",
      files: {
        "src/background/index.ts": background(
          "    new Own().keep(ctx.ipc);",
          `${TYPES}
import { Emitter } from "event-kit";
class Own extends Emitter { ipc: unknown; keep(ipc: PluginIPCRegistrar) { this.ipc = ipc; } }`,
        ),
        "src/ui/index.tsx": UI,
      },
    },
    {
      name: "a parameter property of a class expression of the plugin is followed",
      files: {
        "src/background/index.ts": background(
          "    new Own(ctx.ipc);",
          `${TYPES}
const Own = class { constructor(readonly ipc: PluginIPCRegistrar) {} };`,
        ),
        "src/ui/index.tsx": TOLD,
      },
    },
  ]);
});
