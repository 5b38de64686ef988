import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Progress } from "../../src/cli/progress.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function during(isTTY: boolean, work: (progress: Progress) => void): string[] {
  const written: string[] = [];
  const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) > 0 };
  void Progress.during(stream as unknown as NodeJS.WriteStream, (progress) => {
    work(progress);
    return Promise.resolve();
  });
  return written;
}

it("nothing is shown for what is done in a second", () => {
  const written = during(true, (progress) => {
    progress.step("a.ts");
    vi.advanceTimersByTime(999);
    progress.step("b.ts");
  });
  expect(written).toEqual([]);
});

it("then one line tells how far it is, not too often", () => {
  const written = during(true, (progress) => {
    progress.step("a.ts");
    vi.advanceTimersByTime(1000);
    progress.step("b.ts");
    vi.advanceTimersByTime(50);
    progress.step("c.ts");
    vi.advanceTimersByTime(50);
    // It is fixed, and done again.
    progress.step("c.ts");
    vi.advanceTimersByTime(100);
    progress.step("a/very/long/path/to/a/file/that/does/not/fit.ts");
  });
  expect(written).toEqual([
    "\r\u001B[KChecked 2 files: b.ts",
    "\r\u001B[KChecked 3 files: c.ts",
    "\r\u001B[KChecked 4 files: a/very/long/path/to/a/",
  ]);
});

it("the line goes away at the end, also of what fails", async () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 40, write: (text: string) => written.push(text) > 0 };
  const work = Progress.during(stream as unknown as NodeJS.WriteStream, (progress) => {
    vi.advanceTimersByTime(2000);
    progress.step("a.ts");
    return Promise.reject(new Error("it failed"));
  });
  await expect(work).rejects.toThrow("it failed");
  expect(written.at(-1)).toBe("\r\u001B[K");
});

it("nothing is written to what is no terminal", () => {
  const written = during(false, (progress) => {
    vi.advanceTimersByTime(5000);
    progress.step("a.ts");
  });
  expect(written).toEqual([]);
});
