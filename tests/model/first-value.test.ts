/** Whether a screen asks for its first value. */
import { testPlugins } from "../helpers/plugin-tester.js";

const screen = (effects: string): Record<string, string> => ({
  "src/ui/index.tsx": `import { useEffect, useState } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export default function Panel({ isDeep }: { isDeep: boolean }) {
  const { socket } = usePluginContext();
  const [status, setStatus] = useState<unknown>(null);
  useEffect(() => {
${effects}
    return () => { socket.off("status", setStatus); };
  }, [socket, isDeep]);
  return <p>{String(status)}</p>;
}
`,
});

testPlugins("require-initial-fetch", [
  {
    name: "it does not, on any way",
    files: screen(`    if (isDeep) console.log("deep");
    socket.on("status", setStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ empty`),
  },
  {
    name: "a way that cannot be followed to its end may ask for it",
    files: screen(`    if (isDeep) for (let count = 0; count < 1e9; count++) console.log(count);
    socket.on("status", setStatus);`),
  },
]);
