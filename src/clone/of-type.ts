import type ts from "typescript";
import type { Damage, Step } from "./damage.js";
import { factAbout, listed } from "./damage.js";

/** Types nested deeper than this are taken for data: generic types can grow without end. */
const DEEPEST = 8;
/** No more types than this are looked at for one payload. */
const MOST_TYPES = 600;

/** What structured clone does to any value of a type, as far as the type says. */
export interface CloneOfTypes {
  damagesOf(type: ts.Type, at: ts.Node): readonly Damage<ts.Type>[];
  /** As `damagesOf`, but of what is left when the own members of a value are copied, but for some. */
  damagesOfOwn(type: ts.Type, except: ReadonlySet<string>, at: ts.Node): readonly Damage<ts.Type>[];
  /** The type of a part; `undefined` where the type of the whole says nothing of it. */
  typeOf(whole: ts.Type, path: readonly Step[], at: ts.Node): ts.Type | undefined;
}

/** Where a type of a library is declared, as the engine's table spells it. */
interface Declared {
  readonly name: string;
  readonly isOfLibrary: boolean;
}

export function createCloneOfTypes(program: ts.Program): CloneOfTypes {
  const checker = program.getTypeChecker();
  // TypeScript's flags have other numbers in other versions: those of known symbols tell which they are.
  const text = checker.getApparentType(checker.getStringType());
  const methodFlag = checker.getPropertyOfType(text, "charAt")?.flags ?? 0;
  const propertyFlag = checker.getPropertyOfType(text, "length")?.flags ?? 0;

  function damagesOf(root: ts.Type, at: ts.Node, except?: ReadonlySet<string>): readonly Damage<ts.Type>[] {
    const damages: Damage<ts.Type>[] = [];
    const seen = new Set<ts.Type>();

    function tell(part: ts.Type, path: readonly Step[], name: string): void {
      const fact = factAbout(name);
      if (fact) damages.push({ ...fact, path, part });
    }

    function visit(type: ts.Type, path: readonly Step[]): void {
      if (seen.has(type) || seen.size > MOST_TYPES || path.length > DEEPEST) return;
      seen.add(type);
      const parts = unionParts(type);
      // The key of anything is a text in nearly every case.
      const isKey = ["String", "Symbol"].every((name) => parts.some((part) => primitiveName(part) === name));
      const before = damages.length;
      const harmless = parts.filter((part) => {
        const found = damages.length;
        if (!isKey || primitiveName(part) !== "Symbol") visitOne(part, path);
        return damages.length === found;
      });
      // What may be something harmless as well proves nothing: `string | (() => string)`, `cancel?: () => void`. That a whole
      // job may be missing does not bring one over that is there.
      const isMissingOnly = harmless.every(isNothing) && isInside(damages.slice(before), path);
      if (harmless.length > 0 && !isMissingOnly) damages.length = before;
    }

    function visitOne(type: ts.Type, path: readonly Step[]): void {
      const parts = intersectionParts(type);
      const primitive = parts.map(primitiveName).find((name) => name !== undefined);
      if (primitive !== undefined) tell(type, path, primitive);
      else if (isTypeParameter(type)) visitConstraint(type, path);
      else if (isFunctionType(type)) tell(type, path, "Function");
      else if (parts.length === 1 && checker.getApparentType(type) !== type)
        visit(checker.getApparentType(type), path);
      else if (!parts.some((part) => visitNamed(part, path))) visitMembers(type, path);
    }

    function visitConstraint(type: ts.Type, path: readonly Step[]): void {
      const constraint = checker.getBaseConstraintOfType(type);
      if (constraint && constraint !== type) visit(constraint, path);
    }

    /** Gives whether the name of a type says all that there is to say. */
    function visitNamed(type: ts.Type, path: readonly Step[]): boolean {
      if (isModule(type)) {
        tell(type, path, "Module");
        return true;
      }
      if (isListType(type)) {
        for (const [index, element] of checker.getTypeArguments(type as ts.TypeReference).entries())
          visit(element, [
            ...path,
            checker.isTupleType(type) ? { kind: "element", index } : { kind: "element" },
          ]);
        return true;
      }
      const declared = declaredAs(type);
      if (declared?.isOfLibrary) return visitOfLibrary(type, declared.name, path);
      const error = basesOf(type).find((base) => isErrorType(base));
      if (error) {
        visitError(type, path);
        return true;
      }
      if (isClass(type)) {
        visitInstance(type, path);
        return true;
      }
      const base = basesOf(type).find((one) => declaredAs(one)?.isOfLibrary);
      return base !== undefined && visitNamed(base, path);
    }

    function visitOfLibrary(type: ts.Type, name: string, path: readonly Step[]): boolean {
      const fact = factAbout(name);
      if (fact) {
        damages.push({ ...fact, path, part: type });
        return true;
      }
      if (fact === undefined) {
        const shape = /^(?:Map|Set)$/.exec(name)?.[0];
        if (shape === undefined) return true;
        const args = checker.getTypeArguments(type as ts.TypeReference);
        for (const [index, arg] of args.entries())
          visit(arg, [...path, { kind: shape === "Map" && index === 0 ? "key" : "value" }]);
        return true;
      }
      const base = basesOf(type).find(
        (one) => isListType(one) || factAbout(declaredAs(one)?.name ?? "") !== null,
      );
      if (base) return visitNamed(base, path);
      const hasMethods = membersOf(type).some((member) => isMethod(member) && !isOptional(member));
      if (!hasMethods) return false;
      const simple = name.slice(name.lastIndexOf(".") + 1);
      const what = `a value of the type \`${simple}\``;
      damages.push(
        isClass(type)
          ? { kind: "damaged", what, lost: "its methods", path, part: type }
          : { kind: "throws", what, path, part: type },
      );
      return true;
    }

    /** Of an error, only the message and the cause come over. */
    function visitError(type: ts.Type, path: readonly Step[]): void {
      const own = membersOf(type).filter((member) => !isOfError(member) && !isOptional(member));
      const lost = [
        ...own.filter((member) => !isMethod(member)).map(({ name }) => `\`${name}\``),
        ...(own.some(isMethod) ? ["its methods"] : []),
      ];
      if (lost.length === 0) return;
      damages.push({ kind: "damaged", what: instanceOf(type), lost: listed(lost), path, part: type });
    }

    /** Of an instance, what its class has stays behind; its own fields come over. */
    function visitInstance(type: ts.Type, path: readonly Step[]): void {
      const members = membersOf(type);
      const isPrivate = checker.getPropertiesOfType(type).some(isPrivateName);
      const lost = [
        ...(members.some(isMethod) ? ["its methods"] : []),
        ...(members.some(isAccessor) ? ["its accessors"] : []),
        ...(isPrivate ? ["its private state"] : []),
      ];
      if (lost.length > 0)
        damages.push({ kind: "damaged", what: instanceOf(type), lost: listed(lost), path, part: type });
      for (const member of members) if (!isMethod(member) && !isAccessor(member)) visitMember(member, path);
    }

    function visitMembers(type: ts.Type, path: readonly Step[]): void {
      // Every object has `toString`.
      const own = membersOf(type).filter((member) => !(isMethod(member) && member.name in Object.prototype));
      for (const member of own) visitMember(member, path);
      for (const info of checker.getIndexInfosOfType(type)) visit(info.type, [...path, { kind: "element" }]);
    }

    function visitMember(member: ts.Symbol, path: readonly Step[]): void {
      visit(checker.getTypeOfSymbolAtLocation(member, at), [...path, { kind: "member", name: member.name }]);
    }

    if (!except) visit(root, []);
    else if (isCopied(root))
      for (const member of membersOf(root))
        if (!except.has(member.name) && !(isClass(root) && !isOwnField(member))) visitMember(member, []);
    return damages;
  }

  /** Whether the members of a type are those that a copy of a value has: not where a library says how it is made. */
  function isCopied(type: ts.Type): boolean {
    return (
      unionParts(type).length === 1 &&
      !isModule(type) &&
      !isListType(type) &&
      declaredAs(type)?.isOfLibrary !== true
    );
  }

  function isOwnField(member: ts.Symbol): boolean {
    return !isMethod(member) && !isAccessor(member);
  }

  function typeOf(whole: ts.Type, path: readonly Step[], at: ts.Node): ts.Type | undefined {
    const [step, ...rest] = path;
    if (!step) return saysSomething(whole) ? whole : undefined;
    const part = stepInto(checker.getNonNullableType(whole), step, at);
    return part && typeOf(part, rest, at);
  }

  function stepInto(type: ts.Type, step: Step, at: ts.Node): ts.Type | undefined {
    const args = (): readonly ts.Type[] =>
      isReference(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
    switch (step.kind) {
      case "member": {
        const member = checker.getPropertyOfType(type, step.name);
        if (member) return checker.getTypeOfSymbolAtLocation(member, at);
        return checker.getIndexInfosOfType(type)[0]?.type;
      }
      case "element":
        return checker.isTupleType(type) && step.index !== undefined
          ? args()[step.index]
          : checker.getIndexInfosOfType(type)[0]?.type;
      case "key":
        return args()[0];
      case "value":
        return args().at(-1);
    }
  }

  /** Whether a type is more than `any`, `unknown`, `object` or a type parameter that can be anything. */
  function saysSomething(type: ts.Type): boolean {
    if (unionParts(type).length > 1 || intersectionParts(type).length > 1) return true;
    if (primitiveName(type) !== undefined || isFunctionType(type)) return true;
    const shown = checker.getApparentType(type);
    return (
      shown.symbol !== (undefined as ts.Symbol | undefined) ||
      checker.getPropertiesOfType(shown).length > 0 ||
      checker.getIndexInfosOfType(shown).length > 0 ||
      isNothing(type)
    );
  }

  function isNothing(type: ts.Type): boolean {
    return /^(?:undefined|null|void|never)$/.test(checker.typeToString(type));
  }

  /** Whether what is damaged is a part of what stands at a path: at its beginning, that is all there is. */
  function isInside(damages: readonly Damage[], path: readonly Step[]): boolean {
    return path.length === 0 || damages.every((damage) => damage.path.length > path.length);
  }

  /** The class of the language that wraps a primitive type. */
  function primitiveName(type: ts.Type): string | undefined {
    if (unionParts(type).length > 1 || intersectionParts(type).length > 1 || isTypeParameter(type))
      return undefined;
    const shown = checker.getApparentType(type);
    if (shown === type) return undefined;
    const declared = declaredAs(shown);
    return declared?.isOfLibrary && /^(?:String|Number|Boolean|BigInt|Symbol)$/.test(declared.name)
      ? declared.name
      : undefined;
  }

  function isFunctionType(type: ts.Type): boolean {
    return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
  }

  function isReference(type: ts.Type): boolean {
    return (type as Partial<ts.TypeReference>).target !== undefined;
  }

  function isListType(type: ts.Type): boolean {
    return checker.isArrayType(type) || checker.isTupleType(type);
  }

  function isClass(type: ts.Type): boolean {
    return ((type as Partial<ts.TypeReference>).target ?? type).isClass();
  }

  function basesOf(type: ts.Type): readonly ts.Type[] {
    const target = (type as Partial<ts.TypeReference>).target ?? type;
    if (!target.isClassOrInterface()) return [];
    const own = isReference(type) ? checker.getBaseTypes(target) : checker.getBaseTypes(target);
    return own.flatMap((base) => [base, ...basesOf(base)]);
  }

  function isErrorType(type: ts.Type): boolean {
    const declared = declaredAs(type);
    return declared?.isOfLibrary === true && /(?:^|\.)(?:[A-Z]\w*)?Error$/.test(declared.name);
  }

  /** Own and inherited members that structured clone would look at, or that an instance loses. */
  function membersOf(type: ts.Type): readonly ts.Symbol[] {
    return checker
      .getPropertiesOfType(type)
      .filter((member) => !member.name.startsWith("__@") && !isPrivateName(member));
  }

  function isPrivateName({ name }: ts.Symbol): boolean {
    return name.startsWith("__#") || name.startsWith("#");
  }

  function isMethod({ flags }: ts.Symbol): boolean {
    return (flags & methodFlag) !== 0;
  }

  function isAccessor({ flags }: ts.Symbol): boolean {
    return (flags & (methodFlag | propertyFlag)) === 0;
  }

  function isOptional(member: ts.Symbol): boolean {
    return (member.declarations ?? []).some(
      (one) => "questionToken" in one && one.questionToken !== undefined,
    );
  }

  /** Members that every error has. */
  function isOfError(member: ts.Symbol): boolean {
    return (
      (member.declarations ?? []).every((one) => program.isSourceFileDefaultLibrary(one.getSourceFile())) ||
      /^(?:message|stack|cause|name)$/.test(member.name)
    );
  }

  function instanceOf(type: ts.Type): string {
    return `an instance of \`${type.symbol.name}\``;
  }

  function isModule(type: ts.Type): boolean {
    return (type.symbol as ts.Symbol | undefined)?.name.startsWith('"') === true;
  }

  /** The name of a type, and whether the language or Node declares it: its place tells, never its name alone. */
  function declaredAs(type: ts.Type): Declared | undefined {
    const symbol = type.symbol as ts.Symbol | undefined;
    const declaration = symbol?.declarations?.[0];
    if (!symbol || !declaration || symbol.name.startsWith("__")) return undefined;
    const isOfLibrary =
      symbol.declarations?.some(
        (one) =>
          program.isSourceFileDefaultLibrary(one.getSourceFile()) ||
          /[\\/]node_modules[\\/](?:@types[\\/]node|undici-types)[\\/]/.test(one.getSourceFile().fileName),
      ) === true;
    return { name: isOfLibrary ? libraryName(symbol, declaration) : symbol.name, isOfLibrary };
  }

  return {
    damagesOf: (type, at) => damagesOf(type, at),
    damagesOfOwn: (type, except, at) => damagesOf(type, at, except),
    typeOf,
  };
}

function unionParts(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function intersectionParts(type: ts.Type): readonly ts.Type[] {
  return type.isIntersection() ? type.types : [type];
}

function isTypeParameter(type: ts.Type): boolean {
  return type.isTypeParameter();
}

/** As the engine's table spells it: `Map`, `Intl.Locale`, `fs.Stats`. */
function libraryName(symbol: ts.Symbol, declaration: ts.Declaration): string {
  const parts: string[] = [symbol.name];
  for (let at = declaration.parent as ts.Node | undefined; at; at = at.parent as ts.Node | undefined) {
    const { name, body } = at as Partial<ts.ModuleDeclaration>;
    if (name && body && name.text !== "global" && name.text !== "NodeJS")
      parts.unshift(name.text.replace(/^node:/, ""));
  }
  const whole = parts.join(".");
  const names = [whole, `${parts[0] ?? ""}.${symbol.name}`, ...(parts.length === 1 ? [symbol.name] : [])];
  const known = names.find((name) => factAbout(name) !== null);
  if (known !== undefined) return known;
  // `ReadonlyMap` is what a `Map` looks like to who may not change it.
  const plain = symbol.name.replace(/^Readonly(?=[A-Z])/, "").replace(/^PromiseLike$/, "Promise");
  if (plain !== symbol.name && parts.length === 1) return plain;
  return parts.length === 1 && /Iterator(?:Object)?$/.test(symbol.name) ? "ArrayIterator" : whole;
}
