/** One character of a channel or route name is another: what no longer meets at run time is reported, once; nothing else is. */
import path from "node:path";
import { expect, it } from "vitest";
import { rules } from "../../src/rules/index.js";
import { lint, writePlugin } from "../helpers/plugin-on-disk.js";
import { unmetIn } from "../oracle/execution/both-processes.js";
import { MODULES } from "./whole-plugin.js";

/** Numbers that look random and are the same in each run (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

interface Place {
  readonly file: string;
  readonly index: number;
}

/** The letters of all names of channels and routes, as they are written. */
function lettersOfNames(): readonly Place[] {
  const names =
    /"(?:\/[\w:/-]*|state|job|log:line|step:\w+|boarding|fuel|doors|GET|POST|DELETE)"|`\$\{(?:API|STRATOS_APP_BASE)\}[^`]*`|`step:[^`]*`/g;
  return Object.entries(MODULES).flatMap(([file, text]) =>
    [...text.matchAll(names)].flatMap(({ index, 0: name }) => {
      const written = name.replaceAll(/\$\{[^}]*\}/g, (hole) => " ".repeat(hole.length));
      return [...written.matchAll(/[a-z]/g)].map((letter) => ({ file, index: index + letter.index }));
    }),
  );
}

const letters = lettersOfNames();
const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);

function mutated(seed: number): { files: Record<string, string>; what: string } {
  const next = random(seed);
  const { file, index } = letters[next(letters.length)] ?? { file: "", index: 0 };
  const text = MODULES[file] ?? "";
  const old = text[index] ?? "";
  const replacement = [old === "x" ? "y" : "x", "", old + old, "-"][next(4)] ?? "";
  const files = { ...MODULES, [file]: text.slice(0, index) + replacement + text.slice(index + 1) };
  const line = files[file]?.slice(0, index).split("\n").length ?? 0;
  return { files, what: `${file}:${String(line)} ${files[file]?.split("\n")[line - 1]?.trim() ?? ""}` };
}

function reportsIn(name: string, files: Readonly<Record<string, string>>): readonly string[] {
  const plugin = writePlugin(`mutations/${name}`, files);
  return plugin.sources.flatMap((file) =>
    Object.keys(rules).flatMap((rule) =>
      lint(rule, files[file] ?? "", path.join(plugin.root, file)).map(
        ({ line, message }) => `${file}:${String(line)} ${rule} ${message}`,
      ),
    ),
  );
}

const AS_IT_IS = { neverSent: [], neverHeard: [], notRouted: [], leaked: [] };

it("the plugin as it is meets at every end, and nothing is said about it", async () => {
  expect(await unmetIn(MODULES)).toEqual(AS_IT_IS);
  expect(reportsIn("none", MODULES)).toEqual([]);
});

it("there are names to mistype", () => {
  expect(letters.length).toBeGreaterThan(130);
});

it.each(SEEDS)("mutation %i", async (seed) => {
  const { files, what } = mutated(seed);
  const { neverSent, neverHeard, notRouted, leaked } = await unmetIn(files);
  // One name is one mistake, at whichever end it is told; each request that fails is told.
  const unmet = (neverSent.length + neverHeard.length > 0 ? 1 : 0) + notRouted.length;
  const reports = reportsIn(String(seed), files);
  const of = (pattern: RegExp): number => reports.filter((report) => pattern.test(report)).length;
  // What is not heard and not released either is wrong in two ways, and each is told once.
  expect(
    { contract: of(/ no-unmatched-/), cleanup: of(/ require-socket-cleanup/), all: reports.length },
    `${what}\n${reports.join("\n")}`,
  ).toEqual({
    contract: unmet,
    cleanup: leaked.length > 0 ? 1 : 0,
    all: unmet + (leaked.length > 0 ? 1 : 0),
  });
});
