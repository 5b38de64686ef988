import ts from "typescript";
import type { Random } from "../../random.js";

/** A program with one place changed, whatever that means for it. */
export interface Edited {
  readonly name: string;
  readonly code: string;
}

interface Change {
  readonly name: string;
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** What a change should be about. */
const OF_INTEREST =
  /\b(?:on|off|once|offAny|stop\w*|undo\w*|dispose\w*|start\w*|alive|cancelled|clear\w+|cleanup\w*)\b/;

/** Changes one statement or condition of a program, without taking away what other code names. */
export function edited(code: string, random: Random): Edited | undefined {
  const file = ts.createSourceFile("index.tsx", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    changes.push(...changesOf(node, code));
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (changes.length === 0) return undefined;
  const { name, range, text } = random.pick(changes);
  return { name, code: code.slice(0, range[0]) + text + code.slice(range[1]) };
}

function changesOf(node: ts.Node, code: string): Change[] {
  const rangeOf = (one: ts.Node): readonly [number, number] => [one.getStart(), one.end];
  const textOf = (one: ts.Node): string => code.slice(...rangeOf(one));
  if (ts.isIfStatement(node))
    return [
      {
        name: "condition is negated",
        range: rangeOf(node.expression),
        text: `!(${textOf(node.expression)})`,
      },
      ...(node.elseStatement
        ? [{ name: "else is dropped", range: [node.thenStatement.end, node.end] as const, text: "" }]
        : []),
    ];
  if (!ts.isExpressionStatement(node) || !ts.isBlock(node.parent)) return [];
  if (!OF_INTEREST.test(textOf(node).slice(0, 60)) || /use[A-Z]/.test(textOf(node).slice(0, 40))) return [];
  const next = node.parent.statements[node.parent.statements.indexOf(node) + 1];
  return [
    { name: "statement is dropped", range: rangeOf(node), text: "" },
    { name: "statement is doubled", range: [node.end, node.end], text: `\n${textOf(node)}` },
    ...(next && ts.isExpressionStatement(next)
      ? [
          {
            name: "statements are swapped",
            range: [node.getStart(), next.end] as const,
            text: `${textOf(next)}\n${textOf(node)}`,
          },
        ]
      : []),
  ];
}
