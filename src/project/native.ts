import { createRequire } from "node:module";
import type * as scopes from "@typescript-eslint/scope-manager";
import type * as parser from "oxc-parser";
import type * as resolver from "oxc-resolver";

/** The libraries that read other files; two of them are built for each platform. */
export interface Native {
  readonly parser: typeof parser;
  readonly resolver: typeof resolver;
  readonly scopes: typeof scopes;
}

let loaded: Native | "missing" | undefined;

/** Loaded when the first other file is read; `undefined` on a machine for which there is no build of them. */
export function native(): Native | undefined {
  loaded ??= load();
  return loaded === "missing" ? undefined : loaded;
}

function load(): Native | "missing" {
  const require = createRequire(import.meta.url);
  try {
    return {
      parser: require("oxc-parser") as Native["parser"],
      resolver: require("oxc-resolver") as Native["resolver"],
      scopes: require("@typescript-eslint/scope-manager") as Native["scopes"],
    };
  } catch {
    return "missing";
  }
}
