/** Every production of the grammar of TypeScript and JavaScript, as a program has it. Each row stands for itself: it needs nothing around it. */

/** `says`: what is rightly reported, as `place: rule`. */
export interface Row {
  readonly code: string;
  readonly says?: readonly string[];
  /** Where it cannot stand. */
  readonly not?: readonly string[];
}

const row = (code: string, says: readonly string[] = []): Row => ({ code, says });
/** What a structured clone cannot take: sent itself, it is said; everywhere else it is fine. */
const UNSENDABLE = ["payload: no-non-cloneable-payload"];

export const EXPRESSIONS: readonly Row[] = [
  ...["1", "1n", '"text"', "/a+/dgu", "true", "false", "null", "undefined", "NaN", "-0", "0x1f", "1_000"],
  ...["name", "(name)", "this", "void 0", "typeof name", "delete name.x", "!name", "~name", "-name", "+name"],
  ...["++name.n", "--name.n", "name.n++", "name.n--"],
  ...["[]", "[1, , 2]", "[...name, 1]", "[name, [name]]", "[,]"],
  ...["{}", "{ a: 1 }", "{ name }", "{ ...name }", '{ "b-c": 1, 2: 3, [name]: 4, ["d"]: 5, 6n: 7 }'],
  ...[
    "{ __proto__: name }",
    '{ "__proto__": null }',
    "{ ['__proto__']: 1 }",
    "{ constructor: 1, toString: 2 }",
  ],
  ...[
    "name.a",
    "name?.a",
    "name?.[0]",
    "name?.()",
    "name.a?.b.c?.(1)",
    "name[0]",
    'name["a"]',
    "name[name]",
    "name!.a",
    "name!",
  ],
  ...["name()", "name(1, ...name)", "name.a(1)", "name`text`", "name`a${1}b${2}c`", "name<string>`x`"],
  ...[
    "new Date()",
    "new name",
    "new name(1, ...name)",
    "new name.Name<string>(1)",
    "new Map([[1, 2]])",
    "new Set([1])",
    "new Error('x')",
  ],
  ...["`text`", "`a${name}b`", "`${1}${`${2}`}`", "String.raw`\\u{}`"],
  ...["name as string", "name as const", "name satisfies unknown", "name<string>", "name as any as string"],
  ...[
    "name + 1",
    "name - 1",
    "name * 2",
    "name / 2",
    "name % 2",
    "name ** 2",
    "name << 1",
    "name >> 1",
    "name >>> 1",
  ],
  ...["name & 1", "name | 1", "name ^ 1", "name == 1", "name != 1", "name === 1", "name !== 1"],
  ...["name < 1", "name > 1", "name <= 1", "name >= 1", '"a" in name', "name instanceof Object"],
  ...["name && 1", "name || 1", "name ?? 1", "name ? 1 : 2", "1, name"],
  ...[
    "other = 1",
    "other += 1",
    "other -= 1",
    "other *= 1",
    "other /= 1",
    "other %= 1",
    "other **= 1",
    "other <<= 1",
    "other >>= 1",
  ],
  ...["other >>>= 1", "other &= 1", "other |= 1", "other ^= 1", "other &&= 1", "other ||= 1", "other ??= 1"],
  ...[
    "[other] = name",
    "({ other } = name)",
    "({ a: other = 1, ...other } = name)",
    "[other = 1, ...other.rest] = name",
    "name.a = 1",
  ],
  ...[
    "import.meta",
    "import.meta.url",
    'import("./x")',
    "import(name)",
    'import("./x", { with: { type: "json" } })',
    "import.meta.resolve?.('x')",
  ],
].map((code) => row(code));

export const ELEMENTS: readonly Row[] = [
  ...[
    "<div />",
    "<></>",
    "<div a='b' c={name} d {...name}>text {name} {/* no */} {...name}</div>",
    "<name.Name />",
    "<svg:path xlink:href='a' />",
  ],
  ...["<Name<string> a={<b />}>&amp;</Name>", "<this.Name />", "<input-x />"],
].map((code) => row(code, UNSENDABLE));

