import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Shape } from "../../bench/shapes.js";
import { SHAPES } from "../../bench/shapes.js";
import { reactApp, stratosPlugin } from "../../bench/sources.js";
import type * as FileModule from "../../src/flow/file.js";
import type * as TreeModule from "../../src/flow/tree.js";
import { Machine } from "../../src/run/machine.js";
import { rules } from "../../src/rules/index.js";
import { lint, removePlugin, writePlugin } from "../helpers/plugin-on-disk.js";

/** How often each kind of work was done. */
const work = vi.hoisted(() => ({ views: 0, visits: 0 }));

vi.mock("../../src/flow/file.js", async (load) => {
  const real = await load<typeof FileModule>();
  return {
    ...real,
    viewFile: (...args: Parameters<typeof real.viewFile>) => {
      work.views++;
      return real.viewFile(...args);
    },
  };
});
vi.mock("../../src/flow/tree.js", async (load) => {
  const real = await load<typeof TreeModule>();
  return {
    ...real,
    childrenOf: (...args: Parameters<typeof real.childrenOf>) => {
      work.visits++;
      return real.childrenOf(...args);
    },
  };
});

const ALL = Object.keys(rules);
const steps = vi.spyOn(Machine.prototype, "step");
const reads = vi.spyOn(fs, "readFileSync");

interface Work {
  /** Files of which the model is built, and nodes whose children were asked for. */
  readonly views: number;
  readonly visits: number;
  /** Steps of the abstract machine. */
  readonly steps: number;
  /** Files that were read from disk. */
  readonly files: readonly string[];
}

function workOf(run: () => void): Work {
  Object.assign(work, { views: 0, visits: 0 });
  steps.mockClear();
  reads.mockClear();
  run();
  return {
    ...work,
    steps: steps.mock.calls.length,
    // What Node.js loads is not read by the rules.
    files: reads.mock.calls.map(([file]) => String(file)).filter((file) => !file.includes("node_modules")),
  };
}

afterEach(() => {
  vi.clearAllMocks();
});

const FILE = "/nowhere/src/file.tsx";

describe("a file without the SDK", () => {
  it("is not looked at: nothing is built, visited, run or read", () => {
    for (const code of Object.values(reactApp(4)))
      expect(workOf(() => lint(ALL, code, FILE))).toEqual({ views: 0, visits: 0, steps: 0, files: [] });
  });
});

describe("a component that subscribes in the form that everybody knows", () => {
  it("is not run", () => {
    const code = SHAPES["components that subscribe"]?.make(3) ?? "";
    const { steps: taken, views } = workOf(() => lint("require-socket-cleanup", code, FILE));
    expect({ taken, views }).toEqual({ taken: 0, views: 1 });
  });
});

describe("eight rules", () => {
  it("share one model of a file", () => {
    const code = SHAPES["components that subscribe"]?.make(3) ?? "";
    expect(workOf(() => lint(ALL, code, FILE)).views).toBe(1);
  });
});

describe("a plugin of 43 modules", () => {
  const written = writePlugin("work", stratosPlugin(40));
  const read = (file: string): string => fs.readFileSync(path.join(written.root, file), "utf8");
  const texts = new Map(written.sources.map((file) => [file, read(file)]));
  const lintFile = (file: string): Work =>
    workOf(() => lint(ALL, texts.get(file) ?? "", path.join(written.root, file)));
  const own = ({ files }: Work): string[] =>
    files.filter((file) => file.startsWith(written.root)).map((file) => path.relative(written.root, file));

  it("is read once: each module for the first file, none for the others, one again that has changed", () => {
    const [first = "", second = "", third = ""] = written.sources;
    const forFirst = own(lintFile(first));
    expect(forFirst).toHaveLength(new Set(forFirst).size);
    expect(forFirst).toEqual(expect.arrayContaining([...written.sources]));
    expect(own(lintFile(second))).toEqual([]);
    const changed = path.join(written.root, "src/ui/http.ts");
    fs.writeFileSync(changed, `${read("src/ui/http.ts")}\n// changed\n`);
    expect(own(lintFile(third))).toEqual(["src/ui/http.ts"]);
    expect(own(lintFile(first))).toEqual([]);
    removePlugin(written);
  });
});

describe("the work for one unit", () => {
  const UNITS = ["subscriptions of one effect", "members of a payload", "module constants"];
  const workFor = ({ make }: Shape, size: number): number => {
    const { visits, steps: taken } = workOf(() => lint(ALL, make(size), FILE));
    return (visits + taken) / size;
  };

  it.each(UNITS)("%s: is the same in a file of 64 times as many", (unit) => {
    const shape = SHAPES[unit];
    if (!shape) throw new Error(`There is no shape "${unit}".`);
    const few = workFor(shape, shape.first);
    expect(few).toBeGreaterThan(0);
    expect(workFor(shape, shape.first * 64) / few).toBeLessThan(1.25);
  });
});
