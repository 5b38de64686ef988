import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { nodesOf, parse } from "../helpers/parse.js";

/** A rewriting of a program on its AST. Gives `undefined` where there is nothing to rewrite. */
export interface Step {
  readonly name: string;
  readonly rewrite: (code: string) => string | undefined;
}

interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

interface Program {
  readonly code: string;
  readonly nodes: readonly TSESTree.Node[];
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  text(node: TSESTree.Node): string;
  /** Every name that refers to what the specifier brings in, but the specifier itself. */
  referencesTo(specifier: TSESTree.Node): readonly TSESTree.Node[];
}

const SDK = "@skyvexsoftware/stratos-sdk";
const METHODS = /^(?:on|once|off|emit|emitWithAck|send|handle|removeListener|removeAllListeners)$/;

function step(name: string, edits: (program: Program) => readonly Edit[]): Step {
  return {
    name,
    rewrite(code) {
      const made = edits(programOf(code)).toSorted(
        (a, b) => b.range[0] - a.range[0] || b.range[1] - a.range[1],
      );
      if (made.length === 0) return undefined;
      let result = code;
      for (const { range, text } of made) result = result.slice(0, range[0]) + text + result.slice(range[1]);
      return result;
    },
  };
}

function programOf(code: string): Program {
  const sourceCode = parse(code);
  return {
    code,
    sourceCode,
    nodes: [...nodesOf(sourceCode)],
    text: (node) => code.slice(node.range[0], node.range[1]),
    referencesTo(specifier) {
      const [variable] = sourceCode.getDeclaredVariables(specifier);
      return variable?.references.map(({ identifier }) => identifier) ?? [];
    },
  };
}

const replace = (node: TSESTree.Node, text: string): Edit => ({ range: node.range, text });
const append = ({ code }: Program, text: string): Edit => ({ range: [code.length, code.length], text });

function specifiersOfSdk({ nodes }: Program): TSESTree.ImportSpecifier[] {
  return nodes.filter(
    (node): node is TSESTree.ImportSpecifier =>
      node.type === "ImportSpecifier" &&
      node.importKind === "value" &&
      node.parent.type === "ImportDeclaration" &&
      node.parent.importKind === "value" &&
      node.parent.source.value.startsWith(SDK),
  );
}

function calls({ nodes }: Program): TSESTree.CallExpression[] {
  return nodes.filter((node) => node.type === "CallExpression");
}

/** Calls of methods with the names of the SDK's, outermost only: edits must not overlap. */
function methodCalls(program: Program): (TSESTree.CallExpression & { callee: TSESTree.MemberExpression })[] {
  const found = calls(program).filter(
    (node): node is TSESTree.CallExpression & { callee: TSESTree.MemberExpression } =>
      node.callee.type === "MemberExpression" &&
      node.callee.property.type === "Identifier" &&
      METHODS.test(node.callee.property.name) &&
      node.parent.type !== "ChainExpression" &&
      node.callee.object.type !== "CallExpression",
  );
  return found.filter((node) => !found.some((other) => other !== node && isInside(node, other)));
}

function isInside(node: TSESTree.Node, other: TSESTree.Node): boolean {
  return node.range[0] >= other.range[0] && node.range[1] <= other.range[1];
}

function callsOf(program: Program, name: RegExp): TSESTree.CallExpression[] {
  return calls(program).filter(({ callee }) => callee.type === "Identifier" && name.test(callee.name));
}

/** `const { socket, ... } = usePluginContext();` */
function destructuredContexts({
  nodes,
}: Program): (TSESTree.VariableDeclarator & { id: TSESTree.ObjectPattern })[] {
  return nodes.filter(
    (node): node is TSESTree.VariableDeclaratorDefiniteAssignment & { id: TSESTree.ObjectPattern } =>
      node.type === "VariableDeclarator" &&
      node.id.type === "ObjectPattern" &&
      node.init?.type === "CallExpression" &&
      node.init.callee.type === "Identifier" &&
      node.init.callee.name === "usePluginContext",
  );
}

/** Literal channels: the first argument of the SDK's methods. */
function channelLiterals(program: Program): TSESTree.StringLiteral[] {
  return methodCalls(program).flatMap(({ arguments: [first] }) =>
    first?.type === "Literal" && typeof first.value === "string" ? [first] : [],
  );
}

/** The text of an expression where it stands as a part of another one. */
function operand(program: Program, node: TSESTree.Node): string {
  return node.type === "Identifier" || node.type === "MemberExpression"
    ? program.text(node)
    : `(${program.text(node)})`;
}

function methodCallStep(
  name: string,
  render: (receiver: string, method: string, args: readonly string[]) => string,
): Step {
  return step(name, (program) =>
    methodCalls(program)
      .filter(({ arguments: args }) => args.every(({ type }) => type !== "SpreadElement"))
      .map((node) => {
        const method = program.text(node.callee.property);
        const args = node.arguments.map((argument) => program.text(argument));
        return replace(node, render(operand(program, node.callee.object), method, args));
      }),
  );
}

