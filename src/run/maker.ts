import type { FunctionNode, Node } from "../flow/tree.js";
import type { Answer } from "../flow/values.js";
import type { Frame } from "./frame.js";
import { GivenUp } from "./given-up.js";
import type { Closure, Nature, RunClass, RunList, RunObject, RunValue, Unknown } from "./values.js";
import { constant, keyOf } from "./values.js";

/** An unknown of which following values says nothing. */
export const NOT_FOLLOWED: Answer = { values: [] };

/** Lists of more elements than this are not followed. */
const LONGEST_LIST = 5000;

/** What is calculated from more than this is not told apart any more. */
const LONGEST_KEY = 4096;

/** What following values says of an unknown, and the value that it can only be: a constant, or a thing that has a name. */
export interface Followed {
  readonly answer: Answer;
  readonly value: RunValue | undefined;
}

/** Makes the values of one run. */
export abstract class Maker {
  /** Whether what changes by itself happens to stay as it is. */
  isSteady = false;
  private readonly counts = new Map<Node, number>();
  private readonly symbols = new Map<string, RunObject>();
  private objects = 0;

  /** `followed`: what is known of each unknown, by its key; all runs of a program share it. */
  protected constructor(readonly followed: Map<string, Followed>) {}

  /** A name for something that is the same thing wherever it is met. */
  protected abstract nameOf(answer: Answer): string | undefined;

  /** A name for the place of a node, in whichever file. */
  protected abstract placeOf(node: Node): string;

  newId(): number {
    return ++this.objects;
  }

  list(items: RunValue[]): RunList {
    if (items.length > LONGEST_LIST) throw new GivenUp("a list is too long");
    return { kind: "list", id: this.newId(), items };
  }

  object(members: Readonly<Record<string, RunValue>> = {}): RunObject {
    const entries = Object.entries(members).map(
      ([key, value]) => [key, { key: constant(key), value }] as const,
    );
    return { kind: "object", id: this.newId(), members: new Map(entries) };
  }

  /** An instance of a class of the language that does not show it by its members. */
  branded(brand: string, members?: Readonly<Record<string, RunValue>>): RunObject {
    return { ...this.object(members), brand };
  }

  /** `Symbol.for(name)`: one for each name. */
  symbolFor(name: string): RunObject {
    const known = this.symbols.get(name) ?? this.branded("Symbol");
    this.symbols.set(name, known);
    return known;
  }

  /** What gives elements one after the other. */
  iterator(items: RunValue[]): RunList {
    return { ...this.list(items), isIterator: true };
  }

  native(
    name: string,
    run: (args: readonly RunValue[], self: RunValue | undefined, node: Node) => RunValue,
  ): RunValue {
    return { kind: "native", id: this.newId(), name, run };
  }

  closure(node: FunctionNode, frame: Frame, home?: RunClass, isForeign = false): Closure {
    return { kind: "closure", id: this.newId(), node, frame, home, members: new Map(), isForeign };
  }

  /** Something from outside the run; a thing that has a name is one value under that name. */
  unknown(
    key: string,
    nature: Nature,
    answer: () => Answer,
    more: Partial<Pick<Unknown, "signals" | "sources" | "isCalculated" | "isData">> = {},
  ): RunValue {
    let known = this.followed.get(key);
    if (!known) {
      known = this.follow(answer());
      this.followed.set(key, known);
    }
    return known.value ?? { kind: "unknown", key, nature, answer: known.answer, ...more };
  }

  private follow(answer: Answer): Followed {
    const { values, others } = answer;
    const [only] = values;
    if (values.length === 1 && !others && only?.kind === "primitive")
      return { answer, value: constant(only.value) };
    const name = this.nameOf(answer);
    return {
      answer,
      value:
        name === undefined
          ? undefined
          : { kind: "unknown", key: name, nature: "fixed", answer, isThing: true },
    };
  }

  /** Something that is calculated from values: the same values always give the same. */
  calculated(
    operation: string,
    operands: readonly RunValue[],
    more: Partial<Pick<Unknown, "test" | "about" | "isData">> = {},
  ): Unknown {
    const natures = operands.map(natureOf);
    const nature = natures.includes("other") ? "other" : natures.includes("input") ? "input" : "fixed";
    const key = `${operation}(${operands.map(keyOf).join(",")})`;
    if (key.length > LONGEST_KEY) throw new GivenUp("a value is made of too much");
    return { kind: "unknown", key, nature, answer: NOT_FOLLOWED, isCalculated: true, ...more };
  }

  /** `!value` of what is not known. */
  negated(value: Unknown): Unknown {
    return this.calculated("!", [value], { test: { kind: "not", of: value } });
  }

  /** What code that is not in sight makes: another value each time. */
  made(
    node: Node,
    answer: () => Answer,
    more: Partial<Pick<Unknown, "signals" | "sources" | "isData">> = {},
  ): RunValue {
    const count = (this.counts.get(node) ?? 0) + 1;
    this.counts.set(node, count);
    const key = `${this.placeOf(node)}-${String(node.range[1])}#${String(count)}`;
    return this.unknown(`made@${key}`, "other", answer, more);
  }

  /** What can be another value each time it is looked at. */
  changing(key: string, more: Partial<Pick<Unknown, "isShare">> = {}): RunValue {
    const version = this.isSteady ? "0" : String(this.newId());
    return { kind: "unknown", key: `${key}@v${version}`, nature: "input", answer: NOT_FOLLOWED, ...more };
  }
}

/** Who decides about a value; what becomes of an object is in the hands of whatever is not followed. */
export function natureOf(value: RunValue): Nature {
  if (value.kind === "unknown") return value.nature;
  if (value.kind === "primitive") return "fixed";
  if (value.kind !== "text") return "other";
  const natures = value.parts.map((part) => (typeof part === "string" ? "fixed" : part.nature));
  return natures.includes("other") ? "other" : natures.includes("input") ? "input" : "fixed";
}
