import type { Scope } from "./scope.js";

/** What tells waiting code that it is too late. */
export interface Check {
  /** A condition for going on. */
  readonly goesOn: string;
  /** What the end does, so that the condition fails. */
  readonly end: string;
  /** What the setup does before it waits. */
  readonly begin?: string;
  /** A signal that is aborted with it. */
  readonly signal?: string;
}

/** A check of waiting code, or a poor one. */
export function checkOf(scope: Scope): Check {
  const { sheet } = scope;
  const isPlain = scope.isPlain ? 1 : 0;
  return sheet.grow(
    "check",
    [
      [4, "alive flag", () => flag(scope.variable("alive", "true"), "false")],
      [2, "cancelled flag", () => cancelled(scope.variable("cancelled", "false"))],
      [1, "flag in an object", () => cancelled(`${scope.fresh("run", "{ done: false }")}.done`)],
      [2, "abort controller", () => controller(scope)],
      [1.5 * isPlain, "run counter", () => counter(scope)],
      [0.7, "token", () => token(scope)],
    ],
    [
      [3, "no check", () => ({ goesOn: "true", end: "" })],
      [1, "flag that is never changed", () => ({ ...flag(scope.variable("alive", "true"), "true") })],
      [1, "mounted ref of another effect", () => mountedRef(scope)],
      [1, "inverted check", () => flag(scope.variable("gone", "true"), "true", "!")],
    ],
  );
}

const flag = (name: string, value: string, sign = ""): Check => ({
  goesOn: `${sign}${name}`,
  end: `${name} = ${value};`,
});

const cancelled = (name: string): Check => ({ goesOn: `!${name}`, end: `${name} = true;` });

function controller(scope: Scope): Check {
  const name = scope.fresh("controller", "new AbortController()");
  const signal = `${name}.signal`;
  return { goesOn: `!${signal}.aborted`, end: `${name}.abort();`, signal };
}

function counter(scope: Scope): Check {
  const runs = scope.memory("runs", "0");
  const run = scope.sheet.name("run");
  return { begin: `const ${run} = ++${runs};`, goesOn: `${run} === ${runs}`, end: `${runs}++;` };
}

/** An object of its own for each run, which the component remembers. */
function token(scope: Scope): Check {
  const current = scope.memory("currentRun", "null");
  const mine = scope.sheet.name("mine");
  return {
    begin: `const ${mine} = {};\n${current} = ${mine};`,
    goesOn: `${current} === ${mine}`,
    end: `${current} = null;`,
  };
}

function mountedRef(scope: Scope): Check {
  const { host, sheet } = scope;
  const mounted = scope.memory("mounted", "true");
  if (scope.isPlain)
    host.body.push(
      `${sheet.react("useEffect")}(() => { ${mounted} = true; return () => { ${mounted} = false; }; }, []);`,
    );
  return { goesOn: mounted, end: "" };
}

/** An expression that is awaited. */
export function awaited({ sheet, host }: Scope, { signal }: Check): string {
  const delay = (): string =>
    sheet.helper(
      "delay",
      (name) => `const ${name} = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));`,
    );
  const url = `\`/api/\${${host.prop("id")}}\``;
  if (signal !== undefined && sheet.random.chance(0.5)) return `fetch(${url}, { signal: ${signal} })`;
  return sheet.grow("awaits", [
    [3, "fetch", () => `fetch(${url})`],
    [2, "delay", () => `${delay()}(5)`],
    [1, "resolved promise", () => "Promise.resolve()"],
    [1, "all", () => `Promise.all([fetch(${url}), ${delay()}(3)])`],
    [0.5, "all of a list", () => `Promise.all(["a", "b"].map((part) => fetch(part)))`],
    [0.5, "race", () => `Promise.race([${delay()}(2), ${delay()}(8)])`],
  ]);
}
