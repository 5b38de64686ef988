import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nearestManifest } from "../../src/project/manifest.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "stratos-manifest-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const manifestOf = (file: string): ReturnType<typeof nearestManifest> =>
  nearestManifest(path.join(root, file));

describe("the nearest plugin.json", () => {
  it("is the first one above the file", () => {
    write("plugin.json", '{ "id": "outer" }');
    write("packages/inner/plugin.json", '{ "id": "inner" }');
    expect(manifestOf("packages/inner/src/ui/index.tsx")).toMatchObject({ status: "found", id: "inner" });
    expect(manifestOf("src/ui/index.tsx")).toMatchObject({ status: "found", id: "outer" });
  });

  it("may be missing, also for texts that have no file", () => {
    expect(manifestOf("src/ui/index.tsx")).toEqual({ status: "missing" });
    expect(nearestManifest("<input>")).toEqual({ status: "missing" });
  });

  it("is read again when it has changed", () => {
    write("plugin.json", '{ "id": "one" }');
    expect(manifestOf("a.ts")).toMatchObject({ id: "one" });
    write("plugin.json", '{ "id": "two" }');
    utimesSync(path.join(root, "plugin.json"), new Date(), new Date(Date.now() + 5000));
    expect(manifestOf("a.ts")).toMatchObject({ id: "two" });
  });

  it.each([
    ["no JSON", "{", /JSON/],
    ["not an object", "7", /no `id`/],
    ["no id", "{}", /no `id`/],
    ["an id of the wrong type", '{ "id": 7 }', /not a string/],
    ["an empty id", '{ "id": "" }', /empty/],
    ["enormous", `{ "id": "${"x".repeat(1024 * 1024)}" }`, /larger/],
  ])("is broken, not a crash: %s", (_, text, why) => {
    write("plugin.json", text);
    const manifest = manifestOf("a.ts");
    expect(manifest.status).toBe("broken");
    expect(manifest.status === "broken" && manifest.why).toMatch(why);
  });

  it("is broken when it is a folder, or a link to itself", () => {
    write("a/plugin.json/x", "");
    expect(manifestOf("a/a.ts")).toMatchObject({ status: "broken", why: "it is not a file" });
    mkdirSync(path.join(root, "b"));
    symlinkSync("plugin.json", path.join(root, "b/plugin.json"));
    expect(manifestOf("b/b.ts").status).toBe("broken");
  });

  it("may begin with a byte order mark", () => {
    write("plugin.json", '\uFEFF{ "id": "bom" }');
    expect(manifestOf("a.ts")).toMatchObject({ id: "bom" });
  });
});
