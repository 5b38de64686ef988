import type { FileView } from "../flow/file.js";
import type { Node } from "../flow/tree.js";
import { childrenOf, isFunction, unwrap } from "../flow/tree.js";
import { GivenUp } from "../run/given-up.js";
import type { Machine, Running } from "../run/machine.js";
import { Thrown } from "../run/machine.js";
import { expressionValue, outerValue } from "../run/outer.js";
import { executeBody } from "../run/statements.js";
import type { RunPromise, RunValue } from "../run/values.js";
import { UNDEFINED } from "../run/values.js";
import { runAsync, runNext } from "../run/waiting.js";
import type { Things } from "./things.js";

/** Statements that declare nothing for the rest of a module. */
const CHANGING = /^(?:Expression|If|For|ForIn|ForOf|While|DoWhile|Try|Block|Switch)Statement$/;

/** What a module does when it is loaded, statement by statement, but for creating the plugin. */
export function loadModule(machine: Machine, things: Things, { source: { ast } }: FileView): void {
  for (const statement of ast.body)
    machine.within({ start: { kind: "module", node: ast }, isForeign: false }, () => {
      runStatement(machine, things, statement);
    });
}

function runStatement(machine: Machine, things: Things, statement: Node): void {
  if (CHANGING.test(statement.type)) {
    waitFor(machine, runAsync(machine, execute(machine, statement)));
    return;
  }
  switch (statement.type) {
    case "ExportNamedDeclaration":
      if (statement.declaration) runStatement(machine, things, statement.declaration);
      break;
    case "ExportDefaultDeclaration": {
      const { declaration } = statement;
      if (declaration.type === "ClassDeclaration") runStatement(machine, things, declaration);
      else if (!isFunction(declaration) && !createsPlugin(machine, things, declaration))
        expressionValue(machine, declaration);
      break;
    }
    case "ClassDeclaration":
      // A decorator can do anything with the class.
      if (statement.decorators.length > 0) machine.host.assume();
      declare(machine, statement.id);
      break;
    case "VariableDeclaration":
      for (const { id, init } of statement.declarations)
        if (init && !isFunction(init) && init.type !== "Literal" && !createsPlugin(machine, things, init))
          for (const name of namesIn(id)) declare(machine, name);
      break;
    default:
  }
}

function* execute(machine: Machine, statement: Node): Running<RunValue> {
  yield* executeBody(machine, [statement], machine.module);
  return UNDEFINED;
}

/** `await` at the top of a module: what stands below it comes after that. */
function waitFor(machine: Machine, done: RunPromise): void {
  while (done.state === "pending" && runNext(machine));
  if (done.state === "rejected") throw new Thrown(done.value);
  if (done.state === "pending") throw new GivenUp("a module waits for what never comes");
}

function declare(machine: Machine, name: Node | null): void {
  const variable = name && machine.file.variableOf(name);
  if (variable) outerValue(machine, variable, name);
}

/** Whether a call creates the plugin: what the shell calls of it is run for itself. */
function createsPlugin({ flow }: Machine, things: Things, node: Node): boolean {
  const call = unwrap(node);
  return (
    call.type === "CallExpression" &&
    flow.evaluate(call.callee).values.some((callee) => things.createsPlugin(callee))
  );
}

/** The names that a pattern declares. */
function namesIn(pattern: Node): readonly Node[] {
  if (pattern.type === "Identifier") return [pattern];
  return childrenOf(pattern).flatMap(namesIn);
}
