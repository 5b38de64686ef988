/** What the rules of one end see of other modules. */
import { describe } from "vitest";
import { background, testPlugins } from "../helpers/plugin-tester.js";

const inEffect = (statements: string, top: string): string => `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
${top}
export default function Panel() {
  const { socket } = usePluginContext();
  useEffect(() => {
${statements}
  }, [socket]);
  return null;
}
`;

describe("require-socket-cleanup", () => {
  testPlugins("require-socket-cleanup", [
    {
      name: "a hook that subscribes while it renders is told in its own file only",
      files: {
        "src/ui/use-now.ts": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export function useNow(hear: () => void) {
  const { socket } = usePluginContext();
  socket.on("now", hear);
  ~~~~~~~~~~~~~~~~~~~~~~ noEnd
}
`,
        "src/ui/index.tsx": `import { useNow } from "./use-now";
export default function Panel() {
  useNow(console.log);
  return null;
}
`,
      },
    },
    {
      name: "a helper that leaves a listener is told at its call, a hook in its own file",
      files: {
        "src/ui/listen.ts": `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export const listen = (s: any, hear: () => void) => { s.on("state", hear); };
export const listenUntil = (s: any, hear: () => void) => { s.on("log", hear); return () => s.off("log", hear); };
export function useLog(hear: () => void) {
  const { socket } = usePluginContext();
  useEffect(() => { socket.on("log", hear); }, [socket, hear]);
                    ~~~~~~~~~~~~~~~~~~~~~~ never
}
`,
        "src/ui/index.tsx": inEffect(
          `
    listen(socket, console.log);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    return listenUntil(socket, console.log);`,
          'import { listen, listenUntil, useLog } from "./listen";\nexport function Log() { useLog(console.log); return null; }',
        ),
      },
    },
    {
      name: "a hook or component that gets the socket from another module is told where it gets it, whatever renders that is not",
      files: {
        "src/ui/status.tsx": `import { Component, useEffect } from "react";
export function useOpen(target: any, hear: () => void) {
  useEffect(() => { target.on("status", hear); }, [target, hear]);
}
export function useClosed(target: any, hear: () => void) {
  useEffect(() => { target.on("closed", hear); return () => { target.off("closed", hear); }; }, [target, hear]);
}
export function Open({ target }: any) {
  useEffect(() => { target.on("status", console.log); }, [target]);
  return null;
}
export function Closed({ target }: any) {
  useEffect(() => { target.on("status", console.log); return () => { target.off("status", console.log); }; }, [target]);
  return null;
}
export class OpenClass extends Component<any> {
  hear = () => console.log(this.props.name);
  componentDidMount() { this.props.target.on("status", this.hear); }
  render() { return null; }
}
export class ClosedClass extends Component<any> {
  hear = () => console.log(this.props.name);
  componentDidMount() { this.props.target.on("status", this.hear); }
  componentWillUnmount() { this.props.target.off("status", this.hear); }
  render() { return null; }
}
`,
        "src/ui/Board.tsx": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { Closed, ClosedClass, Open, OpenClass, useClosed, useOpen } from "./status";
const hear = () => undefined;
export function Board() {
  const { socket } = usePluginContext();
  useOpen(socket, hear);
  ~~~~~~~~~~~~~~~~~~~~~ never
  useClosed(socket, hear);
  return (
    <>
      <Open target={socket} />
      ~~~~~~~~~~~~~~~~~~~~~~~~ never
      <Closed target={socket} />
      <OpenClass target={socket} />
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
      <ClosedClass target={socket} />
      <OpenClass target={document.createElement("p")} />
    </>
  );
}
`,
        "src/ui/index.tsx":
          'import { Board } from "./Board";\nexport default function Panel() { return <Board />; }\n',
      },
      says: [
        "removes `hear` (line 3 of status.tsx)",
        "removes `console.log` (line 9 of status.tsx)",
        "removes `this.hear` (line 18 of status.tsx)",
      ],
    },
  ]);
});

describe("require-initial-fetch", () => {
  testPlugins("require-initial-fetch", [
    {
      name: "a component that gets the socket from another module, and loads nothing, is told where it gets it",
      files: {
        "src/ui/Gauge.tsx": `import { Component } from "react";
export class Gauge extends Component<any> {
  state = { uplift: null };
  hear = (uplift: any) => this.setState({ uplift });
  componentDidMount() { this.props.socket.on("uplift", this.hear); this.props.load?.().then(this.hear); }
  componentWillUnmount() { this.props.socket.off("uplift", this.hear); }
  render() { return this.state.uplift; }
}
`,
        "src/ui/index.tsx": `import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { Gauge } from "./Gauge";
const load = () => fetch(STRATOS_APP_BASE + "/api/my-plugin/uplift").then((response) => response.json());
export default function Panel() {
  const { socket } = usePluginContext();
  return (
    <>
      <Gauge socket={socket} />
      ~~~~~~~~~~~~~~~~~~~~~~~~~ empty
      <Gauge socket={socket} load={load} />
    </>
  );
}
`,
      },
    },
  ]);
});

