import { isDeepStrictEqual } from "node:util";
import { createFlow } from "../../src/flow/evaluate.js";
import { viewFile } from "../../src/flow/file.js";
import { isFunction } from "../../src/flow/tree.js";
import { isGivenUp } from "../../src/run/given-up.js";
import type { Host } from "../../src/run/machine.js";
import { Machine } from "../../src/run/machine.js";
import { Path } from "../../src/run/path.js";
import type { RunValue } from "../../src/run/values.js";
import { runNext } from "../../src/run/waiting.js";
import { parse } from "../helpers/parse.js";

/** What stands for a value that the machine does not know. */
const NOT_KNOWN = Symbol("not known");

const MOST_TASKS = 200;

/** What the function `main` of a program gives after all that it waits for, as plain data; `isSure`: no guess was made on the way. */
export function byMachine(code: string): { readonly value: unknown; readonly isSure: boolean } {
  const doubts: string[] = [];
  const doubt = (): void => {
    doubts.push("a guess");
  };
  const host: Host = {
    nameOf: () => undefined,
    isMethod: () => false,
    givesData: () => false,
    isVolatile: () => false,
    call: () => undefined,
    inherit: () => undefined,
    render: () => undefined,
    handOver: () => undefined,
    assume: doubt,
    guess: doubt,
    matters: () => false,
  };
  const sourceCode = parse(code, "/plugin/file.js");
  const file = viewFile(sourceCode);
  const flow = createFlow(file, { meaningOf: () => undefined });
  const main = sourceCode.ast.body.find((node) => isFunction(node) && node.id.name === "main");
  if (!isFunction(main)) throw new Error("there is no function `main`");
  const path = new Path([]);
  const machine = new Machine({ flow, file, followed: new Map() }, path, host, {
    kind: "module",
    node: main,
  });
  const result = machine.call(machine.closure(main, machine.module), [], undefined, main);
  for (let count = 0; count < MOST_TASKS && runNext(machine); count++);
  return { value: plain(result), isSure: doubts.length + path.size === 0 };
}

function plain(value: RunValue): unknown {
  switch (value.kind) {
    case "primitive":
      return value.value;
    case "list":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries([...value.members].map(([key, member]) => [key, plain(member.value)]));
    case "promise":
      return plain(value.value);
    default:
      return NOT_KNOWN;
  }
}

/** What JavaScript itself gives. */
export async function byJavaScript(code: string): Promise<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- that is the point
  return await new Function(`${code}\nreturn main();`)();
}

/** How the machine's result differs from that of JavaScript, as far as the machine knows it. */
export async function disagreementOf(
  code: string,
): Promise<{ readonly disagreement: unknown; readonly isKnown: boolean }> {
  const { value, isSure } = byMachineOrNot(code);
  if (!isSure) return { disagreement: undefined, isKnown: false };
  const expected = await byJavaScript(code);
  const known = withoutUnknown(value, expected);
  const isSame = isDeepStrictEqual(known, expected);
  return {
    disagreement: isSame ? undefined : { machine: value, javaScript: expected },
    isKnown: isDeepStrictEqual(value, expected),
  };
}

/** A run that is given up says nothing. */
function byMachineOrNot(code: string): ReturnType<typeof byMachine> {
  try {
    return byMachine(code);
  } catch (error) {
    if (isGivenUp(error)) return { value: undefined, isSure: false };
    throw error;
  }
}

/** A value in which what the machine does not know is as it should be. */
function withoutUnknown(value: unknown, expected: unknown): unknown {
  if (value === NOT_KNOWN) return expected;
  // Whether a zero is negative matters to nobody.
  if (value === 0 && expected === 0) return expected;
  if (Array.isArray(value) && Array.isArray(expected))
    return value.map((one, index) => withoutUnknown(one, expected[index]));
  if (typeof value === "object" && value !== null && typeof expected === "object" && expected !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        withoutUnknown(one, (expected as Record<string, unknown>)[key]),
      ]),
    );
  return value;
}
