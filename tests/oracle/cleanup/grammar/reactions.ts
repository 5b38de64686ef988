import type { Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";

/** What a handler does with the payload `d`. */
export function reactionOf(scope: Scope): string {
  const { sheet, host, random } = scope;
  const isPlain = scope.isPlain ? 1 : 0;
  return sheet.grow("reaction", [
    [3, "logs", () => `${loggerOf(sheet)}("event", d);`],
    [2, "keeps", () => `${storeOf(sheet)}.push(d);`],
    [3 * isPlain, "calls a prop", () => `${host.prop(random.pick(["onStatus", "onOther"]))}(d);`],
    [3 * isPlain, "sets state", () => `${setterOf(scope)}(d);`],
    [1 * isPlain, "sets state conditionally", () => `if (d !== null) ${setterOf(scope)}({ last: d });`],
    [host.hasToast ? 1 : 0, "toasts", () => `${host.context("toast")}.info("something came");`],
  ]);
}

/** The setter of a state that is shown. */
function setterOf({ sheet, host }: Scope): string {
  const known = host.elements
    .map((element) => /JSON\.stringify\(last(?<number>\d*)\)/.exec(element))
    .find(Boolean);
  if (known && sheet.random.chance(0.6)) return `setLast${known.groups?.["number"] ?? ""}`;
  const state = sheet.name("last");
  const setter = `setLast${state.slice("last".length)}`;
  host.body.push(`const [${state}, ${setter}] = ${sheet.react("useState")}<unknown>(null);`);
  host.elements.push(`<pre>{JSON.stringify(${state})}</pre>`);
  return setter;
}

export function loggerOf(sheet: Sheet): string {
  return sheet.helper(
    "log",
    (name) => `const ${name} = (...parts: unknown[]): void => { console.log(...parts); };`,
  );
}

/** A list that lives as long as the file. */
export function storeOf(sheet: Sheet): string {
  return sheet.helper("received", (name) => `const ${name}: unknown[] = [];`);
}

export function debounceOf(sheet: Sheet): string {
  return sheet.helper(
    "debounce",
    (name) => `function ${name}(run: (d: unknown) => void, wait = 50) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      return (d: unknown) => {
        clearTimeout(timer);
        timer = setTimeout(() => run(d), wait);
      };
    }`,
  );
}

/** A function that makes a handler. */
export function factoryOf(sheet: Sheet): string {
  return sheet.helper(
    "makeHandler",
    (name) => `const ${name} = (next: (d: unknown) => void) => (d: unknown) => { next({ wrapped: d }); };`,
  );
}
