/**
 * The vocabulary of the Stratos SDK. Nothing else in this project spells its names:
 * a new method of the SDK is one line here.
 */

export const SDK_PACKAGE = "@skyvexsoftware/stratos-sdk";

/** The things of the SDK that values are followed to. */
export type Thing =
  | "ui-context"
  | "background-context"
  | "socket"
  | "socket-manager"
  | "ipc"
  | "server"
  | "logger"
  | "plugin-id"
  | "app-base";

/** What calling an export of the SDK gives. */
export const RESULTS: ReadonlyMap<string, Thing> = new Map([["usePluginContext", "ui-context"]]);

/** Exports that are things themselves. */
export const CONSTANTS: ReadonlyMap<string, Thing> = new Map([["STRATOS_APP_BASE", "app-base"]]);
export const APP_BASE_EXPORT = "STRATOS_APP_BASE";

/** Whether the base of the shell's URLs can be imported from a module. */
export function exportsAppBase(source: string): boolean {
  return source === SDK_PACKAGE || source === `${SDK_PACKAGE}/helpers`;
}

/** `createPlugin({ onStart(ctx) { ... } })`: what the shell passes to the functions of the object. */
export const LIFECYCLE = {
  createdBy: "createPlugin",
  functions: new Set(["onStart", "onStop", "onResume"]),
  /** All others come after it. */
  first: "onStart",
  passes: "background-context",
} as const;

/** What a value of an exported type is. */
export const TYPES: ReadonlyMap<string, Thing> = new Map([
  ["PluginContext", "background-context"],
  ["PluginUIContext", "ui-context"],
  ["PluginContextValue", "ui-context"],
  ["PluginIPCRegistrar", "ipc"],
  ["PluginSocket", "socket"],
]);

/** Under which name a background context holds the IPC. */
export const IPC_MEMBER = "ipc";

/** What the members of a thing are. */
export const MEMBERS: ReadonlyMap<Thing, ReadonlyMap<string, Thing>> = new Map<
  Thing,
  ReadonlyMap<string, Thing>
>([
  [
    "ui-context",
    new Map<string, Thing>([
      ["socket", "socket"],
      ["logger", "logger"],
      ["pluginId", "plugin-id"],
    ]),
  ],
  [
    "background-context",
    new Map<string, Thing>([
      [IPC_MEMBER, "ipc"],
      ["server", "server"],
      ["logger", "logger"],
      ["pluginId", "plugin-id"],
    ]),
  ],
  [
    "socket",
    new Map<string, Thing>([
      ["volatile", "socket"],
      ["io", "socket-manager"],
    ]),
  ],
]);

/** Members of the background context whose methods give what was text, a row or a message before: no functions, no instances. */
export const DATA_MEMBERS: ReadonlySet<string> = new Set(["airline", "config", "database", "flight"]);

/** What members of the background context promise: each of these methods gives a promise. */
const PROMISING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["config", new Set(["get", "set"])],
  ["flight", new Set(["getState", "getPhase", "getSnapshot"])],
]);

/** Whether `ctx.<member>.<method>()` of the background gives a promise. */
export function givesPromise(member: string, method: string): boolean {
  return PROMISING.get(member)?.has(method) === true;
}

/** What a method does for the communication of the two modules. */
export type Role = "send" | "handle" | "route" | "subscribe" | "release" | "emit" | "ask" | "disconnect";

/** Which of its lists of listeners a method of a socket changes: of one event, of all that come in, of all that go out. */
export type ListenerList = "event" | "any" | "outgoing";

