import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { cases, needsTypes } from "../helpers/cases.js";
import { lint, writePlugin } from "../helpers/plugin-on-disk.js";
import { BREAKING, PRESERVING } from "./steps.js";
import type { Step } from "./steps.js";

const SETTINGS = { pluginId: "my-plugin" };
const ROOT = "/nowhere";

/** One program of one file, which says all there is to say about its verdict. */
interface Subject {
  readonly test: Case;
  readonly file: string;
  readonly code: string;
}

const isModule = (file: string): boolean => /\.tsx?$/.test(file);
const hasOneModule = ({ files }: Case): boolean => Object.keys(files).filter(isModule).length === 1;

function subjectsOf(tests: readonly Case[]): readonly Subject[] {
  return tests
    .filter((test) => test.kind === "valid" || !needsTypes(test))
    .flatMap((test): Subject[] =>
      Object.entries(test.files)
        .filter(([file]) => isModule(file))
        .map(([file, code]) => ({ test, file, code })),
    );
}

const subjects = subjectsOf(cases.filter(hasOneModule));

function reportsOf({ test, file }: Subject, code: string): string[] {
  return lint(test.rule, code, path.join(ROOT, file), undefined, SETTINGS).map(({ message }) => message);
}

/** A declared type of the SDK speaks for itself, whatever becomes of the functions. */
function isTyped(code: string): boolean {
  return code.includes("PluginContextValue") && code.includes("stratos-sdk");
}

function* rewritten(
  steps: readonly Step[],
  of = subjects,
): Iterable<{ subject: Subject; step: Step; code: string }> {
  for (const subject of of) {
    for (const step of steps) {
      const code = step.rewrite(subject.code);
      if (code !== undefined) yield { subject, step, code };
    }
  }
}

describe("a program that means the same has the same verdict", () => {
  it.each(
    [...rewritten(PRESERVING)].map(
      (made) =>
        [
          made.subject.test.rule,
          made.subject.test.kind,
          made.subject.test.name,
          made.step.name,
          made,
        ] as const,
    ),
  )("%s: %s: %s: %s", (_rule, kind, _name, _step, { subject, code }) => {
    const reports = reportsOf(subject, code);
    if (kind === "valid") expect(reports, code).toEqual([]);
    else expect(reports.length, code).toBeGreaterThan(0);
  });
});

describe("a plugin of several modules, one of which is written differently, has the same verdict", () => {
  const several = subjectsOf(cases.filter((test) => !hasOneModule(test)));
  /** What is called in these ways may be called with any name: the contract rules conclude nothing. */
  const silencing = new Set(["an extracted helper", "a conditional"]);
  const isSilent = (subject: Subject, step: Step): boolean =>
    subject.test.kind === "invalid" &&
    subject.test.rule === "no-unmatched-channel" &&
    silencing.has(step.name);
  // Each of them is written to disk and linted whole: some are enough.
  const made = [...rewritten(PRESERVING, several)].filter(
    ({ subject, step }, index) => index % 5 === 0 && !isSilent(subject, step),
  );
  it.each(
    made.map(
      (one, index) =>
        [one.subject.test.rule, one.subject.test.name, one.subject.file, one.step.name, one, index] as const,
    ),
  )("%s: %s: %s: %s", (rule, _name, _file, _step, { subject, code }, index) => {
    const files = { ...subject.test.files, [subject.file]: code };
    // Where looking at the disk is dear, what it says is kept for a moment: no folder is used twice.
    const plugin = writePlugin(`metamorphic/${String(index)}`, files);
    const reports = plugin.sources.flatMap((file) =>
      lint(rule, files[file] ?? "", path.join(plugin.root, file)).map(({ message }) => message),
    );
    expect(reports.length > 0, `${code}\n${reports.join("\n")}`).toBe(subject.test.kind === "invalid");
  });
});

describe("two steps after each other keep the verdict", () => {
  const pairs = PRESERVING.flatMap((first, index) =>
    [3, 11].map((distance) => [first, PRESERVING[(index + distance) % PRESERVING.length] ?? first] as const),
  );
  const made = pairs.flatMap(([first, second]) =>
    subjects.flatMap((subject) => {
      const once = first.rewrite(subject.code);
      const twice = once === undefined ? undefined : second.rewrite(once);
      return twice === undefined
        ? []
        : [[subject.test.rule, subject.test.name, first.name, second.name, subject, twice] as const];
    }),
  );
  it.each(made)("%s: %s: %s, then %s", (_rule, _name, _first, _second, subject, code) => {
    expect(reportsOf(subject, code).length > 0, code).toBe(subject.test.kind === "invalid");
  });
});

describe("a program that is no longer about the SDK has no reports", () => {
  const made = [...rewritten(BREAKING)].filter(
    ({ subject, code }) => subject.test.kind === "invalid" && !isTyped(code),
  );
  it.each(made.map((one) => [one.subject.test.rule, one.subject.test.name, one.step.name, one] as const))(
    "%s: %s: %s",
    (_rule, _name, _step, { subject, code }) => {
      expect(reportsOf(subject, code), code).toEqual([]);
    },
  );
});

it("every step rewrites some program", () => {
  const idle = [...PRESERVING, ...BREAKING].filter(({ rewrite }) =>
    subjects.every(({ code }) => rewrite(code) === undefined),
  );
  expect(idle.map(({ name }) => name)).toEqual([]);
});
