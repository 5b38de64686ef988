import { expect, it } from "vitest";
import { visitZoo } from "./zoo.js";

it("every type that the language, the browser and Node declare gets an answer", () => {
  const animals = visitZoo();
  expect(animals.length).toBeGreaterThan(3000);
  const bad = new Set(animals.filter(({ damages }) => damages > 0).map(({ name }) => name));
  const good = new Set(animals.filter(({ damages }) => damages === 0).map(({ name }) => name));
  for (const name of ["Promise", "HTMLElement", "WeakMap", "EventEmitter", "Dirent", "Stats"])
    expect(bad, name).toContain(name);
  for (const name of ["Date", "Map", "ReadonlySet", "Buffer", "CpuInfo", "RegExpMatchArray"])
    expect(good, name).toContain(name);
});
