import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const TEMPORARY = fileURLToPath(new URL("../.tmp/ways/", import.meta.url));

const CONFIG = `import parser from "@typescript-eslint/parser";
import { defineConfig } from "eslint/config";
import stratos from "eslint-plugin-stratos";

export default defineConfig({
  files: ["**/*.{ts,tsx}"],
  plugins: { stratos },
  extends: ["stratos/strict"],
  languageOptions: { parser },
});
`;

export const MODULES: Readonly<Record<string, string>> = {
  "plugin.json": '{ "id": "fleet" }\n',
  "src/shared/catalog.ts": `export const CHANNELS = { state: "state", job: "job" } as const;
export const STEPS = ["boarding", "fuel", "doors"] as const;
export const API = "/api/fleet";
export const ROUTES = { state: \`\${API}/state\`, start: (id: string) => \`\${API}/jobs/\${id}/start\` };
`,
  "src/background/broadcast.ts": `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";

export function broadcast(ctx: PluginContext, channel: string, payload: unknown) {
  ctx.ipc.send(channel, payload);
}
`,
  "src/background/router.ts": `import { Router } from "express";

function createLog() {
  const log = Router();
  log.get("/lines", (_request, response) => response.json([]));
  log.delete("/", (_request, response) => response.sendStatus(204));
  return log;
}

export function createRouter() {
  const router = Router();
  router.get("/state", (_request, response) => response.json({}));
  router.post("/jobs/:id/start", (_request, response) => response.sendStatus(204));
  router.use("/log", createLog());
  return router;
}
`,
  "src/background/index.ts": `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { API, CHANNELS, STEPS } from "@/shared/catalog";
import { broadcast } from "./broadcast";
import { createRouter } from "./router";

export default createPlugin({
  onStart(ctx) {
    ctx.server.registerRouter(API, createRouter());
    broadcast(ctx, CHANNELS.state, { ready: true });
    broadcast(ctx, CHANNELS.job, { id: "one" });
    ctx.ipc.send("log:line", "started");
    for (const step of STEPS) broadcast(ctx, \`step:\${step}\`, step);
  },
});
`,
  "src/ui/use-channel.ts": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";

export function useChannel(channel: string, hear: (payload: unknown) => void) {
  const { socket } = usePluginContext();
  useEffect(() => {
    socket.on(channel, hear);
    return () => {
      socket.off(channel, hear);
    };
  }, [socket, channel, hear]);
}
`,
  "src/ui/api.ts": `import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";

export const call = (route: string, init?: RequestInit) => fetch(\`\${STRATOS_APP_BASE}\${route}\`, init);
`,
  "src/ui/index.tsx": `import { useEffect, useState } from "react";
import { CHANNELS, ROUTES } from "@/shared/catalog";
import { call } from "./api";
import { Job } from "./job";
import { Log } from "./log";
import { useChannel } from "./use-channel";

export default function Panel() {
  const [state, setState] = useState<unknown>(null);
  useEffect(() => {
    void call(ROUTES.state).then(async (response) => setState(await response.json()));
  }, []);
  useChannel(CHANNELS.state, setState);
  return (
    <main>
      <pre>{JSON.stringify(state)}</pre>
      <Job />
      <Log />
    </main>
  );
}
`,
  "src/ui/log.tsx": `import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { API, STEPS } from "@/shared/catalog";
import { useChannel } from "./use-channel";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";

export function Log() {
  const { socket } = usePluginContext();
  const [lines, setLines] = useState<string[]>([]);
  useEffect(() => {
    void fetch(\`\${STRATOS_APP_BASE}/api/fleet/log/lines\`)
      .then((response) => response.json())
      .then(setLines);
    const add = (line: string) => setLines((all) => [...all, line]);
    socket.on("log:line", add);
    return () => {
      socket.off("log:line", add);
    };
  }, [socket]);
  useSteps(console.log);
  const clear = () => fetch(STRATOS_APP_BASE + API + "/log", { method: "DELETE" });
  return <button onClick={() => void clear()}>{lines.length}</button>;
}

function useSteps(hear: (payload: unknown) => void) {
  useChannel("step:boarding", hear);
  useChannel("step:fuel", hear);
  useChannel(\`step:\${STEPS[2]}\`, hear);
}
`,
  "src/ui/job.tsx": `import { CHANNELS, ROUTES } from "@/shared/catalog";
import { call } from "./api";
import { useChannel } from "./use-channel";

export function Job() {
  useChannel(CHANNELS.job, () => console.log("a job"));
  return <button onClick={() => void call(ROUTES.start("one"), { method: "POST" })}>Start</button>;
}
`,
};

/** A plugin in the shape of the public ones, in a folder of its own, with nothing but the preset in its config. */
export interface WholePlugin {
  readonly root: string;
  read(file: string): string;
  /** Saves a file. */
  write(file: string, text: string): void;
  edit(file: string, from: string, to: string): void;
}

export function writeWholePlugin(
  name: string,
  modules: Readonly<Record<string, string>> = MODULES,
): WholePlugin {
  const root = path.join(TEMPORARY, name);
  rmSync(root, { recursive: true, force: true });
  const plugin: WholePlugin = {
    root,
    read: (file) => readFileSync(path.join(root, file), "utf8"),
    write(file, text) {
      const target = path.join(root, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    },
    edit(file, from, to) {
      const text = plugin.read(file);
      if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand once in ${file}`);
      plugin.write(file, text.replace(from, to));
    },
  };
  for (const [file, text] of Object.entries(modules)) plugin.write(file, text);
  return plugin;
}

/** ESLint's config for a folder with one plugin or several. */
export function writeConfig({ root }: Pick<WholePlugin, "root">): void {
  writeFileSync(path.join(root, "eslint.config.js"), CONFIG);
}

export const SOURCES: readonly string[] = Object.keys(MODULES).filter((file) => /\.tsx?$/.test(file));
