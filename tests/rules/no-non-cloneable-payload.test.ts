import { describe, expect, it } from "vitest";
import { noNonCloneablePayload } from "../../src/rules/no-non-cloneable-payload.js";
import type { Change, Suggestion } from "../helpers/rule-tester.js";
import { lint } from "../helpers/plugin-on-disk.js";
import { testRule } from "../helpers/rule-tester.js";

/** A background module, with what stands above it and the statements of its `onStart`. */
const plugin = (
  lines: string,
  top = "",
): string => `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
${top}
export default createPlugin({
  async onStart(ctx) {
${lines}
  },
});
`;

const offered = (messageId: string, before: string, after: string): Suggestion => ({
  messageId,
  change: (code) => code.replace(before, () => after),
});

const leftOut = (before: string, after = ""): Suggestion => offered("leaveOut", before, after);
const unchanged: Change | undefined = undefined;

testRule("no-non-cloneable-payload", noNonCloneablePayload, "leaveOut", {
  mistakes: [
    {
      name: "a function in the literal is reported where it stands",
      code: plugin(`
    ctx.ipc.send("job", { id: 1, actions: { cancel: () => console.log("x") } });
                                                    ~~~~~~~~~~~~~~~~~~~~~~ throws`),
      suggested: [leftOut(`cancel: () => console.log("x")`)],
    },
    {
      name: "the comma goes with the property",
      code: plugin(`
    ctx.ipc.send("job", { cancel() {}, id: 1 });
                                ~~~~~ throws`),
      suggested: [leftOut("cancel() {}, ")],
    },
    {
      name: "a promise can be awaited",
      code: plugin(
        `
    ctx.ipc.send("jobs", load());
                         ~~~~~~ throws`,
        "async function load() { return [1]; }",
      ),
      suggested: [offered("awaitIt", `"jobs", load()`, `"jobs", await load()`)],
    },
    {
      name: "but not in a function that cannot wait",
      code: plugin(
        `
    ["a"].forEach(() => ctx.ipc.send("jobs", load()));
                                             ~~~~~~ throws`,
        "async function load() { return [1]; }",
      ),
      suggested: [unchanged],
    },
    {
      name: "a list of promises is awaited as a whole",
      code: plugin(`
    ctx.ipc.send("jobs", ["a"].map(async (id) => ({ id })));
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ throws`),
      suggested: [
        offered(
          "awaitAll",
          `["a"].map(async (id) => ({ id }))`,
          `await Promise.all(["a"].map(async (id) => ({ id })))`,
        ),
      ],
    },
    {
      name: "an iterator becomes a list",
      code: plugin(`
    const jobs = new Map([["a", 1]]);
    ctx.ipc.send("jobs", { jobs: jobs.values() });
                                 ~~~~~~~~~~~~~ throws`),
      suggested: [offered("sendList", "jobs.values()", "[...jobs.values()]")],
    },
    {
      name: "a URL becomes its text",
      code: plugin(`
    ctx.ipc.send("link", { link: new URL("https://a.invalid") });
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ damaged`),
      suggested: [offered("sendHref", `new URL("https://a.invalid")`, `new URL("https://a.invalid").href`)],
    },
    {
      name: "an instance becomes its data",
      code: plugin(
        `
    const session = new Session();
    ctx.ipc.send("session", session);
                            ~~~~~~~ damaged`,
        "class Session { id = 1; label() { return this.id; } }",
      ),
      suggested: [offered("sendData", `"session", session`, `"session", { ...session }`)],
    },
    {
      name: "what an instance loses is told",
      code: plugin(
        `
    ctx.ipc.send("a", new Temperature());
                      ~~~~~~~~~~~~~~~~~ damaged
    ctx.ipc.send("b", new Late(3));
                      ~~~~~~~~~~~ damaged`,
        `class Temperature { #celsius = 1; get fahrenheit() { return this.#celsius; } }
class Late extends Error { constructor(readonly minutes: number) { super("late"); } }`,
      ),
      suggested: [unchanged, unchanged],
    },
    {
      name: "behind a helper, it is reported where the helper is called",
      code: plugin(`
    const broadcast = (name: string, data: unknown) => ctx.ipc.send(name, { at: 1, data });
    broadcast("job", { id: 1, cancel: () => {} });
                                      ~~~~~~~~ throws`),
      suggested: [leftOut(", cancel: () => {}")],
    },
    {
      name: "behind a parameter that is taken apart as well",
      code: plugin(`
    function publish({ data }: { data: unknown }) { ctx.ipc.send("job", data); }
    publish({ data: { cancel: () => {} } });
                              ~~~~~~~~ throws`),
      suggested: [leftOut("cancel: () => {}")],
    },
    {
      name: "methods of a class are called on an instance of it",
      code: `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
export class Jobs {
  private readonly timers = new Map<string, () => void>();
  constructor(private readonly ctx: PluginContext) {
    ctx.ipc.handle("get-timers", () => this.timers.keys());
                                       ~~~~~~~~~~~~~~~~~~ throws
  }
  start(id: string) {
    this.ctx.ipc.send("started", { id, stop: () => this.timers.delete(id) });
                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ throws
  }
}
`,
      suggested: [
        offered("sendList", "this.timers.keys()", "[...this.timers.keys()]"),
        leftOut(", stop: () => this.timers.delete(id)"),
      ],
    },
    {
      name: "what is sent later, and from callbacks of others",
      code: plugin(
        `
    setInterval(() => ctx.ipc.send("tick", { at: 1, stop() {} }), 1000);
                                                        ~~~~~ throws
    const router = Router();
    router.post("/x", () => { ctx.ipc.send("x", Symbol("x")); });
                                                ~~~~~~~~~~~ throws`,
        'import { Router } from "express";',
      ),
      suggested: [leftOut(", stop() {}"), unchanged],
    },
    {
      name: "one way through the code is enough",
      code: plugin(`
    const job: Record<string, unknown> = { id: 1 };
    if (process.env["X"]) job.cancel = () => {};
    ctx.ipc.send("job", job);
                        ~~~ throws`),
      suggested: [unchanged],
    },
    {
      name: "collections are looked into",
      code: plugin(
        `
    ctx.ipc.send("a", new Map([["a", new Set([() => 1])]]));
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ throws`,
      ),
      suggested: [unchanged],
    },
  ],
  correct: [
    {
      name: "what was there before it is sent does not matter",
      code: plugin(`
    const job: any = { id: 1, cancel: () => {} };
    delete job.cancel;
    ctx.ipc.send("job", job);
    job.cancel = () => {};
    const { cancel, ...data } = job;
    ctx.ipc.send("job", data);
    ctx.ipc.send("job", { id: job.id });
    job.cancel = undefined;
    ctx.ipc.send("job", job);`),
    },
    {
      name: "a flag that decides on both sides",
      code: plugin(`
    const job: any = { id: 1 };
    if (process.env["X"]) job.cancel = () => {};
    if (process.env["X"]) delete job.cancel;
    ctx.ipc.send("job", job);`),
    },
    {
      name: "code in another file may have changed it",
      code: plugin(
        `
    const job = { id: 1, cancel: () => {} };
    strip(job);
    ctx.ipc.send("job", job);`,
        'import { strip } from "./strip";',
      ),
    },
    {
      name: "a round trip leaves data",
      code: plugin(`
    const job = { id: 1, cancel: () => {} };
    ctx.ipc.send("job", JSON.parse(JSON.stringify(job)));
    ctx.ipc.send("job", structuredClone({ at: new Date() }));
    ctx.ipc.send("job", [...new Map([["a", 1]]).values()]);
    ctx.ipc.send("job", String(new URL("https://a.invalid")));`),
    },
    {
      name: "an own class with the name of a global one",
      code: plugin(
        `ctx.ipc.send("link", new URL("x"));`,
        "class URL { constructor(public text: string) {} }",
      ),
    },
    {
      name: "a handler's promise is waited for, and what other listeners give is dropped",
      code: plugin(`
    ctx.ipc.handle("jobs", async () => ({ jobs: [1] }));
    ctx.ipc.on("stop", () => () => {});`),
    },
    {
      name: "a send that is not the SDK's",
      code: plugin(`
    const bus = { send: (_name: string, _run: () => void) => {} };
    bus.send("x", () => {});`),
    },
  ],
});

