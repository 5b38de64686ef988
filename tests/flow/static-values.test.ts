import { describe, expect, it } from "vitest";
import { answerTo } from "./answer.js";

type Row = readonly [name: string, code: string, expected: readonly string[]];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)("%s", (_, code, expected) => {
      expect(answerTo(code)).toEqual([...expected].sort());
    });
  });
}

table("texts", [
  ["a literal", `ask("a")`, ["a"]],
  ["a template without expressions", "ask(`a`)", ["a"]],
  ["a template with a constant", "const a = 'x'; ask(`${a}-b`)", ["x-b"]],
  ["a template with an unknown tail", "ask(`a-${b}`)", ["a-${}"]],
  ["String.raw", "const a = 'x'; ask(String.raw`${a}\\b`)", ["x\\b"]],
  ["a tag of its own", "const String = { raw: (t) => 'c' }; ask(String.raw`a`)", ["?"]],
  [
    "the keys of an object with a calculated one",
    "for (const n of Object.keys({ [`a-${b}`]: 1, c: 2 })) ask(n)",
    ["?", "a-${}", "c"],
  ],
  [
    "the entries of such an object",
    "for (const [n] of Object.entries({ [`a-${b}`]: 1 })) ask(n)",
    ["?", "a-${}"],
  ],
  ["for in over such an object", "for (const n in { [`a-${b}`]: 1 }) ask(n)", ["?", "a-${}"]],
  ["a concatenation", `ask("a" + ":" + "b")`, ["a:b"]],
  ["an appended text", `let a = "a"; a += "b"; ask(a)`, ["ab"]],
  ["concat", `ask("a".concat("b", "c"))`, ["abc"]],
  ["join", `ask(["a", "b"].join(":"))`, ["a:b"]],
  ["join of a spread array", `const t = ["a", "b"]; ask([...t, "c"].join("/"))`, ["a/b/c"]],
  ["String()", `ask(String(1))`, ["1"]],
  ["numbers are written out in templates", "ask(`n${1 + 2}`)", ["n3"]],
  ["pure methods are run", `ask("A:b".toLowerCase().split(":")[1].replace(/b/, "c"))`, ["c"]],
  ["a text in capital letters", `ask("ab".toUpperCase())`, ["AB"]],
  ["how a text ends", `ask(["ab".endsWith("b"), "ab".endsWith("a")].join())`, ["true,false"]],
  [
    "a function that replaces parts of a text",
    `const fill = (r, p) => r.replace(/:(\\w+)/g, (_, n) => encodeURIComponent(p[n])); ask(fill("/a/:b/c/:d", { b: "x" }))`,
    ["/a/${}/c/${}"],
  ],
  ["a replacing function whose result is known", `ask("a-b-c".replaceAll("-", (m) => m + "/"))`, ["a-/b-/c"]],
  ["the first match is replaced", `ask("a-b-c".replace("-", () => { return x; }))`, ["a${}b-c"]],
  ["a part of a text whose head is known", "ask(`plugin:${x}`.slice(7))", ["${}"]],
  ["a method with an unknown argument", `ask("a".replace(x, y))`, ["?"]],
  ["dangerous patterns are not run", `ask("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".replace(/(a+)+$/, ""))`, ["?"]],
]);

table("names", [
  ["a constant", `const a = "x"; ask(a)`, ["x"]],
  ["a chain of constants", `const a = "x", b = a, c = b; ask(c)`, ["x"]],
  ["destructuring", `const { a: { b } } = { a: { b: "x" } }; ask(b)`, ["x"]],
  ["destructuring with a default that is not needed", `const { a = "y" } = { a: "x" }; ask(a)`, ["x"]],
  ["destructuring with a default that is needed", `const { b = "y" } = { a: "x" }; ask(b)`, ["y"]],
  ["array destructuring", `const [, a] = ["x", "y"]; ask(a)`, ["y"]],
  ["the rest of an array", `const [, ...a] = ["x", "y", "z"]; ask(a[1])`, ["z"]],
  ["the rest of an object", `const { a, ...rest } = { a: "x", b: "y" }; ask(rest.a ?? rest.b)`, ["y"]],
  ["both branches", `ask(c ? "x" : "y")`, ["x", "y"]],
  ["a decided branch", `ask("a" === "a" ? "x" : "y")`, ["x"]],
  ["a fallback", `ask(a ?? "x")`, ["<global>", "x"]],
  ["a fallback that is not needed", `ask("a" || "x")`, ["a"]],
  ["wrappers of types", `ask(((("x" as string)!) satisfies string))`, ["x"]],
  ["a comma", `ask((0, "x"))`, ["x"]],
  ["an unknown global", `ask(a)`, ["<global>"]],
  ["an import", `import { a } from "m"; ask(a)`, ["<import>"]],
  ["a type-only import has no value", `import type { a } from "m"; ask(a)`, ["?"]],
]);

