import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { cases, needsTypes } from "../helpers/cases.js";
import { lint, programOf, writePlugin } from "../helpers/plugin-on-disk.js";

function reportsOf({ rule, kind, name, files }: Case, withTypes: boolean): string[] {
  const plugin = writePlugin(`conformance/${rule}/${kind}-${name}`, files);
  const program = withTypes ? programOf(plugin) : undefined;
  return plugin.sources.flatMap((file) => {
    const filename = path.join(plugin.root, file);
    const messages = lint(rule, readFileSync(filename, "utf8"), filename, program);
    return messages.map(
      ({ line, column, message }) => `${file}:${String(line)}:${String(column)} ${message}`,
    );
  });
}

describe.each([
  ["without types", false],
  ["with types", true],
] as const)("%s", (_, withTypes) => {
  const known = withTypes ? cases : cases.filter((test) => test.kind === "valid" || !needsTypes(test));
  it.each(known.map((test) => [`${test.rule}: ${test.kind}: ${test.name}`, test] as const))(
    "%s",
    (_title, test) => {
      const reports = reportsOf(test, withTypes);
      if (test.kind === "valid") expect(reports, test.why).toEqual([]);
      else expect(reports, test.why).not.toEqual([]);
    },
  );
});

it("there are cases of every rule, of both kinds", () => {
  const kinds = new Set(cases.map(({ rule, kind }) => `${rule} ${kind}`));
  expect([...kinds].sort()).toEqual([
    "no-cross-plugin-channel invalid",
    "no-cross-plugin-channel valid",
    "no-non-cloneable-payload invalid",
    "no-non-cloneable-payload valid",
    "no-prefixed-channel invalid",
    "no-prefixed-channel valid",
    "no-ui-socket-emit invalid",
    "no-ui-socket-emit valid",
    "no-unmatched-channel invalid",
    "no-unmatched-channel valid",
    "no-unmatched-route invalid",
    "no-unmatched-route valid",
    "require-initial-fetch invalid",
    "require-initial-fetch valid",
    "require-socket-cleanup invalid",
    "require-socket-cleanup valid",
  ]);
});