describe("the messages name the part, what it is and what becomes of it", () => {
  it.each([
    [
      "{ a: [{ run() {} }] }",
      "`payload.a[].run` is a function, which cannot be cloned: `ctx.ipc.send` throws",
    ],
    [`{ "a-b": Symbol("s") }`, '`payload["a-b"]` is a symbol'],
    ["new Map([[() => 1, 1]])", "`payload.keys()[]` is a function"],
    ["new WeakSet()", "`payload` is a `WeakSet`, which cannot be cloned"],
    ["setTimeout(() => {}, 1)", "`payload` is a timer"],
    ["new URL('https://a.invalid')", "`payload` is a `URL`, which arrives without what it holds and can do"],
    [
      "new Both()",
      "is an instance of `Both`, which arrives without its methods, its accessors and its private state",
    ],
    ["new Late()", "is an instance of `Late`, which arrives without `minutes`"],
    ["Object.assign(new Error('x'), { code: 1 })", "is an `Error`, which arrives without `code`"],
    [
      "Object.create({ greet() {} })",
      "is an object with a prototype, which arrives without what it inherits",
    ],
  ])("%s", (payload, text) => {
    const code = plugin(
      `ctx.ipc.send("job", ${payload});`,
      "class Both { #a = 1; b() {} get c() { return 1; } }\nclass Late extends Error { minutes = 1; }",
    );
    const [message, ...others] = lint("no-non-cloneable-payload", code, "/nowhere/src/background/index.ts");
    expect(others).toEqual([]);
    expect(message?.message).toContain(text);
  });

  it("says who waits for the answer of a handler", () => {
    const code = plugin(`ctx.ipc.handle("get", () => ({ run() {} }));`);
    const [message] = lint("no-non-cloneable-payload", code, "/nowhere/src/background/index.ts");
    expect(message?.message).toBe(
      "`result.run` is a function, which cannot be cloned: whoever asks `ctx.ipc.handle` gets a `DataCloneError` instead of the answer. Leave it out, or send data that stands for it.",
    );
  });
});
