/** Code in which each expected report is drawn under the line it stands on: `~~~~ messageId`. */
export interface Drawn<MessageIds extends string> {
  readonly code: string;
  readonly errors: readonly DrawnError<MessageIds>[];
}

interface DrawnError<MessageIds extends string> {
  readonly messageId: MessageIds;
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
  readonly endLine?: number;
}

/** Takes the drawing off the code. A line of `~` belongs to the last line of code above it. */
export function drawn<MessageIds extends string>(text: string): Drawn<MessageIds> {
  const lines: string[] = [];
  const errors: DrawnError<MessageIds>[] = [];
  for (const line of text.split("\n")) {
    const mark = /^(?<space>\s*)(?<under>~+) (?<id>\w+)$/.exec(line)?.groups;
    if (!mark) {
      lines.push(line);
      continue;
    }
    const start = (mark["space"] ?? "").length + 1;
    errors.push({
      messageId: mark["id"] as MessageIds,
      line: lines.length,
      column: start,
      endLine: lines.length,
      endColumn: start + (mark["under"] ?? "").length,
    });
  }
  return { code: lines.join("\n"), errors };
}
