/**
 * `npm run bench:modules`: what one file of a plugin costs in plugins of 20, 200 and 2,000 modules, by the real ESLint. All
 * are measured in one run, and compared with the time that parsing takes in it: times of different runs say little.
 */
import { ESLint } from "eslint";
import { removeAll, write } from "./lint.js";

const SIZES = [20, 200, 2000] as const;

const CONFIG = `import parser from "@typescript-eslint/parser";
import { defineConfig } from "eslint/config";
import stratos from "eslint-plugin-stratos";
export default defineConfig({ files: ["**/*.{ts,tsx}"], plugins: { stratos }, extends: ["stratos/strict"], languageOptions: { parser } });
`;

function modulesOf(size: number): Record<string, string> {
  const count = size - 5;
  const ids = Array.from({ length: count }, (_, index) => index);
  const live = ids.filter((id) => id % 5 === 0);
  return {
    "plugin.json": '{ "id": "fleet" }',
    "eslint.config.js": CONFIG,
    "src/shared/catalog.ts": `export const API = "/api/fleet";\nexport const channel = (id: number) => \`job:\${id}\`;\n`,
    "src/background/router.ts": `import { Router } from "express";
export function createRouter() {
  const router = Router();
  router.get("/jobs/:id", (_request, response) => response.json({}));
  return router;
}
`,
    "src/background/index.ts": `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { API } from "@/shared/catalog";
import { createRouter } from "./router";
export default createPlugin({
  onStart(ctx) {
    ctx.server.registerRouter(API, createRouter());
${live.map((id) => `    ctx.ipc.send("job:${String(id)}", { id: ${String(id)} });`).join("\n")}
  },
});
`,
    "src/ui/use-channel.ts": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";
export function useChannel(name: string, hear: (payload: unknown) => void) {
  const { socket } = usePluginContext();
  useEffect(() => {
    socket.on(name, hear);
    return () => { socket.off(name, hear); };
  }, [socket, name, hear]);
}
`,
    "src/ui/index.tsx": `${live.map((id) => `import { View${String(id)} } from "./view-${String(id)}";`).join("\n")}
export default function Panel() { return <main>${live.map((id) => `<View${String(id)} />`).join("")}</main>; }
`,
    ...Object.fromEntries(ids.map((id) => [`src/ui/view-${String(id)}.tsx`, view(id, id % 5 === 0)])),
  };
}

/** A component of an ordinary size; one in five listens and loads. */
function view(id: number, isLive: boolean): string {
  const rows = Array.from(
    { length: 40 },
    (_, row) =>
      `      <li key={${String(row)}} onClick={() => setCount(count + ${String(row)})}>{label(count, ${String(row)})}</li>`,
  );
  return `import { useEffect, useState } from "react";
${isLive ? 'import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";\nimport { API, channel } from "@/shared/catalog";\nimport { useChannel } from "./use-channel";\n' : ""}
const label = (count: number, row: number) => \`\${count} of \${row}\`;
export function View${String(id)}() {
  const [count, setCount] = useState(0);
${
  isLive
    ? `  useChannel(channel(${String(id)}), (payload) => console.log(payload));
  useEffect(() => { void fetch(\`\${STRATOS_APP_BASE}\${API}/jobs/${String(id)}\`); }, []);`
    : "  useEffect(() => { document.title = String(count); }, [count]);"
}
  return (
    <ul>
${rows.join("\n")}
    </ul>
  );
}
`;
}

interface Cost {
  readonly rules: number;
  readonly parsing: number;
}

async function costOf(size: number): Promise<Cost> {
  const { root } = write(`modules-${String(size)}`, modulesOf(size));
  const results = await new ESLint({ cwd: root, stats: true }).lintFiles(["."]);
  const found = results.flatMap(({ messages }) => messages);
  if (found.length > 0)
    throw new Error(`the plugin of ${String(size)} modules is not right: ${found[0]?.message ?? ""}`);
  const passes = results.flatMap(({ stats }) => stats?.times.passes ?? []);
  const rules = passes
    .flatMap((pass) => Object.values(pass.rules ?? {}))
    .reduce((sum, { total }) => sum + total, 0);
  const parsing = passes.reduce((sum, pass) => sum + (pass.parse?.total ?? 0), 0);
  return { rules: rules / results.length, parsing: parsing / results.length };
}

await costOf(20);
console.log("modules  rules, ms a file  parsing, ms a file  rules / parsing");
const costs: Cost[] = [];
for (const size of SIZES) {
  const cost = await costOf(size);
  costs.push(cost);
  const cells = [
    String(size),
    cost.rules.toFixed(2),
    cost.parsing.toFixed(2),
    (cost.rules / cost.parsing).toFixed(2),
  ];
  console.log(cells.map((cell, column) => cell.padStart([7, 16, 18, 15][column] ?? 0)).join("  "));
}
removeAll();