/** What makes a function, a class, or an instance of one. */
export const MAKERS: readonly Row[] = [
  ...[
    ...[
      "() => 1",
      "(a, b = 1, ...c) => {}",
      "async () => { await name; }",
      "a => a",
      "({ a }, [b]) => ({ a, b })",
      "<T,>(a: T): T => a",
    ],
    ...[
      "function () {}",
      "function named(this: Date, a?: number): void { arguments; }",
      "function* () { yield; yield 1; yield* []; }",
    ],
    ...[
      "async function* () { for await (const x of name) yield x; }",
      "function () { return new.target; }",
      "async function () { await using x = name; using y = name; }",
    ],
    ...["{ m() { return super.toString(); } }"],
    "class {}",
    "class Named extends name { constructor() { super(); super.m(); } static { this.x = 1; } static async *[name]() {} }",
    "class { a = 1; #b = 2; static c; static #d = 3; declare e: string; readonly f = 1; accessor g = 1; static accessor #h = 2; 'i-j' = 1; [name] = 1; 2 = 3; }",
    "class { get a() { return 1; } set a(v) {} #m() { return #m in this; } ; constructor(private b = 1, readonly c?: string, protected override d = 1) { super(); } }",
    "class<in out T> extends name<T> implements A, B<T> { m(): void; m(a?: T): void {} [key: string]: unknown; a!: T; b?: T; }",
    "@name class { @name.a() @name(1) m() {} @name a = 1; @name static get b() { return 1; } @(name()) accessor c; }",
  ].map((code) => row(code, UNSENDABLE)),
  row("{ m() {}, get [name]() { return 1; } }", UNSENDABLE),
  row("{ m() {}, get g() { return 1; }, set g(v) {}, async a() {}, *b() {}, async *c() {}, ['d']() {} }", [
    "payload's member: no-non-cloneable-payload",
    ...UNSENDABLE,
  ]),
  row("{ a: () => 1, b: function () {}, c: class {} }", [
    "payload's member: no-non-cloneable-payload",
    ...UNSENDABLE,
  ]),
];

export const PATTERNS: readonly Row[] = [
  ...[
    "a",
    "{}",
    "[]",
    "{ a }",
    "{ a: b }",
    "{ a = 1 }",
    "{ a: { b: [c = 1, ...d] = [] } = {} }",
    "{ ...rest }",
    "[, a]",
    "[a, ...[b, { length }]]",
  ],
  ...[
    "{ ['a']: b }",
    "{ [name]: b = name }",
    "{ 'a-b': c, 1: d }",
    "{ ipc: { send } }",
    "{ socket: { on, off } }",
    "{ ipc, ...others }",
    "{ __proto__: p }",
  ],
].map((code) => row(code));

export const STATEMENTS: readonly Row[] = [
  ...[
    ...[
      ";",
      "{}",
      "{ ; }",
      "debugger;",
      "name;",
      "'use strict';",
      "let a;",
      "const b = 1, c = 2;",
      "var d = 1, e;",
      "using f = name;",
    ],
    ...["if (name) {}", "if (name) ; else ;", "if (name) name(); else if (other) other(); else { name; }"],
    ...[
      "for (;;) break;",
      "for (let i = 0, j = 1; i < 1; i++, j--) continue;",
      "for (const k in name) name[k];",
      "for (other of name) ;",
      "for (const [k, v] of name) ;",
    ],
    ...[
      "for (var k in {}) {}",
      "for (const using of name) ;",
      "while (name) break;",
      "do name(); while (other);",
      "do { continue; } while (0)",
    ],
    ...[
      "switch (name) {}",
      "switch (name) { case 1: case 2: { break; } default: name(); case other: }",
      "outer: for (;;) { inner: { break inner; } break outer; }",
    ],
    ...[
      "try {} catch {}",
      "try { throw name; } catch (e) { e; } finally { name(); }",
      "try {} catch ({ message = 1, ...rest }) {}",
      "try {} finally {}",
    ],
    ...[
      "function own() {}",
      "async function* g(a, { b }, [c] = []) {}",
      "function h(this: Date, ...a: unknown[]): asserts a is string[] {}",
      "class A {}",
      "abstract class B<T> extends A<T> implements C { abstract m(): void; abstract a: string; abstract accessor b: string; protected constructor(); constructor(a?) {} }",
    ],
    ...[
      "type T = string;",
      "interface I<T> extends A, B.C<T> { a?: T; readonly b: string; (x: T): void; new (x: T): I<T>; [k: string]: unknown; m?(): void; get g(): string; set g(v: string); }",
    ],
    ...[
      "enum E { A, B = 1, 'c-d' = 'x', E = A | B, F = 'y'.length }",
      "const enum F { A = 'a', B }",
      "declare enum G { A, B = name.length }",
      "declare const x: string, y: number;",
      "declare function f(a: string): void;",
    ],
    ...[
      "({ a: other } = name);",
      "[other, ...name.a] = name;",
      "other: { break other; }",
      "name = function () {};",
      "(async () => { for await (const x of name) ; await using y = name; })();",
      "(function* () { const x = yield; })();",
      "eval('1');",
      "new name;",
      "(0, eval)('x');",
    ],
  ].map((code) => row(code)),
  // Another function than the one that was subscribed.
  row("function f() {}", ["cleanup: require-socket-cleanup"]),
];

/** Statements that end a function. */
export const ENDS: readonly Row[] = [
  "return;",
  "return name;",
  "throw name;",
  "throw new Error('x');",
  "for (;;) return;",
].map((code) => row(code));

