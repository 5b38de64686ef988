import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Ended } from "../helpers/command.js";
import { ROOT, stratos } from "../helpers/command.js";

const explain = (...files: string[]): Ended => stratos(ROOT, "explain", ...files);

describe("npx eslint-plugin-stratos explain", () => {
  it("says what the README shows", () => {
    const shown = /```text\n\$ npx eslint-plugin-stratos explain (?<file>\S+)\n\n(?<story>[^`]*)```/.exec(
      readFileSync(path.join(ROOT, "README.md"), "utf8"),
    )?.groups;
    expect(shown).toBeDefined();
    expect(explain(shown?.["file"] ?? "").stdout.trim()).toBe(shown?.["story"]?.trim());
  });

  it("says why a channel is not known", () => {
    const { stdout } = explain("tests/fixtures/unknown-channels.ts");
    expect(stdout).toContain("sends  ?                      line 6  ctx.ipc.send  payload: 1");
    expect(stdout).toContain(
      'line 6: the channel `CHANNELS.state` is not known: it comes from "./elsewhere", which is not read.',
    );
    expect(stdout).toContain(
      "line 7: the channel `names[0]` is not known: `sort` changes it after it is made (line 11).",
    );
    expect(stdout).toContain("sends  `job-${counter.next}`");
  });

  it("says that a file has nothing to do with the SDK", () => {
    const { stdout, status } = explain("src/sdk.ts", "src/cli/errors.ts");
    expect(stdout).toContain("src/cli/errors.ts\n  Nothing of the Stratos SDK is used in this file.");
    expect(status).toBe(0);
  });

  it("says which file passes what is in another one", () => {
    const { stdout } = explain("examples/status-board/src/background/turnaround.ts");
    expect(stdout).toContain("sends");
    expect(stdout).toContain("payload: ");
  });

  it("says what is wrong with its arguments", () => {
    expect(explain()).toMatchObject({ status: 2, stdout: "" });
    expect(explain("no/such/file.ts")).toEqual({
      status: 2,
      stdout: "",
      stderr: `There is no file or folder "no/such/file.ts" in ${path.resolve(ROOT)}.\n`,
    });
    expect(explain("src")).toEqual({
      status: 2,
      stdout: "",
      stderr: '"src" is a folder: name the files to explain.\n',
    });
  });
});
