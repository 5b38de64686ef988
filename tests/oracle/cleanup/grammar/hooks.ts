import { FunctionHost, parametersOf } from "./hosts.js";
import { place } from "./places.js";
import type { Host } from "./scope.js";
import { Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";

/** Writes a hook of the file, and its call. */
export function hookPlace(sheet: Sheet, host: Host, depth: number): void {
  const takesSocket = sheet.random.chance(0.5);
  const hook = new FunctionHost(sheet, { isHook: true, socket: takesSocket ? "socket" : undefined });
  if (sheet.random.chance(0.3)) place(sheet, hook, Math.max(0, depth - 1));
  place(sheet, hook, depth);
  const names = [...hook.used];
  const isObject = names.length > 0 && sheet.random.chance(0.3);
  const own = parametersOf(names);
  const typed = isObject ? `{ ${names.join(", ")} }: { ${own.join("; ")} }` : own.join(", ");
  const given = names.map((name) => (isObject ? `${name}: ${host.prop(name)}` : host.prop(name))).join(", ");
  const parameters = [takesSocket ? `socket: PluginUIContext["socket"]` : "", typed].filter(Boolean);
  const args = [takesSocket ? host.context("socket") : "", isObject ? `{ ${given} }` : given].filter(Boolean);
  const shown = hook.elements.length > 0 ? `\nreturn <>${hook.elements.join("\n")}</>;` : "";
  const code = `${hook.code}${shown}`;
  const name = sheet.grow("hook", [
    [
      2,
      "function",
      () => sheet.declare("useFeed", (local) => `function ${local}(${parameters.join(", ")}) {\n${code}\n}`),
    ],
    [
      1,
      "arrow",
      () =>
        sheet.declare("useFeed", (local) => `const ${local} = (${parameters.join(", ")}) => {\n${code}\n};`),
    ],
  ]);
  const call = `${name}(${args.join(", ")})`;
  if (shown === "") host.body.push(`${call};`);
  else host.elements.push(`{${new Scope(sheet, host).render("view", call)}}`);
}