/** What stands at the level of a module, or of a namespace. */
export const MODULE_ITEMS: readonly Row[] = [
  ...[
    "namespace N { export const a = 1; }",
    "namespace N.M { export namespace O { } }",
    "module P {}",
    "declare namespace Q { let a: string; export { a }; }",
    "declare global { interface Window { a: string } var g: string; }",
    'declare module "x" { export const a: string; export default a; }',
    'declare module "y";',
  ],
  ...[
    "namespace N { export import a = N.b; import c = N; export type T = string; export enum E {} export function f() {} export class C {} }",
    "import fs = require('fs');",
    "import type fs = require('fs');",
    "export import z = N.a;",
    "import A = B.C.D;",
  ],
  ...[
    "import 'x';",
    "import d from 'x';",
    "import * as n from 'x';",
    "import { a, b as c, default as e, type T, 'f-g' as h } from 'x';",
    "import d, { a } from 'x';",
    "import d, * as n from 'x';",
    "import type { T } from 'x';",
    "import type D from 'x';",
    "import j from './x.json' with { type: 'json' };",
    "import {} from 'x';",
  ],
  ...[
    "export {};",
    "const a = 1; export { a, a as b, a as 'c-d' };",
    "export { a, default as b, default } from 'x';",
    "export * from 'x';",
    "export * as n from 'x';",
    "export * as default from 'x';",
    "export type { T } from 'x';",
    "export type * from 'x';",
    "export * from './x.json' with { type: 'json' };",
  ],
  ...[
    "export const a = 1, [b, { c }] = name;",
    "export function f() {}",
    "export async function* g() {}",
    "export class A {}",
    "export default function () {}",
    "export default class {}",
    "export default class A {}",
    "export default 1;",
    "export default interface I {}",
    "export default abstract class {}",
    "export default async () => {}",
  ],
  ...[
    "export enum E { A }",
    "export const enum F { A }",
    "export declare const x: string;",
    "export interface I {}",
    "export type T = string;",
    "export abstract class B {}",
    "export = name;",
    "export as namespace X;",
    "function o(a: string): void; function o(a: number): void; function o(a: unknown) {}",
    "declare class D { constructor(a: string); m(): void; static s: string; private p; }",
    "@name export class A {}",
    "export @name class A {}",
    "await name;",
    "for await (const x of name) ;",
    "await using u = name;",
  ],
].map((code) => row(code));

export const TYPES: readonly Row[] = [
  ...[
    "any",
    "unknown",
    "never",
    "void",
    "string",
    "number",
    "boolean",
    "bigint",
    "symbol",
    "object",
    "null",
    "undefined",
    "this",
  ],
  ...[
    "Name",
    "Name.Inner",
    "Name<string, Name<number>>",
    "PluginContext",
    "PluginUIContext",
    "PluginContext['ipc']",
    "Pick<PluginContext, 'ipc'>",
    "Partial<PluginContext>",
    "Readonly<Name>",
  ],
  ...["'a'", "1", "-1", "1n", "true", "`a`", "`a${string}b${number}`", "unique symbol"],
  ...[
    "string[]",
    "readonly string[]",
    "[]",
    "[string, number?]",
    "[a: string, b?: number, ...c: string[]]",
    "[...string[], number]",
    "(string)",
  ],
  ...[
    "string | number",
    "| string",
    "& Name",
    "Name & { a: string }",
    "keyof Name",
    "typeof name",
    "typeof name.a<string>",
    "typeof import('x')",
    "import('x')",
    "import('x').Y<string>",
    "import('x', { with: { 'resolution-mode': 'import' } }).Y",
  ],
  ...[
    "Name['a']",
    "Name[number]['b']",
    "Name extends string ? 1 : 2",
    "Name extends (infer U extends string)[] ? U : never",
    "Name extends infer U ? U : never",
  ],
  ...[
    "() => void",
    "(a: string, b?: number, ...c: string[]) => void",
    "new () => Name",
    "abstract new <T>(a: T) => T",
    "<T extends string = 'a', const U>(a: T, u: U) => a is T",
    "(this: Name) => asserts this is string",
    "(a: unknown) => asserts a",
  ],
  ...[
    "{}",
    "{ a: string; b?: number; readonly c: boolean }",
    "{ (a: string): void; new (a: string): Name; [k: string]: unknown; [k: symbol]: string; m<T>(a: T): T; get g(): string; set g(v) }",
  ],
  ...[
    "{ [K in keyof Name]: Name[K] }",
    "{ readonly [K in 'a' | 'b']?: string }",
    "{ -readonly [K in keyof Name as `x${string & K}`]-?: Name[K] }",
    "{ +readonly [K in string]+?: K }",
    "{ [K in string] }",
  ],
].map((code) => row(code));

/** Files of their own: what depends on the ending of the file, and not on a place. */
export const FILES: readonly {
  readonly filename: string;
  readonly code: string;
  readonly sourceType?: "script";
}[] = [
  { filename: "file.ts", code: "const a = <string>name; let b = <T>(x: T) => x; type I = intrinsic;" },
  { filename: "file.d.ts", code: "export as namespace X; declare const a: string; export = a;" },
  {
    filename: "file.d.ts",
    code: "declare let a: string; declare module 'm' { export default function f(): void; }",
  },
  { filename: "script.js", code: "with (name) { a; } var let_ = 010; <!-- html\n", sourceType: "script" },
];
