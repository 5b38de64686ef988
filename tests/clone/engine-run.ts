import { createHash, createHmac } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";

type Fate = "whole" | "damaged" | "throws";
type Require = (name: string) => unknown;

/** Arguments with which a class may be willing to make an instance. */
const ARGUMENTS: readonly (readonly unknown[])[] = [
  [],
  ["https://a.invalid/x?y=1"],
  [() => undefined],
  [{}],
  [[]],
  [["x"], "name.txt"],
  [new ArrayBuffer(8)],
  [{ a: 1 }, {}],
  ["en"],
  ["en", { type: "region" }],
  ["type", {}],
  ["utf-8"],
  ["sha256"],
  [1],
];

/** Values that no class makes by `new`, under the name of their type. */
const OTHERS: Readonly<Record<string, () => unknown>> = {
  Symbol: () => Symbol("s"),
  Function: () => () => undefined,
  Generator: () =>
    (function* () {
      yield 1;
    })(),
  AsyncGenerator: () =>
    (async function* () {
      yield await Promise.resolve(1);
    })(),
  ArrayIterator: () => [1].values(),
  MapIterator: () => new Map([[1, 1]]).values(),
  SetIterator: () => new Set([1]).values(),
  StringIterator: () => "a"[Symbol.iterator](),
  RegExpStringIterator: () => "a".matchAll(/a/g),
  Proxy: () => new Proxy({}, {}),
  WeakRef: () => new WeakRef({}),
  Promise: () => Promise.resolve(1),
  Module: () => path,
  BigInt: () => Object(1n) as unknown,
  Timeout: () => setTimeout(() => undefined, 1),
  Immediate: () => setImmediate(() => undefined),
  AbortSignal: () => new AbortController().signal,
  SubtleCrypto: () => crypto.subtle,
  Crypto: () => crypto,
  Performance: () => performance,
};

/** Values of classes of Node that are made by functions. */
const OF_MODULES: Readonly<Record<string, () => unknown>> = {
  "fs.Stats": () => statSync("."),
  "fs.BigIntStats": () => statSync(".", { bigint: true }),
  "fs.Dirent": () => readdirSync(".", { withFileTypes: true })[0],
  "crypto.Hash": () => createHash("sha256"),
  "crypto.Hmac": () => createHmac("sha256", "k"),
};

/** Not made: they end, block or change the process that makes them. */
const LEFT_ALONE =
  /^(?:_|v8|vm|repl|cluster|worker_threads|inspector|wasi|test|trace_events|sys|process|domain)/;

/** What structured clone does to an instance of each class that the engine has and that can be made here. */
export function fatesOfClasses(require: Require): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (name in OTHERS || !/^[A-Z]/.test(name)) continue;
    const value = (globalThis as Record<string, unknown>)[name];
    note(fates, name, value);
    if (name === "Intl" || name === "WebAssembly")
      for (const inner of Object.getOwnPropertyNames(value))
        note(fates, `${name}.${inner}`, (value as Record<string, unknown>)[inner]);
  }
  for (const [name, make] of Object.entries(OTHERS)) fates.set(name, fateOf(make()));
  for (const module of builtinModules) {
    if (LEFT_ALONE.test(module)) continue;
    const exported = require(module) as Record<string, unknown>;
    for (const name of Object.keys(exported)) {
      const value = exported[name];
      if (/^[A-Z]/.test(name) && value !== (globalThis as Record<string, unknown>)[name])
        note(fates, `${module}.${name}`, value);
    }
  }
  for (const [name, make] of Object.entries(OF_MODULES)) fates.set(name, fateOf(make()));
  return new Map([...fates].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function note(fates: Map<string, Fate>, name: string, value: unknown): void {
  if (typeof value !== "function" || !/^[A-Z]/.test(name.split(".").at(-1) ?? "")) return;
  const made = instanceOf(value as new (...args: readonly unknown[]) => unknown);
  if (made === undefined) return;
  fates.set(name, fateOf(made));
  silence(made);
}

function instanceOf(Class: new (...args: readonly unknown[]) => unknown): unknown {
  for (const args of ARGUMENTS) {
    try {
      const made: unknown = new Class(...args);
      if (made instanceof Class) return made;
    } catch {
      // It wants other arguments.
    }
  }
  return undefined;
}

/** What was made without sense may fail later; nobody wants to hear of it. */
function silence(made: unknown): void {
  const { on } = made as { on?: unknown };
  if (made instanceof Promise) made.catch(() => undefined);
  if (typeof on === "function") on.call(made, "error", () => undefined);
}

/** What structured clone does to one value. */
export function fateOf(value: unknown): Fate {
  let clone: unknown;
  try {
    clone = structuredClone(value);
  } catch {
    return "throws";
  }
  return arrives(value, clone) ? "whole" : "damaged";
}

/** Whether a clone can do and holds what the original does: only a `Buffer` may come as the array of bytes that it is. */
function arrives(value: unknown, clone: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (ArrayBuffer.isView(value)) return ArrayBuffer.isView(clone);
  return Object.getPrototypeOf(value) === Object.getPrototypeOf(clone) && isDeepStrictEqual(value, clone);
}
