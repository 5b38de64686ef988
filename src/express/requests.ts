import { mayHoldQuery } from "./alignment.js";
import type { Pattern } from "./shapes.js";

/** No host of this name exists, so that a path that turns out to name a host is seen. */
const ORIGIN = "http://stratos.invalid";

/** More ways than these to fill the holes of one request are not tried. */
const MOST_FILLINGS = 4000;

/** What holes hold in everyday requests. */
const PLAIN_WORDS = ["word", "1", "7f9c24e8-3b12-4fef-91e0-5a1c2d3e4f50"];
const OTHER_WORDS = ["", "/word", "word/word"];

/**
 * The path that `fetch` sends for a text that begins with "/": without query and hash, with `..` resolved and what
 * may not stand in a path encoded. Undefined if the text is relative to a page, or begins with a host (`//host`).
 */
export function sentPath(text: string): string | undefined {
  if (!text.startsWith("/") || !URL.canParse(text, ORIGIN)) return undefined;
  const url = new URL(text, ORIGIN);
  return url.origin === ORIGIN ? url.pathname : undefined;
}

/** The path of a request as it is sent, without query and hash. Undefined if it cannot be told. */
export function sentPattern(path: Pattern): Pattern | undefined {
  const pattern = untilQuery(path);
  let marker = "hole";
  while (pattern.some((part) => part?.includes(marker))) marker += "s";
  const sent = sentPath(pattern.map((part) => part ?? marker).join(""));
  const texts = sent?.split(marker);
  if (texts?.length !== pattern.filter((part) => part === null).length + 1) return undefined;
  return texts.flatMap((text, index) => (index === 0 ? [text] : [null, text])).filter((part) => part !== "");
}

function untilQuery(path: Pattern): Pattern {
  const pattern: (string | null)[] = [];
  for (const part of path) {
    if (part === null) {
      if (pattern.at(-1) !== null || pattern.length === 0) pattern.push(null);
      continue;
    }
    const end = part.search(/[?#]/);
    const known = end === -1 ? part : part.slice(0, end);
    if (known !== "") pattern.push(known);
    if (end !== -1) break;
  }
  return pattern;
}

/** The request with the same everyday word in each hole: a name, a number, an id. */
export function plainFillings(request: Pattern): string[] {
  return PLAIN_WORDS.map((word) => request.map((part) => part ?? word).join(""));
}

/** The request with all that holes commonly hold, in all combinations. Undefined if they are too many. */
export function allFillings(request: Pattern): string[] | undefined {
  let fillings = [""];
  for (const [index, part] of request.entries()) {
    const words =
      part === null
        ? [...PLAIN_WORDS, ...OTHER_WORDS, ...(mayHoldQuery(request, index) ? ["?word=1"] : [])]
        : [part];
    fillings = fillings.flatMap((text) => words.map((word) => text + word));
    if (fillings.length > MOST_FILLINGS) return undefined;
  }
  return fillings;
}
