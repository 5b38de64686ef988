import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "./tree.js";
import type { Answer, Lazy, ListValue, Reason } from "./values.js";
import { exactly, primitive, union, unknown, withOthers } from "./values.js";

/** The elements of a list, where nothing can have taken one away. `open`: why there may be more. */
export interface Certain {
  readonly elements: readonly Lazy<Answer>[];
  readonly open: Reason | undefined;
  /** Whether some are added once it is made, in an order that is not known. */
  readonly isFilled?: boolean;
}

/** Of longer lists, what is spread into them is not followed. */
const LONGEST_LIST = 4096;

export function listOf(
  elements: readonly Lazy<Answer>[],
  origin: Node,
  open?: Reason,
  isFilled?: boolean,
): Answer {
  return exactly({ kind: "list", elements, origin, open, isFilled });
}

/** The elements of an array literal; spreads of arrays in sight are merged. */
export function arrayOf(
  node: TSESTree.ArrayExpression,
  evaluate: (node: Node) => Answer,
  elementsOf: (list: ListValue) => Certain | undefined,
): ListValue {
  const elements: Lazy<Answer>[] = [];
  let open: Reason | undefined;
  let isFilled = false;
  for (const element of node.elements) {
    if (!element) elements.push(() => primitive(undefined, node));
    else if (element.type !== "SpreadElement") elements.push(() => evaluate(element));
    else {
      const spread = evaluate(element.argument);
      const [only] = spread.values;
      const certain = only?.kind === "list" && spread.values.length === 1 ? elementsOf(only) : undefined;
      const isTooLong = certain && elements.length + certain.elements.length > LONGEST_LIST;
      if (certain && !isTooLong) {
        elements.push(...certain.elements);
        open ??= certain.open ?? spread.others;
        isFilled ||= certain.isFilled === true;
      } else
        open ??= spread.others ?? { why: "something that is not in sight is spread into it", node: element };
    }
  }
  return { kind: "list", elements, open, isFilled, origin: node };
}

export function allElements(list: ListValue): Answer {
  const all = union(list.elements.map((element) => element()));
  return withOthers(all, list.open);
}

export function listMember(list: ListValue, key: string, at: Node): Answer | undefined {
  if (key !== "length" && !/^\d+$/.test(key)) return undefined;
  if (list.isFilled) return unknown("it is filled after it is made", list.origin);
  if (key === "length")
    return list.open ? unknown(list.open.why, list.open.node) : primitive(list.elements.length, at);
  // What callers pass stands where they pass it, however much more there is.
  const isInPlace = list.origin.type === "RestElement" && Number(key) < list.elements.length;
  if (list.open && !isInPlace) return unknown(list.open.why, list.open.node);
  return list.elements[Number(key)]?.() ?? primitive(undefined, at);
}
