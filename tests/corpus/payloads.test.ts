import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { lint, programOf, writePlugin } from "../helpers/plugin-on-disk.js";

interface Payload extends Case {
  /** Whether only declared types tell. */
  readonly needs?: "types";
}

const payloads = JSON.parse(
  readFileSync(new URL("payloads.json", import.meta.url), "utf8"),
) as readonly Payload[];
const FILE = "src/background/index.ts";
const codeOf = ({ files }: Payload): string => files[FILE] ?? "";

describe("payloads that adversaries wrote", () => {
  let report: (payload: Payload, isTyped: boolean) => readonly string[];

  beforeAll(() => {
    const files = payloads.map((payload) => [`src/background/${payload.name}.ts`, codeOf(payload)] as const);
    const plugin = writePlugin("payload-corpus", Object.fromEntries(files));
    const program = programOf(plugin);
    report = (payload, isTyped) => {
      const file = path.join(plugin.root, `src/background/${payload.name}.ts`);
      return lint(payload.rule, codeOf(payload), file, isTyped ? program : undefined).map(
        ({ message }) => message,
      );
    };
  });

  it.each(payloads.map((payload) => [`${payload.kind}: ${payload.name}`, payload] as const))(
    "%s",
    (_, payload) => {
      const isBad = payload.kind === "invalid";
      expect(report(payload, true).length > 0, "with types").toBe(isBad);
      expect(report(payload, false).length > 0, "without types").toBe(isBad && payload.needs === undefined);
    },
  );
});