table("reassigned variables", [
  ["the last of two assignments", `let a = "x"; a = "y"; ask(a)`, ["y"]],
  ["an assignment that may not happen", `let a = "x"; if (c) a = "y"; ask(a)`, ["x", "y"]],
  ["an assignment in both branches", `let a = "x"; if (c) { a = "y"; ask(a); }`, ["y"]],
  ["an assignment after the read", `let a = "x"; ask(a); a = "y";`, ["x"]],
  [
    "an assignment after the read, in a loop",
    `let a = "x"; for (const i of l) { ask(a); a = "y"; }`,
    ["x", "y"],
  ],
  ["an assignment from itself", `let a = "x:y"; a = a.split(":")[1]; ask(a)`, ["y"]],
  ["a closure that is made after the last assignment", `let a = "x"; a = "y"; run(() => ask(a));`, ["y"]],
  ["a closure runs when everything around it has run", `let a = "x"; run(() => ask(a)); a = "y";`, ["y"]],
  [
    "a declared function that is called in between",
    `let a = "x"; a = "y"; function f() { ask(a); } f(); a = "z";`,
    ["y"],
  ],
  ["an assignment in another function", `let a = "x"; function f() { a = "y"; } run(f); ask(a);`, ["x", "y"]],
  [
    "an assignment in a function that stands behind the read",
    `let a; start(); ask(a); function start() { a = "x"; }`,
    ["undefined", "x"],
  ],
  [
    "an assignment that may happen before a closure runs",
    `let a; run(() => ask(a)); if (c) a = "x";`,
    ["undefined", "x"],
  ],
  ["try and catch", `let a = "x"; try { a = "y"; } catch {} ask(a)`, ["x", "y"]],
  ["declared without a value", `let a; if (c) a = "x"; ask(a)`, ["undefined", "x"]],
]);

table("guards", [
  [
    "a value that a condition excludes",
    `for (const n of ["p:a", "b"]) if (!n.startsWith("p:")) ask(n)`,
    ["b"],
  ],
  ["an early exit", `for (const n of ["p:a", "b"]) { if (n.startsWith("p:")) continue; ask(n); }`, ["b"]],
  [
    "a condition in a constant",
    `for (const n of ["p:a", "b"]) { const isP = n.startsWith("p:"); ask(isP ? n.slice(2) : n); }`,
    ["a", "b"],
  ],
  ["a switch", `const n = c ? "a" : "b"; switch (n) { case "a": break; default: ask(n); }`, ["b"]],
  [
    "a switch that falls through",
    `const n = c ? "a" : d ? "b" : "e"; switch (n) { case "a": case "b": ask(n); }`,
    ["a", "b"],
  ],
  [
    "a switch that falls through twice",
    `const n = c ? "a" : d ? "b" : e ? "f" : "g"; switch (n) { case "a": case "b": case "f": ask(n); }`,
    ["a", "b", "f"],
  ],
  ["a condition that cannot be decided", `const n = c ? "a" : "b"; if (isGood(n)) ask(n);`, ["?"]],
  ["a condition on something else", `const n = "a"; if (isGood(x)) ask(n);`, ["a"]],
  [
    "an else that leaves",
    `for (const n of ["p:a", "b"]) { if (n.startsWith("p:")) log(); else continue; ask(n); }`,
    ["p:a"],
  ],
  [
    "a branch that leaves, and an else that does not",
    `for (const n of ["p:a", "b"]) { if (n.startsWith("p:")) continue; else log(); ask(n); }`,
    ["b"],
  ],
  [
    "a branch that leaves only sometimes",
    `for (const n of ["p:a", "b"]) { if (n.startsWith("p:")) { if (c) continue; } ask(n); }`,
    ["?"],
  ],
  [
    "an early return of a helper",
    `function leaf(n) { if (n.startsWith("p:")) return n.slice(2); return n; } ask(leaf("p:a"))`,
    ["a"],
  ],
]);

