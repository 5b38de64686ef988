/** The native parser needs 1,500 levels of the dearest kind to run out of the stack of a worker thread. */
const DEEPEST_NESTING = 1000;
/** Of what is cheaper for it (operators, elements, chains of members) it needs 7,000. */
const LONGEST_CHAIN = 5000;

/** What a level can be made of without a bracket: `a ? b : c ? d : e`, `a => b => c`, `else if`, `typeof typeof a`, `A<B<C`. */
const LINK = /=>|=(?![="'{>])|[?:!~]|(?<=[\w$]\s?)<(?![/=])/;
const LINKING_WORD =
  /\b(?:if|else|while|for|do|with|typeof|void|new|await|yield|delete|keyof|infer|extends)\b/;
/** Words before which a statement has ended, whatever stands before them. */
const STARTING_WORD =
  /\b(?:const|let|var|function|class|interface|enum|export|return|throw|break|continue|case)\b/;

const TOKEN = new RegExp(
  [
    /(?<comment>\/\*)|\/\/.*|"[^"\n]*"|'[^'\n]*'/,
    /(?<opens>[([{])|(?<closes>[)\]}])/,
    new RegExp(`(?<ends>;(?!\\s*else\\b)|,|${STARTING_WORD.source})`),
    new RegExp(`(?<links>${LINK.source}|${LINKING_WORD.source})`),
    /(?<closesTag><\/)|[-+*/%&|^<>=.`@]|\b(?:as|in|instanceof|satisfies)\b/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/**
 * Whether a text can be nested so deeply that the native parser runs out of stack: that ends the whole process, and nothing can catch
 * it. An estimate from its characters alone, which no real code comes near.
 */
export function isNestedTooDeeply(text: string): boolean {
  /** What each open bracket holds without a bracket of its own, from outside to inside. */
  const links = [0];
  let depth = 0;
  let chain = 0;
  let closedTags = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text)?.groups; token; token = TOKEN.exec(text)?.groups) {
    const last = links.length - 1;
    if (token["comment"] !== undefined) {
      const end = text.indexOf("*/", TOKEN.lastIndex);
      if (end < 0) return false;
      TOKEN.lastIndex = end + 2;
    } else if (token["opens"] !== undefined) {
      links.push(0);
      depth++;
    } else if (token["closes"] !== undefined) {
      if (last > 0) depth -= 1 + (links.pop() ?? 0);
    } else if (token["ends"] !== undefined) {
      depth -= links[last] ?? 0;
      links[last] = 0;
      chain = -1;
    } else if (token["links"] !== undefined) {
      links[last] = (links[last] ?? 0) + 1;
      depth++;
    } else if (token["closesTag"] !== undefined) closedTags++;
    chain++;
    if (depth > DEEPEST_NESTING || chain > LONGEST_CHAIN || closedTags > LONGEST_CHAIN) return true;
  }
  return false;
}
