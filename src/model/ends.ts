import type { Pattern } from "../express/shapes.js";
import type { Node } from "../flow/tree.js";
import { enclosingFunction } from "../flow/tree.js";
import { nameOfChannel } from "./channel-names.js";
import { writtenAt } from "./channels.js";
import type { Communication } from "./communication.js";
import { contractAround } from "./contract.js";
import { emittedEvent } from "./emits.js";
import { isHear, isSend } from "./part.js";
import { callerOf, isChosenIn, requestsOf } from "./requests.js";
import type { SdkCall } from "./sdk-calls.js";
import { calledName } from "./sdk-calls.js";
import { isForPlugin } from "./unmatched-routes.js";

/** A place in the code where a module reaches for the other process. */
export interface End {
  readonly file: string;
  readonly line: number;
  /** How an author calls it: `ctx.ipc.send`, `socket.on`, `GET`. */
  readonly through: string;
}

/** A channel as it is passed to the SDK there; `null` where any text may stand. */
export interface ChannelUse extends End {
  readonly name: Pattern;
}

/** A request to the shell's server. */
export interface RequestUse extends End {
  readonly path: Pattern;
  readonly method: string | undefined;
  /** Whether it is meant for this plugin's background module. */
  readonly isOwn: boolean;
}

/** Everything by which one module reaches for the other process. */
export interface ModuleEnds {
  readonly sends: readonly ChannelUse[];
  readonly hears: readonly ChannelUse[];
  readonly emits: readonly ChannelUse[];
  readonly requests: readonly RequestUse[];
}

export function endsOf(communication: Communication): ModuleEnds {
  const { calls, emits, around } = communication;
  const at = (place: Node, through: string): End => ({
    file: around.filename,
    line: communication.flow.file.lineOf(place),
    through,
  });
  const used = (call: SdkCall): readonly ChannelUse[] =>
    (call.channel?.values ?? []).flatMap((value) => {
      // What another module knows by itself is its own end.
      if (writtenAt(communication, call, value) === undefined) return [];
      const name = nameOfChannel(communication.things, value, communication.pluginId);
      const isKnown = name.some((part) => part !== null);
      return isKnown ? [{ ...at(placeOf(communication, call), calledName(call)), name }] : [];
    });
  return {
    sends: unique(calls.filter(isSend).flatMap(used)),
    hears: unique(calls.filter(isHear).flatMap(used)),
    emits: emits.map((emit) => ({
      ...at(emit.node, `socket.${emit.method}`),
      name: [emittedEvent(emit) ?? null],
    })),
    requests: unique(requestsIn(communication, at)),
  };
}

/** The call by which a module chooses a name: a function that only passes it on does not. */
function placeOf({ flow }: Communication, { node, place, world, spec, args }: SdkCall): Node {
  if (node !== place) return place;
  const channel = spec.channel === undefined ? undefined : args[spec.channel];
  let at = node;
  let given: readonly Node[] = channel ? [channel] : [];
  for (let env = world; ;) {
    const fn = enclosingFunction(at);
    const frame = fn && callerOf(fn, env);
    if (!fn || !frame?.from || flow.file.isElsewhere(frame.from.node) || isChosenIn(flow, given, fn, env))
      return at;
    at = frame.from.node;
    given = at.arguments;
    env = frame.from.env;
  }
}

function requestsIn(
  communication: Communication,
  at: (place: Node, through: string) => End,
): readonly RequestUse[] {
  return requestsOf(communication).flatMap((request) => {
    const { path, method, place } = request;
    // A helper for whatever its callers want.
    if (path.every((part) => part === null)) return [];
    const contract = contractAround(communication);
    const isOwn = contract !== undefined && isForPlugin(communication, contract, request);
    return [{ ...at(place, method ?? "any method"), path, method, isOwn }];
  });
}

function unique<T>(ends: readonly T[]): readonly T[] {
  return [...new Map(ends.map((end) => [JSON.stringify(end), end])).values()];
}