table("objects and arrays", [
  [
    "a parameter that the call leaves out is not what its type says",
    `function f(a: string, o?: { m: "x" }) { ask(o ? o.m : a); } f("y");`,
    ["y"],
  ],
  ["a member", `const t = { a: "x" }; ask(t.a)`, ["x"]],
  ["a bracket with a constant key", `const t = { a: "x" }, k = "a"; ask(t[k])`, ["x"]],
  ["a nested table", `const t = { a: { b: "x" } } as const; ask(t.a.b)`, ["x"]],
  ["an unknown key", `const t = { a: "p:a", b: "p:b" }; ask(t[k])`, ["p:${}"]],
  ["an unknown key of a table with nothing in common", `const t = { a: "x", b: "y" }; ask(t[k])`, ["?"]],
  ["a counted index", `const l = ["a", "b"]; for (let i = 0; i < l.length; i++) ask(l[i])`, ["a", "b"]],
  [
    "an array that is filled",
    `const l = []; l.push("a"); l.push("b", "c"); for (const n of l) ask(n)`,
    ["a", "b", "c"],
  ],
  ["what a timer passes on", `setTimeout((n) => ask(n), 10, "a")`, ["a"]],
  [
    "a key of a declared type",
    `const t = { a: "x", b: "y", c: "z" }; function f(k: "a" | "b") { ask(t[k]); } export { f };`,
    ["x", "y"],
  ],
  [
    "a key of the table's own type",
    `const t = { a: "x", b: "y" }; export function f(k: keyof typeof t) { ask(t[k]); }`,
    ["x", "y"],
  ],
  ["a spread object", `const b = { a: "x", b: "y" }; const t = { ...b, a: "z" }; ask(t.a + t.b)`, ["zy"]],
  ["Object.freeze", `const t = Object.freeze({ a: "x" }); ask(t.a)`, ["x"]],
  [
    "a freeze that is not the language's",
    `const Object = { freeze(o) { o.a = f(); return o; } }; const t = Object.freeze({ a: "x" }); ask(t.a)`,
    ["<result>", "?"],
  ],
  ["Object.assign", `const t = Object.assign({}, { a: "x" }, { a: "y" }); ask(t.a)`, ["y"]],
  ["the keys", `for (const k of Object.keys({ a: 1, b: 2 })) ask(k)`, ["a", "b"]],
  ["the keys by for-in", `for (const k in { a: 1, b: 2 }) ask(k)`, ["a", "b"]],
  ["the values", `for (const v of Object.values({ a: "x", b: "y" })) ask(v)`, ["x", "y"]],
  [
    "the entries, kept together",
    "for (const [k, v] of Object.entries({ a: 'x', b: 'y' })) ask(`${k}${v}`)",
    ["ax", "by"],
  ],
  ["pairs, kept together", "for (const [k, v] of [['a', 'x'], ['b', 'y']]) ask(`${k}${v}`)", ["ax", "by"]],
  ["forEach", `["a", "b"].forEach((n) => ask(n))`, ["a", "b"]],
  ["map", "['a', 'b'].map((n) => `p${n}`).forEach((n) => ask(n))", ["pa", "pb"]],
  ["filter", `["a", "p:b"].filter((n) => !n.startsWith("p:")).forEach((n) => ask(n))`, ["a"]],
  ["a text that a list includes", `ask(["a", "b"].includes("b") ? "x" : "y")`, ["x"]],
  ["a text that a list does not include", `ask(["a", "b"].includes("c") ? "x" : "y")`, ["y"]],
  ["a text that something unknown in a list may be", `ask(["a", v].includes("b") ? "x" : "y")`, ["x", "y"]],
  ["something unknown that a list may include", `ask(["a", "b"].includes(v) ? "x" : "y")`, ["x", "y"]],
  ["what is found in a list", `ask(["a", "b"].find((n) => n === "b"))`, ["?"]],
  ["what is not found in a list", `ask(["a"].find((n) => n === "b") ? "x" : "y")`, ["x", "y"]],
  ["the positions in a list", `for (const i of ["a", "b"].keys()) ask(i)`, ["0", "1"]],
  ["a Map", `const m = new Map([["a", "x"]]); ask(m.get("a"))`, ["x"]],
  [
    "the entries of a Map",
    "for (const [k, v] of new Map([['a', 'x'], ['b', 'y']])) ask(`${k}${v}`)",
    ["ax", "by"],
  ],
  ["a Set", `for (const n of new Set(["a", "b"])) ask(n)`, ["a", "b"]],
  ["an enum", `enum E { A = "x", B = "y" } ask(E.B)`, ["y"]],
  ["a static field", `class C { static A = "x"; } ask(C.A)`, ["x"]],
  ["a field", `class C { name = "x"; f() { ask(this.name); } }`, ["x"]],
  [
    "the type of a field, beside a static one of that name",
    `const t = { a: "x", b: "y" }; class C { static k: "a"; k!: "b"; f() { ask(t[this.k]); } }`,
    ["undefined", "y"],
  ],
  [
    "the type of a static field, beside a field of that name",
    `const t = { a: "x", b: "y" }; class C { k!: "a"; static k: "b"; static f() { ask(t[this.k]); } }`,
    ["undefined", "y"],
  ],
  [
    "the type of a field, behind that of another one",
    `const t = { a: "x", b: "y" }; class C { other!: "a"; k!: "b"; f() { ask(t[this.k]); } }`,
    ["undefined", "y"],
  ],
  ["a getter", `class C { get name() { return "x"; } f() { ask(this.name); } }`, ["x"]],
  [
    "a constructor's parameter",
    `class C { constructor(private name) {} f() { ask(this.name); } } new C("x").f();`,
    ["x"],
  ],
  ["a member that is filled once", `const t = {}; t.a = "x"; ask(t.a)`, ["x"]],
]);

