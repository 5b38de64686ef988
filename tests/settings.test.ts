import { describe, expect, it } from "vitest";
import { readSettings } from "../src/settings.js";
import { lint } from "./helpers/plugin-on-disk.js";

describe("settings.stratos", () => {
  it("has defaults", () => {
    expect(readSettings({})).toMatchObject({
      pluginId: undefined,
      sdkModules: [],
      shellChannels: ["flight:*", "simulator:*", "pirep:*"],
    });
  });

  it("is read as it is given", () => {
    const stratos = {
      pluginId: "p",
      wrappers: [{ from: "m", name: "useIt", gives: "ipc" }],
      shellChannels: [],
    };
    expect(readSettings({ stratos })).toMatchObject(stratos);
  });

  it("is read once for a settings object", () => {
    const stratos = { pluginId: "p" };
    expect(readSettings({ stratos })).toBe(readSettings({ stratos }));
  });

  it.each([
    [7, "settings.stratos must be an object, but it is 7."],
    [null, "settings.stratos must be an object, but it is null."],
    [{ pluginId: 7 }, "settings.stratos.pluginId must be a non-empty string, but it is 7."],
    [{ pluginId: "" }, 'settings.stratos.pluginId must be a non-empty string, but it is "".'],
    [{ sdkModules: "m" }, 'settings.stratos.sdkModules must be an array, but it is "m".'],
    [
      { sdkModules: ["m", {}] },
      "settings.stratos.sdkModules[1] must be a non-empty string, but it is an object.",
    ],
    [
      { wrappers: ["m"] },
      'settings.stratos.wrappers[0] must be an object with `from` and `name`, but it is "m".',
    ],
    [
      { wrappers: [{ from: "m", gives: "ipc" }] },
      "settings.stratos.wrappers[0].name must be a non-empty string, but it is missing.",
    ],
    [
      { wrappers: [{ from: "m", name: "n", gives: "socke" }] },
      'settings.stratos.wrappers[0].gives must be "ui-context" or "socket" or "background-context" or "ipc", but it is "socke".',
    ],
    [
      { fetchers: [{ from: "m", name: [] }] },
      "settings.stratos.fetchers[0].name must be a non-empty string, but it is an array.",
    ],
    [
      { pluginID: "p" },
      "settings.stratos.pluginID is not a setting of eslint-plugin-stratos. Its settings are: pluginId, sdkModules, wrappers, fetchers, shellChannels, shellRoutes.",
    ],
  ])("refuses %j", (stratos, message) => {
    expect(() => readSettings({ stratos })).toThrow(new TypeError(message));
  });

  it("stops ESLint with the message, instead of being ignored", () => {
    const code = 'import { usePluginContext } from "@skyvexsoftware/stratos-sdk";';
    expect(() => lint("no-ui-socket-emit", code, "/nowhere/file.ts", undefined, { pluginId: 7 })).toThrow(
      "settings.stratos.pluginId must be a non-empty string",
    );
  });
});

describe("modules that the settings name", () => {
  const emits = (from: string, source: string, filename: string): number =>
    lint(
      "no-ui-socket-emit",
      `import { useIt } from "${source}"; export const f = () => useIt().emit("x");`,
      filename,
      undefined,
      {
        wrappers: [{ from, name: "useIt", gives: "socket" }],
      },
    ).length;

  it.each([
    ["as it is imported", "@/socket", "@/socket", "/nowhere/src/ui/a.ts", 1],
    ["another module", "@/socket", "@/other", "/nowhere/src/ui/a.ts", 0],
    ["its file, from beside it", "./socket", "./socket.js", "/nowhere/a.ts", 1],
    ["an index file", "./socket/index.ts", "./socket", "/nowhere/a.ts", 1],
    ["a file of the same name elsewhere", "./socket", "../socket", "/nowhere/a.ts", 0],
  ])("%s", (_, from, source, filename, reports) => {
    expect(emits(from, source, filename)).toBe(reports);
  });
});
