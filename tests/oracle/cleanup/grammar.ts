import { edited } from "./grammar/edits.js";
import { FunctionHost, PROPS_TYPE } from "./grammar/hosts.js";
import { noise } from "./grammar/noise.js";
import { place } from "./grammar/places.js";
import { Sheet } from "./grammar/sheet.js";
import { ENTRY } from "../execution/stage.js";
import type { Program } from "../oracle.js";
import { Random } from "../random.js";

interface Draft {
  readonly code: string;
  readonly parts: readonly string[];
  /** At how many places it could go wrong. */
  readonly risks: number;
}

/** How many of the programs are meant to be right, and how many are changed at one more place afterwards. */
const RIGHT = 0.42;
const EDITED = 0.12;

/** Writes the program of a seed: components, hooks, classes and helpers that subscribe, rightly or wrongly. */
export function writeComponents(seed: number): Program {
  const choices = new Random(seed * 2 + 1);
  const draft = write(seed, new Set());
  const isRight = choices.chance(RIGHT) || draft.risks === 0;
  const mistakes = new Set(isRight ? [] : [choices.below(draft.risks)]);
  const { code, parts } = isRight ? draft : write(seed, mistakes);
  const change = choices.chance(EDITED) ? edited(code, choices) : undefined;
  return change
    ? { files: { [ENTRY]: change.code }, parts: [...parts, `edit: ${change.name}`] }
    : { files: { [ENTRY]: code }, parts };
}

function write(seed: number, mistakes: ReadonlySet<number>): Draft {
  const random = new Random(seed);
  const sheet = new Sheet(random, mistakes);
  const panel = new FunctionHost(sheet);
  const [, places] = random.weighted([
    [7, 1],
    [2.5, 2],
    [0.5, 3],
  ]);
  if (random.chance(0.4)) noise(sheet, panel);
  for (let count = 0; count < places; count++) {
    place(sheet, panel, random.pick([0, 1, 1, 2, 2, 3, 3, 4]));
    if (random.chance(0.25)) noise(sheet, panel);
  }
  const name = sheet.name("Panel");
  const component = componentOf(sheet, name, panel);
  const code = [sheet.imports, PROPS_TYPE, ...sheet.top, component].join("\n\n");
  return { code: `${code}\n`, parts: [...sheet.parts], risks: sheet.risks };
}

function componentOf(sheet: Sheet, name: string, { parameters, code, elements }: FunctionHost): string {
  const element =
    elements.length === 0
      ? "null"
      : elements.length === 1 && elements[0]?.startsWith("<")
        ? elements[0]
        : `(\n<div>\n${elements.join("\n")}\n</div>\n)`;
  const body = `${code}\nreturn ${element};`;
  return sheet.grow("component", [
    [6, "function", () => `export default function ${name}(${parameters}) {\n${body}\n}`],
    [2, "arrow", () => `const ${name} = (${parameters}) => {\n${body}\n};\nexport default ${name};`],
    [
      1,
      "memo",
      () =>
        `const ${name} = ${sheet.react("memo")}(function ${name}(${parameters}) {\n${body}\n});\nexport default ${name};`,
    ],
  ]);
}
