import { setTimeout as wait } from "node:timers/promises";
import { compile } from "../execution/evaluate.js";
import type { Files } from "../execution/evaluate.js";
import type { Outcome } from "../oracle.js";
import { ENTRY } from "./grammar.js";

/** Runs a program with both outcomes of what it asks its environment, and looks at everything that it sends. */
export async function sendAll(files: Files): Promise<Outcome> {
  const evaluate = compile(files);
  let error: string | undefined;
  for (const flag of ["on", "off"]) {
    for (const name of ["", "a"]) {
      process.env["STRATOS_FLAG"] = flag;
      process.env["STRATOS_A"] = name;
      try {
        const why = await damageIn(evaluate);
        if (why !== undefined) return { findings: [{ rules: ["no-non-cloneable-payload"], why }] };
      } catch (thrown) {
        error = String(thrown);
      }
    }
  }
  return error === undefined ? { findings: [] } : { findings: [], error };
}

async function damageIn(evaluate: ReturnType<typeof compile>): Promise<string | undefined> {
  const found: string[] = [];
  const handlers: (() => unknown)[] = [];
  const look = (value: unknown): void => {
    const why = whyNot(value);
    if (why !== undefined) found.push(why);
  };
  const ipc = {
    send: (_channel: string, payload: unknown) => {
      look(payload);
    },
    handle: (_channel: string, handler: () => unknown) => {
      handlers.push(handler);
    },
  };
  const sdk = { createPlugin: (plugin: unknown) => plugin };
  const { default: plugin } = evaluate(ENTRY, { "@skyvexsoftware/stratos-sdk/helpers": sdk }, {}) as {
    default: { onStart: (ctx: unknown) => Promise<void> };
  };
  await plugin.onStart({ ipc });
  for (const handler of handlers) look(await handler());
  await wait(1);
  return found[0];
}

/** Why a value does not arrive as it is; `undefined`: it does. */
export function whyNot(value: unknown): string | undefined {
  let clone: unknown;
  try {
    clone = structuredClone(value);
  } catch (error) {
    return `throws: ${String(error)}`;
  }
  return difference(value, clone, "payload", new Set());
}

const PLAIN: ReadonlySet<unknown> = new Set([Object.prototype, Array.prototype, null]);
const OF_ERRORS = new Set(["message", "stack", "cause"]);

/** What a clone has lost, as the project's policy counts it: the prototype of an instance that has nothing else is no loss. */
function difference(value: unknown, clone: unknown, path: string, seen: Set<unknown>): string | undefined {
  if (typeof value !== "object" || value === null || seen.has(value)) return undefined;
  seen.add(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (ArrayBuffer.isView(value)) return undefined;
  if (value instanceof Error) return differenceOfError(value, path);
  const base = builtinOf(prototype);
  const lost = PLAIN.has(prototype) ? [] : inherited(value, prototype, base);
  if (lost.length > 0) return `${path} arrives without ${lost.join(", ")}`;
  if (base !== Object.prototype && base !== null && Object.getPrototypeOf(clone) !== base)
    return `${path} arrives as an empty shell`;
  if (value instanceof Map || value instanceof Set)
    return firstOf([...value].flat(), (part, index) =>
      difference(part, [...(clone as Set<unknown>)].flat()[index], `${path}[]`, seen),
    );
  return firstOf(Object.keys(value), (key) =>
    difference(
      (value as Record<string, unknown>)[key],
      (clone as Record<string, unknown>)[key],
      `${path}.${key}`,
      seen,
    ),
  );
}

function firstOf<T>(
  items: readonly T[],
  look: (item: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function differenceOfError(error: Error, path: string): string | undefined {
  const own = Object.getOwnPropertyNames(error).filter(
    (name) => !OF_ERRORS.has(name) && (error as unknown as Record<string, unknown>)[name] !== undefined,
  );
  return own.length > 0 ? `${path} arrives without ${own.join(", ")}` : undefined;
}

/** The prototype of the language's own class that an object is built on. */
function builtinOf(prototype: unknown): unknown {
  for (let at = prototype; at; at = Object.getPrototypeOf(at) as unknown) {
    const { constructor } = at as { constructor?: { name: string } };
    if (constructor && /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(constructor)))
      return at;
    // Node writes its own classes in JavaScript.
    if (constructor && (globalThis as Record<string, unknown>)[constructor.name] === constructor) return at;
  }
  return null;
}

/** What an instance has from the classes of the program: methods, accessors, private state. */
function inherited(value: object, prototype: unknown, base: unknown): string[] {
  const names: string[] = [];
  for (let at = prototype; at && at !== base; at = Object.getPrototypeOf(at) as unknown) {
    names.push(...Object.getOwnPropertyNames(at).filter((name) => name !== "constructor"));
    if (/#\w/.test(String(value.constructor))) names.push("private state");
  }
  return names;
}