table("methods of lists", [
  ["join, with a comma", `ask(["a", "b"].join())`, ["a,b"]],
  ["join of a list that grows out of sight", `const l = ["a"]; l.push(...x); ask(l.join())`, ["?"]],
  ["join of a list that may have grown", `const l = ["a"]; if (c) l.push("b"); ask(l.join())`, ["?"]],
  ["concat", `ask(["a"].concat(["b"], ["c"]).join())`, ["a,b,c"]],
  ["concat of a text", `ask(["a"].concat("b").length === 2 ? "x" : "y")`, ["x", "y"]],
  ["concat of a list with more", `ask(["a"].concat(["b", ...v]).length === 2 ? "x" : "y")`, ["x", "y"]],
  ["concat of one of two lists", `ask(["a"].concat(c ? ["b"] : ["d"]).length === 2 ? "x" : "y")`, ["x", "y"]],
  [
    "concat of a list, or of something unknown",
    `ask(["a"].concat(c ? ["b"] : t[k]).length === 2 ? "x" : "y")`,
    ["x", "y"],
  ],
  ["a slice to the end", `ask(["a", "b", "c"].slice(1).join())`, ["b,c"]],
  ["a slice from the end", `ask(["a", "b", "c"].slice(-2, -1).join())`, ["b"]],
  ["a slice of all", `ask(["a", "b"].slice().join())`, ["a,b"]],
  ["a slice from somewhere, by index", `ask(["a", "b"].slice(v)[0])`, ["?"]],
  ["a slice from somewhere", `for (const n of ["a", "b"].slice(v)) ask(n)`, ["?", "a", "b"]],
  ["a slice to somewhere", `ask(["a", "b"].slice(0, v).length === 2 ? "x" : "y")`, ["x", "y"]],
  ["a slice of a list that grows out of sight", `const l = ["a"]; l.push(...x); ask(l.slice(-1)[0])`, ["?"]],
  ["flatMap", `ask(["a", "b"].flatMap((n) => [n, n + n]).join())`, ["a,aa,b,bb"]],
  ["flatMap to texts", `ask(["a", "b"].flatMap((n) => n).length === 2 ? "x" : "y")`, ["x"]],
  [
    "flatMap to something unknown",
    `ask(["a"].flatMap((n) => (c ? [n] : t[k])).length === 1 ? "x" : "y")`,
    ["x", "y"],
  ],
  ["a filter that cannot be decided", `for (const n of ["a", "b"].filter((n) => n === v)) ask(n)`, ["?"]],
  [
    "whether a filter that cannot be decided leaves something",
    `ask(["a", "b"].filter((n) => n === v).length ? "x" : "y")`,
    ["x", "y"],
  ],
  [
    "what a filter leaves of a list that grows out of sight",
    `const l = ["a"]; l.push(...x); for (const n of l.filter((n) => n !== "b")) ask(n)`,
    ["?", "a"],
  ],
  ["at, from the end", `ask(["a", "b"].at(-1))`, ["b"]],
  ["at, behind the end", `ask(["a"].at(1))`, ["undefined"]],
  ["at somewhere", `ask(["a", "b"].at(v) === "a" ? "x" : "y")`, ["x", "y"]],
  ["at a position, or somewhere", `ask(["a", "b"].at(c ? 1 : t[k]) === "b" ? "x" : "y")`, ["x", "y"]],
  [
    "at the end of a list that grows out of sight",
    `const l = ["a"]; l.push(...x); ask(l.at(-1) === "a" ? "x" : "y")`,
    ["x", "y"],
  ],
  ["at, in a list that shrinks", `const l = ["a", "b"]; l.shift(); ask(l.at(0))`, ["?"]],
  [
    "what a list that grows out of sight includes",
    `const l = ["a"]; l.push(...x); ask(l.includes("b") ? "x" : "y")`,
    ["x", "y"],
  ],
  [
    "whether a list includes one of two texts",
    `ask(["a", "b"].includes(c ? "a" : "z") ? "x" : "y")`,
    ["x", "y"],
  ],
  [
    "whether a list includes a text, or something unknown",
    `ask(["a", "b"].includes(c ? "a" : t[k]) ? "x" : "y")`,
    ["x", "y"],
  ],
  ["a list that is sorted", `for (const n of ["b", "a"].sort()) ask(n)`, ["?", "a", "b"]],
  ["a sorted copy", `for (const n of ["b", "a"].toSorted()) ask(n)`, ["?", "a", "b"]],
  ["a sorted copy, by index", `ask(["b", "a"].toSorted()[0])`, ["?"]],
  ["a list that is turned around", `for (const n of ["a", "b"].reverse()) ask(n)`, ["?", "a", "b"]],
  ["a copy that is turned around", `ask(["a", "b"].toReversed().join())`, ["b,a"]],
  ["the values", `const [n] = ["a", "b"].values(); ask(n)`, ["a"]],
  ["the entries", `for (const [i, n] of ["a", "b"].entries()) ask(i + n)`, ["0a", "1b"]],
  ["lists in a list", `for (const n of [["a", "b"], "c"].flat()) ask(n)`, ["a", "b", "c"]],
  ["what forEach gives", `ask(["a"].forEach(f))`, ["undefined"]],
  ["forEach gets the list", `["a"].forEach((n, i, all) => ask(all[0]))`, ["a"]],
  [
    "forEach of a list that grows out of sight",
    `const l = ["a"]; l.push(...x); l.forEach((n) => ask(n))`,
    ["?", "a"],
  ],
  ["a list of which one element is assigned", `const l = ["a"]; l[0] = x; for (const n of l) ask(n)`, ["?"]],
  ["a callback that is not in sight", `ask(["a"].map(f)[0])`, ["<result>"]],
  ["one of two callbacks", `ask(["a"].map(c ? (n) => n + "1" : (n) => n + "2")[0])`, ["a1", "a2"]],
  ["a callback, or something unknown", `ask(["a"].map(c ? (n) => n : t[k])[0])`, ["?"]],
  [
    "an object that is looked for",
    `const t = { a: "x" }; log([1].includes(t), [1].indexOf(t), new Set().has(t)); ask(t.a)`,
    ["x"],
  ],
  [
    "an object that is the this of callbacks",
    `const t = { a: "x" }; ["b"].forEach(function () { log(this.a); }, t); ask(t.a)`,
    ["?"],
  ],
]);

