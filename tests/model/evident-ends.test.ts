/** Which components need not be run, because their effects have the form that everybody knows. */
import { describe, expect, it } from "vitest";
import { communicationOf } from "../../src/model/communication.js";
import { endsEvidently } from "../../src/model/evident-ends.js";
import { unitsOf } from "../../src/model/units.js";
import { parse } from "../helpers/parse.js";

const inPanel = (lines: string, above = ""): string => `
import { useEffect, useRef, useState } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { EVENT } from "./events";
const CHANNEL = { status: "status" };
let latest = "status";
let isDone = false;
const hear = () => {};
${above}
export function Panel({ onStatus, id, isOpen, list }) {
  const { socket } = usePluginContext();
  const ref = useRef(onStatus);
  let other = onStatus;
  if (id) other = () => {};
  ${lines}
  return null;
}`;

const effect = (lines: string): string => inPanel(`useEffect(() => { ${lines} }, [socket]);`);

function isEvident(code: string): boolean {
  const communication = communicationOf({
    sourceCode: parse(code),
    settings: {},
    filename: "/nowhere/src/ui/file.tsx",
    cwd: "/nowhere",
  });
  const unit = communication && unitsOf(communication).find(({ node }) => node.id?.name === "Panel");
  if (!communication || unit?.kind !== "function") throw new Error("there is no component");
  return endsEvidently(communication.flow, unit.node);
}

const OFF = 'return () => { socket.off("a", onStatus); };';