function receiverStep(name: string, render: (receiver: string) => string): Step {
  return step(name, (program) =>
    methodCalls(program).map(({ callee }) => replace(callee.object, render(operand(program, callee.object)))),
  );
}

function channelStep(name: string, render: (value: string, raw: string) => string, more = ""): Step {
  return step(name, (program) => {
    const literals = channelLiterals(program);
    if (literals.length === 0) return [];
    return [...literals.map((node) => replace(node, render(node.value, node.raw))), append(program, more)];
  });
}

/** Steps that keep what a program means: every verdict must stay. */
export const PRESERVING: readonly Step[] = [
  step("the import is renamed", (program) =>
    specifiersOfSdk(program).flatMap((specifier) => {
      const imported = program.text(specifier.imported);
      const names = program.referencesTo(specifier).filter((node) => !isInside(node, specifier));
      return [
        replace(specifier, `${imported} as renamed_${imported}`),
        ...names.map((node) => replace(node, `renamed_${imported}`)),
      ];
    }),
  ),
  step("a namespace is imported", (program) => {
    const declarations = new Set(
      specifiersOfSdk(program).map(({ parent }) => parent as TSESTree.ImportDeclaration),
    );
    return [...declarations].flatMap((declaration, index) => {
      if (declaration.specifiers.some((one) => one.type !== "ImportSpecifier" || one.importKind === "type"))
        return [];
      const namespace = `sdk${String(index)}`;
      return [
        replace(declaration, `import * as ${namespace} from ${declaration.source.raw};`),
        ...declaration.specifiers.flatMap((specifier) =>
          program
            .referencesTo(specifier)
            .map((node) =>
              replace(node, `${namespace}.${program.text((specifier as TSESTree.ImportSpecifier).imported)}`),
            ),
        ),
      ];
    });
  }),
  step("the module is required", (program) => {
    const declarations = new Set(
      specifiersOfSdk(program).map(({ parent }) => parent as TSESTree.ImportDeclaration),
    );
    return [...declarations].flatMap((declaration) => {
      if (declaration.specifiers.some((one) => one.type !== "ImportSpecifier" || one.importKind === "type"))
        return [];
      const names = declaration.specifiers.map((specifier) => specifier.local.name).join(", ");
      return [replace(declaration, `const { ${names} } = require(${declaration.source.raw});`)];
    });
  }),
  step("destructuring becomes member access", (program) =>
    destructuredContexts(program).flatMap((node, index) => {
      const context = `context${String(index)}`;
      const parts = node.id.properties.map((property) =>
        property.type === "Property"
          ? `${program.text(property.value)} = ${context}.${program.text(property.key)}`
          : undefined,
      );
      return parts.includes(undefined)
        ? []
        : [replace(node, `${context} = ${program.text(node.init ?? node)}, ${parts.join(", ")}`)];
    }),
  ),
  step("member access becomes destructuring", (program) =>
    calls(program)
      .filter(({ callee }) => callee.type === "Identifier" && callee.name === "usePluginContext")
      .filter(({ parent }) => parent.type === "VariableDeclarator" && parent.id.type === "Identifier")
      .map((node) => replace(node, `(({ ...rest }) => rest)(${program.text(node)})`)),
  ),
  step("the hook is wrapped", (program) => {
    const hooks = callsOf(program, /^usePluginContext$/);
    if (hooks.length === 0) return [];
    return [
      ...hooks.map((node) => replace(node.callee, "useWrappedContext")),
      append(
        program,
        "\nfunction useWrappedContext() { const context = usePluginContext(); return context; }\n",
      ),
    ];
  }),
  step("the lifecycle object is named", (program) => {
    const [node] = callsOf(program, /^createPlugin$/);
    const [given] = node?.arguments ?? [];
    const statement = node?.parent;
    if (given?.type !== "ObjectExpression" || statement?.type !== "ExportDefaultDeclaration") return [];
    return [
      replace(given, "lifecycle"),
      {
        range: [statement.range[0], statement.range[0]],
        text: `const lifecycle = ${program.text(given)};\n`,
      },
    ];
  }),
  step("the lifecycle functions are named", (program) => {
    const [node] = callsOf(program, /^createPlugin$/);
    const [given] = node?.arguments ?? [];
    const statement = node?.parent;
    if (given?.type !== "ObjectExpression" || statement?.type !== "ExportDefaultDeclaration") return [];
    const methods = given.properties.filter((property) => property.type === "Property" && property.method);
    const functions = methods.map((property) => {
      const { key, value } = property as TSESTree.Property & { value: TSESTree.FunctionExpression };
      return `${value.async ? "async " : ""}function ${program.text(key)}${program.text(value)}\n`;
    });
    if (methods.length !== given.properties.length) return [];
    return [
      replace(
        given,
        `{ ${methods.map((property) => program.text((property as TSESTree.Property).key)).join(", ")} }`,
      ),
      { range: [statement.range[0], statement.range[0]], text: functions.join("") },
    ];
  }),
  methodCallStep(
    "optional calls",
    (receiver, method, args) => `${receiver}?.${method}?.(${args.join(", ")})`,
  ),
  methodCallStep(
    "bracket access",
    (receiver, method, args) => `${receiver}["${method}"](${args.join(", ")})`,
  ),
  methodCallStep(
    "bracket access by a constant",
    (receiver, method, args) => `${receiver}[("${method}" as const)](${args.join(", ")})`,
  ),
  methodCallStep(
    "call",
    (receiver, method, args) => `${receiver}.${method}.call(${[receiver, ...args].join(", ")})`,
  ),
  methodCallStep(
    "apply",
    (receiver, method, args) => `${receiver}.${method}.apply(${receiver}, [${args.join(", ")}])`,
  ),
  methodCallStep(
    "Reflect.apply",
    (receiver, method, args) => `Reflect.apply(${receiver}.${method}, ${receiver}, [${args.join(", ")}])`,
  ),
  methodCallStep(
    "bind",
    (receiver, method, args) => `${receiver}.${method}.bind(${receiver})(${args.join(", ")})`,
  ),
  methodCallStep(
    "a spread tuple",
    (receiver, method, args) => `${receiver}.${method}(...[${args.join(", ")}])`,
  ),
  methodCallStep(
    "an extracted helper",
    (receiver, method, args) =>
      `((target, ...given) => target.${method}(...given))(${[receiver, ...args].join(", ")})`,
  ),
  receiverStep(
    "as",
    (receiver) => `(${receiver} as typeof ${/^[\w.]+$/.test(receiver) ? receiver : "globalThis"})`,
  ),
  receiverStep("non-null", (receiver) => `${receiver}!`),
  receiverStep("satisfies", (receiver) => `(${receiver} satisfies object)`),
  receiverStep("parentheses and a comma", (receiver) => `(0, (${receiver}))`),
  receiverStep("a conditional", (receiver) => `(Math.random() > 2 ? undefined : ${receiver})`),
  receiverStep("a fallback", (receiver) => `(${receiver} ?? undefined)`),
  receiverStep("an object around it", (receiver) => `({ inner: [${receiver}] }).inner[0]`),
  receiverStep("an identity function", (receiver) => `((value) => value)(${receiver})`),
  channelStep("a template", (value) => `\`${value}\``),
  channelStep(
    "a concatenation",
    (value) => `${JSON.stringify(value.slice(0, 9))} + ${JSON.stringify(value.slice(9))}`,
  ),
  channelStep("a join", (value) => `${JSON.stringify(value.split(":"))}.join(":")`),
  channelStep("a constant table", (_, raw) => `({ name: ${raw} } as const).name`),
  channelStep("a conditional of one value", (_, raw) => `(Math.random() > 2 ? ${raw} : ${raw})`),
  channelStep("a helper", (_, raw) => `named(${raw})`, "\nfunction named(name) { return name; }\n"),
  channelStep(
    "a default",
    (_, raw) => `defaulted(${raw})`,
    "\nfunction defaulted(fallback, name = fallback) { return name; }\n",
  ),
  channelStep(
    "a class",
    (_, raw) => `new Named(${raw}).name`,
    "\nclass Named { constructor(public readonly name) {} }\n",
  ),
];