table("sets and maps", [
  ["forEach of a map", `new Map([["a", "x"]]).forEach((value, key) => ask(key + value))`, ["ax"]],
  ["forEach gets the map", `new Map([["a", "x"]]).forEach((value, key, map) => ask(map.get("a")))`, ["x"]],
  ["forEach of a set", `new Set(["a", "b"]).forEach((n) => ask(n))`, ["a", "b"]],
  ["the keys of a map", `for (const n of new Map([["a", "x"]]).keys()) ask(n)`, ["a"]],
  ["the values of a map", `for (const n of new Map([["a", "x"]]).values()) ask(n)`, ["x"]],
  ["the keys of a set", `for (const n of new Set(["a"]).keys()) ask(n)`, ["a"]],
  ["the values of a set", `for (const n of new Set(["a"]).values()) ask(n)`, ["a"]],
  [
    "the entries of a set",
    `for (const n of new Set(["a"]).entries()) ask(n === "a" ? "x" : "y")`,
    ["x", "y"],
  ],
  ["a key that comes twice", `ask(new Map([["a", "x"], ["b", "y"], ["a", "z"]]).get("a"))`, ["z"]],
  ["a key that is not there", `ask(new Map([["a", "x"]]).get("b"))`, ["undefined"]],
  [
    "a map that is filled",
    `const m = new Map([["a", "x"]]); m.set("b", "y"); ask(m.get("b") ?? "z")`,
    ["<result>", "z"],
  ],
  ["a key that is not known", `ask(new Map([["a", "x"]]).get(v) === "x" ? "x" : "y")`, ["x", "y"]],
  ["a map that shrinks", `const m = new Map([["a", "x"]]); m.delete("a"); ask(m.get("a"))`, ["?"]],
]);

