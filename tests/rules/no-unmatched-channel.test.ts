import { background, panel, testPlugins } from "../helpers/plugin-tester.js";

testPlugins("no-unmatched-channel", [
  {
    name: "a module that only declares hides nothing",
    files: {
      "src/shared/types.d.ts": `export interface Job { id: string }`,
      "src/background/index.ts": background(
        `ctx.ipc.send("job", {} as Job);`,
        `import type { Job } from "../shared/types";`,
      ),
      "src/ui/index.tsx": panel(`
    socket.on("job", hear);
    socket.on("arrivals", hear);
              ~~~~~~~~~~ neverSent`),
    },
  },
  {
    name: "a channel with the prefix of another plugin is a mistake of its own, also for the other end",
    files: {
      "src/background/index.ts": background(`
    ctx.ipc.send("jobs", 1);
    ctx.ipc.send("plugin:other:due", 1);
    ctx.ipc.send("lost", 1);
                 ~~~~~~ neverHeard`),
      "src/ui/index.tsx": panel(`
    socket.on("plugin:other:jobs", hear);
    socket.on("due", hear);`),
    },
  },
  {
    name: "a near miss is one mistake: it is told once, with the name of the other end",
    files: {
      "src/background/index.ts": background(`ctx.ipc.send("job_done", 1);`),
      "src/ui/index.tsx": panel(`
    socket.on("job-done", hear);
              ~~~~~~~~~~ neverSent`),
    },
    says: ['Did you mean "job_done"?'],
    suggests: ['socket.on("job_done", hear);'],
  },
  {
    name: "where several listen, it is told where it is sent",
    files: {
      "src/background/index.ts": background(`
    ctx.ipc.send("job_done", 1);
                 ~~~~~~~~~~ neverHeard`),
      "src/ui/index.tsx": panel(`socket.on("job-done", hear);`),
      "src/ui/more.tsx": panel(`socket.on("job-done", hear);`),
    },
    says: ['Did you mean "job-done"?'],
    suggests: ['ctx.ipc.send("job-done", 1);'],
  },
  {
    name: "where the other end may have other names as well, it is told at this one",
    files: {
      "src/background/index.ts": background(`
    ctx.ipc.send("job_done", 1);
                 ~~~~~~~~~~ neverHeard
    ctx.flight.onUpdate(({ id }) => ctx.ipc.send(id, 1));`),
      "src/ui/index.tsx": panel(`socket.on("job-done", hear);`),
    },
  },
  {
    name: "where nothing is near, the names that there are",
    files: {
      "src/background/index.ts": background(`ctx.ipc.send("state", 1);`),
      "src/ui/index.tsx": panel(`
    socket.on("state", hear);
    socket.on("arrivals", hear);
              ~~~~~~~~~~ neverSent`),
    },
    says: ['It sends "state".'],
    suggests: [undefined],
  },
  {
    name: "a constant of a table, told where it is used",
    files: {
      "src/shared/channels.ts": `export const CHANNELS = { state: "state", log: "log" } as const;`,
      "src/background/index.ts": background(
        `
    ctx.ipc.send(CHANNELS.state, 1);
    ctx.ipc.send(CHANNELS.log, 1);
                 ~~~~~~~~~~~~ neverHeard`,
        `import { CHANNELS } from "@/shared/channels";`,
      ),
      "src/ui/index.tsx": panel(
        `socket.on(Names.state, hear);`,
        "",
        `import * as shared from "../shared/channels";\nconst { CHANNELS: Names } = shared;`,
      ),
    },
    suggests: [undefined],
  },
  {
    name: "a hook of another module is given the name",
    files: {
      "src/background/index.ts": background(`ctx.ipc.send("state", 1);`),
      "src/ui/use-channel.ts": `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export function useChannel(name: string, hear: () => void) {
  const { socket } = usePluginContext();
  useEffect(() => {
    socket.on(name, hear);
    return () => { socket.off(name, hear); };
  }, [socket, name, hear]);
}
`,
      "src/ui/index.tsx": `import { useChannel } from "./use-channel";
export default function Panel() {
  useChannel("state", console.log);
  useChannel("states", console.log);
             ~~~~~~~~ neverSent
  return null;
}
`,
    },
    suggests: ['useChannel("state", console.log);'],
  },
  {
    name: "a class of another module sends, and a method chooses the name",
    files: {
      "src/background/bus.ts": `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
export class Bus {
  constructor(private readonly ctx: PluginContext) {}
  tell(name: string) { this.ctx.ipc.send(\`job-\${name}\`, 1); }
  ready() { this.ctx.ipc.send("ready", 1); }
                              ~~~~~~~ neverHeard
}
`,
      "src/background/index.ts": background(
        `
    const bus = new Bus(ctx);
    bus.ready();
    bus.tell("done");`,
        `import { Bus } from "./bus";`,
      ),
      "src/ui/index.tsx": panel(`
    socket.on("job-done", hear);
    socket.on("job-started", hear);
              ~~~~~~~~~~~~~ neverSent`),
    },
  },
  {
    name: "a helper without types is told at its call, as nobody else knows that it sends",
    files: {
      "src/background/announce.js": `export function announce(context) {
  context.ipc.send("hello", 1);
}
`,
      "src/background/index.ts": background(
        `
    announce(ctx);
    ~~~~~~~~~~~~~ neverHeard`,
        `import { announce } from "./announce";`,
      ),
      "src/ui/index.tsx": panel(""),
    },
  },
  {
    name: "families: a known beginning is enough to tell two apart",
    files: {
      "src/background/index.ts": background(`
    ctx.flight.onUpdate(({ id }) => ctx.ipc.send(\`job-\${id}\`, 1));
                                                 ~~~~~~~~~~~ neverHeard`),
      "src/ui/index.tsx": panel(`
    socket.on(\`task-\${id}\`, hear);
              ~~~~~~~~~~~~ neverSent`),
    },
  },
  {
    name: "families that can meet",
    files: {
      "src/background/index.ts": background("ctx.flight.onUpdate(({ id }) => ctx.ipc.send(`job-${id}`, 1));"),
      "src/ui/index.tsx": panel("socket.on(`job-${id}`, hear);\nsocket.on('job-12', hear);"),
    },
  },
  {
    name: "one of a family that is made in one place is enough",
    files: {
      "src/background/index.ts": background(
        'for (const step of ["start", "stop"]) ctx.ipc.send(`engine-${step}`, 1);',
      ),
      "src/ui/index.tsx": panel('socket.on("engine-stop", hear);'),
    },
  },
  {
    name: "a name that is not known may be any",
    files: {
      "src/background/index.ts": background(
        "for (const name of Object.values(JSON.parse('{}') as Record<string, string>)) ctx.ipc.send(name, 1);",
      ),
      "src/ui/index.tsx": panel('socket.on("state", hear);'),
    },
  },
  {
    name: "a name that is not known, but begins otherwise",
    files: {
      "src/background/index.ts": background(
        "for (const name of Object.values(JSON.parse('{}') as Record<string, string>)) ctx.ipc.send(`log:${name}`, 1);",
      ),
      "src/ui/index.tsx": panel(`
    socket.on("log:warn", hear);
    socket.on("state", hear);
              ~~~~~~~ neverSent`),
    },
  },
  {
    name: "a listener that hears everything",
    files: {
      "src/background/index.ts": background('ctx.ipc.send("state", 1);'),
      "src/ui/index.tsx": panel("socket.onAny(hear);", "socket.offAny(hear);"),
    },
  },
  {
    name: "the context is handed to code that is not in sight, which may send anything",
    files: {
      "src/background/index.ts": background(
        "startTelemetry(ctx);",
        'import { startTelemetry } from "telemetry-kit";',
      ),
      "src/ui/index.tsx": panel('socket.on("state", hear);'),
    },
  },
  {
    name: "the socket is handed to code that is not in sight, which may hear anything",
    files: {
      "src/background/index.ts": background('ctx.ipc.send("state", 1);'),
      "src/ui/index.tsx": panel("record({ socket });", "", 'import { record } from "recorder-kit";'),
    },
  },
  {
    name: "what a module is missing may have passed any name",
    files: {
      "src/background/broadcast.ts": `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
export const broadcast = (ctx: PluginContext, name: string) => ctx.ipc.send(name, 1);
`,
      "src/background/index.ts": background(
        'broadcast(ctx, "state"); start(ctx);',
        'import { broadcast } from "./broadcast";\nimport { start } from "./generated";',
      ),
      "src/ui/index.tsx": panel('socket.on("state", hear);\nsocket.on("log", hear);'),
    },
  },
  {
    name: "events of the shell and of the connection",
    files: {
      "src/background/index.ts": background('ctx.ipc.send("state", 1);'),
      "src/ui/index.tsx": panel(
        'for (const name of ["state", "flight:phase", "connect", "shell-ready"]) socket.on(name, hear);',
      ),
    },
    settings: { shellChannels: ["flight:*", "shell-*"] },
  },
  {
    name: "a prefix is a mistake of its own, and does not hide the other end",
    files: {
      "src/background/index.ts": background('ctx.ipc.send("state", 1);'),
      "src/ui/index.tsx": panel(
        'socket.on("plugin:my-plugin:state", hear);\nsocket.on("plugin:other:state", hear);',
      ),
    },
  },
  {
    name: "no background module",
    files: { "src/ui/index.tsx": panel('socket.on("state", hear);') },
  },
  {
    name: "no UI",
    files: { "src/background/index.ts": background('ctx.ipc.send("state", 1);') },
  },
  {
    name: "tests, other plugins and what a build has made are no ends",
    files: {
      "src/background/index.ts": background(`
    ctx.ipc.send("state", 1);
                 ~~~~~~~ neverHeard`),
      "src/ui/index.test.tsx": panel('socket.on("state", hear);\nsocket.on("never", hear);'),
      "dist/index.js":
        'import { usePluginContext } from "@skyvexsoftware/stratos-sdk";\nusePluginContext().socket.on("state", () => {});',
      "examples/other/plugin.json": '{ "id": "other" }',
      "examples/other/src/ui/index.tsx": panel('socket.on("state", hear);'),
      "src/ui/index.tsx": panel(""),
    },
  },
  {
    name: "handlers that are registered send nothing",
    files: {
      "src/background/index.ts": background('ctx.ipc.handle("state", () => 1);'),
      "src/ui/index.tsx": panel(`
    socket.on("state", hear);
              ~~~~~~~ neverSent`),
    },
    says: ["It sends nothing that is known by name."],
  },
  {
    name: "modules that export all of each other are gone through once",
    files: {
      "src/shared/a.ts": 'export * from "./b";\nexport * from "./c";\n',
      "src/shared/b.ts": 'export * from "./a";\nexport * from "./c";\n',
      "src/shared/c.ts": 'export * from "./a";\nexport * from "./b";\nexport const STATE = "state";\n',
      "src/background/index.ts": background(
        "ctx.ipc.send(STATE, 1);",
        'import { STATE } from "../shared/a";',
      ),
      "src/ui/index.tsx": panel("socket.on(NONE, hear);", "", 'import { NONE } from "../shared/a";'),
    },
  },
  {
    name: "a name that is not known, and no payload",
    files: {
      "src/background/index.ts": background("ctx.flight.onUpdate((data) => ctx.ipc.send(data.topic));"),
      "src/ui/index.tsx": panel('socket.on("state", hear);'),
    },
  },
  {
    name: "another method that may broadcast under a name that is not known",
    files: {
      "src/background/index.ts": background("ctx.flight.onUpdate((data) => ctx.ipc.publish(data.topic, 1));"),
      "src/ui/index.tsx": panel('socket.on("state", hear);'),
    },
  },
  {
    name: "an alias that is not resolved may stand for the plugin's own module",
    files: {
      "src/background/index.ts": background('relay.send("state", 1);', 'import { relay } from "app/relay";'),
      "src/ui/index.tsx": panel('socket.on("state", hear);'),
    },
  },
  {
    name: "a function that passes names on is imported under another name",
    files: {
      "src/background/bus.js": `let context;
export const open = (given) => { context = given; };
export function publish(name) { context.ipc.send(name, 1); }
`,
      "src/background/log.js": 'import { publish } from "./bus";\npublish("log");\n',
      "src/background/state.js": 'import { publish as tell } from "./bus";\ntell("state");\n',
      "src/background/index.ts": background(
        "open(ctx);",
        'import { open } from "./bus";\nimport "./log";\nimport "./state";',
      ),
      "src/ui/index.tsx": panel('socket.on("state", hear);\nsocket.on("log", hear);'),
    },
  },
]);
