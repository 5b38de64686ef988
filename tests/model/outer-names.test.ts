/** What names stand for that no function which is run has declared: enums, and what the maker of a component is passed. */
import { testPlugins } from "../helpers/plugin-tester.js";

const panel = (lines: string, top: string): Record<string, string> => ({
  "src/ui/index.tsx": `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
${top}
export default function Panel({ hear }: { hear: () => void }) {
  const { socket } = usePluginContext();
  useEffect(() => {
${lines}
  }, [socket, hear]);
  return null;
}
`,
});

testPlugins("require-socket-cleanup", [
  {
    name: "a member of an enum is its text",
    files: panel(
      `    socket.on(Topic.State, hear);
    socket.on(Topic.Log, hear);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~ otherEvent
    return () => { socket.off("state", hear); socket.off("logs", hear); };`,
      'enum Topic { State = "state", Log = "log" }',
    ),
  },
  {
    name: "a member of an enum that is calculated is not nothing",
    files: panel(
      `    if (Level.Base === undefined) socket.on("state", hear);`,
      "enum Level { Base = Number(process.env.LEVEL) }",
    ),
  },
  {
    name: "what the maker of a component is passed is the same in all of its life, and each thing for itself",
    files: {
      "src/ui/index.tsx": `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export function makePanel(hear: () => void, other: () => void) {
  return function Panel() {
    const { socket } = usePluginContext();
    useEffect(() => {
      socket.on("state", hear);
      ~~~~~~~~~~~~~~~~~~~~~~~~ otherHandler
      socket.on("log", other);
      return () => { socket.off("state", other); socket.off("log", other); };
    }, [socket]);
    return null;
  };
}
`,
    },
  },
]);
