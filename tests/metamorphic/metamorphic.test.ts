import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { cases, needsTypes } from "../helpers/cases.js";
import { lint } from "../helpers/plugin-on-disk.js";
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

const subjects = cases
  .filter((test) => test.kind === "valid" || !needsTypes(test))
  .flatMap((test): Subject[] =>
    Object.entries(test.files)
      .filter(([file]) => /\.tsx?$/.test(file))
      .map(([file, code]) => ({ test, file, code })),
  );

function reportsOf({ test, file }: Subject, code: string): string[] {
  return lint(test.rule, code, path.join(ROOT, file), undefined, SETTINGS).map(({ message }) => message);
}

/** A declared type of the SDK speaks for itself, whatever becomes of the functions. */
function isTyped(code: string): boolean {
  return code.includes("PluginContextValue") && code.includes("stratos-sdk");
}

function* rewritten(steps: readonly Step[]): Iterable<{ subject: Subject; step: Step; code: string }> {
  for (const subject of subjects) {
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
