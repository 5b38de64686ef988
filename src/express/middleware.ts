import type { Env } from "../flow/env.js";
import type { Flow } from "../flow/flow.js";
import { exportBehind } from "../flow/imports.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, isInside, writtenKey } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import { NOTHING } from "../flow/values.js";

/** Middleware that only prepares a request, or refuses it: it never answers in the place of a route. */
const PREPARING = new Map<string, ReadonlySet<string>>([
  ["express", new Set(["json", "urlencoded", "text", "raw"])],
  ["body-parser", new Set(["default", "json", "urlencoded", "text", "raw"])],
  ["cors", new Set(["default"])],
  ["helmet", new Set(["default"])],
  ["compression", new Set(["default"])],
  ["morgan", new Set(["default"])],
  ["cookie-parser", new Set(["default"])],
  ["multer", new Set(["default"])],
]);
/** Methods of a response that send nothing. */
const QUIET = new Set([
  "set",
  "setHeader",
  "header",
  "append",
  "vary",
  "type",
  "removeHeader",
  "getHeader",
  "on",
  "once",
  "locals",
  "cookie",
  "statusCode",
]);
/**
 * What a middleware asks of a request to tell one path from another. What it refuses for a parameter of its own path is wrong in
 * itself, whichever routes there are.
 */
const TELLS_PATHS = new Set(["path", "url", "originalUrl", "baseUrl", "method"]);

/** Whether a middleware leaves the answer to the routes: it may refuse a request, whichever it is, but not answer some of them. */
export function isHarmless(flow: Flow, value: Value, env: Env | undefined): boolean {
  if (value.kind === "result") return isPreparing(value.callee);
  if (value.kind !== "function") return false;
  const { node: fn } = value;
  // An error handler comes after a route has failed.
  if (fn.params.length >= 4) return true;
  const [request, response, next] = fn.params;
  if (!answersOnlyByRefusing(flow, response, env) || tellsPaths(flow, request)) return false;
  // One that goes on to nothing and refuses all is the end of the routes: `(request, response) => response.sendStatus(404)`.
  const calls = next?.type === "Identifier" ? usesOf(flow, next) : [];
  const goesOn = calls.some((use) => use.parent?.type === "CallExpression" && use.parent.callee === use);
  return goesOn || (response !== undefined && usesOf(flow, response).length > 0);
}

function isPreparing(callee: Value): boolean {
  const exported = exportBehind(callee);
  return exported !== undefined && PREPARING.get(exported.source)?.has(exported.name) === true;
}

function usesOf({ file }: Flow, parameter: Node): readonly Node[] {
  const variable = file.variableOf(parameter);
  return (
    variable?.references.flatMap(({ identifier }) => (identifier === parameter ? [] : [identifier])) ?? []
  );
}

/** Whether all that a function does with a response is to set headers, or to refuse: `res.status(401).end()`. */
function answersOnlyByRefusing(flow: Flow, response: Node | undefined, env: Env | undefined): boolean {
  if (!response) return true;
  if (response.type !== "Identifier") return false;
  return usesOf(flow, response).every((use) => {
    const { parent } = use;
    if (parent?.type !== "MemberExpression" || parent.object !== use) return false;
    const key = writtenKey(parent.property, parent.computed);
    if (key === undefined) return false;
    if (QUIET.has(key)) return true;
    const call = parent.parent;
    if ((key !== "status" && key !== "sendStatus") || call.type !== "CallExpression") return false;
    const [status] = call.arguments;
    const { values, others } = status ? flow.evaluate(status, env) : NOTHING;
    const isRefusal = (value: Value): boolean => value.kind === "primitive" && Number(value.value) >= 400;
    return !others && values.length > 0 && values.every(isRefusal);
  });
}

/** Whether what is done depends on which path was asked for. */
function tellsPaths(flow: Flow, request: Node | undefined): boolean {
  if (!request) return false;
  if (request.type === "ObjectPattern")
    return request.properties.some((property) => {
      const key = property.type === "Property" ? writtenKey(property.key, property.computed) : undefined;
      return key === undefined || TELLS_PATHS.has(key);
    });
  if (request.type !== "Identifier") return true;
  return usesOf(flow, request).some(({ parent }) => {
    if (parent?.type !== "MemberExpression") return true;
    const key = writtenKey(parent.property, parent.computed);
    const isSet = parent.parent.type === "AssignmentExpression" && parent.parent.left === parent;
    return key === undefined || (TELLS_PATHS.has(key) && (isSet || isInTest(parent)));
  });
}

/** Whether a condition asks for something; to log it is harmless. */
function isInTest(node: Node): boolean {
  const fn: FunctionNode | undefined = enclosingFunction(node);
  let child = node;
  for (let at = node.parent; at && at !== fn; child = at, at = at.parent) {
    if ((at.type === "IfStatement" || at.type === "ConditionalExpression") && isInside(child, at.test))
      return true;
    if (at.type === "SwitchStatement" && child === at.discriminant) return true;
    if (at.type === "LogicalExpression" && child === at.left) return true;
    if (at.type === "VariableDeclarator") return true;
  }
  return false;
}
