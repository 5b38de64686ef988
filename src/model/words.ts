/** Longer pieces of code are shortened in messages. */
const LONGEST = 40;

/** More names than this are not told in a message. */
const MOST_NAMES = 5;

/** What a message says of the names that there are: the one that was most likely meant, or some of all. */
export function shownNames(verb: string, nearest: string | undefined, names: readonly string[]): string {
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  if (names.length === 0) return `${verb} nothing that is known by name.`;
  const shown = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
  const more = names.length > MOST_NAMES ? `, and ${String(names.length - MOST_NAMES)} more` : "";
  return `${verb} ${shown.join(", ")}${more}.`;
}

/** A piece of code in one line that is not too long. */
export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
