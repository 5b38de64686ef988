import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "./tree.js";
import { writtenKey } from "./tree.js";
import type { Answer, Member, Reason, RecordValue } from "./values.js";
import { primitive, unknown } from "./values.js";

/** The props that a JSX element gives its component. */
export function recordOfProps(
  element: TSESTree.JSXOpeningElement,
  evaluate: (node: Node) => Answer,
): RecordValue {
  const members = new Map<string, Member>();
  let open: Reason | undefined;
  for (const attribute of element.attributes) {
    if (attribute.type === "JSXSpreadAttribute") {
      const spread = evaluate(attribute.argument);
      open ??= spread.others;
      for (const value of spread.values) {
        if (value.kind === "record") for (const [key, member] of value.members) members.set(key, member);
        else open ??= { why: "props that are not in sight are spread into it", node: attribute };
      }
      continue;
    }
    const name = writtenKey(attribute.name, false);
    if (name !== undefined)
      members.set(name, { key: attribute.name, answer: () => attributeValue(attribute, evaluate) });
  }
  const children = element.parent.children;
  if (children.length > 0) {
    members.set("children", {
      key: element.name,
      answer: () => unknown("children are not followed", element),
    });
  }
  return { kind: "record", members, open, origin: element };
}

function attributeValue(attribute: TSESTree.JSXAttribute, evaluate: (node: Node) => Answer): Answer {
  const { value } = attribute;
  if (!value) return primitive(true, attribute);
  return evaluate(value.type === "JSXExpressionContainer" ? value.expression : value);
}