table("objects that a function gives", [
  [
    "a function whose member is read",
    `const t = { a: "x" }; const get = () => t; log(get.name); ask(t.a)`,
    ["x"],
  ],
  ["one that is looked for", `const t = { a: "x" }; const get = () => t; if (get) log(); ask(t.a)`, ["x"]],
  [
    "one whose kind is asked for",
    `const t = { a: "x" }; const get = () => t; log(typeof get); ask(t.a)`,
    ["x"],
  ],
  ["one that is printed", `const t = { a: "x" }; const get = () => t; console.log(get); ask(t.a)`, ["x"]],
  [
    "one that is made a text",
    `const t = { a: "x" }; const get = () => t; log(JSON.stringify(get)); ask(t.a)`,
    ["x"],
  ],
  ["one that is called", `const t = { a: "x" }; const get = () => t; get().a = "y"; ask(t.a)`, ["y"]],
  ["one that is rendered", `const t = { a: "x" }; const Get = () => t; log(<Get />); ask(t.a)`, ["x"]],
  [
    "one that hears that a promise fails",
    `const t = { a: "x" }; const get = () => t; async function f() {} f().catch(get); ask(t.a)`,
    ["x"],
  ],
  [
    "one that a promise waits for",
    `const t = { a: "x" }; const get = () => t; (await Promise.resolve().then(get)).a = "y"; ask(t.a)`,
    ["y"],
  ],
  ["one that others can call", `const t = { a: "x" }; export const get = () => t; ask(t.a)`, ["?"]],
  ["one that others are given", `const t = { a: "x" }; const get = () => t; log(get); ask(t.a)`, ["?"]],
  [
    "one that a list calls",
    `const t = { a: "x" }; const get = () => t; [1].map(get)[0].a = "y"; ask(t.a)`,
    ["y"],
  ],
  [
    "one that an effect calls",
    `import { useEffect } from "react"; const t = { a: "x" }; const get = () => t; useEffect(get); ask(t.a)`,
    ["x"],
  ],
]);

table("what is not constant", [
  ["a member that is assigned", `const t = { a: "x" }; t.a = f(); ask(t.a)`, ["<result>"]],
  ["a member that is deleted", `const t = { a: "x" }; delete t.a; ask(t.a)`, ["?"]],
  ["a table that is handed to unseen code", `const t = { a: "x" }; change(t); ask(t.a)`, ["?"]],
  [
    "a table that is changed through an alias",
    `const t = { a: "x" }; const u = t; u.a = f(); ask(t.a)`,
    ["<result>"],
  ],
  [
    "a table that is changed by a helper",
    `const t = { a: "x" }; function set(o) { o.a = f(); } set(t); ask(t.a)`,
    ["<result>", "?"],
  ],
  ["a table that is assigned into", `const t = { a: "x" }; Object.assign(t, u); ask(t.a)`, ["?"]],
  [
    "a table that is only looked at",
    `const t = { a: "x" }; console.log(t, JSON.stringify(t)); ask(t.a)`,
    ["x"],
  ],
  ["a table that its type freezes", `const t = { a: "x" } as const; change(t); ask(t.a)`, ["x"]],
  [
    "an array that grows out of sight",
    `const l = ["a"]; l.push(...x); for (const n of l) ask(n)`,
    ["?", "a"],
  ],
  ["an array that shrinks", `const l = ["a", "b"]; l.shift(); for (const n of l) ask(n)`, ["?"]],
  ["an array that is sorted, by index", `const l = ["b", "a"]; l.sort(); ask(l[0])`, ["?"]],
  ["an array that grows at its end, by index", `const l = ["a"]; l.push(x); ask(l[0])`, ["a"]],
  ["an element that is assigned", `const l = ["a"]; l[0] = x; ask(l[0])`, ["?"]],
]);

