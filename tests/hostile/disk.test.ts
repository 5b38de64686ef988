/** What can lie on a disk around a file: the lint ends, and nothing is said that is not proved. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { writePlugin } from "../helpers/plugin-on-disk.js";
import { lintAll, said } from "./support.js";

const MANIFEST = { "plugin.json": '{ "id": "my-plugin" }' };
const IMPORT = 'import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";\n';
const sending = (channel: string, top = ""): string =>
  `${top}${IMPORT}export default createPlugin({ onStart(ctx) { ctx.ipc.send(${channel}, 1); } });\n`;
const OWN = sending('"plugin:my-plugin:x"');
const FOREIGN = sending('"plugin:other:x"');

/** What is said of a text as a module of a plugin on disk, whose id is not in the settings. */
function saidOn(root: string, code: string, file = "src/background/index.ts"): string[] {
  return said(lintAll(code, { filename: path.join(root, file), settings: { pluginId: undefined } })).map(
    (one) => one.split(" ")[0] ?? "",
  );
}

function plugin(
  name: string,
  files: Readonly<Record<string, string>>,
  change?: (root: string) => void,
): string {
  const { root } = writePlugin(`hostile/disk/${name.replaceAll(/\W+/g, "-")}`, files);
  change?.(root);
  return root;
}

const deepJson = "[".repeat(100_000) + "]".repeat(100_000);

describe("a plugin.json that is no manifest: the id is not known, and rules that need it are silent", () => {
  const inFile =
    (text: string | Buffer) =>
    (root: string): void => {
      writeFileSync(path.join(root, "plugin.json"), text);
    };
  const at =
    (make: (file: string) => void) =>
    (root: string): void => {
      make(path.join(root, "plugin.json"));
    };
  const BROKEN: Readonly<Record<string, (root: string) => void>> = {
    "an empty file": inFile(""),
    "half an object": inFile('{ "id": "my-pl'),
    "a list": inFile('["id"]'),
    "`null`": inFile("null"),
    "nested 100,000 levels deep": inFile(deepJson),
    "UTF-16": inFile(Buffer.from('\uFEFF{ "id": "my-plugin" }', "utf16le")),
    "NUL bytes": inFile("\0\0\0\0"),
    "an id that is a number": inFile('{ "id": 7 }'),
    "an id that is a list": inFile('{ "id": ["my-plugin"] }'),
    "an id in the prototype": inFile('{ "__proto__": { "id": "my-plugin" } }'),
    "a folder": at((file) => {
      mkdirSync(file);
    }),
    "a link to itself": at((file) => {
      symlinkSync("plugin.json", file);
    }),
    "a link in a circle": at((file) => {
      symlinkSync("b.json", file);
      symlinkSync("plugin.json", path.join(path.dirname(file), "b.json"));
    }),
    "a link to nothing": at((file) => {
      symlinkSync("/nowhere/plugin.json", file);
    }),
    "a pipe, which nobody writes to": at((file) => execFileSync("mkfifo", [file])),
    "a device that never ends": at((file) => {
      symlinkSync("/dev/zero", file);
    }),
    "fifty megabytes": (root) => {
      const file = path.join(root, "plugin.json");
      writeFileSync(file, "{");
      truncateSync(file, 50 * 1024 * 1024);
    },
  };

  it.each(Object.entries(BROKEN))("%s", (name, change) => {
    const root = plugin(`manifest ${name}`, { "src/other.ts": "export {};" }, change);
    expect(saidOn(root, FOREIGN)).toEqual(["no-prefixed-channel"]);
  });
});

