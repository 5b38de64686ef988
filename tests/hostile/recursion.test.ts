/** What is made of itself, in every way: nothing hangs, and a mistake beside it is still seen. */
import { describe, expect, it } from "vitest";
import { background, IMPORTS, lintAll, repeat, said } from "./support.js";

const WRONG = 'ctx.ipc.send("plugin:my-plugin:x", 1);';
const component = (inside: string): string =>
  `${IMPORTS}export function Panel(props) { const { socket } = usePluginContext(); ${inside} return null; }\nexport default createPlugin({ onStart(ctx) { ${WRONG} } });`;

const PROGRAMS: Readonly<Record<string, string>> = {
  "a function": background(`f(ctx, 3); ${WRONG}`, "function f(c, n) { if (n) f(c, n - 1); return f; }"),
  "a function that gives itself": background(`f()()()(ctx); ${WRONG}`, "const f = () => f;"),
  "functions that take each other": background(
    `a(b, ctx); ${WRONG}`,
    "function a(f, c) { f(a, c); } function b(f, c) { f(b, c); }",
  ),
  "a combinator": background(
    `Y((self) => (n) => self(n))(ctx); ${WRONG}`,
    "const Y = (f) => ((x) => x(x))((x) => f((y) => x(x)(y)));",
  ),
  "a getter": background(
    `o.a.ipc; ctx.ipc.send(o.a, o); ${WRONG}`,
    "const o = { get a() { return this.a; }, get b() { return o.b; } };",
  ),
  "a setter": background(`o.a = ctx; ${WRONG}`, "const o = { set a(v) { this.a = v; } };"),
  "a class that makes itself": background(
    `new A(ctx); ${WRONG}`,
    "class A { b = new A(this); constructor(c) { this.c = new A(c); } static s = new A(1); }",
  ),
  "classes built on each other": background(
    `new A(ctx).m(); ${WRONG}`,
    "class A extends B { m() { super.m(); } } class B extends A { m() { super.m(); } }",
  ),
  "parameters with each other as default": background(
    `f(); ((a = b, b = a) => a)(); ${WRONG}`,
    "function f(a = f(), { b = f(b) } = a) { return b; }",
  ),
  "a component": `${component("")}\nfunction Tree({ s }) { useEffect(() => { s.on("a", f); return () => s.off("a", f); }); return <Tree s={s}><Tree s={s} /></Tree>; }`,
  "a hook": component("useIt(socket);").concat(
    "\nfunction useIt(s) { useIt(s); useEffect(() => useIt(s)); return useIt; }",
  ),
  "an effect in an effect": component(
    "const go = () => useEffect(go); go(); useEffect(() => { useEffect(() => {}); });",
  ),
  "a handler that subscribes itself": component(
    'useEffect(() => { const h = () => { socket.off("a", h); socket.on("a", h); }; socket.on("a", h); return () => { socket.off("a", h); }; }, [socket]);',
  ),
  "a cleanup that calls itself": component(
    'useEffect(() => { socket.on("a", f); const stop = () => { if (props.again) stop(); socket.off("a", f); }; return stop; }, [socket]);',
  ),
  "state made of itself": component(
    "const [a, setA] = useState(a); setA(() => setA(a)); const r = useRef(r);",
  ),
  proxies: background(
    `const p = new Proxy({}, { get: () => p }); p.ipc.send(p, p); ctx.ipc.send(p.a, 1); ${WRONG}`,
  ),
  "an object in itself": background(
    `const o = { o: null }; o.o = o; o.p = [o, [o]]; ctx.ipc.send("a", o); ${WRONG}`,
  ),
  "a list in itself": background(
    `const l = []; l.push(l, ...l); for (const x of l) l.push(x); ctx.ipc.send("a", l); ${WRONG}`,
  ),
  "a prototype that is itself": background(
    `const o = Object.create(o); Object.setPrototypeOf(o, o); o.a; ${WRONG}`,
  ),
  "a text made of itself": background(
    `let t = "a"; t = t + t; t += t; t = \`\${t}\${t}\`; while (t) t += t; ctx.ipc.send(t, 1); ${WRONG}`,
  ),
  "a type that grows": `type G<T> = { a: G<G<T[]>>; s: G<[T, T]> }; declare const g: G<string>; ${background(`g.a.s.a.on("x", g); ctx.ipc.send("a", g as G<number>); ${WRONG}`).replaceAll("\n", " ")}`,
  "types that are each other": `interface A extends B<A> {} interface B<T extends A> { a: T; b: B<B<T>> } type C = D; type D = C; declare const a: A & C; ${background(`a.b.b.b.send(a, a); ctx.ipc.send("a", a); ${WRONG}`).replaceAll("\n", " ")}`,
  "a conditional type that asks for itself": `type U<T> = T extends [infer H, ...infer R] ? U<[...R, H, H]> : U<[T]>; declare const u: U<[1]>; ${background(`ctx.ipc.send("a", u); ${WRONG}`).replaceAll("\n", " ")}`,
  "a router mounted on itself": background(
    `const r = Router(); r.use("/a", r); r.use(r); ctx.server.registerRouter("/x", r); ${WRONG}`,
  ).replace("import", 'import { Router } from "express"; import'),
  "a generator": background(
    `for (const x of g()) ctx.ipc.send(x, 1); ${WRONG}`,
    "function* g() { yield* g(); yield g(); }",
  ),
  "promises of themselves": background(
    `const p = Promise.resolve().then(() => p); ctx.ipc.send("a", await p); ${WRONG}`,
  ),
  "ten thousand calls of one function": background(
    `${repeat(2000, () => "f(ctx);", " ")} ${WRONG}`,
    "function f(c) { if (c) f(c); }",
  ),
  "assignments in circles": background(
    `let a, b, c; a = b; b = c; c = a; [a, b] = [b, a]; ({ a, b: c } = { a: c, b }); a.ipc.send(b, c); ${WRONG}`,
  ),
};

/** What is said beside the mistake: none but that a list or object cannot be followed into itself would be right. */
describe("something that is made of itself", () => {
  it.each(Object.entries(PROGRAMS))("%s", (_, code) => {
    expect(said(lintAll(code)).map((one) => one.split(" ")[0])).toEqual(["no-prefixed-channel"]);
  });
});
