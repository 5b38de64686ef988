import type { LoopVariables, Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";
import type { Table } from "./tables.js";

/** Code that runs for each element. The code has the loop's variables, and neither returns nor continues. */
export function loopOver(
  { sheet }: Scope,
  kind: Table["kind"],
  list: string,
  { event = "", handler = "" }: LoopVariables,
  code: string,
): string {
  const each =
    (head: string, tail = "}"): (() => string) =>
    () =>
      `${head}\n${code}\n${tail}`;
  const index = sheet.name("index");
  const block = (head: string): (() => string) => each(`${head} {`);
  if (kind === "set")
    return sheet.grow("loop", [
      [1, "for-of over a set", block(`for (const ${event} of ${list})`)],
      [list.endsWith("()") ? 0 : 1, "forEach of a set", each(`${list}.forEach((${event}) => {`, "});")],
      [0.5, "spread of a set", each(`[...${list}].forEach((${event}) => {`, "});")],
    ]);
  if (kind === "list")
    return sheet.grow("loop", [
      [4, "forEach", each(`${list}.forEach((${event}) => {`, "});")],
      [4, "for-of", block(`for (const ${event} of ${list})`)],
      [
        1.5,
        "for",
        each(
          `for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {\nconst ${event} = ${list}[${index}]!;`,
        ),
      ],
      [
        1,
        "while",
        each(
          `let ${index} = 0;\nwhile (${index} < ${list}.length) {\nconst ${event} = ${list}[${index}++]!;`,
        ),
      ],
      [
        0.7,
        "for-in",
        each(`for (const ${index} in ${list}) {\nconst ${event} = (${list} as any)[${index}];`),
      ],
      [0.7, "map", each(`void ${list}.map((${event}) => {`, "});")],
      [0.7, "entries", block(`for (const [, ${event}] of ${list}.entries())`)],
      [0.7, "recursion", recursion(sheet.name("walk"), index, list, event, code)],
      [
        0.5,
        "backwards",
        each(`for (let ${index} = ${list}.length; ${index}-- > 0;) {\nconst ${event} = ${list}[${index}]!;`),
      ],
      [0.7, "labelled", () => labelled(sheet, list, event, code)],
      [0.5, "skips an empty name", each(`for (const ${event} of ${list}) {\nif (${event} === "") continue;`)],
    ]);
  if (kind === "objects")
    return sheet.grow("loop", [
      [1, "for-of with a pattern", block(`for (const { event: ${event}, run: ${handler} } of ${list})`)],
      [
        1,
        "forEach with a pattern",
        each(`${list}.forEach(({ event: ${event}, run: ${handler} }) => {`, "});"),
      ],
    ]);
  if (kind === "record")
    return sheet.grow("loop", [
      [3, "for-of over entries", block(`for (const [${event}, ${handler}] of Object.entries(${list}))`)],
      [
        1,
        "forEach of entries",
        each(`Object.entries(${list}).forEach(([${event}, ${handler}]: any) => {`, "});"),
      ],
      [
        1,
        "keys",
        each(
          `Object.keys(${list}).forEach((${event}) => {\nconst ${handler} = (${list} as any)[${event}];`,
          "});",
        ),
      ],
      [
        1,
        "for-in",
        each(`for (const ${event} in ${list}) {\nconst ${handler} = (${list} as any)[${event}];`),
      ],
    ]);
  return sheet.grow("loop", [
    [3, "for-of with a tuple", block(`for (const [${event}, ${handler}] of ${list})`)],
    kind === "map"
      ? [1, "forEach of a map", each(`${list}.forEach((${handler}, ${event}) => {`, "});")]
      : [1, "forEach with a tuple", each(`${list}.forEach(([${event}, ${handler}]) => {`, "});")],
    [
      1,
      "for-of with elements",
      each(
        `for (const ${index} of ${list}) {\nconst ${event} = ${index}[0];\nconst ${handler} = ${index}[1];`,
      ),
    ],
  ]);
}

function labelled(sheet: Sheet, list: string, event: string, code: string): string {
  const [label, round] = [sheet.name("outer"), sheet.name("round")];
  return `${label}: for (const ${event} of ${list}) {
    for (const ${round} of [0, 1]) {
      if (${round} === 1) continue ${label};
      ${code}
    }
  }`;
}

function recursion(walk: string, index: string, list: string, event: string, code: string): () => string {
  return () => `const ${walk} = (${index}: number): void => {
    if (${index} >= ${list}.length) return;
    const ${event} = ${list}[${index}]!;
    ${code}
    ${walk}(${index} + 1);
  };
  ${walk}(0);`;
}
