import type { TSESTree } from "@typescript-eslint/utils";
import type { Flow } from "./flow.js";
import { RecordBuilder } from "./records.js";
import type { Node } from "./tree.js";
import { writtenKey } from "./tree.js";
import type { Answer, RecordValue } from "./values.js";
import { primitive, unknown } from "./values.js";

/** The props that a JSX element gives its component. */
export function recordOfProps(
  flow: Flow,
  element: TSESTree.JSXOpeningElement,
  evaluate: (node: Node) => Answer,
): RecordValue {
  const props = new RecordBuilder(flow, element);
  for (const attribute of element.attributes) {
    if (attribute.type === "JSXSpreadAttribute") {
      props.merge(evaluate(attribute.argument), attribute);
      continue;
    }
    const name = writtenKey(attribute.name, false);
    if (name !== undefined) {
      props.members.set(name, { key: attribute.name, answer: () => attributeValue(attribute, evaluate) });
    }
  }
  const children = childrenOf(element);
  const [only] = children;
  if (only) {
    const isOne = children.length === 1 && only.type === "JSXExpressionContainer";
    const answer = (): Answer =>
      isOne ? evaluate(only.expression) : unknown("it has several children", element);
    props.members.set("children", { key: element.name, answer });
  }
  return props.finish();
}

/** The children of an element, without the space between them. */
function childrenOf({ parent }: TSESTree.JSXOpeningElement): readonly TSESTree.JSXChild[] {
  return parent.children.filter((child) => child.type !== "JSXText" || child.value.trim() !== "");
}

function attributeValue(attribute: TSESTree.JSXAttribute, evaluate: (node: Node) => Answer): Answer {
  const { value } = attribute;
  if (!value) return primitive(true, attribute);
  return evaluate(value.type === "JSXExpressionContainer" ? value.expression : value);
}