describe("a plugin.json that is one, however it is written", () => {
  it.each([
    ["with a byte order mark", '\uFEFF{ "id": "my-plugin" }'],
    ["with Windows' line ends", '{\r\n"id": "my-plugin"\r\n}'],
    [
      "with an invalid byte",
      Buffer.concat([
        Buffer.from('{ "id": "my-plugin", "x": "'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('" }'),
      ]),
    ],
    ["with keys of the prototype", '{ "__proto__": { "id": "x" }, "constructor": 1, "id": "my-plugin" }'],
    ["with the id twice: the last one counts", '{ "id": "other", "id": "my-plugin" }'],
  ])("%s", (name, text) => {
    const root = plugin(`right ${name}`, {}, (folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "plugin.json"), text);
    });
    expect(saidOn(root, FOREIGN)).toEqual(["no-cross-plugin-channel"]);
    expect(saidOn(root, OWN)).toEqual(["no-prefixed-channel"]);
  });
});

describe("a tsconfig.json or package.json that is not to be used: names that need it are not found, others are", () => {
  const CONFIGS: Readonly<Record<string, Record<string, string>>> = {
    broken: { "tsconfig.json": "{" },
    empty: { "tsconfig.json": "" },
    "of other types": {
      "tsconfig.json": '{ "compilerOptions": [], "extends": 7, "references": "x" }',
      "package.json": '{ "name": [], "exports": 7, "imports": [], "dependencies": "express" }',
    },
    "a list": { "tsconfig.json": "[]", "package.json": "[]" },
    "built on itself": { "tsconfig.json": '{ "extends": "./tsconfig.json" }' },
    "built in a circle": {
      "tsconfig.json": '{ "extends": "./a.json" }',
      "a.json": '{ "extends": ["./b.json", "./tsconfig.json"] }',
      "b.json": '{ "extends": "./a.json" }',
    },
    "referring to itself": {
      "tsconfig.json": '{ "references": [{ "path": "." }, { "path": "./tsconfig.json" }] }',
    },
    "with paths out of the root": {
      "tsconfig.json":
        '{ "compilerOptions": { "baseUrl": "../../../..", "paths": { "@/*": ["../../../../../../../*", "/etc/*"] } } }',
    },
    "with paths to themselves": {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["@/*"], "*": ["*"], "#a": ["#a"] } } }',
    },
    "with paths to nothing": {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": [], "*": [""], "": ["x"] } } }',
    },
    "whose imports go in circles": {
      "package.json":
        '{ "name": "self", "imports": { "#a": "#b", "#b": "#a", "#c/*": "#c/*" }, "exports": { ".": "self", "./a": { "import": "self/a" } } }',
    },
    "that maps itself": {
      "package.json":
        '{ "name": "self", "type": 7, "main": ".", "module": "./", "browser": { "./a": "./a" } }',
    },
  };
  const NAMES = ["#a", "#c/x", "self", "self/a", "@/x", "@/shared/names", "~/x", "pkg"];

  it.each(Object.entries(CONFIGS))("%s", (name, files) => {
    const root = plugin(`config ${name}`, {
      ...MANIFEST,
      ...files,
      "src/shared/names.ts": 'export const NAME = "plugin:my-plugin:x";',
    });
    const top = `${NAMES.map((one, index) => `import { x${String(index)} } from "${one}";`).join("\n")}\nimport { NAME } from "../shared/names";\n`;
    const code = sending(NAMES.map((_, index) => `x${String(index)}`).join(" ?? "), top).replace(
      "} });",
      "ctx.ipc.send(NAME, 2); } });",
    );
    expect(saidOn(root, code)).toEqual(["no-prefixed-channel"]);
  });
});

it.each(["{", ""])(
  "a package.json that is no JSON (%j): no other module is found, as Node finds none",
  (text) => {
    const root = plugin(`package ${text.length > 0 ? "broken" : "empty"}`, {
      ...MANIFEST,
      "package.json": text,
      "src/shared/names.ts": 'export const NAME = "plugin:my-plugin:x";',
    });
    expect(saidOn(root, sending("NAME", 'import { NAME } from "../shared/names";\n'))).toEqual([]);
    expect(saidOn(root, OWN)).toEqual(["no-prefixed-channel"]);
  },
);

