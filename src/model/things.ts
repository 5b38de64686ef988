import path from "node:path";
import { exportBehind } from "../flow/imports.js";
import type { Flow, Invocation, Meaning } from "../flow/flow.js";
import { RESULT } from "../flow/types.js";
import type { ImportValue, ParameterValue, Value } from "../flow/values.js";
import { isNullish } from "../flow/values.js";
import type { Method, Thing } from "../sdk.js";
import {
  CONSTANTS,
  givesPromise,
  isSdkModule,
  LIFECYCLE,
  MEMBERS,
  methodOf,
  onlyReads,
  RESULTS,
  TYPES,
} from "../sdk.js";
import type { StratosSettings } from "../settings.js";
import type { TypeOracle } from "./type-oracle.js";

/** Where a file stands: what relative module names in it and in the settings mean. */
export interface Place {
  readonly filename: string;
  readonly cwd: string;
}

/** A method of a thing of the SDK. */
export interface MethodOfThing {
  readonly thing: Thing;
  readonly name: string;
  readonly method: Method;
}

/** Tells which values are things of the SDK. */
export interface Things {
  thingOf(value: Value): Thing | undefined;
  methodBehind(callee: Value): MethodOfThing | undefined;
  /** What the SDK's functions do with what they are given. */
  meaningOf(callee: Value): Meaning | undefined;
  /** Whether calling it creates the plugin. */
  createsPlugin(callee: Value): boolean;
  /** Whether calling it gives a promise. */
  isPromising(callee: Value): boolean;
  /** Whether the settings say of an import what it is. */
  isNamed(value: ImportValue): boolean;
  /** Whether the settings name an export as one that loads the first value of a screen. */
  isFetcher(source: string, name: string): boolean;
  /** The method that a call calls, on the object that it calls it on. */
  methodCalled(invocation: Invocation): MethodOfThing | undefined;
}

export function createThings(
  flow: Flow,
  settings: StratosSettings,
  place: Place,
  types: TypeOracle | undefined,
): Things {
  const known = new Map<Value, Thing | undefined>();

  function thingOf(value: Value): Thing | undefined {
    if (known.has(value)) return known.get(value);
    known.set(value, undefined);
    const thing = byProvenance(value) ?? byType(value);
    known.set(value, thing);
    return thing;
  }

  function byProvenance(value: Value): Thing | undefined {
    switch (value.kind) {
      case "import":
        return isSdk(value.source) ? CONSTANTS.get(value.name) : undefined;
      case "typed":
        return "kind" in value.type && isSdk(value.type.source) ? TYPES.get(value.type.name) : undefined;
      case "parameter":
        return givenByShell(value) ? LIFECYCLE.passes : undefined;
      case "member": {
        if (value.key === RESULT) return resultOf(value.object);
        const exported = exportBehind(value);
        if (exported && isSdk(exported.source)) return CONSTANTS.get(exported.name);
        const holder = thingOf(value.object);
        return holder && MEMBERS.get(holder)?.get(value.key);
      }
      case "result":
        return resultOf(value.callee);
      default:
        return undefined;
    }
  }

  /** What calling something gives. */
  function resultOf(callee: Value): Thing | undefined {
    const exported = exportBehind(callee);
    if (!exported) return methodBehind(callee)?.method.gives;
    if (isSdk(exported.source)) return RESULTS.get(exported.name);
    return settings.wrappers.find(
      ({ from, name }) => name === exported.name && isModule(from, exported.source),
    )?.gives;
  }

  /** Whether the shell calls the function: it is a lifecycle function of what the plugin is created with. */
  function givenByShell({ fn, index }: ParameterValue): boolean {
    if (index !== 0) return false;
    return flow.uses(fn).some((use) => {
      if (use.kind !== "argument" || use.index !== 0 || use.path.length !== 1) return false;
      if (!LIFECYCLE.functions.has(use.path[0] ?? "")) return false;
      return flow.invocations(use.node).some(({ callee }) => createsPlugin(callee));
    });
  }

  function createsPlugin(callee: Value): boolean {
    const exported = exportBehind(callee);
    return exported?.name === LIFECYCLE.createdBy && isSdk(exported.source);
  }

  /** Where the file does not tell, its types may. */
  function byType(value: Value): Thing | undefined {
    const { kind, origin } = value;
    if (!types || (kind !== "result" && kind !== "member" && kind !== "parameter" && kind !== "import"))
      return undefined;
    // What `new` gives is somebody's own object, of whichever type.
    if (kind === "result" && value.call.type === "NewExpression") return undefined;
    return types.thingAt(origin);
  }

  function methodBehind(callee: Value): MethodOfThing | undefined {
    if (callee.kind !== "member") return undefined;
    const thing = thingOf(callee.object);
    const method = thing && methodOf(thing, callee.key);
    return method && { thing, name: callee.key, method };
  }

  function isPromising(callee: Value): boolean {
    if (callee.kind !== "member" || callee.object.kind !== "member") return false;
    const { key, object } = callee.object;
    return thingOf(object) === "background-context" && givesPromise(key, callee.key);
  }

  function meaningOf(callee: Value): Meaning | undefined {
    if (callee.kind !== "member") return undefined;
    const thing = thingOf(callee.object);
    const { key } = callee;
    if (thing !== "logger" && thing !== "ipc") return undefined;
    return {
      argument: (index) => (onlyReads(thing, key, index) ? { kind: "read", doesNotMatter: true } : undefined),
    };
  }

  function methodCalled({ callee, self, hasOwnThis }: Invocation): MethodOfThing | undefined {
    const found = methodBehind(callee);
    if (!found || !hasOwnThis || !self || self.others || self.values.length === 0) return found;
    // `socket.emit.call(other)` emits on the other.
    const isOther = self.values.every((value) => !isNullish(value) && thingOf(value) === undefined);
    return isOther ? undefined : found;
  }

  function isSdk(source: string): boolean {
    return isSdkModule(source) || settings.sdkModules.some((module) => isModule(module, source));
  }

  /** Whether the module that the settings name is the one that the file imports. */
  function isModule(named: string, source: string): boolean {
    if (named === source) return true;
    if (!named.startsWith(".") || !source.startsWith(".")) return false;
    const wanted = path.resolve(place.cwd, named);
    return withoutEnding(path.resolve(path.dirname(place.filename), source)) === withoutEnding(wanted);
  }

  function isNamed({ source, name }: ImportValue): boolean {
    return (
      settings.sdkModules.some((module) => isModule(module, source)) ||
      [...settings.wrappers, ...settings.fetchers].some(
        (named) => named.name === name && isModule(named.from, source),
      )
    );
  }

  function isFetcher(source: string, name: string): boolean {
    return settings.fetchers.some((fetcher) => fetcher.name === name && isModule(fetcher.from, source));
  }

  return { thingOf, methodBehind, methodCalled, meaningOf, createsPlugin, isPromising, isNamed, isFetcher };
}

function withoutEnding(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, "").replace(/[\\/]index$/, "");
}
