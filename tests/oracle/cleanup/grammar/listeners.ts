import { given, HANDLER, SOCKET } from "./helpers.js";
import type { Scope } from "./scope.js";

/** A class whose objects subscribe. */
export function listener(scope: Scope): string {
  const { sheet, socket } = scope;
  const members = sheet.grow(
    "class with attach",
    [
      [
        1,
        "arrow field",
        () =>
          "run = (...data: any[]) => { this.handler(...data); };\nattach() { this.socket.on(this.event, this.run); return () => this.detach(); }\ndetach() { this.socket.off(this.event, this.run); }",
      ],
      [
        1,
        "its handler",
        () =>
          "attach = () => { this.socket.on(this.event, this.handler); return this.detach; };\ndetach = () => { this.socket.off(this.event, this.handler); };",
      ],
      [
        1,
        "private field",
        () =>
          "#stop: (() => void) | undefined;\nattach() { this.socket.on(this.event, this.handler); this.#stop = () => { this.socket.off(this.event, this.handler); }; return () => this.#stop?.(); }",
      ],
    ],
    [
      [
        1,
        "class that binds twice",
        () =>
          "run(...data: any[]) { this.handler(...data); }\nattach() { this.socket.on(this.event, this.run.bind(this)); return () => { this.socket.off(this.event, this.run.bind(this)); }; }",
      ],
      [
        1,
        "class whose detach does nothing",
        () =>
          "attach() { this.socket.on(this.event, this.handler); return () => this.detach(); }\ndetach() { this.isOver = true; }\nisOver = false;",
      ],
    ],
  );
  const name = sheet.declare(
    "Listener",
    (local) => `class ${local} {
      constructor(private readonly socket: ${SOCKET}, private readonly event: string, private readonly handler: ${HANDLER}) {}
      ${members}
    }`,
  );
  return `new ${name}(${socket}, ${given(scope)}).attach()`;
}

/** An object that collects subscriptions. */
export function hub(scope: Scope): string {
  const { sheet, socket } = scope;
  const dispose = sheet.grow(
    "hub",
    [
      [1, "calls every undo", () => "for (const undo of undos) undo();"],
      [1, "splices", () => "undos.splice(0).forEach((undo) => { undo(); });"],
    ],
    [[1, "hub that forgets its undos", () => "undos.length = 0;"]],
  );
  const name = sheet.declare(
    "createHub",
    (create) => `function ${create}(socket: ${SOCKET}) {
      const undos: (() => void)[] = [];
      return {
        on(event: string, handler: ${HANDLER}) {
          socket.on(event, handler);
          undos.push(() => { socket.off(event, handler); });
          return this;
        },
        dispose: () => { ${dispose} },
      };
    }`,
  );
  const first = `${name}(${socket}).on(${given(scope)})`;
  return sheet.random.chance(0.4) ? `${first}.on(${given(scope)}).dispose` : `${first}.dispose`;
}
