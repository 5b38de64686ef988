import { noCrossPluginChannel } from "../../src/rules/no-cross-plugin-channel.js";
import { testRule } from "../helpers/rule-tester.js";

const inHook = (lines: string, top = ""): string => `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
${top}
export function useIt(isOpen: boolean, leaf: string, onIt: () => void) {
  const { socket, pluginId } = usePluginContext();
  useEffect(() => {
${lines}
  }, [socket]);
}
`;

const inBackground = (
  lines: string,
): string => `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
export default createPlugin({
  async onStart({ ipc }) {
${lines}
  },
});
`;

testRule("no-cross-plugin-channel", noCrossPluginChannel, "foreign", {
  mistakes: [
    {
      name: "on both sides of a subscription",
      code: inHook(`
    socket.on("plugin:weather:metar", onIt);
              ~~~~~~~~~~~~~~~~~~~~~~ foreign
    return () => { socket.off("plugin:weather:metar", onIt); };
                              ~~~~~~~~~~~~~~~~~~~~~~ foreign`),
    },
    {
      name: "a longer id is another id",
      code: inHook(`
    socket.on("plugin:my-plugin-pro:status", onIt);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ foreign`),
    },
    {
      name: "the leaf need not be known",
      code: inHook(`
    socket.on(\`plugin:weather:\${leaf}\`, onIt);
              ~~~~~~~~~~~~~~~~~~~~~~~~ foreign`),
    },
    {
      name: "one branch is enough",
      code: inHook(`
    socket.on(isOpen ? "status" : "plugin:weather:metar", onIt);
                                  ~~~~~~~~~~~~~~~~~~~~~~ foreign`),
    },
    {
      name: "a helper puts it together",
      code: inHook(
        `
    socket.on(peer("weather", "metar"), onIt);`,
        `const peer = (id: string, leaf: string) => "plugin:" + id + ":" + leaf;
                                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~ foreign`,
      ),
    },
    {
      name: "the background module sends and handles",
      code: inBackground(`
    ipc.send("plugin:fuel-desk:ordered", {});
             ~~~~~~~~~~~~~~~~~~~~~~~~~~ foreign
    ipc.handle("plugin:fuel-desk:order", () => 1);
               ~~~~~~~~~~~~~~~~~~~~~~~~ foreign`),
    },
  ],
  correct: [
    { name: "leaf names", code: inHook(`socket.on("status", onIt); socket.on("fleet:update", onIt);`) },
    {
      name: "the own id is the other rule's business",
      code: inHook(
        `socket.on("plugin:my-plugin:status", onIt); socket.on(\`plugin:\${pluginId}:status\`, onIt);`,
      ),
    },
    { name: "an id that is not known", code: inHook("socket.on(`plugin:${leaf}:status`, onIt);") },
    {
      name: "the id of the settings",
      code: inHook(`socket.on("plugin:other:status", onIt);`),
      settings: { pluginId: "other" },
    },
    {
      name: "another library's socket",
      code: `import { io } from "socket.io-client";
const relay = io("https://relay.example.test");
relay.on("plugin:weather:metar", () => {});
`,
    },
  ],
});
