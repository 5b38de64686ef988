import { lifeOf } from "./effects.js";
import type { Host } from "./scope.js";
import { join, Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";
import { unit } from "./units.js";

/** Code that subscribes while rendering. */
export function inRender(sheet: Sheet, host: Host): void {
  const scope = new Scope(sheet, host);
  const { setup, undo } = unit(scope, 0);
  host.body.push(...scope.lines, ...scope.resets, setup);
  if (sheet.random.chance(0.5)) host.body.push(`${sheet.react("useEffect")}(() => () => {\n${undo}\n}, []);`);
}

/** Code that subscribes in a function that React calls while rendering. */
export function inInitialiser(hook: "useMemo" | "useState" | "useReducer") {
  return (sheet: Sheet, host: Host): void => {
    const scope = new Scope(sheet, host);
    const code = sheet.random.chance(0.6) ? lifeOf(scope, 0) : onlySetup(scope);
    const name = sheet.name("initial");
    const react = sheet.react(hook);
    host.body.push(
      {
        useMemo: `const ${name} = ${react}(() => {\n${code}\n}, []);`,
        useState: `const [${name}] = ${react}<any>(() => {\n${code}\n});`,
        useReducer: `const [${name}] = ${react}((state: any) => state, null, () => {\n${code}\n});`,
      }[hook],
    );
    if (sheet.random.chance(0.4)) host.body.push(`${sheet.react("useEffect")}(() => ${name} as any, []);`);
  };
}

function onlySetup(scope: Scope): string {
  const { setup } = unit(scope, 0);
  return join(...scope.lines, ...scope.resets, setup, "return 1;");
}

/** Code that subscribes in a function that a setter of a state is given. */
export function inUpdater(sheet: Sheet, host: Host): void {
  const code = onlySetup(new Scope(sheet, host));
  const setter = sheet.name("setMark");
  host.body.push(
    `const [, ${setter}] = ${sheet.react("useState")}<any>(0);`,
    `${sheet.react("useEffect")}(() => {\n${setter}(() => {\n${code}\n});\n}, []);`,
  );
}
