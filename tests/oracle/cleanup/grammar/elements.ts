import { lifeOf } from "./effects.js";
import { hookName } from "./react-effects.js";
import type { Host } from "./scope.js";
import { dependenciesOf, join, Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";
import { source } from "./sources.js";
import { unit } from "./units.js";

/** A ref callback that subscribes. */
export function refCallback(sheet: Sheet, host: Host, depth: number): void {
  const react = (name: string): string => sheet.react(name);
  const inReact = (code: string): string =>
    sheet.grow("ref", [
      [1, "inline", () => code],
      [1, "function of the render", () => new Scope(sheet, host).render("attachTo", code)],
      [
        1,
        "useCallback",
        () =>
          new Scope(sheet, host).render(
            "attachTo",
            `${react("useCallback")}(${code}, [${dependenciesOf(host, code).join(", ")}])`,
          ),
      ],
    ]);
  const attribute = sheet.grow("end of a ref", [
    [
      2,
      "returned",
      () =>
        inReact(
          `(node: HTMLElement | null) => {\nif (node === null) return;\n${lifeOf(new Scope(sheet, host), depth - 1)}\n}`,
        ),
    ],
    [1, "called with null", () => byNull(sheet, host, depth, inReact)],
  ]);
  host.elements.push(`<div ref={(${attribute}) as any} />`);
}

function byNull(sheet: Sheet, host: Host, depth: number, inReact: (code: string) => string): string {
  const scope = new Scope(sheet, host);
  const { setup, undo } = unit(scope, depth - 1);
  host.body.push(...scope.lines, ...scope.resets);
  return sheet.grow(
    "null",
    [
      [
        1,
        "if and else",
        () => inReact(`(node: HTMLElement | null) => {\nif (node) {\n${setup}\n} else {\n${undo}\n}\n}`),
      ],
      [
        1,
        "early end",
        () =>
          inReact(`(node: HTMLElement | null) => {\nif (node === null) {\n${undo}\nreturn;\n}\n${setup}\n}`),
      ],
    ],
    [[1, "null is ignored", () => inReact(`(node: HTMLElement | null) => {\nif (node) {\n${setup}\n}\n}`)]],
  );
}

/** A button that subscribes, with an effect that ends it. */
export function endedButton(sheet: Sheet, host: Host, depth: number): void {
  const stop = button(sheet, host, depth);
  host.body.push(`${hookName(sheet)}(() => () => {\n${stop}?.();\n${stop} = null;\n}, []);`);
}

/** A button that subscribes; gives where it keeps the undo. */
export function button(sheet: Sheet, host: Host, depth: number): string {
  const scope = new Scope(sheet, host);
  const inner = scope.inner();
  const value = source(inner, depth - 1);
  const stop = scope.memory("stopRef", "null");
  const lines = join(...inner.lines, ...inner.resets);
  const code = sheet.grow(
    "button",
    [
      [2, "starts anew", () => `${stop}?.();\n${lines}\n${stop} = ${value};`],
      [
        1,
        "toggles",
        () => `if (${stop}) {\n${stop}();\n${stop} = null;\n} else {\n${lines}\n${stop} = ${value};\n}`,
      ],
      [1, "starts once", () => `if (${stop}) return;\n${lines}\n${stop} = ${value};`],
    ],
    [[1, "button that starts again", () => `${lines}\n${stop} = ${value};`]],
  );
  host.elements.push(`<button onClick={() => {\n${code}\n}}>listen</button>`);
  return stop;
}
