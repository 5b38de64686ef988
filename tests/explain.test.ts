import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

function explain(...files: string[]): { status: number | null; output: string; error: string } {
  const tsx = path.join(root, "node_modules/tsx/dist/cli.mjs");
  const run = spawnSync(process.execPath, [tsx, "scripts/explain.ts", ...files], {
    cwd: root,
    encoding: "utf8",
  });
  return { status: run.status, output: run.stdout, error: run.stderr };
}

describe("npm run explain", () => {
  it("says what the README shows", () => {
    const shown = /```text\n\$ npm run explain -- (?<file>\S+)\n\n(?<story>[^`]*)```/.exec(
      readFileSync(path.join(root, "README.md"), "utf8"),
    )?.groups;
    expect(shown).toBeDefined();
    expect(explain(shown?.["file"] ?? "").output.trim()).toBe(shown?.["story"]?.trim());
  });

  it("says why a channel is not known", () => {
    const { output } = explain("tests/fixtures/unknown-channels.ts");
    expect(output).toContain("sends  ?                      line 6  ctx.ipc.send  payload: 1");
    expect(output).toContain(
      'line 6: the channel `CHANNELS.state` is not known: it comes from "./elsewhere", which is not read.',
    );
    expect(output).toContain(
      "line 7: the channel `names[0]` is not known: `sort` changes it after it is made (line 11).",
    );
    expect(output).toContain("sends  `job-${counter.next}`");
  });

  it("says that a file has nothing to do with the SDK", () => {
    expect(explain("src/sdk.ts", "tests/helpers/drawn.ts").output).toContain(
      "tests/helpers/drawn.ts\n  Nothing of the Stratos SDK is used in this file.",
    );
  });

  it("says what is wrong with its arguments", () => {
    expect(explain()).toMatchObject({ status: 2, output: "" });
    expect(explain("no/such/file.ts")).toMatchObject({
      status: 2,
      error: "no/such/file.ts: there is no such file.\n",
    });
  });
});