table("functions", [
  ["a helper", "const f = (n) => `p:${n}`; ask(f('a'))", ["p:a"]],
  ["a helper of a helper", "const f = (n) => `p:${n}`; const g = (n) => f(n) + '!'; ask(g('a'))", ["p:a!"]],
  ["each call by itself", "const f = (n) => `p:${n}`; const x = f('a'); const y = f('b'); ask(x)", ["p:a"]],
  ["a default", `const f = (n = "a") => n; ask(f())`, ["a"]],
  ["a default that is not needed", `const f = (n = "a") => n; ask(f("b"))`, ["b"]],
  ["a rest parameter", `const f = (...n) => n.join("/"); ask(f("a", "b"))`, ["a/b"]],
  ["spread arguments", `const f = (a, b) => a + b; const l = ["x", "y"] as const; ask(f(...l))`, ["xy"]],
  ["a returned function", `const f = (a) => (b) => a + b; ask(f("x")("y"))`, ["xy"]],
  ["call", `function f(a) { return a; } ask(f.call(null, "x"))`, ["x"]],
  ["apply", `function f(a, b) { return a + b; } ask(f.apply(null, ["x", "y"]))`, ["xy"]],
  ["apply without arguments", `function f(a = "x") { return a; } ask(f.apply(null))`, ["x"]],
  ["apply with one of two lists", `function f(a) { return a; } ask(f.apply(null, c ? ["x"] : ["y"]))`, ["?"]],
  [
    "apply with a list that was filled on the way",
    `function add(l) { l.push("y"); return l; } const f = (a, b) => b; ask(f.apply(null, add(Array.of("x"))))`,
    ["y"],
  ],
  ["bind", `function f(a, b) { return a + b; } ask(f.bind(null, "x")("y"))`, ["xy"]],
  ["Reflect.apply", `function f(a) { return a; } ask(Reflect.apply(f, null, ["x"]))`, ["x"]],
  [
    "overloads",
    `function f(a: 1): string; function f(a: string): string; function f(a) { return a; } ask(f("x"))`,
    ["x"],
  ],
  [
    "a helper that throws",
    `function check(n) { if (n.startsWith("p:")) throw new Error(n); } for (const n of ["a", "p:b"]) { check(n); ask(n); }`,
    ["a"],
  ],
  [
    "a text or a list of them",
    `function f(n) { for (const one of Array.isArray(n) ? n : [n]) ask(one); } f("x");`,
    ["x"],
  ],
  ["a fallback for something unknown", `ask(t[k] ?? "x")`, ["?", "x"]],
  ["a fallback that the unknown may be made from", `const n = "x"; ask(strip(n)?.y ?? n)`, ["<member>", "?"]],
  [
    "== takes null and undefined for one",
    `function f(a, b) { return b == null ? a : "y"; } ask(f("x"))`,
    ["x"],
  ],
  ["== of texts", `ask(["a" == "a", "a" == "b", "a" != "b"].join())`, ["true,false,true"]],
  ["== of nothing", `ask([null == undefined, null == "a", "a" == undefined].join())`, ["true,false,false"]],
  ["== of an object, which is made a text", `ask(["a"] == "a" ? "x" : "y")`, ["x", "y"]],
  ["== of an object and nothing", `ask([{} == null, undefined == {}].join())`, ["false,false"]],
  ["== of what is converted", `ask(1 == "1" ? "x" : "y")`, ["x", "y"]],
  ["=== of null and undefined", `ask([null === undefined, null !== undefined].join())`, ["false,true"]],
  ["== of one text and one of two", `ask("a" == (c ? "a" : "b") ? "x" : "y")`, ["x", "y"]],
  ["== of a text, or something unknown", `ask((c ? "a" : t[k]) == "a" ? "x" : "y")`, ["x", "y"]],
  ["== of one text and it, or something unknown", `ask("a" == (c ? "a" : t[k]) ? "x" : "y")`, ["x", "y"]],
  ["calculations", `ask([5 - 2, 5 * 2].join())`, ["3,10"]],
  [
    "comparisons",
    `ask([2 > 1, 1 > 1, 1 < 2, 1 < 1, 1 >= 1, 1 >= 2, 1 <= 1, 2 <= 1].join())`,
    ["true,false,true,false,true,false,true,false"],
  ],
  ["a comparison of one of two numbers", `ask((c ? 1 : 5) < 3 ? "x" : "y")`, ["x", "y"]],
  ["a comparison with one of two numbers", `ask(3 > (c ? 1 : 5) ? "x" : "y")`, ["x", "y"]],
  ["a comparison of a number, or something unknown", `ask((c ? 1 : t[k]) < 3 ? "x" : "y")`, ["x", "y"]],
  ["a comparison with a number, or something unknown", `ask(3 > (c ? 1 : t[k]) ? "x" : "y")`, ["x", "y"]],
  ["== of one of two texts", `ask((c ? "a" : "b") == "a" ? "x" : "y")`, ["x", "y"]],
  ["callbacks get the index", `["a", "b"].filter((_, i) => i !== 0).forEach((n) => ask(n))`, ["b"]],
  ["callbacks get the list", `ask(["a"].map((n, i, all) => (all ? n : "z"))[0])`, ["a"]],
  ["the length of a list that is filled", `const l = []; l.push("a"); ask(l.length ? "x" : "y")`, ["x", "y"]],
  [
    "a loop that leaves out the first",
    `const l = ["a", "b"]; for (let i = 1; i < l.length; i++) ask(l[i])`,
    ["?", "b"],
  ],
  [
    "a loop that adds one",
    `const l = ["a", "b"]; for (let i = 0; i < l.length; i += 1) ask(l[i])`,
    ["a", "b"],
  ],
  [
    "a loop that leaves out every other",
    `const l = ["a", "b"]; for (let i = 0; i < l.length; i += 2) ask(l[i])`,
    ["?", "a"],
  ],
  [
    "a loop that goes the wrong way",
    `const l = ["a", "b"]; for (let i = 0; i < l.length; i--) ask(l[i])`,
    ["?", "a"],
  ],
  [
    "a loop that goes behind the end",
    `const l = ["a", "b"]; for (let i = 0; i <= l.length; i++) ask(l[i])`,
    ["?", "a"],
  ],
  [
    "a loop that something else ends",
    `const l = ["a", "b"]; for (let i = 0; k < l.length; i++) ask(l[i])`,
    ["?", "a"],
  ],
  [
    "a loop over the length of another list",
    `const l = ["a", "b"], m = ["c"]; for (let i = 0; i < m.length; i++) ask(l[i])`,
    ["?", "a"],
  ],
  [
    "a loop to something else than the length",
    `const l = ["a", "b"]; for (let i = 0; i < l.count; i++) ask(l[i])`,
    ["?", "a"],
  ],
  ["a loop without an end", `const l = ["a", "b"]; for (let i = 0; ; i++) ask(l[i])`, ["?", "a"]],
  [
    "a loop that takes one away",
    `const l = ["a", "b"]; for (let i = 0; i < l.length; i -= 1) ask(l[i])`,
    ["?", "a"],
  ],
  ["recursion ends", `function f(n) { return n ? f(n) : "x"; } ask(f(y))`, ["?", "x"]],
  ["an async helper", `async function f() { return "x"; } ask(await f())`, ["x"]],
  ["one that cannot fail", `async function f() { return "x"; } ask(await f().catch(() => "y"))`, ["x"]],
  ["a promise's result", `Promise.resolve("x").then((n) => ask(n))`, ["x"]],
  ["the result of a promise out of sight", `load().then((n) => ask(n))`, ["<parameter>"]],
  ["a parameter, call by call", `function f(n) { ask(n); } f("a"); f("b");`, ["a", "b"]],
  ["a parameter that unseen callers pass", `export function f(n) { ask(n); } f("a");`, ["<parameter>", "a"]],
  [
    "parameters of one call stay together",
    "function f(a, b) { ask(`${a}${b}`); } f('a', 'b'); f('c', 'd');",
    ["ab", "cd"],
  ],
]);

