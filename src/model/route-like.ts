import { additionOf, isRouterMethod, routerOf } from "../express/routers.js";
import type { Flow } from "../flow/flow.js";
import type { CallNode } from "../flow/tree.js";
import { unwrap, writtenKey } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import { REGISTERING } from "../sdk.js";
import { placeIn } from "./place.js";
import type { SdkFile } from "./sdk-file.js";
import { isOther } from "./sites.js";

/** The places of calls in a file that may add a route to a router, or register one, without the file knowing on what. */
export function routeLikeIn({ flow, things }: SdkFile): readonly string[] {
  return flow.file.calls.flatMap((node) => {
    const callee = unwrap(node.callee);
    if (callee.type !== "MemberExpression") return [];
    const key = writtenKey(callee.property, callee.computed);
    const isLike =
      key === REGISTERING || ((key === undefined || isRouterMethod(key)) && givesHandler(flow, node, key));
    const isRouter = flow.evaluate(callee.object).values.some((value) => routerOf(flow, value) !== undefined);
    if (!isLike || (!isRouter && isOther(flow, things, callee.object, key ?? ""))) return [];
    const isKnown = flow.invocations(node).some((invocation) => additionOf(flow, invocation));
    return isKnown ? [] : [placeIn(flow.file, node)];
  });
}

/** `on.get("/path", handler)`, `on.use(handler)`, `on[method](path, handler)` */
function givesHandler(flow: Flow, { arguments: args }: CallNode, key: string | undefined): boolean {
  const [first] = args;
  const last = args.at(-1);
  if (!first || !last || (args.length < 2 && key !== "use" && key !== "route")) return false;
  if (first.type === "SpreadElement" || last.type === "SpreadElement") return true;
  const path = flow.evaluate(first);
  const handler = flow.evaluate(last);
  const isPath = path.others !== undefined || path.values.some(mayBePath) || key === "use";
  return (
    isPath &&
    (key === "route" ||
      handler.others !== undefined ||
      handler.values.length === 0 ||
      handler.values.some(mayHandle))
  );
}

function mayBePath(value: Value): boolean {
  if (value.kind === "primitive") return typeof value.value === "string" && value.value.startsWith("/");
  return value.kind !== "record" && value.kind !== "function";
}

function mayHandle({ kind }: Value): boolean {
  return kind !== "primitive" && kind !== "record" && kind !== "text";
}
