import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { lint } from "../helpers/plugin-on-disk.js";

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const programs = ["valid.json", "invalid.json", "lifetimes.json", "screens.json"].flatMap(
  (file) => read(file) as Case[],
);
const limits = new Set(Object.values(read("known-limits.json") as Record<string, string[]>).flat());

const titleOf = ({ rule, kind, name }: Case): string => `${rule}: ${kind}: ${name}`;

function reportsOf({ rule, files }: Case): string[] {
  return Object.entries(files).flatMap(([file, code]) =>
    lint(rule, code, path.join("/nowhere", file), undefined, { pluginId: "my-plugin" }).map(
      ({ message }) => message,
    ),
  );
}

describe.each(["valid", "invalid"] as const)("%s programs", (kind) => {
  const known = programs.filter((test) => test.kind === kind).map((test) => [titleOf(test), test] as const);

  it.each(known.filter(([title]) => !limits.has(title)))("%s", (_title, test) => {
    expect(reportsOf(test).length > 0, test.why).toBe(kind === "invalid");
  });

  it.each(known.filter(([title]) => limits.has(title)))("is a known limit: %s", (_title, test) => {
    expect(reportsOf(test).length > 0, "it is judged right now: take it off known-limits.json").toBe(
      kind === "valid",
    );
  });
});

it("the known limits are programs of the corpus", () => {
  const titles = new Set(programs.map(titleOf));
  expect([...limits].filter((title) => !titles.has(title))).toEqual([]);
});
