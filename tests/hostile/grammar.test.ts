/** Each production of the grammar, in each place that a model looks at: no crash, and no report but those that a row declares. */
import { AST_NODE_TYPES } from "@typescript-eslint/utils";
import ts from "typescript";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, nodesOf } from "../helpers/parse.js";
import type { PluginOnDisk } from "../helpers/plugin-on-disk.js";
import { programOf, writePlugin } from "../helpers/plugin-on-disk.js";
import type { Row } from "./grammar.js";
import {
  ELEMENTS,
  ENDS,
  EXPRESSIONS,
  FILES,
  MAKERS,
  MODULE_ITEMS,
  PATTERNS,
  STATEMENTS,
  TYPES,
} from "./grammar.js";
import { IMPORTS, lintAll } from "./support.js";

type Places = Readonly<Record<string, (code: string) => string>>;

const sends = (statements: string): string => `createPlugin({ async onStart(ctx) { ${statements} } });`;
const panel = (statements: string): string =>
  `function Panel() { const { socket } = usePluginContext(); ${statements} return null; }`;
const effect = (statements: string): string => panel(`useEffect(() => { ${statements} }, [socket]);`);
const heard = 'socket.on("a", f); return () => { socket.off("a", f);';

const OF_EXPRESSION: Places = {
  channel: (it) => sends(`ctx.ipc.send((${it}), 1);`),
  payload: (it) => sends(`ctx.ipc.send("a", (${it}));`),
  "payload's member": (it) => sends(`const v = (${it}); ctx.ipc.send("a", { v: v.a, w: [v?.["b"]] });`),
  arguments: (it) => sends(`ctx.ipc.send(...(${it}));`),
  "ipc handler": (it) => sends(`ctx.ipc.handle("a", (${it}));`),
  result: (it) => sends(`ctx.ipc.handle("a", () => (${it}));`),
  context: (it) => sends(`(${it}).ipc.send("a", 1);`),
  "method's key": (it) => sends(`ctx.ipc[(${it})]("a", 1);`),
  condition: (it) =>
    sends(`if (${it}) ctx.ipc.send("a", 1); while (${it}) { ctx.ipc.send("b", (${it}) ? 1 : 2); break; }`),
  loop: (it) => sends(`for (const x of (${it})) ctx.ipc.send(x, x);`),
  prefix: (it) => sends(`ctx.server.registerRouter((${it}), name);`),
  route: (it) =>
    sends(
      `const r = Router(); r.get((${it}), (_, res) => res.json((${it}))); ctx.server.registerRouter("/x", r);`,
    ),
  helper: (it) => sends(`const g = () => (${it}); ctx.ipc.send(g(), g());`),
  default: (it) => sends(`const { x = (${it}) } = ctx; ctx.ipc.send(x, x); g((${it}), ctx);`),
  event: (it) => effect(`const e = (${it}); socket.on(e, f); return () => { socket.off(e, f); };`),
  handler: (it) => effect(`const h = (${it}); socket.on("a", h); return () => { socket.off("a", h); };`),
  "handler's result": (it) =>
    effect(`const h = () => (${it}); socket.on("a", h); return () => { socket.off("a", h); };`),
  socket: (it) => effect(`(${it}).on("a", f);`),
  "effect's function": (it) => panel(`useEffect((${it}), []);`),
  cleanup: (it) => effect(`(${it}); ${heard} (${it}); };`),
  "returned cleanup": (it) => effect(`return (${it});`),
  dependencies: (it) => panel(`useEffect(() => { ${heard} }; }, (${it}));`),
  dependency: (it) => panel(`useEffect(() => { ${heard} }; }, [socket, (${it})]);`),
  URL: (it) => `const u = () => fetch((${it})); const v = () => fetch(\`\${STRATOS_APP_BASE}/\${(${it})}\`);`,
  "request's options": (it) => `const o = () => fetch(STRATOS_APP_BASE + "/x", (${it}));`,
  attribute: (it) => panel(`name(<Child socket={socket} a={(${it})} {...(${it})}>{(${it})}</Child>);`),
  state: (it) =>
    panel(
      `const [s] = useState((${it})); const m = useMemo(() => (${it}), [s]); useRef((${it})); name(s, m);`,
    ),
};

const OF_PATTERN: Places = {
  "parameter of onStart": (it) => `createPlugin({ onStart(${it}) {} });`,
  "second parameter": (it) =>
    `createPlugin({ onStart(ctx) { ((one, ${it}) => one.ipc.send("a", 1))(ctx, ctx); } });`,
  context: (it) => `function Panel() { const ${it} = usePluginContext(); return null; }`,
  socket: (it) => panel(`const ${it} = socket;`),
  "parameter of a handler": (it) =>
    effect(`const h = (${it}) => {}; socket.on("a", h); return () => socket.off("a", h);`),
  "caught error": (it) => sends(`try { ctx.ipc.send("a", 1); } catch (${it}) { ctx.ipc.send("b", 1); }`),
  "loop's variable": (it) => sends(`for (const ${it} of name) ctx.ipc.send("a", 1);`),
  props: (it) =>
    `function Child(${it}) { return null; } function Panel() { return <Child {...usePluginContext()} />; }`,
  "last parameters": (it) =>
    `function g(...${it === "a" ? "a" : `[${it}]`}) {} createPlugin({ onStart(ctx) { g(ctx, ctx.ipc); } });`,
};

