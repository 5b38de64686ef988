import type { FileView } from "../flow/file.js";
import type { Node } from "../flow/tree.js";

/** A name for the place of a node in a plugin, as long as its file is unchanged. */
export function placeIn(file: FileView, node: Node): string {
  return `${file.of(node).path ?? ""}:${String(node.range[0])}`;
}

/** Where a place is: the file, and the offset in its text. */
export function placeAt(place: string): { readonly file: string; readonly offset: number } {
  const end = place.lastIndexOf(":");
  return { file: place.slice(0, end), offset: Number(place.slice(end + 1)) };
}
