import { describe, expect, it } from "vitest";
import { BODIES, EXPRESSIONS } from "../helpers/small-programs.js";
import { answerTo } from "./answer.js";

/** What the engine makes of an expression, as text. */
const made = (body: string): string =>
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the programs of the tables
  String(new Function(body)());

describe("what is known of an expression is what the engine makes of it", () => {
  it.each(EXPRESSIONS)("%s", (expression) => {
    expect(answerTo(`ask(${expression});`)).toEqual([made(`return ${expression};`)]);
  });
});

describe("what is said is never something else than what the engine makes", () => {
  it.each(BODIES)("%s", (body) => {
    const said = answerTo(`ask((() => { ${body} })());`);
    const isOpen =
      said.length === 0 || said.some((one) => one === "?" || one.includes("${}") || one.startsWith("<"));
    expect(isOpen ? [...said, made(body)] : said).toContain(made(body));
  });
});

describe("what grows by itself comes to an end", () => {
  it("lists that double", () => {
    const lines = Array.from(
      { length: 18 },
      (_, i) => `const l${String(i + 1)} = [...l${String(i)}, ...l${String(i)}];`,
    );
    expect(answerTo(`const l0 = ["a", "b"]; ${lines.join(" ")} ask(l18.length);`)).toEqual(["?"]);
  });

  it("methods that call each other and give back what they are called on", () => {
    const methods = Array.from(
      { length: 50 },
      (_, i) => `m${String(i)}() { this.l.push("a"); this.m${String(i + 1)}(); return this; },`,
    );
    const code = `const o = { l: ["z"], ${methods.join(" ")} m50() {} }; o.m0(); for (const x of o.l) ask(x);`;
    expect(answerTo(code)).toEqual(["a", "z"]);
  });
});
