import type { Variable } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import type { Node } from "../flow/tree.js";
import { LISTENING } from "../sdk.js";

const known = new WeakMap<Flow, ReadonlySet<Node>>();

/** All code of a file around places that name a method which subscribes or releases, or something in which that is so. */
export function codeThatListens(flow: Flow): ReadonlySet<Node> {
  const code = known.get(flow) ?? codeThatNames(flow, LISTENING);
  known.set(flow, code);
  return code;
}

/** All code of a file around places that name one of these methods, or something in which that is so. */
export function codeThatNames({ file }: Flow, methods: readonly string[]): ReadonlySet<Node> {
  const around = new Set<Node>();
  const isNamed = methods.some((name) => file.membersNamed(name).length > 0);
  // `socket[method]("status", handler)`
  if (!isNamed && !new RegExp(`["'\`](?:${methods.join("|")})["'\`]`).test(file.sourceCode.text))
    return around;
  const places: Node[] = [...methods, undefined].flatMap((name) => file.membersNamed(name));
  const seen = new Set<Variable>();
  // The list grows while it is gone through.
  for (const place of places) {
    for (let at: Node | undefined = place; at && !around.has(at); at = at.parent) {
      around.add(at);
      const variable = declaredBy(file, at);
      if (!variable || seen.has(variable)) continue;
      seen.add(variable);
      places.push(...variable.references.map(({ identifier }) => identifier as Node));
    }
  }
  return around;
}

function declaredBy(file: Flow["file"], node: Node): Variable | undefined {
  const name =
    node.type === "VariableDeclarator" && node.id.type === "Identifier"
      ? node.id
      : node.type === "FunctionDeclaration" || node.type === "ClassDeclaration"
        ? node.id
        : undefined;
  return name ? file.variableOf(name) : undefined;
}
