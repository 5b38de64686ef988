import type { Scope, Unit } from "./scope.js";
import { unit } from "./units.js";

/** How many expressions are spelled in a way that changes nothing. */
const SPELLED = 0.06;

/** The same value, sometimes spelled in a roundabout way. */
export function spelled(scope: Scope, expression: string): string {
  const { sheet, host, random } = scope;
  if (!random.chance(SPELLED)) return expression;
  const through = (): string => sheet.helper("same", (name) => `const ${name} = <T,>(value: T): T => value;`);
  return sheet.grow("spelling", [
    [1, "element of a list", () => `[${expression}][0]!`],
    [1, "member of an object", () => `({ it: ${expression} }).it`],
    [1, "through a function", () => `${through()}(${expression})`],
    [1, "last of a sequence", () => `(0, ${expression})`],
    [1, "with a fallback", () => `((${expression}) ?? undefined)`],
    [1, "both branches alike", () => `(${host.prop("enabled")} ? ${expression} : ${expression})`],
    [1, "function called at once", () => `(() => ${expression})()`],
    [1, "with a type", () => `((${expression}) as any)`],
    [0.5, "last element", () => `[null, ${expression}].at(-1)!`],
    [0.5, "destructured in a call", () => `(({ it }: any) => it)({ it: ${expression} })`],
  ]);
}

/** A unit whose setup or undo stands in code that runs just once. */
export function phrased(scope: Scope, depth: number): Unit {
  const { setup, undo } = unit(scope, depth);
  const where = scope.random.below(3);
  return {
    setup: where === 1 ? setup : phrase(scope, setup),
    undo: where === 0 || undo === "" ? undo : phrase(scope, undo),
  };
}

function phrase({ sheet }: Scope, code: string): string {
  const once = (): string =>
    sheet.helper("perform", (name) => `function ${name}(act: () => void) { act(); }`);
  const index = sheet.name("round");
  return sheet.grow("phrase", [
    [1, "block", () => `{\n${code}\n}`],
    [1, "function called at once", () => `(() => {\n${code}\n})();`],
    [1, "forEach of one element", () => `[0].forEach(() => {\n${code}\n});`],
    [1, "do and while", () => `do {\n${code}\n} while (false);`],
    [1, "endless loop that breaks", () => `for (;;) {\n${code}\nbreak;\n}`],
    [1, "loop of one round", () => `for (let ${index} = 0; ${index} < 1; ${index}++) {\n${code}\n}`],
    [1, "through a function", () => `${once()}(() => {\n${code}\n});`],
    [1, "default of a switch", () => `switch (0 as number) {\ncase 1:\nbreak;\ndefault: {\n${code}\n}\n}`],
    [1, "executor of a promise", () => `void new Promise<void>((${index}) => {\n${code}\n${index}();\n});`],
    [1, "made list", () => `Array.from({ length: 1 }, () => {\n${code}\n});`],
    [1, "transition", () => `${sheet.react("startTransition")}(() => {\n${code}\n});`],
    [0.5, "default of a parameter", () => `((${index} = () => {\n${code}\n}) => ${index}())();`],
    [0.5, "popped function", () => `{\nconst ${index} = [() => {\n${code}\n}];\n${index}.pop()?.();\n}`],
  ]);
}
