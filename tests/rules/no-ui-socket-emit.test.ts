import { noUiSocketEmit } from "../../src/rules/no-ui-socket-emit.js";
import { testRule } from "../helpers/rule-tester.js";

const SDK = "@skyvexsoftware/stratos-sdk";
const IMPORT = `import { usePluginContext } from "${SDK}";`;
const WITH_BASE = `import { usePluginContext, STRATOS_APP_BASE } from "${SDK}";`;
const JSON_BODY = 'headers: { "Content-Type": "application/json" }, body: JSON.stringify';

/** Replaces an emit by a request, and imports the base of its URL. */
const requesting =
  (emit: string, request: string) =>
  (code: string): string =>
    code.replace(IMPORT, WITH_BASE).replace(emit, request);

const inPanel = (lines: string): string => `${IMPORT}

export function Panel(props) {
  const { socket } = usePluginContext();
${lines}
}
`;

testRule("no-ui-socket-emit", noUiSocketEmit, "useFetch", {
  mistakes: [
    {
      name: "state is asked for",
      code: inPanel(`
  socket.emit("get-status");
  ~~~~~~~~~~~~~~~~~~~~~~~~~ emitted`),
      suggested: [
        requesting(
          'socket.emit("get-status")',
          'fetch(`${STRATOS_APP_BASE}/api/my-plugin/get-status`, { method: "POST" })',
        ),
      ],
    },
    {
      name: "a payload becomes the body",
      code: inPanel(`
  const save = (value) => socket.emit("save", { value });
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted
  return save;`),
      suggested: [
        requesting(
          'socket.emit("save", { value })',
          `fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/save\`, { method: "POST", ${JSON_BODY}({ value }) })`,
        ),
      ],
    },
    {
      name: "several payloads become a list",
      code: inPanel(`
  socket?.emit?.("save", 1, props.value);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted`),
      suggested: [
        requesting(
          'socket?.emit?.("save", 1, props.value)',
          `fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/save\`, { method: "POST", ${JSON_BODY}([1, props.value]) })`,
        ),
      ],
    },
    {
      name: "an acknowledgement is awaited",
      code: inPanel(`
  return async () => await socket.timeout(500).emitWithAck("state");
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted`),
      suggested: [
        requesting(
          'socket.timeout(500).emitWithAck("state")',
          'fetch(`${STRATOS_APP_BASE}/api/my-plugin/state`, { method: "POST" }).then((response) => response.json())',
        ),
      ],
    },
    {
      name: "a callback waits for an answer: there is no certain request for that",
      code: inPanel(`
  socket.emit("state", (answer) => props.onState(answer));
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted`),
    },
    {
      name: "send is an emit of a message",
      code: inPanel(`
  socket.send("hello");
  ~~~~~~~~~~~~~~~~~~~~ emitted`),
      suggested: [
        requesting(
          'socket.send("hello")',
          `fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/message\`, { method: "POST", ${JSON_BODY}("hello") })`,
        ),
      ],
    },
    {
      name: "modifiers do not change what is emitted",
      code: inPanel(`
  socket.volatile.compress(true).emit("cursor", 1);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted`),
      suggested: [
        requesting(
          'socket.volatile.compress(true).emit("cursor", 1)',
          `fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/cursor\`, { method: "POST", ${JSON_BODY}(1) })`,
        ),
      ],
    },
    {
      name: "a bound method is reported where it is called",
      code: inPanel(`
  const say = socket.emit.bind(socket, "refresh");
  say();
  ~~~~~ emitted`),
    },
    {
      name: "a method that is handed over",
      code: inPanel(`
  return <button onClick={socket.emit}>go</button>;
                          ~~~~~~~~~~~ handedOver`),
    },
    {
      name: "a method that is taken out and handed over",
      code: inPanel(`
  const { emit: say } = socket;
                ~~~ handedOver
  props.register(say);`),
    },
    {
      name: "a chain that subscribes as well is not replaced",
      code: inPanel(`
  socket.on("status", props.onStatus).emit("get-status");
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted`),
    },
    {
      name: "the base of the URL is imported under another name already",
      code: `import { STRATOS_APP_BASE as BASE, usePluginContext } from "${SDK}";
export function Panel() {
  usePluginContext().socket.emit("go");
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted
}
`,
      suggested: [
        (code) =>
          code.replace(
            'usePluginContext().socket.emit("go")',
            'fetch(`${BASE}/api/my-plugin/go`, { method: "POST" })',
          ),
      ],
    },
    {
      name: "the socket of a wrapper that the settings name",
      settings: { wrappers: [{ from: "@/socket", name: "useSocket", gives: "socket" }] },
      code: `import { useSocket } from '@/socket';
export function Panel() {
  const s = useSocket();
  s.emit("go");
  ~~~~~~~~~~~~ emitted
}
`,
      suggested: [
        (code) =>
          `import { STRATOS_APP_BASE } from '${SDK}';\n` +
          code.replace('s.emit("go")', 'fetch(`${STRATOS_APP_BASE}/api/my-plugin/go`, { method: "POST" })'),
      ],
    },
    {
      name: "a module that re-exports the SDK",
      settings: { sdkModules: ["@/sdk"] },
      code: `import * as sdk from "@/sdk";
export function Panel(props) {
  const { socket } = sdk.usePluginContext();
  return <Child say={() => { socket.emit(props.name, ...props.rest); }} />;
                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted
}
`,
    },
  ],
  correct: [
    { name: "an empty file", code: "" },
    {
      name: "listening",
      code: inPanel(`  socket.on("status", props.onStatus); socket.off("status", props.onStatus);`),
    },
    {
      name: "looking whether one could emit",
      code: inPanel(`  return typeof socket.emit === "function" && socket.connected;`),
    },
    {
      name: "a connection of the plugin's own, under the same name",
      code: `import { io } from "socket.io-client";
import { usePluginContext } from "${SDK}";
export function Panel() {
  const ctx = usePluginContext();
  const socket = io(ctx.config.get("relay"));
  socket.emit("hello");
}
`,
    },
    {
      name: "the background's events",
      code: `import { createPlugin } from "${SDK}";
import { EventEmitter } from "node:events";
export default createPlugin({
  onStart(ctx) {
    const bus = new EventEmitter();
    bus.emit("ready");
    ctx.ipc.send("status", 1);
  },
});
`,
    },
    {
      name: "an emitter that has replaced the socket before",
      code: `import { io } from "socket.io-client";
import { usePluginContext } from "${SDK}";
export function Panel() {
  let socket = usePluginContext().socket;
  socket.on("status", console.log);
  socket = io("https://relay.example.test");
  socket.emit("hello");
}
`,
    },
  ],
});
