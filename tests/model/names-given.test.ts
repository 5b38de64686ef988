/** What is given where a method of the SDK takes a name, on something that is not known. */
import { describe } from "vitest";
import { background, panel, testPlugins } from "../helpers/plugin-tester.js";
import type { DrawnPlugin } from "../helpers/plugin-tester.js";

/** Both processes use one channel, and listen to another one that is never sent, unless `report` sends it. */
const reporting = (report: string, start = "report({ send: console.log });"): DrawnPlugin["files"] => ({
  "src/background/index.ts": background(
    `    ctx.ipc.send("log", 1);
    ${start}`,
    'import { report } from "./report";',
  ),
  "src/background/report.ts": report,
  "src/ui/index.tsx": panel(
    `    socket.on("log", hear);
    socket.on("weather", hear);
              ~~~~~~~~~ neverSent`,
    '      socket.off("log", hear); socket.off("weather", hear);',
  ),
});

const NO_NAMES = {
  "a status": "404",
  "a record": '{ op: "ping" }',
  "a list": '["weather"]',
  "a function": "() => 1",
  "a pattern": "/^weather/",
};

const silent = (files: DrawnPlugin["files"]): DrawnPlugin["files"] =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replaceAll(/\n +~+ \w+/g, "")]));

describe("what is no name is sent on no channel", () => {
  testPlugins(
    "no-unmatched-channel",
    Object.entries(NO_NAMES).map(([name, given]) => ({
      name,
      files: reporting(`export function report(out: any) { out.send(${given}, "gone"); }\n`),
    })),
  );
});

describe("what is nothing yet may be a name later", () => {
  testPlugins(
    "no-unmatched-channel",
    ["undefined", "null"].map((nothing) => ({
      name: nothing,
      files: silent(
        reporting(
          `export class Outbox {
  private topic: any = ${nothing};
  constructor(options: { topic: string }) { Object.assign(this, options); }
  send(out: any) { out.send(this.topic, "sunny"); }
}
const outbox = new Outbox({ topic: "weather" });
export function report(out: any) { outbox.send(out); }
`,
          "report(ctx.ipc);",
        ),
      ),
    })),
  );
});
