/** Mistakes that a machine makes, at places that a seed draws, in the plugins of the gallery. */
import { expect, it } from "vitest";
import { Random } from "../oracle/random.js";
import { Copy, mistakesOf, NAMES } from "./gallery.js";

const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

interface Operator {
  readonly rule: string;
  readonly find: RegExp;
  readonly replace: string;
}

/** Each makes a mistake of whatever it matches. */
const OPERATORS: readonly Operator[] = [
  { rule: "require-socket-cleanup", find: /^ +socket\.off\([^\n]*\);\n/gm, replace: "" },
  { rule: "require-socket-cleanup", find: /(socket\.off\([\w.]+), \w+\)/g, replace: "$1, () => undefined)" },
  { rule: "require-socket-cleanup", find: /(socket\.off\([\w."-]+), \w+\)/g, replace: "$1)" },
  { rule: "no-prefixed-channel", find: /(ipc\.send\()(\w+)/g, replace: "$1`plugin:ID:${$2}`" },
  { rule: "no-cross-plugin-channel", find: /(ipc\.send\()(\w+)/g, replace: "$1`plugin:other:${$2}`" },
  {
    rule: "no-non-cloneable-payload",
    find: /(ipc\.send\(\w+, )(\w+)\)/g,
    replace: "$1{ $2, done: () => 1 })",
  },
  {
    rule: "no-ui-socket-emit",
    find: /^( +)(socket\.on\([^\n]*\);\n)/gm,
    replace: '$1$2$1socket.emit("ready");\n',
  },
];

/** What a list of mistakes already says is not found, is not found here either. */
const LIMITED = new Set([
  ...NAMES.flatMap((name) => limitedIn(name)),
  // A package that plugins share has no id that another one could differ from.
  "hangar packages/kit/src/publisher.ts no-cross-plugin-channel",
]);

const copies = NAMES.map((name) => new Copy(name, "seeded"));

it.each(SEEDS)("seed %i", async (seed) => {
  const random = new Random(seed);
  const { rule, find, replace } = random.pick(OPERATORS);
  const places = copies.flatMap((copy) =>
    copy.files
      .filter((file) => !LIMITED.has(`${copy.name} ${file} ${rule}`))
      .flatMap((file) => [...copy.read(file).matchAll(find)].map((match) => ({ copy, file, match }))),
  );
  const { copy, file, match } = random.pick(places);
  const text = copy.read(file);
  const [written] = match;
  const mistake = written.replace(new RegExp(find.source, "m"), replace).replace("ID", copy.name);
  const changed = text.slice(0, match.index) + mistake + text.slice(match.index + written.length);
  const reports = await copy.with(file, changed, () => copy.reports(false));
  expect(reports.join("\n"), `${copy.name} ${file}: ${written.trim()} -> ${mistake.trim()}`).toContain(rule);
});

function limitedIn(name: string): readonly string[] {
  return mistakesOf(name).flatMap(({ limit, file, rule }) =>
    limit !== undefined ? [`${name} ${file} ${rule}`] : [],
  );
}
