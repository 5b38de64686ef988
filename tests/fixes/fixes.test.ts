/** Every fix and suggestion, for every known program and many generated ones: the problem goes, and nothing else does. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { cases } from "../helpers/cases.js";
import { removePlugin } from "../helpers/plugin-on-disk.js";
import type { Changes, Subject } from "./changes.js";
import { changesOf, generatedSubjects } from "./changes.js";
import { commented } from "./comments.js";
import { problemsOf, typeErrorsOf } from "./problems.js";

/** How many programs of each grammar are looked at here; `npm run fixes` looks at more. */
const COUNT = 60;

const corpus = ["invalid", "lifetimes", "screens", "payloads", "plugins"].flatMap(
  (name) =>
    JSON.parse(readFileSync(new URL(`../corpus/${name}.json`, import.meta.url), "utf8")) as readonly Case[],
);
/** Behind the prefix there is another mistake, which shows when the prefix is gone. */
const TWICE_WRONG = "c-prefixed-other-end-typo";

const known = [...cases, ...corpus]
  .filter(({ kind, name }) => kind === "invalid" && name !== TWICE_WRONG)
  .map(({ rule, name, files }): Subject => ({ name: `${rule}: ${name}`, files }));

describe.each([
  ["known programs", known, 100],
  ["generated programs", generatedSubjects(1, COUNT), 15],
])("%s", (_, subjects, least) => {
  let made: Changes;

  beforeAll(() => {
    made = changesOf(subjects);
    return () => {
      removePlugin(made.plugin);
    };
  });

  it("there is much to fix and to suggest", () => {
    for (const kind of ["fix", "suggestion"])
      expect(made.changes.filter((change) => change.kind === kind).length, kind).toBeGreaterThan(least);
  });

  it("each takes its problem away, brings no other, loses no comment, and is all done in one pass", () => {
    expect(problemsOf(made)).toEqual([]);
  });

  it("TypeScript says nothing new", () => {
    expect(typeErrorsOf(made)).toEqual([]);
  });

  it("with a comment in every gap around it, each keeps them all, or is not offered", () => {
    const again = changesOf(commented(subjects, made));
    removePlugin(again.plugin);
    expect(again.changes.length).toBeGreaterThan(least);
    expect(problemsOf(again)).toEqual([]);
  });
});