describe("what a component subscribes to", () => {
  it.each([
    ["in an effect, and its cleanup", effect(`socket.on("a", onStatus); ${OFF}`)],
    [
      "with other names",
      effect('socket.addListener("a", onStatus); return () => { socket.removeListener("a", onStatus); };'),
    ],
    [
      "in a cleanup that is an expression",
      effect('socket.on("a", onStatus); return () => socket.off("a", onStatus);'),
    ],
    [
      "in a cleanup that gives nothing",
      effect('socket.on("a", onStatus); return () => void socket.off("a", onStatus);'),
    ],
    [
      "with a handler of the effect",
      effect('const h = () => {}; socket.on("a", h); return () => { socket.off("a", h); };'),
    ],
    [
      "with a function below",
      effect('socket.on("a", h); function h() {} return () => { socket.off("a", h); };'),
    ],
    [
      "several at once, in any order",
      effect(
        'socket.on("a", onStatus); socket.on("b", onStatus); return () => { socket.off("b", onStatus); socket.off("a", onStatus); };',
      ),
    ],
    [
      "with other statements around it",
      effect(`console.log(id); socket.on("a", onStatus); if (id) console.log(id); ${OFF}`),
    ],
    ["unless something is missing", effect(`if (!isOpen) return; socket.on("a", onStatus); ${OFF}`)],
    [
      "under the name in a table",
      effect("socket.on(CHANNEL.status, onStatus); return () => { socket.off(CHANNEL.status, onStatus); };"),
    ],
    [
      "under an imported name",
      effect("socket.on(EVENT, onStatus); return () => { socket.off(EVENT, onStatus); };"),
    ],
    [
      "in a layout effect",
      inPanel(`useLayoutEffect(() => { socket.on("a", onStatus); ${OFF} }, []);`).replace(
        "useEffect, ",
        "useLayoutEffect, ",
      ),
    ],
    [
      "in a hook that does so",
      inPanel(
        "useSocket(onStatus);",
        `export function useSocket(h) { const { socket } = usePluginContext(); useEffect(() => { socket.on("a", h); return () => { socket.off("a", h); }; }, []); }`,
      ),
    ],
    [
      "in a hook whose result is used",
      inPanel(
        "const rows = useRows(); if (rows) console.log(rows);",
        `export function useRows() { const { socket } = usePluginContext(); const [rows, set] = useState(); useEffect(() => { socket.on("a", set); return () => { socket.off("a", set); }; }, []); return rows; }`,
      ),
    ],
    [
      "while a request may fail later",
      inPanel(
        `useEffect(() => { void load(); socket.on("a", onStatus); ${OFF} }, []);`,
        'async function load() { const answer = await fetch("/x"); if (!answer.ok) throw new Error("no"); }',
      ),
    ],
    [
      "while something fails later in place",
      effect(`void (async () => { await id; throw new Error("no"); })(); socket.on("a", onStatus); ${OFF}`),
    ],
  ])("ends evidently %s", (_, code) => {
    expect(isEvident(code)).toBe(true);
  });

  it.each([
    ["nothing ends it", effect('socket.on("a", onStatus);')],
    ["another event ends", effect('socket.on("a", onStatus); return () => { socket.off("b", onStatus); };')],
    ["another handler ends", effect('socket.on("a", onStatus); return () => { socket.off("a", id); };')],
    [
      "the handler is made anew",
      effect('socket.on("a", () => {}); return () => { socket.off("a", () => {}); };'),
    ],
    [
      "the handler is of another time",
      effect('socket.on("a", other); return () => { socket.off("a", other); };'),
    ],
    [
      "the handler is in a ref",
      effect('socket.on("a", ref.current); return () => { socket.off("a", ref.current); };'),
    ],
    [
      "the name can change",
      effect("latest = id; socket.on(latest, onStatus); return () => { socket.off(latest, onStatus); };"),
    ],
    ["all listeners are removed", effect('socket.on("a", onStatus); return () => { socket.off("a"); };')],
    [
      "it is begun twice and ended once",
      effect(`socket.on("a", onStatus); socket.on("a", onStatus); ${OFF}`),
    ],
    [
      "it is ended and not begun",
      effect(
        `socket.on("a", onStatus); return () => { socket.off("a", onStatus); socket.off("b", onStatus); };`,
      ),
    ],
    ["only a condition begins it", effect(`if (id) socket.on("a", onStatus); ${OFF}`)],
    [
      "only a condition ends it",
      effect('socket.on("a", onStatus); return () => { if (id) socket.off("a", onStatus); };'),
    ],
    ["the effect may be left in between", effect(`socket.on("a", onStatus); if (!isOpen) return; ${OFF}`)],
    [
      "the effect may be left with something else",
      effect(`if (!isOpen) return () => {}; socket.on("a", onStatus); ${OFF}`),
    ],
    [
      "only the first time begins it",
      effect(`if (isDone) return; isDone = true; socket.on("a", onStatus); ${OFF}`),
    ],
    ["a ref says whether it begins", effect(`if (ref.current) return; socket.on("a", onStatus); ${OFF}`)],
    ["the effect is async", inPanel(`useEffect(async () => { socket.on("a", onStatus); ${OFF} }, []);`)],
    [
      "the cleanup is async",
      effect('socket.on("a", onStatus); return async () => { socket.off("a", onStatus); };'),
    ],
    [
      "what ends it stands further inside",
      effect(
        'socket.on("a", onStatus); return () => { list.forEach(() => { socket.off("a", onStatus); }); };',
      ),
    ],
    ["what begins it is called", effect(`const go = () => { socket.on("a", onStatus); }; go(); ${OFF}`)],
    ["it is not in an effect", inPanel('socket.on("a", onStatus);')],
    [
      "it is in another function of React's",
      inPanel('useState(() => { socket.on("a", onStatus); return () => { socket.off("a", onStatus); }; });'),
    ],
    [
      "the cleanup is a function from elsewhere",
      effect('socket.on("a", onStatus); const end = () => { socket.off("a", onStatus); }; return end;'),
    ],
    ["the method is chosen", effect(`socket[id]("a", onStatus); const names = ["on"]; ${OFF}`)],
    [
      "a hook does not end it",
      inPanel(
        "useSocket(onStatus);",
        `export function useSocket(h) { const { socket } = usePluginContext(); useEffect(() => { socket.on("a", h); }, []); }`,
      ),
    ],
    [
      "a hook gives what begins it",
      inPanel(
        "const begin = useBegin(); useEffect(() => { begin(); }, []);",
        `export function useBegin() { const { socket } = usePluginContext(); return () => { socket.on("a", hear); }; }`,
      ),
    ],
    [
      "the cleanup may be left",
      effect('socket.on("a", onStatus); return () => { if (id) return; socket.off("a", onStatus); };'),
    ],
    [
      "the effect throws in between",
      effect(`socket.on("a", onStatus); if (!id) throw new Error("no id"); ${OFF}`),
    ],
    [
      "a function that it calls throws",
      inPanel(
        `useEffect(() => { socket.on("a", onStatus); check(id); ${OFF} }, []);`,
        "function check(id) { if (!id) throw new Error(id); }",
      ),
    ],
    [
      "the cleanup calls what throws",
      inPanel(
        'useEffect(() => { socket.on("a", onStatus); return () => { check(id); socket.off("a", onStatus); }; }, []);',
        "function check(id) { if (!id) throw new Error(id); }",
      ),
    ],
    [
      "another helper begins something, too",
      inPanel(
        `useEffect(() => { socket.on("a", onStatus); attach(socket); ${OFF} }, []);`,
        'const { attach } = { attach: (s) => { s.on("b", console.log); } };',
      ),
    ],
    [
      "the hook is made of what begins something",
      inPanel(
        "useIt(socket);",
        'function make(attach) { return function useIt(s) { useEffect(() => { s.on("a", hear); return () => { s.off("a", hear); }; }, [s]); useEffect(() => { attach(s); }, [s]); }; } const useIt = make((s) => { s.on("b", console.log); });',
      ),
    ],
    [
      "the effect may be another function",
      inPanel(
        `useRun(() => { socket.on("a", onStatus); ${OFF} }, []);`,
        "const useRun = process.env.X ? (fn) => { fn(); } : useEffect;",
      ),
    ],
    [
      "a parameter of the effect begins something",
      inPanel(`useEffect((s = socket.on("b", onStatus)) => { socket.on("a", onStatus); ${OFF} }, []);`),
    ],
    [
      "a parameter of the cleanup begins something",
      effect(
        'socket.on("a", onStatus); return (s = socket.on("b", onStatus)) => { socket.off("a", onStatus); };',
      ),
    ],
    ["an argument begins something", effect(`socket.on((socket.on("b", onStatus), "a"), onStatus); ${OFF}`)],
    [
      "the variable is declared twice",
      effect(
        'var h = onStatus; socket.on("a", h); var h = console.log; return () => { socket.off("a", h); };',
      ),
    ],
    [
      "the effect calls itself",
      inPanel(
        `useEffect(function start() { socket.on("a", onStatus); if (ref.current) start(); ${OFF} }, []);`,
      ),
    ],
    [
      "it is asked for a big number",
      inPanel(
        `useEffect(() => { if (!LIMIT.most) return; socket.on("a", onStatus); ${OFF} }, []);`,
        "const LIMIT = { most: 10n };",
      ),
    ],
    [
      "a name is no text",
      inPanel(
        "useEffect(() => { socket.on(N.nan, onStatus); return () => { socket.off(N.all, onStatus); }; }, []);",
        "const N = { nan: NaN, all: Infinity };",
      ),
    ],
    [
      "a method is taken out of the socket",
      inPanel('const { on } = socket; useEffect(() => { on.call(socket, "a", onStatus); }, []);'),
    ],
    [
      "a method is taken out of what a hook gives",
      inPanel(
        'const { on } = useLive(); useEffect(() => { on("b", onStatus); }, []);',
        'export function useLive() { const { socket } = usePluginContext(); useEffect(() => { socket.on("a", hear); return () => { socket.off("a", hear); }; }, []); return socket; }',
      ),
    ],
    [
      "a function throws further away",
      inPanel(
        `useEffect(() => { socket.on("a", onStatus); prepare(id); ${OFF} }, []);`,
        "function check(id) { if (!id) throw new Error(id); } const prepare = (id) => { check(id); };",
      ),
    ],
    [
      "a method throws",
      inPanel(
        `useEffect(() => { socket.on("a", onStatus); api.check(id); ${OFF} }, []);`,
        "const api = { check(id) { if (!id) throw new Error(id); } };",
      ),
    ],
    [
      "the maker of the hook's maker is given what begins something",
      inPanel(
        "useIt(socket);",
        'function make(attach) { return () => function useIt(s) { useEffect(() => { s.on("a", hear); return () => { s.off("a", hear); }; }, [s]); useEffect(() => { attach(s); }, [s]); }; } const useIt = make((s) => { s.on("b", console.log); })();',
      ),
    ],
    [
      "methods are the keys of an object",
      inPanel(
        `useEffect(() => { socket.on("a", onStatus); ${OFF} }, []); useEffect(() => { for (const [verb, f] of Object.entries({ on: onStatus })) socket[verb]("b", f); }, []);`,
      ),
    ],
    [
      "a name stands for the socket's method",
      inPanel(
        'const begin = socket; useEffect(() => { const { on: start } = begin; start.call(begin, "a", onStatus); }, []);',
      ),
    ],
    [
      "a method is taken out by a name",
      inPanel(
        'const verb = "on"; const { [verb]: start } = socket; useEffect(() => { start.call(socket, "a", onStatus); }, []);',
      ),
    ],
  ])("is not evident where %s", (_, code) => {
    expect(isEvident(code)).toBe(false);
  });
});
