import { setTimeout as wait } from "node:timers/promises";
import { compile } from "../execution/evaluate.js";
import type { Files } from "../execution/evaluate.js";
import { messageOf, Stage, window } from "../execution/stage.js";
import type { Finding, Outcome } from "../oracle.js";
import { BACKGROUND, UI } from "./ends.js";
import { ID_FROM_OUTSIDE } from "./grammar.js";

const OWN = "my-plugin";
const PROPS = { id: "a", mode: "x" as const, count: 1, events: [] };

/** Runs one end of a plugin, with both outcomes of its conditions, and looks at every channel that it names. */
export async function nameAll(files: Files): Promise<Outcome> {
  process.env["STRATOS_ID"] = ID_FROM_OUTSIDE;
  Object.assign(window, { STRATOS_ID: ID_FROM_OUTSIDE });
  const named = new Set<string>();
  if (UI in files) {
    for (const enabled of [true, false]) {
      Object.assign(window, { STRATOS_FLAG: enabled ? "on" : "off" });
      const stage = new Stage(compile(files), UI);
      stage.render("default", { ...PROPS, enabled });
      await stage.flush();
      stage.unmount();
      if (stage.errors.length > 0) return { findings: [], error: stage.errors.map(messageOf).join() };
      for (const channel of stage.shared.named) named.add(channel);
    }
  } else {
    for (const flag of ["on", "off"]) {
      process.env["STRATOS_FLAG"] = flag;
      await start(files, named);
    }
  }
  return { findings: [...named].flatMap(findingAbout) };
}

async function start(files: Files, named: Set<string>): Promise<void> {
  const name = (channel: string): void => void named.add(channel);
  const ipc = { send: name, handle: name, on: name };
  const sdk = { createPlugin: (plugin: unknown) => plugin };
  const { default: plugin } = compile(files)(
    BACKGROUND,
    { "@skyvexsoftware/stratos-sdk/helpers": sdk },
    {},
  ) as {
    default: { onStart: (ctx: unknown) => unknown };
  };
  await plugin.onStart({ ipc, pluginId: OWN });
  await wait(2);
}

/** What the shell makes of a channel that a module of a plugin names. */
const onTheWire = (plugin: string, channel: string): string => `plugin:${plugin}:${channel}`;

/** Who names a channel as it is on the wire means that one, and gets another. */
function findingAbout(named: string): Finding[] {
  const id = /^plugin:(?<id>[^:]+):/.exec(named)?.groups?.["id"];
  if (id === undefined) return [];
  const isForeign = id !== OWN && id !== ID_FROM_OUTSIDE;
  const why = `${named} is ${onTheWire(OWN, named)} on the wire`;
  return [
    {
      rules: [isForeign ? "no-cross-plugin-channel" : "no-prefixed-channel"],
      why,
      names: [/state\d+/.exec(named)?.[0] ?? named, "${…}", "…"],
    },
  ];
}
