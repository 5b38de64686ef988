import { expect, it } from "vitest";
import { viewFile } from "../../src/flow/file.js";
import { joinFiles } from "../../src/flow/joined.js";
import { native } from "../../src/project/native.js";
import { parseSource } from "../../src/project/source.js";

const TEXT = "export const value = 1;\n";

function view(path: string): ReturnType<typeof viewFile> {
  const libraries = native();
  const source = libraries && parseSource(libraries, path, TEXT);
  if (!source) throw new Error("the text cannot be parsed");
  return viewFile(source, path);
}

it("places of several files are told apart, and each is asked for in its own file", () => {
  const [main, first, second] = [view("/main.ts"), view("/first.ts"), view("/second.ts")];
  const joined = joinFiles(main);
  joined.add(first);
  joined.add(second);
  const nodes = [main, first, second].map(({ source }) => source.ast.body[0] ?? source.ast);
  expect(new Set(nodes.map((node) => joined.placeOf(node))).size).toBe(3);
  expect(nodes.map((node) => joined.of(node).path)).toEqual(["/main.ts", "/first.ts", "/second.ts"]);
  expect(nodes.map((node) => joined.isElsewhere(node))).toEqual([false, true, true]);
});
