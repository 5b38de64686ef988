/** `npm run conformance:update -- PATH`: copies a newer `cases.json` into the tests, and tells what changed. */
import { copyFileSync, readFileSync } from "node:fs";

interface Case {
  readonly rule: string;
  readonly kind: string;
  readonly name: string;
  readonly part?: string;
}

const TARGET = new URL("../tests/conformance/cases.json", import.meta.url);
const [source] = process.argv.slice(2);
if (source === undefined) {
  console.error(
    "Name the cases.json to copy: npm run conformance:update -- ../shared/conformance/cases.json",
  );
  process.exit(2);
}
const key = ({ rule, kind, name, part }: Case): string => [rule, kind, name, part ?? ""].join(" ").trim();
const read = (file: string | URL): Map<string, string> => {
  const cases = JSON.parse(readFileSync(file, "utf8")) as (Case & object)[];
  return new Map(cases.map((test) => [key(test), JSON.stringify(test)]));
};
const before = read(TARGET);
const after = read(source);
copyFileSync(source, TARGET);
for (const [name, text] of after)
  if (before.get(name) !== text) console.log(`${before.has(name) ? "changed" : "added  "} ${name}`);
for (const name of before.keys()) if (!after.has(name)) console.log(`removed ${name}`);
console.log(`${String(after.size)} cases.`);
