/** What functions and classes of other modules do because the linted file calls them. */
import { describe } from "vitest";
import { background, testPlugins } from "../helpers/plugin-tester.js";

describe("a constructor of another module", () => {
  testPlugins("no-ui-socket-emit", [
    {
      name: "is run with what it is given",
      files: {
        "src/ui/teller.ts": `export class Teller {
  constructor(target: any, name: string) { target.emit(name); }
}
export class Silent {
  target: any;
  constructor(target: any) { this.target = target; }
}
`,
        "src/ui/index.tsx": `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { Silent, Teller } from "./teller";
export default function Panel() {
  const { socket } = usePluginContext();
  const tell = () => new Teller(socket, "hello");
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~ emitted
  return <button onClick={() => { tell(); new Silent(socket); }}>Tell</button>;
}
`,
      },
    },
  ]);

  testPlugins("no-unmatched-route", [
    {
      name: "requests what its caller chooses",
      files: {
        "src/background/index.ts": background(
          `    const router = Router();
    router.get("/state", (_request, response) => response.json(1));
    ctx.server.registerRouter("/api/my-plugin", router);`,
          'import { Router } from "express";',
        ),
        "src/ui/loader.ts": `import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
export class Loader {
  constructor(kind: string, path: string) { void fetch(STRATOS_APP_BASE + path); console.log(kind); }
}
`,
        "src/ui/api.ts": `import { Loader } from "./loader";
export const status = new Loader("new", "/api/my-plugin/status");
                                        ~~~~~~~~~~~~~~~~~~~~~~~ notRouted
export const state = new Loader("old", "/api/my-plugin/state");
`,
      },
    },
  ]);
});