export interface Method {
  readonly role: Role | undefined;
  /** The position of the channel among the arguments; `undefined`: it takes none. */
  readonly channel?: 0 | undefined;
  /** The position of an event that is no channel: one of the connection below the socket. */
  readonly connectionEvent?: 0;
  /** The position of the handler, the payload, or what is emitted. */
  readonly content?: 0 | 1;
  /** What a call of it gives: most methods of a socket give the socket back. */
  readonly gives?: Thing;
  /** The event that it always means, where it takes none. */
  readonly event?: string;
  /** Whether what its handler gives is sent as an answer. */
  readonly answers?: true;
  /** Whether a call of it waits for an answer. */
  readonly awaitsAnswer?: true;
  /** What it subscribes to or releases from; without it, one event. */
  readonly listeners?: ListenerList;
  /** Whether the subscription ends by itself when the event comes. */
  readonly isOnce?: true;
}

const SUBSCRIBE: Method = { role: "subscribe", channel: 0, content: 1, gives: "socket" };
const SUBSCRIBE_ONCE: Method = { ...SUBSCRIBE, isOnce: true };
const SUBSCRIBE_TO_ALL: Method = { role: "subscribe", content: 0, gives: "socket", listeners: "any" };
const RELEASE: Method = { role: "release", channel: 0, content: 1, gives: "socket" };
const RELEASE_FROM_ALL: Method = { role: "release", content: 0, gives: "socket", listeners: "any" };
const DISCONNECT: Method = { role: "disconnect", gives: "socket" };
const ASK: Method = { role: "ask", channel: 0 };
const SAME_SOCKET: Method = { role: undefined, gives: "socket" };

/** The methods of the UI socket; it has the shape of a socket.io client socket. */
const SOCKET_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["on", SUBSCRIBE],
  ["once", SUBSCRIBE_ONCE],
  ["addListener", SUBSCRIBE],
  ["addEventListener", SUBSCRIBE],
  ["onAny", SUBSCRIBE_TO_ALL],
  ["prependAny", SUBSCRIBE_TO_ALL],
  ["onAnyOutgoing", { ...SUBSCRIBE_TO_ALL, listeners: "outgoing" }],
  ["prependAnyOutgoing", { ...SUBSCRIBE_TO_ALL, listeners: "outgoing" }],
  ["off", RELEASE],
  ["removeListener", RELEASE],
  ["removeEventListener", RELEASE],
  ["removeAllListeners", RELEASE],
  ["offAny", RELEASE_FROM_ALL],
  ["offAnyOutgoing", { ...RELEASE_FROM_ALL, listeners: "outgoing" }],
  ["listeners", ASK],
  ["hasListeners", ASK],
  ["emit", { role: "emit", channel: 0, content: 1, gives: "socket" }],
  ["emitWithAck", { role: "emit", channel: 0, content: 1, awaitsAnswer: true }],
  ["send", { role: "emit", content: 0, gives: "socket", event: "message" }],
  ["timeout", SAME_SOCKET],
  ["compress", SAME_SOCKET],
  ["connect", SAME_SOCKET],
  ["open", SAME_SOCKET],
  ["disconnect", DISCONNECT],
  ["close", DISCONNECT],
]);

/** The methods of the connection below the socket, which has events of its own. */
const MANAGER_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>(
  [...SOCKET_METHODS].flatMap(([name, method]) =>
    (method.role === "subscribe" || method.role === "release") && method.channel !== undefined
      ? [[name, { ...method, channel: undefined, connectionEvent: 0, gives: "socket-manager" }] as const]
      : [],
  ),
);

/** The call that undoes what a method subscribes to: `socket.off("status", handler)` for `socket.on`. */
export function releaseCall(receiver: string, subscribing: string, args: readonly string[]): string {
  const { listeners } = SOCKET_METHODS.get(subscribing) ?? SUBSCRIBE;
  const name = listeners === "any" ? "offAny" : listeners === "outgoing" ? "offAnyOutgoing" : "off";
  return `${receiver}.${name}(${args.join(", ")})`;
}

/** The names under which something is subscribed to or released on the UI socket. */
export const LISTENING: readonly string[] = [...SOCKET_METHODS].flatMap(([name, { role }]) =>
  role === "subscribe" || role === "release" ? [name] : [],
);

