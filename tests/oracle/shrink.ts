import ts from "typescript";
import { parse as parseForScopes } from "../helpers/parse.js";
import type { Disagreement } from "./compare.js";
import { disagreementsAbout } from "./compare.js";
import type { Files } from "./execution/evaluate.js";
import type { Oracle } from "./oracle.js";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** No more programs than this are tried in one go. */
const MOST_TRIES = 300;

/** A smaller plugin about which a rule and execution disagree in the same way. */
export async function shrinkDisagreement(oracle: Oracle, files: Files, about: Disagreement): Promise<Files> {
  const isSame = ({ kind, rule, mode, why }: Disagreement): boolean =>
    kind === about.kind && rule === about.rule && mode === about.mode && gist(why) === gist(about.why);
  let smallest = files;
  for (const file of Object.keys(files)) {
    if (!/\.[jt]sx?$/.test(file)) continue;
    const withText = (text: string): Files => ({ ...smallest, [file]: text });
    const text = await shrink(smallest[file] ?? "", async (smaller) =>
      (await disagreementsAbout(oracle, withText(smaller))).some(isSame),
    );
    smallest = withText(text);
  }
  return smallest;
}

/** The words of a report or a finding, without its place and the names in it. */
const gist = (why: string): string =>
  why.replace(/^\S+:\d+: /, "").replaceAll(/`[^`]*`|"[^"]*"|\(.*\)|: .*/g, "…");

/** A smaller program for which `isStillSo` holds: whatever can go from the AST goes, the largest parts first. */
async function shrink(
  code: string,
  isStillSo: (code: string) => Promise<boolean>,
  most = MOST_TRIES,
): Promise<string> {
  const known = new Set(unresolvedIn(code));
  const leavesNoUse = (smaller: string): boolean =>
    unresolvedIn(smaller)?.every((name) => known.has(name)) === true;
  let smallest = code;
  let tries = 0;
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (let index = 0; tries < most;) {
      const edit = editsOf(smallest)[index];
      if (!edit) break;
      const smaller = apply(smallest, edit);
      tries++;
      if (leavesNoUse(smaller) && (await isStillSo(smaller))) {
        smallest = smaller;
        hasChanged = true;
      } else index++;
    }
  }
  return smallest;
}

const apply = (code: string, { start, end, text }: Edit): string =>
  code.slice(0, start) + text + code.slice(end);

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile("index.tsx", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

/** The names that a program uses and nothing in it declares; `undefined`: it cannot be read. */
function unresolvedIn(code: string): string[] | undefined {
  try {
    const { globalScope } = parseForScopes(code).scopeManager ?? {};
    const open = globalScope?.through.filter(({ isValueReference }) => isValueReference) ?? [];
    return open.map(({ identifier }) => identifier.name);
  } catch {
    return undefined;
  }
}

/** What can be taken away, the largest first. */
function editsOf(code: string): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    edits.push(...removals(node), ...simplifications(node, code));
    // What ends a loop stays: a program that runs for ever tells nothing.
    if (ts.isForStatement(node)) visit(node.statement);
    else if (!ts.isWhileStatement(node) && !ts.isDoStatement(node)) ts.forEachChild(node, visit);
  };
  visit(parse(code));
  const gain = ({ start, end, text }: Edit): number => end - start - text.length;
  return edits.filter((edit) => gain(edit) > 0).toSorted((a, b) => gain(b) - gain(a));
}

const without = (node: ts.Node): Edit => ({ start: node.getStart(), end: node.end, text: "" });

function removals(node: ts.Node): Edit[] {
  if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseOrDefaultClause(node))
    return node.statements.map(without);
  if (ts.isClassDeclaration(node) || ts.isTypeLiteralNode(node)) return node.members.map(without);
  if (ts.isCaseBlock(node)) return node.clauses.map(without);
  if (ts.isJsxAttributes(node)) return node.properties.map(without);
  if (ts.isJsxElement(node))
    return node.children.filter((child) => !ts.isJsxText(child) || child.text.trim() !== "").map(without);
  if (ts.isObjectLiteralExpression(node)) return node.properties.map(withComma);
  if (ts.isArrayLiteralExpression(node) || ts.isObjectBindingPattern(node) || ts.isNamedImports(node))
    return node.elements.map(withComma);
  if (ts.isFunctionLike(node))
    return [...node.parameters.map(withComma), ...(node.type ? [typed(node.type)] : [])];
  if (ts.isIfStatement(node) && node.elseStatement)
    return [{ start: node.thenStatement.end, end: node.end, text: "" }];
  if (ts.isVariableDeclaration(node) && node.type) return [typed(node.type)];
  return [];
}

/** A type and the colon before it. */
const typed = (type: ts.Node): Edit => ({ start: type.pos - 1, end: type.end, text: "" });

function withComma(node: ts.Node): Edit {
  const after = /^\s*,/.exec(node.getSourceFile().text.slice(node.end))?.[0].length ?? 0;
  return { start: node.getStart(), end: node.end + after, text: "" };
}

/** What can stand for itself in place of what is around it. */
function simplifications(node: ts.Node, code: string): Edit[] {
  const by = (...parts: readonly (ts.Node | undefined)[]): Edit[] =>
    parts.flatMap((part) =>
      part ? [{ start: node.getStart(), end: node.end, text: code.slice(part.getStart(), part.end) }] : [],
    );
  if (ts.isIfStatement(node)) return by(node.thenStatement, node.elseStatement);
  if (ts.isTryStatement(node)) return by(node.tryBlock, node.finallyBlock);
  if (ts.isIterationStatement(node, false)) return by(node.statement);
  if (ts.isLabeledStatement(node)) return by(node.statement);
  if (ts.isConditionalExpression(node)) return by(node.whenTrue, node.whenFalse);
  if (ts.isBinaryExpression(node) && !isAssignment(node)) return by(node.right, node.left);
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
    return by(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return by(node.operand);
  if (ts.isJsxElement(node))
    return by(...node.children.filter(ts.isJsxElement), ...node.children.filter(ts.isJsxSelfClosingElement));
  if (ts.isBlock(node) && ts.isBlock(node.parent)) return inside(node, node, code);
  if (ts.isExpressionStatement(node)) return calledAtOnce(node, code);
  if (ts.isCallExpression(node) && !isKept(node.expression)) return by(node.arguments[0]);
  return [];
}

/** The statements of a block in place of something. */
function inside(node: ts.Node, { statements }: ts.Block, code: string): Edit[] {
  const [first, last] = [statements[0], statements.at(-1)];
  const text = first && last ? code.slice(first.getStart(), last.end) : "";
  return [{ start: node.getStart(), end: node.end, text }];
}

/** `(() => { ... })();` */
function calledAtOnce(node: ts.ExpressionStatement, code: string): Edit[] {
  let expression: ts.Node = node.expression;
  if (ts.isVoidExpression(expression)) expression = expression.expression;
  if (!ts.isCallExpression(expression) || !ts.isParenthesizedExpression(expression.expression)) return [];
  const fn = expression.expression.expression;
  return ts.isArrowFunction(fn) && ts.isBlock(fn.body) ? inside(node, fn.body, code) : [];
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** What a hook gives is another thing than what it is given, and what makes a plugin makes it one. */
const isKept = (callee: ts.Node): boolean => /\b(?:use[A-Z]\w*|createPlugin)$/.test(callee.getText());