/** Steps after which the names are no longer the SDK's: every report must go. */
export const BREAKING: readonly Step[] = [
  step("another module", (program) =>
    program.nodes
      .filter((node) => node.type === "ImportDeclaration" && node.source.value.startsWith(SDK))
      .map((node) => replace((node as TSESTree.ImportDeclaration).source, '"./other-sdk"')),
  ),
  step("a type-only import", (program) =>
    specifiersOfSdk(program)
      .map(({ parent }) => parent as TSESTree.ImportDeclaration)
      .filter(({ specifiers }) => specifiers.length === 1)
      .map((node) => ({ range: [node.range[0], node.range[0] + "import".length], text: "import type" })),
  ),
  step("a local function of the same name", (program) =>
    specifiersOfSdk(program)
      .filter(({ parent }) => (parent as TSESTree.ImportDeclaration).specifiers.length === 1)
      .map((specifier) =>
        replace(specifier.parent, `function ${specifier.local.name}(given?) { return other(given); }`),
      ),
  ),
  step("a shadowing parameter", (program) =>
    program.nodes
      .filter((node) => node.type === "ExportDefaultDeclaration")
      .filter((node) =>
        specifiersOfSdk(program).every((specifier) =>
          program.referencesTo(specifier).every((name) => isInside(name, node) || isInside(name, specifier)),
        ),
      )
      .map((node) => ({
        range: node.range,
        text: `export default (usePluginContext, createPlugin) => { const made = ${program
          .text(node)
          .replace(/^export default\s*/, "")
          .replace(/;\s*$/, "")}; return made; };`,
      })),
  ),
];
