import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Progress } from "../../src/cli/progress.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function onTerminal(isTTY: boolean): { progress: Progress; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) > 0 };
  return { progress: new Progress(stream as unknown as NodeJS.WriteStream), written };
}

it("nothing is shown for what is done in a second", () => {
  const { progress, written } = onTerminal(true);
  progress.step("a.ts");
  vi.advanceTimersByTime(999);
  progress.step("b.ts");
  progress.end();
  expect(written).toEqual([]);
});

it("then one line tells how far it is, not too often, and goes away at the end", () => {
  const { progress, written } = onTerminal(true);
  progress.step("a.ts");
  vi.advanceTimersByTime(1000);
  progress.step("b.ts");
  vi.advanceTimersByTime(50);
  progress.step("c.ts");
  vi.advanceTimersByTime(50);
  progress.step("a/very/long/path/to/a/file/that/does/not/fit.ts");
  progress.end();
  expect(written).toEqual([
    "\r\u001B[KChecked 2 files: b.ts",
    "\r\u001B[KChecked 4 files: a/very/long/path/to/a/",
    "\r\u001B[K",
  ]);
});

it("nothing is written to what is no terminal", () => {
  const { progress, written } = onTerminal(false);
  vi.advanceTimersByTime(5000);
  progress.step("a.ts");
  progress.end();
  expect(written).toEqual([]);
});