const OF_STATEMENT: Places = {
  onStart: (it) => sends(`${it} ctx.ipc.send("a", 1);`),
  effect: (it) => effect(`socket.on("a", f); { ${it} } return () => { socket.off("a", f); };`),
  cleanup: (it) => effect(`${heard} ${it} };`),
  handler: (it) =>
    effect(`const h = () => { ${it} }; socket.on("a", h); return () => { socket.off("a", h); };`),
  component: (it) => panel(`{ ${it} }`),
  "body of a loop": (it) => sends(`for (const x of [1, 2]) { ${it} ctx.ipc.send("a", x); }`),
  "body of an async function": (it) => sends(`(async () => { await 1; ${it} ctx.ipc.send("a", 1); })();`),
  "body of a generator": (it) => sends(`[...(function* () { ${it} yield ctx.ipc.send("a", 1); })()];`),
  method: (it) => sends(`new (class { constructor() { ${it} } m() { ${it} ctx.ipc.send("a", 1); } })().m();`),
  module: (it) => it,
};

const OF_END: Places = {
  onStart: (it) => sends(`if (name) { ${it} } ctx.ipc.send("a", 1); ${it}`),
  handler: (it) =>
    effect(`const h = () => { ${it} }; socket.on("a", h); return () => { socket.off("a", h); };`),
  component: (it) => panel(it),
  method: (it) => sends(`new (class { m() { ${it} } }).m(ctx);`),
  effect: (it) => effect(`name(() => { ${it} });`),
};

const OF_TYPE: Places = {
  context: (it) => `createPlugin({ onStart(ctx: ${it}) { ctx.ipc.send("a", 1); } });`,
  helper: (it) => `function help(c: ${it}, ...rest: ${it}[]) { c.ipc.send(c, c); c.socket.on("a", c); }`,
  payload: (it) => sends(`ctx.ipc.send("a", name as ${it}); let p: ${it}; ctx.ipc.send("a", p!);`),
  handler: (it) =>
    effect(`const h = (x: ${it}) => {}; socket.on("a", h); return () => { socket.off("a", h); };`),
  props: (it) => `export function Child({ s }: { s: ${it} }) { s.on("a", s); return null; }`,
  generic: (it) => panel(`useState<${it}>(); useRef<${it}>(null); name<${it}>(socket);`),
  result: (it) => `function make(): ${it} { return name; } make().ipc.send("a", 1);`,
  class: (it) => `class K { declare c: ${it}; m(): ${it} { this.c.ipc.send("a", this.c); return this.c; } }`,
  alias: (it) => `type L = ${it}; interface M { c: L } declare const m: M; m.c.ipc.send(m.c, m);`,
};

const EMPTY: readonly string[] = [];

interface Situation {
  readonly name: string;
  readonly code: string;
  readonly row: Row;
  /** One for each line behind the imports. */
  readonly places: readonly string[];
}

/** One file for each row, with one line for each place. Names that it does not declare belong to somebody else. */
function situations(rows: readonly Row[], places: Places): Situation[] {
  return rows.map((row) => {
    const own = Object.entries(places).filter(([place]) => !row.not?.includes(place));
    // Each place is a block: what it declares does not meet the others.
    const lines = own.map(([place, make]) => {
      const text = make(row.code).replaceAll("\n", " ");
      return place === "module" || text.startsWith("export") ? text : `{ ${text} }`;
    });
    const code = `${IMPORTS}import { Router } from "express";\n${lines.join("\n")}\n`;
    return { name: row.code, code, row, places: own.map(([place]) => place) };
  });
}

function saidIn({ code, places }: Situation, around: Parameters<typeof lintAll>[1] = {}): string[] {
  const found = lintAll(code, around).map(({ ruleId, line, fatal, message }) => {
    const place = places[line - 4] ?? "?";
    return fatal ? `${place}: ${message}` : `${place}: ${(ruleId ?? "").replace("stratos/", "")}`;
  });
  return [...new Set(found)].sort();
}

const GROUPS = [
  ["expression", situations([...EXPRESSIONS, ...ELEMENTS, ...MAKERS], OF_EXPRESSION)],
  ["pattern", situations(PATTERNS, OF_PATTERN)],
  ["statement", situations(STATEMENTS, OF_STATEMENT)],
  ["end of a function", situations(ENDS, OF_END)],
  ["type", situations(TYPES, OF_TYPE)],
] as const;