/** The methods of the socket that listen to one event, and those that listen to all. */
export const SUBSCRIBING: readonly string[] = [...SOCKET_METHODS].flatMap(([name, { role, channel }]) =>
  role === "subscribe" && channel !== undefined ? [name] : [],
);
export const LISTENING_TO_ALL: readonly string[] = [...SOCKET_METHODS].flatMap(([name, { listeners }]) =>
  listeners === "any" && !name.startsWith("off") ? [name] : [],
);

/** Members of the socket that can be different each time they are read. */
export const VOLATILE_MEMBERS: ReadonlySet<string> = new Set([
  "connected",
  "disconnected",
  "active",
  "id",
  "recovered",
]);

/** `ctx.server.registerRouter(prefix, router)` */
export const REGISTERING = "registerRouter";
const REGISTER_ROUTER: Method = { role: "route", content: 1 };

const IPC_SEND: Method = { role: "send", channel: 0, content: 1 };
/** Whatever else `ctx.ipc` can do takes the leaf name first and mostly a handler second. */
const IPC_OTHER: Method = { role: "handle", channel: 0, content: 1 };
/** What the handler of such a method gives is sent back as the answer. */
const IPC_HANDLE: Method = { ...IPC_OTHER, answers: true };

/** Whether a method of a thing only looks at what it is given, at a position where no handler or channel stands. */
export function onlyReads(thing: Thing, name: string, index: number): boolean {
  return thing === "logger" || (thing === "ipc" && name === "send" && index > 0);
}

export function methodOf(thing: Thing, name: string): Method | undefined {
  // What every function and object has is not the SDK's.
  if (name in Function.prototype) return undefined;
  if (thing === "socket") return SOCKET_METHODS.get(name);
  if (thing === "socket-manager") return MANAGER_METHODS.get(name);
  if (thing === "server") return name === REGISTERING ? REGISTER_ROUTER : undefined;
  if (thing !== "ipc") return undefined;
  if (name === "send") return IPC_SEND;
  return /^handle(?:[A-Z]|$)/.test(name) ? IPC_HANDLE : IPC_OTHER;
}

/** The names under which something is emitted on the UI socket. */
export const EMITTING: readonly string[] = [...SOCKET_METHODS].flatMap(([name, { role }]) =>
  role === "emit" ? [name] : [],
);

/** What the shell puts before the leaf name of a channel: `plugin:<id>:`. */
export const CHANNEL_PREFIX = "plugin:";

export function isSdkModule(source: string): boolean {
  return source === SDK_PACKAGE || source.startsWith(`${SDK_PACKAGE}/`);
}

/** Exports whose results make requests. */
const LOADING = new Set(["useVaApi"]);

export function isLoadingExport(name: string): boolean {
  return LOADING.has(name);
}

/** Methods of `ctx.ipc` that only listen: whatever else it can do may send. */
export function mayBroadcast(name: string): boolean {
  return !/^(?:handle|on|once|off|add|remove|unhandle|unregister|dispose|has|list)(?:[A-Z]|$)/.test(name);
}

/** Events of the connection itself: no module sends them. */
const CONNECTION_EVENTS = new Set(["connect", "connect_error", "disconnect", "disconnecting", "error"]);

export function isConnectionEvent(name: string): boolean {
  return CONNECTION_EVENTS.has(name);
}

/** Whether a channel fits a pattern of the settings: `*` stands for anything. */
export function matchesChannel(pattern: string, channel: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(channel);
}

/** How an author usually writes a thing. */
export const SHOWN: ReadonlyMap<Thing, string> = new Map<Thing, string>([
  ["ui-context", "usePluginContext()"],
  ["background-context", "ctx"],
  ["ipc", "ctx.ipc"],
  ["server", "ctx.server"],
  ["socket", "socket"],
  ["socket-manager", "socket.io"],
]);

/** Where the shell serves what a plugin's background module routes. */
export function routeOf(pluginId: string, name: string): string {
  return `/api/${pluginId}/${name}`;
}
