import type { Host } from "./scope.js";
import { dependenciesOf } from "./scope.js";
import type { Sheet } from "./sheet.js";

const HOOKS = [
  [8, "useEffect"],
  [2, "useLayoutEffect"],
  [0.7, "useInsertionEffect"],
] as const;

/** A hook for an effect. */
export function hookName(sheet: Sheet): string {
  const [, name] = sheet.random.weighted(HOOKS);
  sheet.parts.add(`effect: ${name}`);
  return sheet.react(name);
}

/** The list of dependencies, with the comma before it. */
export function dependencies(sheet: Sheet, host: Host, code: string): string {
  const all = dependenciesOf(host, code);
  return sheet.grow("dependencies", [
    [6, "all", () => `, [${all.join(", ")}]`],
    [2, "none listed", () => ", []"],
    [1, "no list", () => ""],
    [1, "some", () => `, [${sheet.random.some(all, 0.5).join(", ")}]`],
  ]);
}
