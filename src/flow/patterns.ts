import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "./tree.js";

/** One step from a value into a part of it, as a destructuring pattern takes it. */
export type Step =
  | { readonly kind: "key"; readonly key: Node; readonly computed: boolean }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "object-rest"; readonly without: readonly Node[] }
  | { readonly kind: "array-rest"; readonly from: number }
  | { readonly kind: "default"; readonly value: TSESTree.Expression };

/** How a bound name gets its value: the outermost pattern it stands in, and the steps from there to it. */
export interface Binding {
  readonly root: Node;
  readonly steps: readonly Step[];
}

export function bindingOf(identifier: Node): Binding {
  const steps: Step[] = [];
  let at = identifier;
  for (;;) {
    const parent: Node | undefined = at.parent;
    if (parent?.type === "AssignmentPattern" && parent.left === at) {
      steps.unshift({ kind: "default", value: parent.right });
    } else if (parent?.type === "Property" && parent.value === at && parent.parent.type === "ObjectPattern") {
      steps.unshift({ kind: "key", key: parent.key, computed: parent.computed });
      at = parent.parent;
      continue;
    } else if (parent?.type === "ArrayPattern") {
      steps.unshift({ kind: "index", index: parent.elements.indexOf(at as TSESTree.DestructuringPattern) });
    } else if (parent?.type === "RestElement") {
      const holder: Node = parent.parent;
      if (holder.type === "ObjectPattern") {
        const siblings = holder.properties.filter((property) => property.type === "Property");
        steps.unshift({ kind: "object-rest", without: siblings.map((property) => property.key) });
      } else if (holder.type === "ArrayPattern") {
        steps.unshift({ kind: "array-rest", from: holder.elements.indexOf(parent) });
      } else {
        return { root: parent, steps };
      }
      at = holder;
      continue;
    } else if (parent?.type === "TSParameterProperty") {
      return { root: parent, steps };
    } else {
      return { root: at, steps };
    }
    at = parent;
  }
}
