/** How much is run for a component, and what becomes of it where that is too much. */
import { describe, expect, it } from "vitest";
import { communicationOf } from "../../src/model/communication.js";
import type { Lives } from "../../src/model/lifetimes.js";
import { livesOf } from "../../src/model/lifetimes.js";
import { unitsOf } from "../../src/model/units.js";
import { parse } from "../helpers/parse.js";
import { lint } from "../helpers/plugin-on-disk.js";

const inEffect = (lines: string): string => `
import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export function Panel(props) {
  const { socket } = usePluginContext();
  useEffect(() => {
${lines}
  }, [socket, props]);
  return null;
}`;

const RIGHT = `socket.on("x", props.f); return () => { socket.off("x", props.f); };`;
const WRONG = `socket.on("x", props.f);`;
const repeat = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

function livesIn(code: string): Lives {
  const context = {
    sourceCode: parse(code),
    settings: {},
    filename: "/plugin/src/ui/file.tsx",
    cwd: "/plugin",
  };
  const communication = communicationOf(context);
  const [unit] = communication ? unitsOf(communication) : [];
  if (!communication || !unit) throw new Error("there is no unit");
  return livesOf(communication, unit);
}

const reportsOf = (code: string): number =>
  lint("require-socket-cleanup", code, "/plugin/src/ui/file.tsx").length;

describe("the lives of a component", () => {
  it("are few where nothing has to be decided", () => {
    const { lives, isComplete } = livesIn(inEffect(RIGHT));
    expect(lives.map(({ scenario }) => scenario)).toEqual(["plain", "restart", "update", "heard"]);
    expect(isComplete).toBe(true);
  });

  it("double with a condition that cannot be decided", () => {
    const count = (conditions: number): number =>
      livesIn(
        inEffect(repeat(conditions, (i) => `if (props.c${String(i)}) log(${String(i)});`) + RIGHT),
      ).lives.filter(({ scenario }) => scenario === "plain").length;
    expect([count(0), count(1), count(3)]).toEqual([1, 2, 8]);
  });

  it("end with the thing that waits, before and after", () => {
    const { lives } = livesIn(
      inEffect(`load().then(() => load()).then(() => { if (!props.a) log(); }); ${RIGHT}`),
    );
    expect(lives.filter(({ scenario }) => scenario === "early").length).toBeGreaterThan(1);
  });
});

const MANY_CONDITIONS = repeat(40, (i) => `if (props.c${String(i)}) log(${String(i)});`);
const TOO_MUCH: readonly (readonly [string, string])[] = [
  ["forty conditions", MANY_CONDITIONS],
  [
    "forty conditions in a row of functions",
    repeat(40, (i) => `(() => { if (props.c${String(i)}) log(); })();`),
  ],
  ["a loop without an end", "let i = 0; while (true) { i++; if (i < 0) break; }"],
  ["functions that call each other for ever", "const f = () => g(); const g = () => f(); f();"],
  ["a function that doubles itself", "const f = (n) => { f(n + 1); f(n + 1); }; f(0);"],
  ["a loop of a million rounds", "for (let i = 0; i < 1000000; i++) log(i);"],
  ["an array of a million elements", "Array.from({ length: 1e6 }).forEach((_, i) => log(i));"],
  ["a promise that starts itself again", "const again = () => load().then(again); again();"],
  ["a timer that starts itself again", "const again = () => { setTimeout(again, 1); }; again();"],
  ["a getter that reads itself", "const o = { get a() { return o.a; } }; log(o.a);"],
  [
    "a list that holds itself",
    "const l = []; l.push(l); log(l); l.flat(); l.forEach((x) => x.forEach(log));",
  ],
  ["a proxy of a function", "const p = new Proxy(() => {}, {}); p(); p.x.y.z();"],
];

describe("too much to follow", () => {
  it("forty conditions end at the limit", () => {
    const { lives, isComplete } = livesIn(inEffect(MANY_CONDITIONS + RIGHT));
    expect(isComplete).toBe(false);
    expect(lives.length).toBeLessThanOrEqual(400);
  });

  it.each(TOO_MUCH)("%s: what is right is not reported", (_, lines) => {
    expect(reportsOf(inEffect(`${lines}\n${RIGHT}`))).toBe(0);
  });

  it("what is proved on the paths that were run is reported", () => {
    expect(reportsOf(inEffect(MANY_CONDITIONS + WRONG))).toBe(1);
  });

  it("what may be ended on a path that was not run is not said to be ended at once", () => {
    expect(reportsOf(inEffect(`socket.on("x", props.f); ${MANY_CONDITIONS} socket.off("x", props.f);`))).toBe(
      0,
    );
  });
});