table("React", [
  ["useMemo", `import { useMemo } from "react"; ask(useMemo(() => "x", []))`, ["x"]],
  ["useRef", `import { useRef } from "react"; const r = useRef("x"); ask(r.current)`, ["x"]],
  [
    "useState",
    `import { useState } from "react"; const [s, setS] = useState("x"); f(() => setS("y")); ask(s)`,
    ["x", "y"],
  ],
  [
    "useCallback",
    `import * as React from "react"; const f = React.useCallback(() => "x", []); ask(f())`,
    ["x"],
  ],
  [
    "props",
    `function Child({ name }) { ask(name); return null; } function App() { return <><Child name="a" /><Child name={"b"} /></>; }`,
    ["a", "b"],
  ],
  [
    "props of a memo",
    `import { memo } from "react"; const Child = memo(({ name }) => { ask(name); return null; }); const a = <Child name="a" />;`,
    ["a"],
  ],
  [
    "a context of the same file",
    `import { createContext, useContext } from "react";
     const Name = createContext("d");
     function App() { return <Name.Provider value="x"><Child /></Name.Provider>; }
     function Child() { ask(useContext(Name)); return null; }`,
    ["?", "d", "x"],
  ],
  [
    "a function of another library is not React's",
    `import { useMemo } from "other"; ask(useMemo(() => "x", []))`,
    ["<result>"],
  ],
  [
    "the props of a component by its type",
    `import type { FC } from "react"; const t = { a: "x", b: "y" }; export const C: FC<{ k: "a" }> = ({ k }) => { ask(t[k]); }`,
    ["x"],
  ],
  [
    "a type of another library is not React's",
    `import type { FC } from "forms"; const t = { a: "x", b: "y" }; export const f: FC<{ k: "a" }> = ({ k }) => { ask(t[k]); }`,
    ["?"],
  ],
]);

table("generators", [
  ["what one gives", `function* g() { yield "a"; yield "b"; } for (const x of g()) ask(x)`, ["a", "b"]],
  ["what it is passed", `function* g(x) { yield x; } for (const x of g("a")) ask(x)`, ["a"]],
  [
    "what it does not come to",
    `function* g(x) { if (x) yield "a"; else yield "b"; } for (const x of g(true)) ask(x)`,
    ["a"],
  ],
  ["spread into a list", `function* g() { yield "a"; } ask([...g()][0])`, ["a"]],
  ["another one in between", `function* g() { yield "a"; yield* h(); } for (const x of g()) ask(x)`, ["?"]],
  [
    "one that waits",
    `async function* g() { yield "a"; } async () => { for await (const x of g()) ask(x) }`,
    ["?"],
  ],
  ["one that gives nothing", `function* g() { yield; } for (const x of g()) ask(x)`, ["undefined"]],
  ["one step", `function* g() { yield "a"; } ask(g().next().value)`, ["<member>"]],
  [
    "a destructured step",
    `function* g() { yield "a"; } const { value } = g().next(); ask(value)`,
    ["<member>"],
  ],
]);
