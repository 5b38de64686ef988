import type { Token as Token5 } from "path-to-regexp";
import { parse as parse5 } from "path-to-regexp";
import { headOf, LONGEST_PATH, loosened, type MatchOptions } from "./paths.js";
import type { PathSpec, Version } from "./shapes.js";
import { wholeText } from "./shapes.js";

/** A piece of the paths that a specification matches. */
export type Piece =
  | { readonly kind: "character"; readonly value: string; readonly isSensitive: boolean }
  /** One character or more, none of them a slash. */
  | { readonly kind: "segment" }
  /** Any characters, or none. */
  | { readonly kind: "anything" }
  | { readonly kind: "optional"; readonly pieces: readonly Piece[] };

/** A set of paths: one text after another. */
export type Language = readonly Piece[];

export const ANYTHING: Piece = { kind: "anything" };
const SEGMENT: Piece = { kind: "segment" };
export const SLASH: Piece = { kind: "character", value: "/", isSensitive: true };

/**
 * All paths that a specification can match, and perhaps some more: what is not in it, Express never matches. That is
 * how a request with holes is shown to be missing; whether Express does match is for `paths.ts`.
 */
export function languageOf(version: Version, spec: PathSpec, options: MatchOptions): Language {
  const text = wholeText(spec);
  const { sensitive, strict, end } = options;
  if (text === undefined || text.length > LONGEST_PATH) {
    return [...characters(headOf(version, spec), sensitive), ANYTHING];
  }
  // Express 5 leaves a slash that something follows to the mounted router.
  const slash: Language = strict || (version === 5 && !end) ? [] : [{ kind: "optional", pieces: [SLASH] }];
  if (version === 4) return [...pieces4(strict ? text : text.replace(/\/$/, ""), sensitive), ...slash];
  try {
    return [...pieces5(parse5(strict ? text : loosened(text)).tokens, sensitive), ...slash];
  } catch {
    return [ANYTHING];
  }
}

function characters(text: string, isSensitive: boolean): Piece[] {
  return text.split("").map((value) => ({ kind: "character", value, isSensitive }));
}

function pieces5(tokens: readonly Token5[], isSensitive: boolean): Piece[] {
  return tokens.flatMap((token): Piece[] => {
    if (token.type === "text") return characters(token.value, isSensitive);
    if (token.type === "param") return [SEGMENT];
    if (token.type === "wildcard") return [ANYTHING];
    return [{ kind: "optional", pieces: pieces5(token.tokens, isSensitive) }];
  });
}

const PARAMETER_4 = /(?<slash>\/?)(?<dot>\.?):\w+(?<pattern>\(.*?\))?(?<isRepeated>\*)?(?<isOptional>\?)?/y;
/** A pattern like `(\d+)`, `([a-z]{2}|all)`, `([^/]+)`: it matches something, and never a slash. */
const IN_SEGMENT = (() => {
  const one = String.raw`(?:\\[dw]|[\w-]|\[(?:\w(?:-\w)?)+-?\]|\[\^/\])(?:\+|\{[1-9]\d*(?:,\d*)?\})?`;
  return new RegExp(String.raw`^\((?:${one})+(?:\|(?:${one})+)*\)$`);
})();

/** The syntax of path-to-regexp 0.1, in which a path may hold parts of a regular expression. */
function pieces4(text: string, isSensitive: boolean): Piece[] {
  const pieces: Piece[] = [];
  let lastUnit = 0;
  for (let at = 0; at < text.length;) {
    PARAMETER_4.lastIndex = at;
    const parameter = PARAMETER_4.exec(text);
    const sign = text.charAt(at);
    if (parameter) {
      lastUnit = pieces.length;
      pieces.push(...parameter4(parameter.groups ?? {}, isSensitive));
      at = PARAMETER_4.lastIndex;
    } else if (/[()[\]{}+?|^$\\]/.test(sign)) {
      if (text.includes("|", at)) return [ANYTHING];
      // What a sign like `?` or `{0,1}` stands behind may be absent.
      return [...("?+{".includes(sign) ? pieces.slice(0, lastUnit) : pieces), ANYTHING];
    } else {
      lastUnit = pieces.length;
      pieces.push(...(sign === "*" ? [ANYTHING] : characters(sign, isSensitive)));
      at++;
    }
  }
  return pieces;
}

function parameter4(parts: Readonly<Record<string, string | undefined>>, isSensitive: boolean): Piece[] {
  const { slash = "", dot = "", pattern, isRepeated, isOptional } = parts;
  const value = pattern === undefined || IN_SEGMENT.test(pattern) ? SEGMENT : ANYTHING;
  const pieces = [...characters(slash + dot, isSensitive), value, ...(isRepeated ? [ANYTHING] : [])];
  return isOptional ? [{ kind: "optional", pieces }] : pieces;
}
