import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";

type Listener = (...args: unknown[]) => void;

/** What a socket and its manager have in common, as far as the oracle needs it. */
interface Emitter {
  on(event: string, listener: Listener): unknown;
  listeners(event: string): Listener[];
}

/** Methods whose first argument is an event. `once` of the emitter calls `on` of the object. */
const NAMING = [
  "on",
  "addEventListener",
  "once",
  "off",
  "removeListener",
  "removeAllListeners",
  "removeEventListener",
  "listeners",
  "hasListeners",
];

/** What a socket hands to its connection. */
interface Packet {
  readonly id?: number;
  readonly data: readonly unknown[];
}

/** What the connection does with an answer. */
interface Answerable {
  onack(packet: Packet): void;
}

const PAYLOAD = { id: "a", type: "status", message: "text", value: 1, items: [] };

/** socket.io's own client socket, never connected, on which other components listen to whatever the plugin names. */
export class SharedSocket {
  readonly socket: Socket = io("http://127.0.0.1:1", { autoConnect: false, forceNew: true });
  /** What the plugin ever subscribed to, with its listeners. */
  readonly #used: (readonly [event: string, listener: unknown])[] = [];
  readonly #places: readonly Place[];
  /** The events that the plugin has named in any way. */
  readonly named = new Set<string>();
  /** The events that the plugin has emitted. */
  readonly emitted: string[] = [];

  constructor() {
    const { socket } = this;
    const nothing = (): Socket => socket;
    const fake = {
      connected: true,
      id: "id",
      connect: nothing,
      open: nothing,
      disconnect: nothing,
      close: nothing,
    };
    // Below the methods of the socket, what would go to the server is written down, and answered where an answer is wanted.
    const packet = ({ id, data: [event] }: Packet): void => {
      this.emitted.push(String(event));
      if (id !== undefined)
        void Promise.resolve().then(() => {
          (socket as unknown as Answerable).onack({ id, data: [{}] });
        });
    };
    Object.assign(socket, fake, { packet });
    const engine = { transport: { writable: true }, _hasPingExpired: () => false };
    Object.assign(socket.io, { engine, open: nothing, connect: nothing, reconnection: () => socket.io });
    const neighbour: Listener = () => undefined;
    const note = (event: string, listener: unknown): void => {
      this.#used.push([event, listener]);
    };
    this.#places = [
      eventsOf("", socket, neighbour, note, this.named),
      eventsOf("io ", socket.io as unknown as Emitter, neighbour, note),
      { lists: () => [["onAny", socket.listenersAny()]], neighbour },
      { lists: () => [["onAnyOutgoing", socket.listenersAnyOutgoing()]], neighbour },
    ];
    socket.onAny(neighbour).onAnyOutgoing(neighbour);
    for (const name of ["onAny", "prependAny", "onAnyOutgoing", "prependAnyOutgoing"] as const)
      before(socket, name, (listener) => {
        note(name.replace("prepend", "on"), listener);
      });
  }

  /** How often the plugin has subscribed to something. */
  get subscriptions(): number {
    return this.#used.length;
  }

  /** The events of the plugin's listeners that are attached now, once per listener. */
  get alive(): string[] {
    return this.#attached.map(([event]) => event);
  }

  /** The events that the plugin subscribed to, after so many subscriptions, with a listener that is attached no more. */
  uselessSince(subscriptions: number): string[] {
    const attached = this.#attached;
    return this.#used
      .slice(subscriptions)
      .filter(([event, listener]) => !attached.some((one) => one[0] === event && one[1] === listener))
      .map(([event]) => event);
  }

  get #attached(): (readonly [event: string, listener: Listener])[] {
    return this.#places.flatMap(({ lists, neighbour }) =>
      lists().flatMap(([event, all]) =>
        all.filter((listener) => listener !== neighbour).map((listener) => [event, listener] as const),
      ),
    );
  }

  /** The events whose other listeners are gone. */
  get lost(): string[] {
    return this.#places.flatMap(({ lists, neighbour }) =>
      lists().flatMap(([event, all]) => (all.includes(neighbour) ? [] : [event])),
    );
  }

  /** What the socket does when the server sends an event. */
  receive(event: string): void {
    const { socket } = this;
    for (const listener of [...socket.listenersAny()]) listener(event, PAYLOAD);
    for (const listener of [...socket.listeners(event)]) listener.call(socket, PAYLOAD);
  }
}

/** A place with named lists of listeners, in each of which one belongs to another component. */
interface Place {
  readonly lists: () => [event: string, listeners: readonly Listener[]][];
  readonly neighbour: Listener;
}

/** The neighbour subscribes the moment the plugin names an event, before the call does anything. */
function eventsOf(
  prefix: string,
  emitter: Emitter,
  neighbour: Listener,
  note: (event: string, listener: unknown) => void,
  events = new Set<string>(),
): Place {
  const subscribe = emitter.on.bind(emitter);
  const listenersOf = emitter.listeners.bind(emitter);
  // Like the emitter, which makes texts of all events.
  const name = (...args: unknown[]): void => {
    const event = String(args[0]);
    if (args.length === 0 || events.has(event)) return;
    events.add(event);
    subscribe(event, neighbour);
  };
  for (const method of NAMING) before(emitter, method, name);
  for (const method of ["on", "addEventListener"])
    before(emitter, method, (event, listener) => {
      note(prefix + String(event), listener);
    });
  name("flight:phase");
  return { lists: () => [...events].map((event) => [prefix + event, listenersOf(event)]), neighbour };
}

function before(object: object, method: string, act: (...args: unknown[]) => void): void {
  const methods = object as Record<string, Listener>;
  const original = methods[method];
  methods[method] = function (this: unknown, ...args: unknown[]): unknown {
    act(...args);
    return original?.apply(this, args);
  };
}
