/** The machine runs JavaScript as JavaScript does: each program gives in both the same. */
import { describe, expect, it } from "vitest";
import { BODIES, EXPRESSIONS } from "../helpers/small-programs.js";
import { byJavaScript, byMachine, disagreementOf } from "./both.js";

const PROGRAMS: readonly (readonly [string, string])[] = [
  [
    "arithmetic and text",
    "const a = 2; return [a + 3 * 4 - 1, 'x' + a, `${a}-${a + 1}`, 7 % 4, 2 < 3, a === 2, String.raw`${a}\\n`];",
  ],
  [
    "texts are compared as texts",
    "return ['v2.1' >= 'v2', 'apple' < 'pear', '10' < '9', '10' < 9, 'b' > 'a', 'a' <= 'a'];",
  ],
  [
    "loose equality",
    "return [1 == true, '1' == 1, '' == 0, null == 0, undefined == null, 'a' == 'a', '2' == true];",
  ],
  [
    "in, of members that hold nothing",
    "const o = { a: null, b: undefined }; delete o.c; class C { m() {} } return ['a' in o, 'b' in o, 'c' in o, 'm' in new C(), 0 in [1]];",
  ],
  [
    "private names that are asked for",
    "class A { #x = 1; static is(o) { return #x in o; } } return [A.is(new A()), A.is({})];",
  ],
  [
    "a constructor can give another object",
    "class Hub { static one; constructor() { if (Hub.one) return Hub.one; Hub.one = this; this.n = 1; } } const a = new Hub(); a.n = 2; return [new Hub().n, new Hub() === a];",
  ],
  [
    "what a constructor returns is no object",
    "class A { constructor() { this.n = 1; return 5; } } return new A().n;",
  ],
  [
    "static accessors that are inherited",
    "class A { static get it() { return this.n; } static n = 1; } class B extends A { static n = 2; } return [A.it, B.it];",
  ],
  [
    "an object is evaluated once where it is changed",
    "let count = 0; const o = { n: 1 }; const get = () => { count++; return o; }; get().n += 2; get().n++; get()['n'] ||= 9; return [o.n, count];",
  ],
  [
    "texts are counted up as numbers",
    "let a = '5'; const before = a++; let b = '7'; --b; return [a, before, b];",
  ],
  [
    "numbers of the language",
    "return [Number('2') > 1, parseInt('500', 10), Math.max(1, 2), Number.isInteger(5), Number.isNaN(NaN), JSON.parse('true'), Math.PI > 3, Number.MAX_SAFE_INTEGER > 5, isNaN('x')];",
  ],
  [
    "typeof",
    "class A {} return [typeof A, typeof (() => 1), typeof Symbol('a'), typeof `${1}`, typeof [], typeof new A()];",
  ],
  [
    "reduce",
    "return [[1, 2, 3].reduce((s, x, i) => s + x * i), ['a', 'b', 'c'].reduceRight((s, x, i) => s + x + i, ''), ['a', 'b', 'c'].reduceRight((s, x, i) => s + x + i), [].reduce((s) => s, 4)];",
  ],
  [
    "flat",
    "return [[1, [2, [3]]].flat(), [1, [2, [3]]].flat(2), [1, [2, [3]]].flat(Infinity), [[1]].flat(0)];",
  ],
  [
    "fill, with and at",
    "return [[1, 2, 3].fill(0, 1), [1, 2, 3].fill(0, 0, -1), [1, 2, 3].with(-1, 9), [1, 2, 3].at(-1), [1, 2, 3].at(5)];",
  ],
  [
    "from where a list is searched",
    "return [[1, 2, 1].indexOf(1, 1), [1, 2].includes(1, 1), [1, 2, 1].indexOf(1, -1), [1].includes(1, undefined)];",
  ],
  [
    "splice and slice",
    "const a = [1, 2, 3, 4]; const b = a.splice(1, undefined, 9); const c = [1, 2, 3]; const d = c.splice(-2); const e = [1, 2]; e.splice(); return [a, b, c, d, e, [1, 2, 3].slice(undefined, 2), [1, 2, 3].slice(-2, -1)];",
  ],
  [
    "delete",
    "const list = [1, 2]; delete list[0]; const o = { a: 1 }; delete o.a; return [list.length, list[0], 'a' in o];",
  ],
  [
    "what is taken out is not in the rest",
    "const { id, ...rest } = { id: 1, a: 2 }; return [id, rest.id, rest.a];",
  ],
  [
    "allSettled goes on behind what is rejected",
    "return Promise.allSettled([Promise.reject(1), Promise.resolve(2)]).then((all) => all.map((one) => [one.status, one.value, one.reason]));",
  ],
  ["any goes on behind what is rejected", "return Promise.any([Promise.reject(1), Promise.resolve(2)]);"],
  ["any rejects where all are rejected", "return Promise.any([Promise.reject(1)]).catch(() => 'none');"],
  ["an executor that throws rejects", "return new Promise(() => { throw 3; }).catch((reason) => reason);"],
  [
    "timers",
    "return new Promise((done) => { const seen = []; const say = (x) => () => { seen.push(x); if (seen.length === 4) done(seen); }; setTimeout(say('c'), 30); setTimeout(say('a'), undefined); setTimeout(say('b'), 5); setTimeout(say('d'), 40); });",
  ],
  [
    "a timer that is cleared",
    "return new Promise((done) => { const seen = []; const t = setTimeout(() => seen.push('no'), 1).unref(); clearTimeout(t); setTimeout(() => done(seen), 5); });",
  ],
  [
    "an iterator has no members of its own",
    "return Object.keys({ ...new Map([['a', 1]]).values(), ...[7] });",
  ],
  [
    "equality",
    "return [null == undefined, null === undefined, 1 == '1', 'a' !== 'b', NaN === NaN, typeof null];",
  ],
  ["var outlives its block", "{ var a = 1; } if (true) { var b = 2; } return [a, b];"],
  ["a closure sees the last value", "let a = 1; const f = () => a; a = 2; return f();"],
  [
    "each round has its own variables",
    "const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f());",
  ],
  [
    "rounds share a var",
    "var fs = []; for (var i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f());",
  ],
  [
    "a round can change its counter",
    "const seen = []; for (let i = 0; i < 6; i++) { seen.push(i); i++; } return seen;",
  ],
  [
    "for-of with patterns",
    "const seen = []; for (const [k, { v = 9 }] of [['a', { v: 1 }], ['b', {}]]) seen.push(k + v); return seen;",
  ],
  [
    "for-in",
    "const seen = []; for (const k in { a: 1, b: 2 }) seen.push(k); for (const i in ['x', 'y']) seen.push(i); return seen;",
  ],
  [
    "labels",
    "const seen = []; outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (b === 2) continue outer; if (a === 3) break outer; seen.push([a, b]); } } return seen;",
  ],
  ["while and do", "let a = 0; while (a < 3) a++; do { a += 10; } while (a < 20); return a;"],
  [
    "switch falls through",
    "const f = (x) => { const s = []; switch (x) { case 1: s.push(1); case 2: s.push(2); break; default: s.push(0); } return s; }; return [f(1), f(2), f(3)];",
  ],
  [
    "switch finds its default anywhere",
    "const f = (x) => { switch (x) { default: return 'd'; case 1: return 1; } }; return [f(1), f(2)];",
  ],
  [
    "destructuring with defaults, rest and computed keys",
    "const k = 'b'; const { a = 1, [k]: b, ...rest } = { b: 2, c: 3, d: 4 }; const [x, , y = 5, ...z] = [1, 2, undefined, 4, 6]; return [a, b, rest, x, y, z];",
  ],
  [
    "assignment to parts",
    "const o = { l: [] }; [o.a, o.l[2]] = [1, 2]; ({ x: o.b } = { x: 3 }); return [o.a, o.b, o.l.length];",
  ],
  [
    "parameters",
    "const f = (a, b = a + 1, ...c) => [a, b, c]; return [f(1), f(1, undefined, 3, 4), f(1, null)];",
  ],
  ["logical assignment", "let a = null, b = 0, c = 1; a ??= 5; b ||= 6; c &&= 7; return [a, b, c];"],
  ["update expressions", "let a = 1; const b = a++; const c = ++a; return [a, b, c, a--, a];"],
  [
    "optional chains",
    "const o = { a: { f: () => 1 } }; return [o?.a?.f?.(), o.b?.c.d.e, o.b?.(), o.a.g?.()];",
  ],
  ["comma, void and conditional", "let a = 0; const b = (a++, a + 1); return [b, void a, a ? 'y' : 'n'];"],
  ["functions are hoisted", "return f(); function f() { return g(); } function g() { return 'g'; }"],
  [
    "a named function knows itself",
    "const f = function me(n) { return n === 0 ? [] : [n, ...me(n - 1)]; }; return f(3);",
  ],
  [
    "this, call, apply and bind",
    "function f(a, b) { return [this.n, a, b]; } const o = { n: 1, f }; return [o.f(2, 3), f.call({ n: 4 }, 5), f.apply({ n: 6 }, [7, 8]), f.bind({ n: 9 }, 10)(11)];",
  ],
  [
    "an arrow function has no this of its own",
    "const o = { n: 1, f() { return () => this.n; } }; return o.f()();",
  ],
  [
    "getters and setters",
    "const seen = []; const o = { _a: 1, get a() { return this._a; }, set a(v) { seen.push(v); this._a = v; } }; o.a = o.a + 1; return [o.a, seen];",
  ],
  [
    "spread and override",
    "const a = { x: 1, y: 2 }; return [{ ...a, y: 3 }, { y: 3, ...a }, [...[1, 2], ...'ab']];",
  ],
  ["delete and in", "const o = { a: 1, b: 2 }; delete o.a; return ['a' in o, 'b' in o, Object.keys(o)];"],
  [
    "an assigned key keeps its place",
    "const o = { a: 1, b: 2 }; o.a = 3; o.c = 4; return Object.entries(o);",
  ],
  [
    "classes",
    "class A { n = 1; static s = 'S'; constructor(m) { this.m = m; } get sum() { return this.n + this.m; } f() { return 'A' + this.sum; } } class B extends A { constructor() { super(5); this.n = 2; } f() { return 'B' + super.f(); } } return [new B().f(), A.s, B.s, new A(3).sum];",
  ],
  [
    "fields see the constructor's class, arrows their instance",
    "class A { #p = 1; inc = () => ++this.#p; static make() { return new this(); } } const a = A.make(); const { inc } = a; inc(); return inc();",
  ],
  [
    "fields come after super",
    "const seen = []; class A { constructor() { seen.push('A'); } } class B extends A { f = seen.push('field'); constructor() { seen.push('before'); super(); seen.push('after'); } } new B(); return seen;",
  ],
  [
    "one method for all instances",
    "class A { f() {} g = () => {}; } const [a, b] = [new A(), new A()]; return [a.f === b.f, a.g === b.g];",
  ],
  ["static blocks", "class A { static x; static { this.x = 4; } } return A.x;"],
  ["a constructor function", "function P(n) { this.n = n; } return new P(3).n;"],
  [
    "identity",
    "const f = () => {}; const g = f; const mk = () => () => {}; return [f === g, mk() === mk(), f.bind(null) === f.bind(null), [] === []];",
  ],
  [
    "arrays",
    "const a = [1, 2, 3]; a.push(4); a.unshift(0); const p = a.pop(); const s = a.shift(); return [a, p, s, a.slice(1), a.concat([9], 8), a.indexOf(2), a.includes(7), a.join('-'), a.at(-1), a.length];",
  ],
  [
    "array callbacks",
    "const a = [1, 2, 3, 4]; return [a.map((x, i) => x * i), a.filter((x) => x > 2), a.find((x) => x > 1), a.some((x) => x > 3), a.every((x) => x > 1), a.reduce((x, y) => x + y), a.reduceRight((x, y) => x + '' + y), a.flatMap((x) => [x, x]), a.findIndex((x) => x === 3)];",
  ],
  [
    "positions that are left open, broken or no numbers",
    "const a = [1, 2, 3]; return [a.slice(undefined, undefined), a.includes(1, 0.5), a.includes(1, NaN), a.with(1.5, 9), a.at(-1.5), [4, 5].fill(0, 1, undefined)];",
  ],
  [
    "what methods that change a list give",
    "const a = [1, 2]; return [a.push(3), a.unshift(0, 9), a.reverse() === a, a.fill(7) === a, a.length];",
  ],
  [
    "the last one that is found",
    "const a = [1, 2, 3, 4]; return [a.findLast((x) => x < 3), a.findLast((x) => x > 4)];",
  ],
  [
    "calculations with nothing",
    "return [Math.max(), Math.min(), Number(), Math.hypot(), Number.isInteger()];",
  ],
  [
    "splice, reverse, length",
    "const a = [1, 2, 3, 4]; const cut = a.splice(1, 2, 'x'); a.reverse(); const b = [...a]; b.length = 1; return [a, cut, b];",
  ],
  [
    "entries, keys, flat, from",
    "return [[...['a', 'b'].entries()], [...['a'].keys()], [[1], [2, 3]].flat(), Array.from({ length: 2 }, (_, i) => i), Array.from(new Set([1, 1, 2])), Array.of(1, 2)];",
  ],
  [
    "sets",
    "const s = new Set(['a', 'b', 'a']); s.add('c'); s.delete('b'); const seen = []; s.forEach((v) => seen.push(v)); return [[...s], s.size, s.has('a'), seen];",
  ],
  [
    "whether something was deleted",
    "const s = new Set(['a']); const m = new Map([['a', undefined]]); return [s.delete('b'), s.delete('a'), s.delete('a'), m.delete('a'), m.delete('b')];",
  ],
  [
    "maps",
    "const m = new Map([['a', 1]]); m.set('b', 2).set('a', 3); m.delete('b'); const seen = []; for (const [k, v] of m) seen.push(k + v); m.forEach((v, k) => seen.push(v + k)); return [m.get('a'), m.get('z'), m.has('b'), m.size, seen, [...m.keys()], [...m.values()]];",
  ],
  [
    "a map can have objects as keys",
    "const k = {}; const m = new WeakMap([[k, 1]]); return [m.get(k), m.get({}), m.has(k)];",
  ],
  [
    "objects as tables",
    "const o = Object.fromEntries([['a', 1], ['b', 2]]); return [Object.values(o), Object.assign({ z: 0 }, o, { b: 9 }), Object.freeze(o) === o, Object.is(o, o)];",
  ],
  [
    "texts",
    "return ['a-b'.split('-'), 'Ab'.toUpperCase(), 'abc'.slice(1), 'x'.concat('y', 1), ' a '.trim(), 'abc'.startsWith('ab'), 'a'.repeat(3), 'abc'[1], 'abc'.length];",
  ],
  [
    "exceptions",
    "const seen = []; const f = () => { try { seen.push('t'); throw 'e'; } catch (e) { seen.push('c' + e); return 'r'; } finally { seen.push('f'); } }; return [f(), seen];",
  ],
  [
    "finally wins",
    "const f = () => { try { return 1; } finally { return 2; } }; const g = () => { for (const x of [1]) { try { continue; } finally { return 'g'; } } }; return [f(), g()];",
  ],
  [
    "exceptions pass through",
    "const seen = []; const f = () => { try { throw 1; } finally { seen.push('f'); } }; try { f(); } catch { seen.push('c'); } return seen;",
  ],
  [
    "promises settle later, in order",
    "const seen = []; Promise.resolve(1).then((v) => seen.push(v)); seen.push(0); return Promise.resolve().then(() => seen);",
  ],
  [
    "async functions wait",
    "const seen = []; const f = async (n) => { seen.push('a' + n); const v = await n; seen.push('b' + v); return v + 1; }; return (async () => { const p = f(1); seen.push('c'); const r = await p; return [r, seen]; })();",
  ],
  [
    "then chains",
    "return Promise.resolve(1).then((v) => v + 1).then((v) => Promise.resolve(v * 10)).finally(() => 99);",
  ],
  [
    "rejections skip to catch",
    "return Promise.reject('no').then(() => 'never').catch((e) => 'caught ' + e);",
  ],
  [
    "await throws what is rejected",
    "return (async () => { try { await Promise.reject('x'); return 'never'; } catch (e) { return e; } })();",
  ],
  ["a throw in then is a rejection", "return Promise.resolve().then(() => { throw 'y'; }).catch((e) => e);"],
  ["a promise of one's own", "return new Promise((resolve, reject) => { resolve(5); reject(6); });"],
  [
    "all, race and allSettled",
    "return Promise.all([1, Promise.resolve(2), Promise.race([3, Promise.resolve(4)])]).then(async (v) => [...v, (await Promise.allSettled([7])).length]);",
  ],
  [
    "a loop that awaits",
    "return (async () => { const seen = []; for (const p of [1, Promise.resolve(2)]) seen.push(await p); for await (const p of [Promise.resolve(3)]) seen.push(p); return seen; })();",
  ],
  [
    "an aborted signal",
    "const a = new AbortController(); const seen = [a.signal.aborted]; a.signal.addEventListener('abort', () => seen.push('abort')); a.abort(); a.abort(); seen.push(a.signal.aborted); try { a.signal.throwIfAborted(); } catch { seen.push('thrown'); } return seen;",
  ],
  [
    "a cancelled timer does not run",
    "const seen = []; const t = setTimeout(() => seen.push('no')); clearTimeout(t); return new Promise((resolve) => setTimeout(() => resolve(seen), 5));",
  ],
  ["the module's own", "return [TABLE.a, helper(2), new Own().n, counted(), counted()];"],
];

const MODULE = `
const TABLE = { a: "A" };
const helper = (n) => n * FACTOR;
const FACTOR = 3;
class Own { n = FACTOR; }
let count = 0;
function counted() { count += 1; return count; }
`;

describe("a program gives what it gives in JavaScript", () => {
  it.each(PROGRAMS)("%s", async (_, body) => {
    const code = `${MODULE}function main() { ${body} }`;
    expect(byMachine(code).value).toEqual(await byJavaScript(code));
  });
});

describe("what the machine knows of a small program is what JavaScript gives", () => {
  it.each([...EXPRESSIONS.map((one) => `return ${one};`), ...BODIES])("%s", async (body) => {
    const { disagreement } = await disagreementOf(`function main() { ${body} }`);
    expect(disagreement).toBeUndefined();
  });
});

it("a list that is in itself does not make a text without end", () => {
  expect(() => byMachine(`function main() { const l = ["a"]; l.push(l); return l.join(); }`)).not.toThrow();
});
