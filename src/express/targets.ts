import { commonPath } from "./alignment.js";
import type { Language } from "./languages.js";
import { ANYTHING, languageOf, SLASH } from "./languages.js";
import { optionsOf } from "./paths.js";
import type { RouterShape, Version } from "./shapes.js";
import { pathsOf } from "./shapes.js";
import { answers } from "./walk.js";

/** The paths with which a request reaches something that may answer it, or a route for other methods. */
export interface Target {
  readonly language: Language;
  /** Whether it may answer a request with this method, if the request gets there. */
  readonly mayAnswer: boolean;
}

/** Everything that requests with this method can reach in a router. */
export function targetsIn(
  version: Version,
  router: RouterShape,
  method: string | undefined,
  before: Language = [],
): Target[] {
  const here: Target[] = router.isOpen ? [{ language: [...before, ...TAIL], mayAnswer: true }] : [];
  for (const layer of router.layers) {
    for (const spec of pathsOf(layer)) {
      const own = languageOf(version, spec, optionsOf(layer, router));
      const language = [...before, ...withAddedSlash(own)];
      if (layer.kind === "route") {
        here.push({ language, mayAnswer: answers(layer, method) });
        continue;
      }
      if (layer.mayAnswer) here.push({ language: [...language, ...TAIL], mayAnswer: true });
      if (!layer.router) continue;
      if (version === 4 && mayEndInSegment(own)) here.push({ language, mayAnswer: true });
      here.push(...targetsIn(version, layer.router, method, language));
    }
  }
  return here;
}

/** What may follow the path of a mount. */
const TAIL: Language = [{ kind: "optional", pieces: [SLASH, ANYTHING] }];

/** Express 4 lets a regular expression end before a dot: a router mounted on `/^\/v1/` gets "/.x" for "/v1.x". */
function mayEndInSegment(language: Language): boolean {
  return language[0]?.kind === "anything";
}

/**
 * What a layer adds to the path before it. A path always begins with a slash there: a mounted router gets "/" if
 * nothing follows the path of its mount, so that what matches "/" may be left out.
 */
function withAddedSlash(language: Language): Language {
  if (language[0]?.kind === "anything") return TAIL;
  return commonPath(language, ["/"]) === undefined ? language : [{ kind: "optional", pieces: language }];
}
