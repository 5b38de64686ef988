import type { Fate } from "./engine.js";
import { FATES } from "./engine.js";

/** One step from a value to a part of it. */
export type Step =
  | { readonly kind: "member"; readonly name: string }
  /** An element of a list; `index` where it is one certain element. */
  | { readonly kind: "element"; readonly index?: number }
  /** A key or a value of a `Map`, or an element of a `Set`. */
  | { readonly kind: "key" | "value" };

/** A part of a value that structured clone does not bring over as it is. */
export interface Damage<Part = unknown> {
  /** `throws`: the whole value cannot be cloned. `damaged`: it arrives without `lost`. */
  readonly kind: Exclude<Fate, "whole">;
  readonly path: readonly Step[];
  /** What the part is, with its article: "a function". */
  readonly what: string;
  /** What is missing of it on the other side: "its methods". Only where it is damaged. */
  readonly lost?: string;
  /** What would bring the part over. */
  readonly cure?: Cure;
  /** The part itself. */
  readonly part: Part;
}

/** `await`: what is promised; `href`: a URL as text; `list`: what an iterator gives; `spread`: the own data of an instance; `omit`: the rest. */
export type Cure = "await" | "href" | "list" | "spread" | "omit";

/** What is told of an instance of a class of the language or of Node. */
interface Fact {
  readonly kind: Damage["kind"];
  readonly what: string;
  readonly lost?: string;
  readonly cure?: Cure;
}

const CALLED: Readonly<Record<string, Pick<Fact, "what" | "cure">>> = {
  Function: { what: "a function", cure: "omit" },
  Symbol: { what: "a symbol" },
  Promise: { what: "a promise", cure: "await" },
  ReactElement: { what: "a React element" },
  Module: { what: "a module" },
  Timeout: { what: "a timer" },
  Immediate: { what: "a timer" },
  Generator: { what: "a generator", cure: "list" },
  AsyncGenerator: { what: "an async generator" },
  ArrayIterator: { what: "an iterator", cure: "list" },
  MapIterator: { what: "an iterator", cure: "list" },
  SetIterator: { what: "an iterator", cure: "list" },
  StringIterator: { what: "an iterator", cure: "list" },
  RegExpStringIterator: { what: "an iterator", cure: "list" },
};

/** What becomes of an instance of a class that the engine knows; `undefined`: it arrives whole. `null`: it does not know the class. */
export function factAbout(name: string): Fact | undefined | null {
  // An element of React holds symbols.
  const fate =
    name === "ReactElement" ? FATES["Symbol"] : Object.hasOwn(FATES, name) ? FATES[name] : undefined;
  if (fate === undefined) return null;
  if (fate === "whole") return undefined;
  const called = Object.hasOwn(CALLED, name) ? CALLED[name] : undefined;
  const simple = name.slice(name.lastIndexOf(".") + 1);
  const what = called?.what ?? `${/^(?:[AEIO]|U(?![RS]))/.test(simple) ? "an" : "a"} \`${simple}\``;
  const cure = called?.cure ?? (name === "URL" ? "href" : undefined);
  return {
    kind: fate,
    what,
    ...(fate === "damaged" ? { lost: "what it holds and can do" } : {}),
    ...(cure ? { cure } : {}),
  };
}

/** A path as an author would write it: `payload.jobs[].retry`. */
export function pathText(root: string, path: readonly Step[]): string {
  return path.reduce((text, step) => {
    switch (step.kind) {
      case "member":
        return /^[A-Za-z_$][\w$]*$/.test(step.name)
          ? `${text}.${step.name}`
          : `${text}[${JSON.stringify(step.name)}]`;
      case "element":
        return `${text}[]`;
      case "key":
        return `${text}.keys()[]`;
      case "value":
        return `${text}.values()[]`;
    }
  }, root);
}

/** "a, b and c" */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
