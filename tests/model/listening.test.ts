/** The socket in one life of a component. */
import { testPlugins } from "../helpers/plugin-tester.js";

const inEffect = (statements: string, top = "", after = ""): Record<string, string> => ({
  "src/ui/index.tsx": `import { use, useContext, useEffect, useRef } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
${top}
export default function Panel({ hear }: { hear: () => void }) {
  const { socket } = usePluginContext();
${after}
  useEffect(() => {
${statements}
  }, [socket, hear]);
  return null;
}
`,
});

const CONTEXTS = 'import { First, Second } from "./contexts";';

testPlugins("require-socket-cleanup", [
  {
    name: "who asks whether anybody listens gets an answer: somebody does",
    files: inEffect(`    socket.on("state", hear);
    return () => { if (socket.hasListeners("state")) socket.off("state", hear); };`),
  },
  {
    name: "whether others listen cannot be told",
    files: inEffect(`    if (socket.hasListeners("log")) socket.on("state", hear);
                                    ~~~~~~~~~~~~~~~~~~~~~~~~ never`),
  },
  {
    name: "who has begun to listen to an event is told so, whatever else it listens to",
    files: inEffect(`    socket.on("log", console.log);
    socket.on("state", hear);
    if (!socket.hasListeners("state")) return;
    return () => { socket.off("log", console.log); socket.off("state", hear); };`),
  },
  {
    name: "that tells nothing of another event: nobody may listen to it",
    files: inEffect(`    socket.on("state", hear);
    if (!socket.hasListeners("log")) socket.on("log", console.log);
                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    return () => { socket.off("state", hear); };`),
  },
  {
    name: "of two events, one may be listened to and the other not",
    files:
      inEffect(`    if (socket.hasListeners("log") && !socket.hasListeners("debug")) socket.on("state", hear);
                                                                     ~~~~~~~~~~~~~~~~~~~~~~~~ never`),
  },
  {
    name: "how many listen to an event is not known: others may, too",
    files: inEffect(`    socket.on("state", hear);
    if (socket.listeners("state").length > 3) socket.on("log", console.log);
                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    return () => { socket.off("state", hear); };`),
  },
  {
    name: "of two calls that subscribe to the same, the lower one is too much, whichever is made first",
    files: inEffect(`    const listen = () => { socket.on("state", hear); };
    socket.on("state", hear);
    ~~~~~~~~~~~~~~~~~~~~~~~~ twice
    listen();
    return () => { socket.off("state", hear); };`),
  },
  {
    name: "what is emitted gives the socket back",
    files: inEffect(`    socket.emit("hello").on("state", hear);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never`),
  },
  {
    name: "who is given a function with an event may end by it",
    files: inEffect(`    socket.on("state", hear);
    socket.emit("begin", () => socket.off("state", hear));`),
  },
  {
    name: "who is given a function may call it with whatever it likes",
    files: inEffect(
      `    socket.on("state", hear);
    addCloser((_reason: string, _code: number, isDone: boolean) => { if (isDone) socket.off("state", hear); });`,
      'import { addCloser } from "closing-kit";',
    ),
  },
  {
    name: "the connection is closed at the end",
    files: inEffect(`    socket.on("state", hear);
    ~~~~~~~~~~~~~~~~~~~~~~~~ disconnects
    return () => { socket.disconnect(); };`),
  },
  {
    name: "somebody may close the connection some day",
    files: inEffect(
      `    socket.on("state", hear);
    ~~~~~~~~~~~~~~~~~~~~~~~~ never
    addCloser(() => { socket.disconnect(); });`,
      'import { addCloser } from "closing-kit";',
    ),
  },
  {
    name: "two contexts may give one and the same, but a release ends what it certainly means",
    files: inEffect(
      `    socket.on("state", first.hear);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    socket.on("state", second.hear);
    return () => { socket.off("state", second.hear); };`,
      CONTEXTS,
      "  const first = useContext<any>(First);\n  const second = use<any>(Second);",
    ),
  },
  {
    name: "what a context gives may have been such that nothing was left by the end",
    files: inEffect(
      `    socket.on("state", hear);
    return () => { if (first.isOpen || second.isOpen) socket.off("state", hear); };`,
      CONTEXTS,
      "  const first = useContext<any>(First);\n  const second = use<any>(Second);",
    ),
  },
  {
    name: "a context of which it is not known that it changes does not run an effect again",
    files: inEffect(
      `    console.log("shown");`,
      CONTEXTS,
      `  const first = useContext<any>(First);
  const second = use<any>(Second);
  useEffect(() => { socket.on("state", console.log); }, [socket, first, second]);
  useEffect(() => () => { socket.off("state", console.log); }, [socket]);`,
    ),
  },
]);

testPlugins("require-socket-cleanup", [
  {
    name: "a component that is a class expression",
    files: {
      "src/ui/index.tsx": `import { Component } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import type { PluginSocket } from "@skyvexsoftware/stratos-sdk";
const View = class View extends Component<{ socket: PluginSocket }> {
  componentDidMount() { this.props.socket.on("state", console.log); }
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
  render() { return null; }
};
export default function Panel() {
  const { socket } = usePluginContext();
  return <View socket={socket} />;
}
`,
    },
  },
]);
