import { compile } from "../execution/evaluate.js";
import type { Exports, Files } from "../execution/evaluate.js";
import { judge } from "./scenarios.js";
import type { SharedSocket } from "../execution/shared-socket.js";
import type { Props } from "../execution/stage.js";
import { isHook, messageOf, MODES, Stage, TICKS } from "../execution/stage.js";

/**
 * What execution says of a plugin. "invalid": in some scenario a listener outlived the component, another
 * component's listener was lost, or the component ended up with fewer or more listeners than a plain mount has.
 * "error": the plugin threw, so nothing can be said.
 */
export interface Verdict {
  readonly kind: "valid" | "invalid" | "error";
  readonly findings: readonly string[];
  /** Whether the plugin subscribed to anything in any scenario. */
  readonly hasSubscribed: boolean;
}

/** Without one of these words, nothing happens between two ticks. */
const PROMISES = /\b(?:async|await|then|catch|finally|Promise|queueMicrotask)\b/;

/**
 * Mounts whatever the entry exports in every scenario. Plugins share the
 * document and the console, so judge one after the other. The first finding is enough.
 */
export async function verdictOf(files: Files): Promise<Verdict> {
  const evaluate = compile(files);
  const findings = new Set<string>();
  const sockets: SharedSocket[] = [];
  try {
    const open = (): Stage => {
      const stage = new Stage(evaluate);
      sockets.push(stage.shared);
      return stage;
    };
    const text = Object.values(files).join("\n");
    const ticks = PROMISES.test(text) ? TICKS : 0;
    for (const name of namesOf(open().exports))
      for (const props of variantsFor(text))
        if (kindOf([...findings]) === "valid")
          for (const finding of await judge(open, name, props, ticks)) findings.add(finding);
  } catch (error) {
    findings.add(`error: ${messageOf(error)}`);
  }
  const hasSubscribed = sockets.some(({ subscriptions }) => subscriptions > 0);
  return { kind: kindOf([...findings]), findings: [...findings], hasSubscribed };
}

/** An effect that returns no function throws when it ends; that alone says nothing about subscriptions. */
function kindOf(findings: readonly string[]): Verdict["kind"] {
  const others = findings.filter((finding) => !finding.startsWith("error: destroy is not a function"));
  if (others.some((finding) => finding.startsWith("error"))) return "error";
  if (others.length > 0) return "invalid";
  return findings.length > 0 ? "error" : "valid";
}

/** Every combination of the values that a condition of the plugin can tell apart, as far as it mentions them. */
function variantsFor(text: string): Props[] {
  const flags = /\benabled\b/.test(text) ? [true, false] : [true];
  const modes = /\bmode\b/.test(text) ? MODES : ["x" as const];
  const counts = /\bcount\b *[<>=!]/.test(text) ? [1, 2] : [1];
  const ids = /\bid *[=!]==? *"b"/.test(text) ? ["a", "b"] : ["a"];
  const lists = /\bevents\.length *[<>=!]/.test(text) ? [["one", "two"], []] : [["one", "two"]];
  return flags.flatMap((enabled) =>
    modes.flatMap((mode) =>
      counts.flatMap((count) =>
        ids.flatMap((id) => lists.map((events) => ({ id, enabled, mode, count, events }))),
      ),
    ),
  );
}

/** Components and hooks among the exports. */
function namesOf(exports: Exports): string[] {
  return Object.keys(exports).filter((name) => {
    const value = exports[name];
    if (isHook(value, name)) return true;
    if (name !== "default" && !/^[A-Z]/.test(name)) return false;
    if (typeof value === "object")
      return value !== null && "$$typeof" in value && ("type" in value || "render" in value);
    if (typeof value !== "function") return false;
    return !/^class\b/.test(String(value)) || "isReactComponent" in (value.prototype as object);
  });
}
