/** Where the author is told about a payload, and what others may call. */
import path from "node:path";
import { expect, it } from "vitest";
import { lint, programOf, writePlugin } from "../helpers/plugin-on-disk.js";
import { background, testPlugins } from "../helpers/plugin-tester.js";

testPlugins("no-non-cloneable-payload", [
  {
    name: "a payload that is spread into the call is told there",
    files: {
      "src/background/index.ts": background(
        `    const rest = [() => 1] as const;
    ctx.ipc.send("state", ...rest);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ throws
    const all = ["log", { done: () => 1 }] as const;
    ctx.ipc.send(...all);
    ~~~~~~~~~~~~~~~~~~~~ throws`,
      ),
    },
  },
  {
    name: "others may call what they are given, and whatever they do not call sends nothing",
    files: {
      "src/background/index.ts": background(
        `    ctx.ipc.onAnything("log", (text) => {
      const kept: Record<string, unknown> = { text };
      kept.done = () => text;
      ctx.ipc.send("log", kept);
                          ~~~~ throws
    });
    ctx.ipc.onAnything("log", "never");
    ctx.ipc.handle("log", console.log);
    ctx.ipc.handle("job", jobs.next);
    ctx.ipc.handle("last", keep.bind(null, 1));`,
        'import { jobs } from "./jobs";\nconst keep = (n: number) => () => n;\n                            ~~~~~~~ throws',
      ),
      "src/background/jobs.js": "export const jobs = { next: 1 };\n",
    },
  },
  {
    name: "sets and maps, weak ones, and one that code out of sight may have emptied",
    files: {
      "src/background/index.ts": background(
        `    ctx.ipc.send("seen", { seen: new WeakMap() });
                                 ~~~~~~~~~~~~~ throws
    ctx.ipc.send("seen", { seen: new WeakSet() });
                                 ~~~~~~~~~~~~~ throws
    ctx.ipc.send("jobs", new Map([["land", () => 1]]));
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ throws
    ctx.ipc.send("jobs", new Set([() => 2]));
                         ~~~~~~~~~~~~~~~~~~ throws
    const jobs = new Map([["land", new WeakMap()]]);
    finish(jobs);
    ctx.ipc.send("jobs", jobs);`,
        'import { finish } from "job-kit";',
      ),
    },
    says: [
      "`payload.seen` is a `WeakMap`",
      "`payload.seen` is a `WeakSet`",
      "`payload.values()[]` is a function",
      "`payload.values()[]` is a function",
    ],
  },
]);

it("declared types tell what an element of a record is, and every object has `toString`", () => {
  const file = "src/background/index.ts";
  const code = background(
    `    ctx.ipc.send("jobs", jobsNow());
    ctx.ipc.send("names", namesNow());`,
    `interface Name { readonly text: string; toString(): string }
declare function jobsNow(): Record<string, { retry: () => void }>;
declare function namesNow(): Name;`,
  );
  const plugin = writePlugin("payloads/declared", { [file]: code });
  const found = lint("no-non-cloneable-payload", code, path.join(plugin.root, file), programOf(plugin));
  expect(found.map(({ message }) => message.slice(0, message.indexOf(",")))).toEqual([
    "`payload[].retry` is a function",
  ]);
});
