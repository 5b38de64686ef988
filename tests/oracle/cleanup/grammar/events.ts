import type { Scope } from "./scope.js";

/** How something is spelled where it is subscribed to, and where that ends. */
export interface Sides {
  readonly on: string;
  readonly off: string;
  /** A statement between the two. */
  readonly between?: string;
}

const NAMES = ["status", "state", "queued", "done", "line", "progress", "alert", "flight:phase"] as const;
const MANAGER_NAMES = ["reconnect", "reconnect_attempt", "error", "ping"] as const;

export const quoted = (text: string): string => JSON.stringify(text);
export const same = (text: string): Sides => ({ on: text, off: text });

/** A name of an event, for a list of them. */
export function eventName(scope: Scope): string {
  return scope.random.pick(NAMES);
}

/** An event of the connection below the socket. */
export function managerEventOf({ sheet, random }: Scope): Sides {
  const name = quoted(random.pick(MANAGER_NAMES));
  return sheet.grow(
    "manager event",
    [[1, "literal", () => same(name)]],
    [[1, "other manager event", () => ({ on: name, off: quoted("reconnect_failed") })]],
  );
}

/** The event of one subscription. */
export function eventOf(scope: Scope): Sides {
  const { sheet, host, random, loop } = scope;
  if (loop.event !== undefined && random.chance(0.9)) return eventInLoop(scope, loop.event);
  const name = eventName(scope);
  const text = quoted(name);
  const isFunction = scope.isPlain ? 1 : 0;
  const id = (): string => host.prop("id");
  return sheet.grow(
    "event",
    [
      [6, "literal", () => same(text)],
      [2, "constant", () => same(constant(scope, name))],
      [1, "constant and literal", () => ({ on: constant(scope, name), off: text })],
      [1, "enum", () => same(`${enumOf(scope)}.Status`)],
      [
        1,
        "enum by name and by text",
        () => ({ on: `${enumOf(scope)}.Done`, off: `${enumOf(scope)}["Done"]` }),
      ],
      [2, "member of a table", () => same(`${tableOf(scope)}.status`)],
      [1, "member of a table, destructured", () => same(destructured(scope))],
      [1, "nested member", () => same(`${nestedOf(scope)}.events.status`)],
      [3 * isFunction, "template over a prop", () => same(`\`job-\${${id()}}\``)],
      [
        1 * isFunction,
        "template and concatenation",
        () => ({ on: `\`job-\${${id()}}\``, off: `"job-" + ${id()}` }),
      ],
      [1 * isFunction, "prop", () => same(id())],
      [1 * isFunction, "element of a prop", () => same(`${host.prop("events")}[0]`)],
      [2, "kept template", () => same(scope.fresh("event", `\`job-\${${id()}}\``))],
      [1 * isFunction, "function of a prop", () => same(`${nameMaker(scope)}(${id()})`)],
      [1, "joined parts", () => same(scope.fresh("event", `["job", ${id()}].join(":")`))],
      [1 * isFunction, "choice by a prop", () => same(`${host.prop("enabled")} ? "queued" : "done"`)],
      [1 * isFunction, "memoised", () => same(memoised(scope))],
      [1 * isFunction, "ref that is set once", () => same(scope.memory("eventRef", text))],
      [1, "kept read of a latest ref", () => same(scope.fresh("event", latestId(scope)))],
      [1, "variable set before", () => same(setBefore(scope))],
    ],
    [
      [2, "other event", () => ({ on: text, off: quoted(otherName(name)) })],
      [1, "typo in the event", () => ({ on: quoted("status-update"), off: quoted("status_update") })],
      [
        1,
        "other member of the table",
        () => ({ on: `${tableOf(scope)}.status`, off: `${tableOf(scope)}.state` }),
      ],
      [1, "other template", () => ({ on: `\`job-\${${id()}}\``, off: `\`jobs-\${${id()}}\`` })],
      [1, "reassigned event", () => reassigned(scope)],
      [
        1,
        "latest ref read in the end",
        () => ({ on: scope.fresh("event", latestId(scope)), off: latestId(scope) }),
      ],
      [1, "missing part of the event", () => ({ on: `\`job-\${${id()}}\``, off: `"job-"` })],
    ],
  );
}

function eventInLoop({ sheet, host, isPlain }: Scope, variable: string): Sides {
  const id = isPlain ? host.prop("id") : "7";
  return sheet.grow(
    "event",
    [
      [5, "loop variable", () => same(variable)],
      [1, "template over a loop variable", () => same(`\`job:\${${variable}}\``)],
      [1, "concatenation with a loop variable", () => same(`${variable} + ":" + ${id}`)],
    ],
    [
      [
        1,
        "other template over a loop variable",
        () => ({ on: `\`job:\${${variable}}\``, off: `\`job-\${${variable}}\`` }),
      ],
      [1, "bare loop variable in the end", () => ({ on: `"job:" + ${variable}`, off: variable })],
    ],
  );
}

function otherName(name: string): string {
  return NAMES.find((other) => other !== name && other !== "flight:phase") ?? "other";
}

function constant({ sheet }: Scope, name: string): string {
  return sheet.helper(name.toUpperCase().replace(":", "_"), (local) => `const ${local} = ${quoted(name)};`);
}

function enumOf({ sheet }: Scope): string {
  return sheet.helper("Channel", (name) => `enum ${name} { Status = "status", Done = "done" }`);
}

function tableOf({ sheet }: Scope): string {
  return sheet.helper(
    "CHANNELS",
    (name) => `const ${name} = { status: "status", state: "state", done: "done" } as const;`,
  );
}

function nestedOf({ sheet }: Scope): string {
  return sheet.helper(
    "CONFIG",
    (name) => `const ${name} = { events: { status: "status" }, path: "/api/status" };`,
  );
}

function destructured(scope: Scope): string {
  const table = tableOf(scope);
  return scope.sheet.declare("doneEvent", (name) => `const { done: ${name} } = ${table};`);
}

function nameMaker({ sheet }: Scope): string {
  return sheet.helper("eventFor", (name) => `const ${name} = (key: string) => \`job/\${key}\`;`);
}

function memoised(scope: Scope): string {
  const id = scope.host.prop("id");
  return scope.render("event", `${scope.sheet.react("useMemo")}(() => "job-" + ${id}, [${id}])`);
}

/** A ref, or in a class the prop itself, that always has the newest value. */
function latestId(scope: Scope): string {
  const { host, sheet } = scope;
  if (!scope.isPlain) return host.prop("id");
  const known = [...host.body].find((line) => line.includes("const idRef"));
  if (known === undefined) {
    host.body.push(`const idRef = ${sheet.react("useRef")}(${host.prop("id")});`);
    host.body.push(`idRef.current = ${host.prop("id")};`);
  }
  return "idRef.current";
}

function setBefore(scope: Scope): string {
  const name = scope.variable("topic", quoted("queued"));
  scope.prepare(`if (${scope.host.prop("mode")} === "x") ${name} = "progress";`);
  return name;
}

function reassigned(scope: Scope): Sides {
  const name = scope.variable("topic", quoted("queued"));
  return { on: name, off: name, between: `${name} = "done";` };
}
