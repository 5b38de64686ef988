import { awaited, checkOf } from "./checks.js";
import { leaf } from "./leaves.js";
import { loopOver } from "./loop-forms.js";
import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import { tableOf } from "./tables.js";
import { unit } from "./units.js";

/** Waits before each element of a table. */
export function waitingLoop(scope: Scope): Unit {
  const { sheet } = scope;
  const table = tableOf(scope);
  const loop = {
    event: sheet.name("ev"),
    ...(table.kind === "list" || table.kind === "set" ? {} : { handler: sheet.name("handler") }),
  };
  const check = checkOf(scope);
  const inner = scope.inner(loop);
  const one = leaf(inner);
  const body = join(...inner.lines, ...inner.resets, one.setup);
  const list = scope.fresh("disposers", "[] as (() => void)[]");
  const isShared = inner.lines.length > 0;
  const add = isShared ? `${list}.push(() => {\n${one.undo}\n});` : "";
  const step = (code: string): string => {
    const head =
      loop.handler === undefined
        ? `const ${loop.event} of ${table.on}`
        : table.kind === "objects"
          ? `const { event: ${loop.event}, run: ${loop.handler} } of ${table.on}`
          : `const [${loop.event}, ${loop.handler}] of ${table.kind === "record" ? `Object.entries(${table.on})` : table.on}`;
    return `for (${head}) {\n${code}\n}`;
  };
  const wait = `await ${awaited(scope, check)};`;
  const leave = check.goesOn === "true" ? "" : `if (!(${check.goesOn})) return;`;
  const run = (code: string): string => `(async () => {\n${code}\n})().catch(() => {});`;
  const setup = sheet.grow(
    "waiting loop",
    [
      [2, "waits and checks in each round", () => run(step(join(wait, leave, body, add)))],
      [1, "waits once before", () => run(join(wait, leave, step(join(body, add))))],
      [1, "breaks", () => run(step(join(wait, leave.replace("return", "break"), body, add)))],
    ],
    leave === ""
      ? []
      : [[1, "checked before the loop only", () => run(join(wait, leave, step(join(wait, body, add))))]],
  );
  const undo = isShared
    ? `${list}.forEach((dispose) => dispose());`
    : loopOver(scope, table.kind, table.off, loop, one.undo);
  return { setup: join(check.begin ?? "", setup, table.between ?? ""), undo: join(check.end, undo) };
}

/** What ends it is known only after waiting. */
export function lateUndo(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const check = checkOf(scope);
  const inner = scope.inner();
  const one = unit(inner, depth);
  const stop = scope.variable("stop", "undefined", "(() => void) | undefined");
  const start = sheet.name("begin");
  const begin = `const ${start} = async () => {
    await ${awaited(scope, check)};
    ${join(...inner.lines, ...inner.resets)}
    ${one.setup}
    return () => {\n${one.undo}\n};
  };`;
  const keep = `void ${start}().then((end) => {\n${check.goesOn === "true" ? "" : `if (${check.goesOn}) `}${stop} = end;`;
  return sheet.grow(
    "undo that comes later",
    [
      [
        2,
        "called if it is too late",
        () => ({
          setup: join(
            check.begin ?? "",
            `{\n${begin}\n${keep}${check.goesOn === "true" ? "" : "\nelse end();"}\n}, () => {});\n}`,
          ),
          undo: join(check.end, `${stop}?.();`),
        }),
      ],
    ],
    [
      [
        1,
        "dropped if it is too late",
        () => ({
          setup: join(check.begin ?? "", `{\n${begin}\n${keep}\n}, () => {});\n}`),
          undo: join(check.end, `${stop}?.();`),
        }),
      ],
    ],
  );
}
