/** Whether an Express application answers a request, decided with the code that Express itself matches with. */
import { commonPath } from "./alignment.js";
import { LONGEST_PATH } from "./paths.js";
import { allFillings, plainFillings, sentPath, sentPattern } from "./requests.js";
import type { Mount, Pattern, RouteRequest, Verdict, Version } from "./shapes.js";
import { applicationOf } from "./shapes.js";
import type { Target } from "./targets.js";
import { targetsIn } from "./targets.js";
import { walkThrough } from "./walk.js";

export { onlyRoutesOf, routedPaths } from "./routed-paths.js";
export type {
  Layer,
  Mount,
  PathSpec,
  Pattern,
  RoutedPath,
  RouterShape,
  RouteRequest,
  Verdict,
  Version,
} from "./shapes.js";

const UNKNOWN: Verdict = { kind: "unknown" };

/**
 * What becomes of a request. A hole in it may hold any text: it is "answered" if some text leads to an answer, and
 * "missing" or "other-method" only if no text can.
 */
export function judge(version: Version, mounts: readonly Mount[], request: RouteRequest): Verdict {
  const { method } = request;
  const path = sentPattern(request.path);
  if (!path) return UNKNOWN;
  const application = applicationOf(mounts);
  const walk = walkThrough(version, application);
  if (!path.includes(null)) return walk(path.join(""), method);
  const walkTo = (text: string): Verdict => {
    const sent = sentPath(text);
    return sent === undefined ? UNKNOWN : walk(sent, method);
  };
  if (!isReadable(path)) return UNKNOWN;
  return judgeWithHoles(path, walkTo, () => targetsIn(version, application, method));
}

/** Nothing is known of a request that begins with a hole. */
function isReadable(path: Pattern): boolean {
  return path[0] !== null && path[0] !== "/" && path.join("").length <= LONGEST_PATH;
}

function judgeWithHoles(
  path: Pattern,
  walkTo: (text: string) => Verdict,
  targets: () => readonly Target[],
): Verdict {
  const fillings = allFillings(path);
  if (!fillings) return UNKNOWN;
  const verdicts: Verdict[] = [];
  for (const text of fillings) {
    const verdict = walkTo(text);
    if (verdict.kind === "answered") return verdict;
    verdicts.push(verdict);
  }
  for (const { language, mayAnswer } of targets()) {
    const text = commonPath(language, path);
    if (text === undefined) continue;
    const verdict = walkTo(text);
    if (verdict.kind === "answered") return verdict;
    // Some text may get there; that this one did not proves nothing.
    verdicts.push(mayAnswer || verdict.kind === "missing" ? UNKNOWN : verdict);
  }
  if (verdicts.some(({ kind }) => kind === "unknown")) return UNKNOWN;
  return otherMethods(plainFillings(path).map(walkTo)) ?? otherMethods(verdicts) ?? { kind: "missing" };
}

function otherMethods(verdicts: readonly Verdict[]): Verdict | undefined {
  const methods = new Set(verdicts.flatMap((verdict) => ("methods" in verdict ? verdict.methods : [])));
  return methods.size > 0 ? { kind: "other-method", methods: [...methods].sort() } : undefined;
}