/** Files at whose top level a row of its own stands. */
const MODULES: readonly Situation[] = MODULE_ITEMS.map((row) => ({
  name: row.code,
  code: `${IMPORTS}\n${row.code}\nexport const plugin = ${sends('ctx.ipc.send("a", 1);')}\n${panel(`useEffect(() => { ${heard} }; });`)}\n`,
  row,
  places: ["module", "onStart", "effect"],
}));

describe.each(GROUPS)("each %s, in each place", (_, all) => {
  it.each(all.map((situation) => [situation.name, situation] as const))("%s", (_name, situation) => {
    expect(saidIn(situation)).toEqual([...(situation.row.says ?? EMPTY)].sort());
  });
});

describe("each item of a module", () => {
  it.each(MODULES.map((situation) => [situation.name, situation] as const))("%s", (_name, situation) => {
    expect(saidIn(situation)).toEqual([...(situation.row.says ?? EMPTY)].sort());
  });
});

/** With types, every tenth row is enough: what types add is asked of the value, not of its spelling. */
describe("with types", () => {
  const sample = [...GROUPS.flatMap(([, all]) => all), ...MODULES].filter((_, index) => index % 10 === 0);
  let program: ts.Program;
  let plugin: PluginOnDisk;
  beforeAll(() => {
    const files = sample.map(({ code }, index) => [`src/f${String(index)}.tsx`, code] as const);
    plugin = writePlugin("hostile/grammar", Object.fromEntries(files));
    program = programOf(plugin);
  });

  it.each(sample.map((situation, index) => [situation.name, situation, index] as const))(
    "%s",
    (_, situation, index) => {
      const filename = path.join(plugin.root, `src/f${String(index)}.tsx`);
      const found = saidIn(situation, { filename, program });
      // Types may prove more of what is wrong, but only where a payload is.
      const more = found.filter((one) => !(situation.row.says ?? EMPTY).includes(one));
      expect(more.filter((one) => !/^(?:payload|result|helper|arguments|generic)/.test(one))).toEqual([]);
    },
  );
});

// ---------------------------------------------------------------- whether the tables have all of the grammar

const ALL: readonly { readonly filename: string; readonly code: string; readonly sourceType?: "script" }[] = [
  ...[...GROUPS.flatMap(([, all]) => all), ...MODULES].map(({ code }) => ({ filename: "file.tsx", code })),
  ...FILES,
];

/** Kinds that no text is parsed to: they are made by transformations, stand for something missing, or mark a range of the numbers. */
const NOT_WRITTEN =
  /^(?:First|Last)|^(?:SyntheticExpression|SyntheticReferenceExpression|MissingDeclaration|Bundle|SyntaxList|NotEmitted\w+|PartiallyEmittedExpression|CommaListExpression|ImportTypeAssertionContainer|AssertClause|AssertEntry|Count|Unknown)$/;

describe("the tables", () => {
  it("have every kind of node that TypeScript can parse", () => {
    const kinds = new Set<number>();
    for (const { filename, code } of ALL) {
      const visit = (node: ts.Node): void => {
        kinds.add(node.kind);
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(filename, code, ts.ScriptTarget.Latest, true));
    }
    const wanted = Object.entries(ts.SyntaxKind).filter(
      ([name, kind]) =>
        typeof kind === "number" &&
        kind >= ts.SyntaxKind.FirstNode &&
        !name.startsWith("JSDoc") &&
        !NOT_WRITTEN.test(name),
    );
    expect(wanted.length).toBeGreaterThan(130);
    expect(wanted.filter(([, kind]) => !kinds.has(kind as number)).map(([name]) => name)).toEqual([]);
  });

  it("have every kind of node that typescript-eslint has", () => {
    const types = new Set<string>();
    for (const { filename, code, sourceType } of ALL) {
      if (sourceType === "script") continue;
      for (const node of nodesOf(parse(code, `/plugin/${filename}`))) types.add(node.type);
    }
    // Modifiers and JSX children that its parser does not give, and what only a sloppy script has.
    const never =
      /^(?:TS(?:Abstract|Async|Declare|Export|Private|Protected|Public|Readonly|Static)Keyword|WithStatement)$/;
    expect(
      Object.values<string>(AST_NODE_TYPES).filter((type) => !types.has(type) && !never.test(type)),
    ).toEqual([]);
  });

  it.each(FILES)("$filename: $code", ({ filename, code, sourceType }) => {
    const around = { filename: `/nowhere/${filename}`, parserOptions: { ecmaFeatures: {} } };
    const messages = lintAll(code, sourceType ? { ...around, sourceType, parser: null } : around);
    expect(messages).toEqual([]);
  });
});
