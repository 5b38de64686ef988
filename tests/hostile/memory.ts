/**
 * `node --expose-gc --import tsx tests/hostile/memory.ts COUNT [typed]`: lints in one process as an editor does (at least 800 times), and prints
 * the megabytes that are in use after a fifth of them (at least 400) and after all of them. Fails where more are kept than the engine itself keeps.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTypedParser } from "../../src/typed-parser.js";
import { lintAll } from "./support.js";

/** Programs of TypeScript come and go in steps of 60 megabytes, which hides all else. */
const IS_TYPED = process.argv[3] === "typed";
const COUNT = Math.max(800, Number(process.argv[2] ?? 10_000));
/** By then, as many syntax trees and programs are there as are kept. */
const EARLY = Math.max(400, Math.round(COUNT / 5));
const TEMPORARY = fileURLToPath(new URL(`../.tmp/memory/${String(process.pid)}/`, import.meta.url));
/** What the engine itself may keep more. Without a bound on what is remembered of plugins that are gone, it is more. */
const MOST_MEGABYTES = 4;
/** Plugins that are there at a time; each lives for some lints. */
const PLUGINS = 3;
const LIFE = 4;
/** The age at which each is linted with types: all programs are of one size then, that of a file which imports React. */
const TYPED_AT = 3;

function filesOf(version: number): Record<string, string> {
  return {
    "plugin.json": '{ "id": "my-plugin" }',
    "tsconfig.json": '{ "compilerOptions": { "types": [], "lib": ["es2023"] }, "include": ["src"] }',
    "src/shared/catalog.ts": `export const CHANNELS = { state: "state-${String(version)}" } as const;\n`,
    "src/background/index.ts": `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { CHANNELS } from "../shared/catalog";
import { help } from "./help";
export default createPlugin({ onStart(ctx) { ctx.ipc.send(CHANNELS.state, ${String(version)}); help(ctx); } });
`,
    "src/background/help.ts": `export function help(ctx: any) { ctx.ipc.send("helped-${String(version)}", ${String(version)}); }\n`,
    "src/ui/index.tsx": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";
import { CHANNELS } from "../shared/catalog";
export function Panel() {
  const { socket } = usePluginContext();
  useEffect(() => {
    const hear${String(version)} = () => console.log(${String(version)});
    socket.on(CHANNELS.state, hear${String(version)});
    return () => { socket.off(CHANNELS.state, hear${String(version)}); };
  }, [socket]);
  return null;
}
`,
  };
}

function write(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** What is weakly held, or waits for a turn, goes in several rounds. */
async function collect(): Promise<number> {
  for (let round = 0; round < 6; round++) {
    globalThis.gc?.();
    await setTimeout(100);
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const { parser: typed } = createTypedParser();
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

rmSync(TEMPORARY, { recursive: true, force: true });
const used: number[] = [];
for (let lint = 0; lint < COUNT; lint++) {
  const slot = lint % PLUGINS;
  const age = Math.floor(lint / PLUGINS) % LIFE;
  const root = path.join(TEMPORARY, `plugin-${String(slot)}-${String(Math.floor(lint / PLUGINS / LIFE))}`);
  if (age === 0) {
    // Another plugin comes; every second time, the one that was there is gone.
    const before = Math.floor(lint / PLUGINS / LIFE) - 1;
    if (before % 2 === 0)
      rmSync(path.join(TEMPORARY, `plugin-${String(slot)}-${String(before)}`), {
        recursive: true,
        force: true,
      });
    for (const [file, text] of Object.entries(filesOf(lint))) write(root, file, text);
  }
  const files = Object.entries(filesOf(lint)).filter(([file]) => /\.tsx?$/.test(file));
  const [file, text] = files[age % files.length] ?? ["", ""];
  if (age === LIFE - 1) write(root, file, text);
  const filename = path.join(root, file);
  lintAll(text, IS_TYPED && age === TYPED_AT ? { filename, parser: typed, parserOptions: {} } : { filename });
  await turn();
  if (lint + 1 === EARLY || lint + 1 === COUNT) used.push(await collect());
}
rmSync(TEMPORARY, { recursive: true, force: true });
const [early = 0, late = 0] = used;
console.log(
  `${String(COUNT)} lints: ${early.toFixed(1)} MB in use after ${String(EARLY)} of them, ${late.toFixed(1)} MB after all of them`,
);
if (late - early >= MOST_MEGABYTES && !IS_TYPED) process.exitCode = 1;