it.each([
  [
    "package.json",
    (file: string) => {
      writeFileSync(file, deepJson);
    },
  ],
  [
    "tsconfig.json",
    (file: string) => {
      writeFileSync(file, `{ "compilerOptions": { "paths": ${deepJson} } }`);
    },
  ],
  [
    "package.json",
    (file: string) => {
      execFileSync("mkfifo", [file]);
    },
  ],
  [
    "tsconfig.json",
    (file: string) => {
      execFileSync("mkfifo", [file]);
    },
  ],
])("a %s that is nested 100,000 levels deep, or a pipe: nothing is resolved", (name, make) => {
  const root = plugin(`config not read ${name}`, {
    ...MANIFEST,
    "src/names.ts": 'export const NAME = "plugin:my-plugin:x";',
  });
  make(path.join(root, name));
  const code = sending(
    "NAME ?? a",
    'import { NAME } from "../names";\nimport { a } from "#a";\nimport { b } from "pkg";\n',
  );
  expect(saidOn(root, code)).toEqual([]);
  expect(saidOn(root, OWN)).toEqual(["no-prefixed-channel"]);
});

describe("modules that export from each other in circles", () => {
  const CIRCLES: Readonly<Record<string, Record<string, string>>> = {
    itself: { "a.ts": 'export * from "./a"; export * as self from "./a";' },
    two: { "a.ts": 'export * from "./b";', "b.ts": 'export * from "./a";' },
    three: {
      "a.ts": 'export * from "./b"; export * from "./c";',
      "b.ts": 'export * from "./c";',
      "c.ts": 'export * from "./a"; export * from "./b";',
    },
    "by name": {
      "a.ts": 'export { NAME, NAME as default } from "./b";',
      "b.ts": 'export { NAME } from "./a"; export { default } from "./a";',
    },
    "by namespaces": { "a.ts": 'export * as NAME from "./b";', "b.ts": 'export * as NAME from "./a";' },
    "by default": {
      "a.ts": 'import x from "./b"; export default x; export { x as NAME };',
      "b.ts": 'import x from "./a"; export default x; export const NAME = x;',
    },
    "by constants": {
      "a.ts": 'import { NAME as n } from "./b"; export const NAME = n + "a";',
      "b.ts": 'import { NAME as n } from "./a"; export const NAME = n + "b";',
    },
    "five hundred": Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [
        i === 0 ? "a.ts" : `m${String(i)}.ts`,
        `export * from "./${i === 499 ? "a" : `m${String(i + 1)}`}"; export { x${String(i)} } from "./${i === 499 ? "a" : `m${String(i + 1)}`}";`,
      ]),
    ),
  };
  const files = (circle: Record<string, string>): Record<string, string> => ({
    ...MANIFEST,
    ...Object.fromEntries(Object.entries(circle).map(([file, text]) => [`src/${file}`, text])),
  });

  it.each(Object.entries(CIRCLES))("%s", (name, circle) => {
    const root = plugin(`circle ${name}`, files(circle));
    const top = 'import d, { NAME, x1 } from "./a";\nimport * as all from "./a";\n';
    expect(
      saidOn(root, sending("NAME ?? d ?? all.NAME ?? all.self.NAME ?? x1", top), "src/index.ts"),
    ).toEqual([]);
  });

  it("a name that one of them has is found", () => {
    const root = plugin(
      "circle with a name",
      files({
        "a.ts": 'export * from "./b"; export * from "./c";',
        "b.ts": 'export * from "./a";',
        "c.ts": 'export * from "./b"; export const NAME = "plugin:my-plugin:x";',
      }),
    );
    expect(saidOn(root, sending("NAME", 'import { NAME } from "./a";\n'), "src/index.ts")).toEqual([
      "no-prefixed-channel",
    ]);
  });

  it("modules that call each other's helpers with the context", () => {
    const helper = (own: string, other: string): string =>
      `import { ${other} } from "./${other}";\nexport function ${own}(ctx: any, n: number) { if (n > 0) ${other}(ctx, n - 1); ctx.ipc.send("plugin:my-plugin:${own}", n); }\n`;
    const root = plugin(
      "mutual",
      files({ "ping.ts": helper("ping", "pong"), "pong.ts": helper("pong", "ping") }),
    );
    expect(
      saidOn(
        root,
        `import { ping } from "./ping";\n${IMPORT}export default createPlugin({ onStart(ctx) { ping(ctx, 3); } });`,
        "src/index.ts",
      ),
    ).toEqual(["no-prefixed-channel"]);
  });
});

