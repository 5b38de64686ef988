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
