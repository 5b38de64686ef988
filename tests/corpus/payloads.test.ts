import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { lint, programOf, writePlugin } from "../helpers/plugin-on-disk.js";

interface Payload extends Case {
  /** Whether only declared types tell. */
  readonly needs?: "types";
  /** It is judged wrongly with types: this must be exact. */
  readonly limit?: "false alarm" | "miss";
}

const payloads = JSON.parse(
  readFileSync(new URL("payloads.json", import.meta.url), "utf8"),
) as readonly Payload[];
const FILE = "src/background/index.ts";

describe("payloads that adversaries wrote", () => {
  let isReported: (payload: Payload, isTyped: boolean) => boolean;

  beforeAll(() => {
    const files = payloads.flatMap(({ name, files: own }) =>
      Object.entries(own).map(([file, text]) => [`${name}/${file}`, text] as const),
    );
    const plugin = writePlugin("payload-corpus", Object.fromEntries(files));
    const program = programOf(plugin);
    isReported = ({ rule, name, files: own }, isTyped) => {
      const file = path.join(plugin.root, name, FILE);
      return lint(rule, own[FILE] ?? "", file, isTyped ? program : undefined).length > 0;
    };
  });

  it.each(payloads.map((payload) => [`${payload.kind}: ${payload.name}`, payload] as const))(
    "%s",
    (_, payload) => {
      const isBad = payload.kind === "invalid";
      if (payload.limit !== undefined) {
        expect(isReported(payload, true), "it is judged right now: take its limit away").toBe(!isBad);
        return;
      }
      expect(isReported(payload, true), "with types").toBe(isBad);
      expect(isReported(payload, false), "without types").toBe(isBad && payload.needs === undefined);
    },
  );

  it("hardly any is judged wrongly", () => {
    const limits = payloads.filter(({ limit }) => limit !== undefined);
    expect(limits.filter(({ limit }) => limit === "false alarm").length).toBeLessThanOrEqual(4);
    expect(limits.length).toBeLessThanOrEqual(16);
  });
});