describe("no-prefixed-channel", () => {
  testPlugins("no-prefixed-channel", [
    {
      name: "a name that another module writes is told where it is used, through aliases, JSON and barrels",
      files: {
        "src/shared/id.ts":
          'import manifest from "../../plugin.json";\nexport const channel = (leaf: string) => `plugin:${manifest.id}:${leaf}`;\n',
        "src/shared/index.ts": 'export * from "./id";\nexport { Names as Channels } from "./names";\n',
        "src/shared/names.ts": 'export enum Names { State = "plugin:my-plugin:state", Log = "log" }\n',
        "src/background/index.ts": background(
          `
    ctx.ipc.send(channel("job"), 1);
                 ~~~~~~~~~~~~~~ prefixed
    ctx.ipc.send(Channels.State, 1);
                 ~~~~~~~~~~~~~~ prefixed
    ctx.ipc.send(Channels.Log, 1);`,
          'import { channel, Channels } from "@/shared";',
        ),
      },
    },
  ]);
});

describe("no-ui-socket-emit", () => {
  testPlugins("no-ui-socket-emit", [
    {
      name: "a hook that has the socket itself is told in its own file only",
      files: {
        "src/ui/use-hello.ts": `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export function useHello() {
  const { socket } = usePluginContext();
  useEffect(() => {
    socket.emit("hello");
    ~~~~~~~~~~~~~~~~~~~~ emitted
  }, [socket]);
}
`,
        "src/ui/index.tsx": `import { useHello } from "./use-hello";
export default function Panel() {
  useHello();
  return null;
}
`,
      },
    },
    {
      name: "a helper that emits on whatever it gets is told where it gets the socket",
      files: {
        "src/ui/tell.js": "export const tell = (target, name) => target.emit(name);\n",
        "src/ui/index.tsx": inEffect(
          `
    tell(socket, "hello");
    ~~~~~~~~~~~~~~~~~~~~~ emitted
    tell({ emit: console.log }, "hello");`,
          'import { tell } from "./tell.js";',
        ),
      },
    },
    {
      name: "what hands on the socket that it has itself is told, who calls that is not",
      files: {
        "src/ui/tell.ts": "export const tell = (target: any, name: string) => { target.emit(name); };\n",
        "src/ui/use-hello.ts": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { tell } from "./tell";
export function useHello() {
  const { socket } = usePluginContext();
  return () => tell(socket, "hello");
               ~~~~~~~~~~~~~~~~~~~~~ emitted
}
`,
        "src/ui/index.tsx": `import { useHello } from "./use-hello";
export default function Panel() {
  const hello = useHello();
  return <button onClick={() => hello()}>Hello</button>;
}
`,
      },
    },
    {
      name: "a component of another module that emits on its prop is told where it gets the socket",
      files: {
        "src/ui/Button.tsx": `import { Component } from "react";
export class Button extends Component<any> {
  press = () => this.props.target.emit("pressed");
  render() { return <button onClick={this.press}>Press</button>; }
}
export const Link = ({ target }: any) => <a onClick={() => target.emit("followed")}>Follow</a>;
`,
        "src/ui/index.tsx": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { Button, Link } from "./Button";
export default function Panel() {
  const { socket } = usePluginContext();
  return (
    <>
      <Button target={{ emit: console.log }} />
      <Button target={socket} />
      ~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted
      <Link target={socket} />
      ~~~~~~~~~~~~~~~~~~~~~~~~ emitted
    </>
  );
}
`,
      },
    },
  ]);
});

describe("no-non-cloneable-payload", () => {
  testPlugins("no-non-cloneable-payload", [
    {
      name: "what another module sends for this one, and what another module makes",
      files: {
        "src/background/bus.ts": `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
export const broadcast = (ctx: PluginContext, payload: unknown) => ctx.ipc.send("state", payload);
export const makeJob = () => ({ id: 1, cancel() { /* */ } });
`,
        "src/background/index.ts": background(
          `
    broadcast(ctx, { done: () => {} });
                           ~~~~~~~~ throws
    ctx.ipc.send("job", makeJob());
                        ~~~~~~~~~ throws
    broadcast(ctx, { id: makeJob().id });`,
          'import { broadcast, makeJob } from "./bus";',
        ),
      },
    },
    {
      name: "private state of a class of another module stays behind",
      files: {
        "src/background/tokens.ts": `export class Token { #secret = 1; id = 2; }
class Door { #open = false; id = 3; static isOpen(door: Door) { return door.#open; } }
export const door = new Door();
`,
        "src/background/index.ts": background(
          `
    ctx.ipc.send("token", new Token());
                          ~~~~~~~~~~~ damaged
    ctx.ipc.send("door", door);
                         ~~~~ damaged`,
          'import { door, Token } from "./tokens";',
        ),
      },
    },
  ]);
});

describe("a folder that several plugins share", () => {
  const KIT = {
    "kit/topic.ts": `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
export const topic = (ctx: PluginContext, name: string) => (payload: unknown) => {
  ctx.ipc.send(name, payload);
};
`,
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@kit/*": ["./kit/*"] } } }',
    "desk/plugin.json": '{ "id": "desk" }',
  };
  const sending = (from: string): string =>
    background(
      '    const publish = topic(ctx, "plugin:desk:state");\n                               ~~~~~~~~~~~~~~~~~~~ prefixed\n    publish(1);',
      `import { topic } from "${from}";`,
    );

  testPlugins("no-prefixed-channel", [
    {
      name: "a helper that stands beside the plugins is followed by its relative name",
      files: { ...KIT, "desk/src/background/index.ts": sending("../../../kit/topic") },
    },
    {
      name: "and by the path of a tsconfig above the plugins",
      files: { ...KIT, "desk/src/background/index.ts": sending("@kit/topic") },
    },
  ]);
});
