/** Which changes of other files the fingerprint of a plugin tells a cache about. */
import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../src/model/fingerprint.js";
import { writePlugin } from "../helpers/plugin-on-disk.js";
import { background } from "../helpers/plugin-tester.js";

const FILES = {
  "plugin.json": '{ "id": "my-plugin" }',
  "src/background/index.ts": background('    ctx.ipc.send("state", 1);'),
  "src/ui/until.ts": `const wrapped = (end: () => void) => end;
export const until = (end: () => void) => wrapped(end);
`,
  "src/ui/words.ts": 'export const title = () => "Fleet";\n',
  "src/ui/badge.tsx": "export const Badge = () => <b>on</b>;\n",
  "src/ui/index.tsx": `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { until } from "./until";
import { title } from "./words";
import { Badge } from "./badge";
export const Title = () => <h1>{title()}</h1>;
const log = () => console.log("gone");
export default function Panel({ hear }: { hear: () => void }) {
  const { socket } = usePluginContext();
  useEffect(() => {
    socket.on("state", hear);
    return until(() => { socket.off("state", hear); log(); });
  }, [socket, hear]);
  return <Badge />;
}
`,
};

const fingerprintWith = (file: keyof typeof FILES, before: string, after: string): string => {
  expect(FILES[file]).toContain(before);
  const text = FILES[file].replace(before, after);
  return fingerprintOf(writePlugin("fingerprint", { ...FILES, [file]: text }).root);
};

describe("the fingerprint of a plugin", () => {
  const right = (): string => fingerprintOf(writePlugin("fingerprint", FILES).root);

  it("changes with a helper of another module that what listens calls", () => {
    expect(fingerprintWith("src/ui/until.ts", "=> wrapped(end)", "=> () => console.log(end)")).not.toBe(
      right(),
    );
  });

  it("changes with what such a helper calls in its own module", () => {
    expect(fingerprintWith("src/ui/until.ts", "=> end", "=> () => console.log(end)")).not.toBe(right());
  });

  it("stays as it is where a module changes what it uses itself only: that is no other file's", () => {
    expect(fingerprintWith("src/ui/index.tsx", '"gone"', '"the end"')).toBe(right());
  });

  it("stays as it is where an element is made of something else, which gets no socket", () => {
    expect(fingerprintWith("src/ui/badge.tsx", "<b>on</b>", "<i>off</i>")).toBe(right());
  });

  it("stays as it is where code that has nothing to do with the socket changes", () => {
    expect(fingerprintWith("src/ui/words.ts", "Fleet", "The whole fleet")).toBe(right());
  });
});
