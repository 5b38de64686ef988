import type { Sides } from "./events.js";
import { same } from "./events.js";
import { ofFile } from "./handlers.js";
import { debounceOf, loggerOf, reactionOf, storeOf } from "./reactions.js";
import type { Scope } from "./scope.js";

/** The handler of one subscription in a class component. */
export function classHandlerOf(scope: Scope): Sides {
  const { sheet } = scope;
  const arrow = (): string => `(d: unknown) => { ${reactionOf(scope)} }`;
  return sheet.grow(
    "handler",
    [
      ...ofFile(scope),
      [5, "arrow field", () => same(scope.keep("onMessage", arrow()))],
      [2, "method bound in the constructor", () => same(boundMethod(scope))],
      [1, "bound field", () => same(scope.keep("bound", `${method(scope)}.bind(this)`))],
      [1, "method as it is", () => same(method(scope))],
      [1, "private field", () => same(privateField(scope, arrow()))],
      [1, "static field", () => same(staticField(scope, arrow()))],
      [1, "debounced field", () => same(scope.keep("slow", `${debounceOf(sheet)}(${arrow()})`))],
      [1, "table of a field", () => same(`${scope.keep("table", `{ status: ${arrow()} }`)}.status`)],
      [1, "kept prop", () => same(scope.fresh("handler", scope.host.prop("onStatus")))],
    ],
    [
      [2, "method bound twice", () => same(`${method(scope)}.bind(this)`)],
      [1, "fresh function", () => same(arrow())],
      [1, "prop read twice", () => same(scope.host.prop("onStatus"))],
      [1, "arrow around a method", () => ({ on: `(d: unknown) => ${method(scope)}(d)`, off: method(scope) })],
      [1, "other handler", () => ({ on: scope.keep("onMessage", arrow()), off: loggerOf(sheet) })],
    ],
  );
}

function method({ sheet, host }: Scope): string {
  const name = sheet.name("handle");
  host.body.push(`${name}(d: unknown) { ${storeOf(sheet)}.push(d); }`);
  return `this.${name}`;
}

function privateField({ sheet, host }: Scope, code: string): string {
  const name = `#${sheet.name("handle")}`;
  host.body.push(`${name} = ${code};`);
  return `this.${name}`;
}

function staticField({ sheet, host }: Scope, code: string): string {
  const name = sheet.name("shared");
  host.body.push(`static ${name} = ${code};`);
  return `(this.constructor as any).${name}`;
}

/** The line of the constructor that is written when the class is complete. */
export const BINDING = "// bind ";

function boundMethod(scope: Scope): string {
  const bound = method(scope);
  scope.host.body.push(`${BINDING}${bound} = ${bound}.bind(this);`);
  return bound;
}
