import type { Files } from "../execution/evaluate.js";
import type { Outcome } from "../oracle.js";
import { verdictOf } from "./mount.js";

/** Mounts what a plugin exports, and ends it again, in every scenario. */
export async function mountAll(files: Files): Promise<Outcome> {
  const { kind, findings, hasSubscribed } = await verdictOf(files);
  const [first = ""] = findings;
  if (kind === "error") return { findings: [], error: first };
  const why = findings.find((finding) => !finding.startsWith("error")) ?? first;
  return {
    findings: kind === "invalid" ? [{ rules: ["require-socket-cleanup"], why }] : [],
    isIdle: !hasSubscribed,
  };
}
