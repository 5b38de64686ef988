/** Where the author is told about a payload, and what others may call. */
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
]);
