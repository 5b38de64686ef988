/** What `settings.stratos` in an ESLint config may hold. */
export interface StratosSettings {
  /** The plugin's id; without it, that of the nearest `plugin.json`. */
  readonly pluginId: string | undefined;
  /** Modules that re-export the SDK. */
  readonly sdkModules: readonly string[];
  /** Own functions and hooks that give a part of the SDK. */
  readonly wrappers: readonly Wrapper[];
  /** Functions or hooks that load the first value of a screen. */
  readonly fetchers: readonly Named[];
  /** Patterns of channels that the shell itself sends: `flight:*`. */
  readonly shellChannels: readonly string[];
  /** Patterns of routes that the shell itself answers. */
  readonly shellRoutes: readonly string[];
}

interface Named {
  /** The module as it is imported (`"my-kit"`), or its file relative to the working directory (`"./src/ui/socket"`). */
  readonly from: string;
  readonly name: string;
}

const GIVES = ["ui-context", "socket", "background-context", "ipc"] as const;

interface Wrapper extends Named {
  /** What calling it gives. */
  readonly gives: (typeof GIVES)[number];
}

/** Where a preset puts the state of the contract, so that `--cache` notices a change in another file. No rule reads it. */
const FINGERPRINT = "fingerprint";

export const DEFAULTS: StratosSettings = {
  pluginId: undefined,
  sdkModules: [],
  wrappers: [],
  fetchers: [],
  shellChannels: ["flight:*", "simulator:*", "pirep:*"],
  shellRoutes: [],
};

const read = new WeakMap<object, StratosSettings>();

/**
 * Reads `settings.stratos`.
 * @throws TypeError naming the setting that has the wrong type or does not exist.
 */
export function readSettings(settings: Readonly<Record<string, unknown>>): StratosSettings {
  const given = settings["stratos"];
  if (given === undefined) return DEFAULTS;
  if (!isObject(given)) throw wrongType("stratos", "an object", given);
  const remembered = read.get(given);
  if (remembered) return remembered;
  for (const key of Object.keys(given)) {
    if (!(key in DEFAULTS) && key !== FINGERPRINT) {
      throw new TypeError(
        `settings.stratos.${key} is not a setting of eslint-plugin-stratos. Its settings are: ${Object.keys(DEFAULTS).join(", ")}.`,
      );
    }
  }
  const result: StratosSettings = {
    pluginId: given["pluginId"] === undefined ? undefined : text(given["pluginId"], "stratos.pluginId"),
    sdkModules: list(given, "sdkModules", text) ?? DEFAULTS.sdkModules,
    wrappers: list(given, "wrappers", wrapper) ?? DEFAULTS.wrappers,
    fetchers: list(given, "fetchers", named) ?? DEFAULTS.fetchers,
    shellChannels: list(given, "shellChannels", text) ?? DEFAULTS.shellChannels,
    shellRoutes: list(given, "shellRoutes", text) ?? DEFAULTS.shellRoutes,
  };
  read.set(given, result);
  return result;
}

function list<T>(
  settings: Readonly<Record<string, unknown>>,
  key: string,
  item: (value: unknown, path: string) => T,
): readonly T[] | undefined {
  const value = settings[key];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongType(`stratos.${key}`, "an array", value);
  return value.map((entry, index) => item(entry, `stratos.${key}[${String(index)}]`));
}

function text(value: unknown, path: string): string {
  if (typeof value !== "string" || value === "") throw wrongType(path, "a non-empty string", value);
  return value;
}

function named(value: unknown, path: string): Named {
  if (!isObject(value)) throw wrongType(path, "an object with `from` and `name`", value);
  return { from: text(value["from"], `${path}.from`), name: text(value["name"], `${path}.name`) };
}

function wrapper(value: unknown, path: string): Wrapper {
  const base = named(value, path);
  const gives = GIVES.find((known) => known === (value as { gives?: unknown }).gives);
  if (!gives)
    throw wrongType(
      `${path}.gives`,
      GIVES.map((known) => `"${known}"`).join(" or "),
      (value as { gives?: unknown }).gives,
    );
  return { ...base, gives };
}

function wrongType(path: string, expected: string, actual: unknown): TypeError {
  return new TypeError(`settings.${path} must be ${expected}, but it is ${describe(actual)}.`);
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" || typeof value === "function")
    return typeof value === "object" ? "an object" : "a function";
  return value === undefined ? "missing" : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
