import type { FileView } from "./file.js";
import type { Node } from "./tree.js";

/** The view of a file that grows by the files which it imports, once somebody asks for what they export. */
export interface JoinedView extends FileView {
  add(view: FileView): void;
}

/** Several files as one: what is asked of a node is asked of its own file; lists are those of the first one. */
export function joinFiles(main: FileView): JoinedView {
  const views = new Map<Node, FileView>([[main.source.ast, main]]);

  function of(node: Node): FileView {
    if (views.size === 1) return main;
    let at: Node = node;
    while (at.parent) at = at.parent;
    return views.get(at) ?? main;
  }

  return {
    path: main.path,
    source: main.source,
    calls: main.calls,
    elements: main.elements,
    classes: main.classes,
    memberWrites: main.memberWrites,
    of,
    isElsewhere: (node) => views.size > 1 && of(node) !== main,
    add(view) {
      views.set(view.source.ast, view);
    },
    textOf: (node) => of(node).source.getText(node),
    placeOf(node) {
      const view = of(node);
      const place = String(node.range[0]);
      return view === main ? place : `${String([...views.values()].indexOf(view))}:${place}`;
    },
    lineOf: (node) => of(node).lineOf(node),
    membersNamed(key, near) {
      const here = main.membersNamed(key);
      const other = near ? of(near) : main;
      return other === main ? here : [...here, ...other.membersNamed(key)];
    },
    returnsOf: (fn) => of(fn).returnsOf(fn),
    throwsOf: (fn) => of(fn).throwsOf(fn),
    yieldsOf: (fn) => of(fn).yieldsOf(fn),
    selvesOf: (object) => of(object).selvesOf(object),
    mayThrow: (name) => [...views.values()].some((view) => view.mayThrow(name)),
    exitsOf: (loop) => of(loop).exitsOf(loop),
    variableOf: (identifier) => of(identifier).variableOf(identifier),
    named: (name, at) => of(at).named(name, at),
    referenceOf: (identifier) => main.referenceOf(identifier) ?? of(identifier).referenceOf(identifier),
    jsxUsesOf: (variable) => of(variable.scope.block).jsxUsesOf(variable),
    isExported: (variable) => of(variable.scope.block).isExported(variable),
    variablesAround: (node, top) => of(node).variablesAround(node, top),
  };
}