describe("names of modules", () => {
  const NAMES = [
    "",
    ".",
    "..",
    "/",
    "./",
    "../../../../../../../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "node:fs",
    "node:",
    "data:text/javascript,export default 1",
    "https://example.org/x.js",
    "#internal",
    "#",
    "@",
    "@/",
    "@scope",
    "~",
    "./a\0b",
    "./a\nb",
    "./%00",
    "C:\\x",
    "\\\\host\\x",
    "./index.ts?raw",
    "./.",
    "./index/",
    "?",
    "*",
    "constructor",
    "__proto__",
  ];
  const root = plugin("names", {
    ...MANIFEST,
    "src/index.ts/file.ts": "export const x = 1;",
    "src/Case.ts": 'export const x = "plugin:my-plugin:x";',
  });

  it.each([
    ...NAMES.map((name) => [JSON.stringify(name), name]),
    ["a megabyte", `./${"x/".repeat(500_000)}`],
  ])("%s", (_, name) => {
    const from = JSON.stringify(name);
    const top = `import { x } from ${from};\nimport * as all from ${from};\nexport * from ${from};\nexport { y } from ${from};\n`;
    const code = sending("x ?? all.x", top).replace(
      "} });",
      `import(${from}).then((m) => ctx.ipc.send(m.x, 1)); } });`,
    );
    expect(saidOn(root, code, "src/main.ts")).toEqual([]);
  });
});

describe("links", () => {
  it("a plugin below a link, and a module that links out of the root", () => {
    const real = plugin(
      "links",
      { ...MANIFEST, "src/a.ts": 'export const x = "plugin:my-plugin:x";' },
      (root) => {
        symlinkSync("/etc", path.join(root, "src/out"));
        symlinkSync(".", path.join(root, "src/loop"));
        symlinkSync("/etc/hostname", path.join(root, "src/b.ts"));
        rmSync(`${root}-link`, { force: true });
        symlinkSync(root, `${root}-link`);
      },
    );
    const top =
      'import { x } from "./a";\nimport { y } from "./b";\nimport { z } from "./loop/loop/loop/a";\nimport "./out/passwd";\n';
    const code = sending("x", top).replace("} });", "ctx.ipc.send(y, 1); } });");
    for (const root of [real, `${real}-link`])
      expect(saidOn(root, code, "src/index.ts")).toEqual(["no-prefixed-channel"]);
  });

  it("pipes and files that must not be read", () => {
    const root = plugin("pipes", { ...MANIFEST, "src/locked.ts": "export const x = 1;" }, (folder) => {
      execFileSync("mkfifo", [path.join(folder, "src/pipe.ts")]);
      symlinkSync("/dev/zero", path.join(folder, "src/zero.ts"));
      chmodSync(path.join(folder, "src/locked.ts"), 0);
    });
    const top = 'import { a } from "./pipe";\nimport { b } from "./zero";\nimport { x } from "./locked";\n';
    expect(saidOn(root, sending("a ?? b", top), "src/index.ts")).toEqual([]);
  });
});

it("a module that comes, changes and goes between two lints", () => {
  const root = plugin("changing", { ...MANIFEST, "src/x.ts": "" });
  const code = sending("NAME", 'import { NAME } from "./names";\n');
  const file = path.join(root, "src/names.ts");
  const now = (): string[] => saidOn(root, code, "src/index.ts");
  const seen = [now()];
  for (const text of [
    'export const NAME = "plugin:my-plugin:x";',
    'export const NAME = "right";',
    "export const NAME = ;",
  ]) {
    writeFileSync(file, text);
    seen.push(now());
  }
  rmSync(file);
  seen.push(now());
  mkdirSync(file);
  seen.push(now());
  expect(seen).toEqual([[], ["no-prefixed-channel"], [], [], [], []]);
});
