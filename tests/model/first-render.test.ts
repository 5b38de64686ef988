/** What an effect sees that is not run again: the state as it was in the first render. */
import { testPlugins } from "../helpers/plugin-tester.js";

const panel = (lines: string): Record<string, string> => ({
  "src/ui/index.tsx": `import { useEffect, useMemo, useState } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export default function Panel({ hear }: { hear: () => void }) {
  const { socket } = usePluginContext();
  const [isOpen, setOpen] = useState(false);
${lines}
  return <button onClick={() => setOpen(true)}>{String(isOpen)}</button>;
}
`,
});

testPlugins("require-socket-cleanup", [
  {
    name: "an effect without dependencies never sees that a state is set",
    files: panel(`  useEffect(() => {
    if (isOpen) socket.on("state", hear);
  }, []);
  useEffect(() => {
    if (!isOpen) socket.on("log", hear);
                 ~~~~~~~~~~~~~~~~~~~~~~ never
  }, []);`),
  },
  {
    name: "one that depends on something else does not see it before that changes",
    files: panel(`  const isShut = useMemo(() => !isOpen, []);
  useEffect(() => {
    if (!isShut) socket.on("state", hear);
  }, [socket]);`),
  },
  {
    name: "one that depends on the state does",
    files: panel(`  useEffect(() => {
    if (isOpen) socket.on("state", hear);
                ~~~~~~~~~~~~~~~~~~~~~~~~ never
  }, [socket, isOpen, hear]);`),
  },
]);
