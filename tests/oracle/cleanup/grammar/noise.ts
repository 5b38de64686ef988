import { loggerOf } from "./reactions.js";
import type { Host } from "./scope.js";
import { Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";

/** Writes something that a real component has, and that has nothing to do with the socket. */
export function noise(sheet: Sheet, host: Host): void {
  const react = (name: string): string => sheet.react(name);
  const scope = new Scope(sheet, host);
  const log = (): string => loggerOf(sheet);
  const id = (): string => host.prop("id");
  const write = sheet.grow<() => unknown>("noise", [
    [
      2,
      "fetch on mount",
      () => () => {
        fetchOnMount(sheet, host);
      },
    ],
    [
      1,
      "interval",
      () => () => {
        ticking(sheet, host);
      },
    ],
    [
      1.5,
      "listener of the window",
      () => () =>
        host.body.push(`${react("useEffect")}(() => {
      const onResize = () => { ${log()}("resized"); };
      window.addEventListener("resize", onResize);
      return () => window.removeEventListener("resize", onResize);
    }, []);`),
    ],
    [
      1,
      "title",
      () => () =>
        host.body.push(
          `${react("useEffect")}(() => {\ndocument.title = \`Job \${${id()}}\`;\n}, [${id()}]);`,
        ),
    ],
    [
      1,
      "memoised value",
      () => () =>
        host.elements.push(
          `<em>{${scope.render("label", `${react("useMemo")}(() => ${id()}.toUpperCase(), [${id()}])`)}}</em>`,
        ),
    ],
    [
      1,
      "button that toasts",
      () => () =>
        host.elements.push(
          `<button onClick={() => ${host.hasToast ? `${host.context("toast")}.info("clicked")` : `${log()}("clicked")`}}>tell</button>`,
        ),
    ],
    [
      1,
      "conditional element",
      () => () => host.elements.push(`{${host.prop("enabled")} && <span>on</span>}`),
    ],
    [
      1,
      "list of elements",
      () => () =>
        host.elements.push(`<ul>{${host.prop("events")}.map((one) => <li key={one}>{one}</li>)}</ul>`),
    ],
    [
      1,
      "latest ref",
      () => () => {
        latest(sheet, host);
      },
    ],
    [
      1,
      "field",
      () => () => {
        field(sheet, host);
      },
    ],
    [
      1,
      "counter",
      () => () => {
        counter(sheet, host);
      },
    ],
    [
      0.7,
      "observer",
      () => () => {
        observer(sheet, host);
      },
    ],
    [
      0.7,
      "transition",
      () => () => {
        transition(sheet, host);
      },
    ],
  ]);
  write();
}

function fetchOnMount(sheet: Sheet, host: Host): void {
  const data = sheet.name("data");
  const set = `setData${data.slice("data".length)}`;
  host.body.push(`const [${data}, ${set}] = ${sheet.react("useState")}<any>(null);`);
  const id = host.prop("id");
  host.body.push(
    sheet.grow("fetch on mount", [
      [
        1,
        "flag",
        () => `${sheet.react("useEffect")}(() => {
        let isCurrent = true;
        fetch(\`/api/state/\${${id}}\`).then((response) => response.json()).then((state) => {
          if (isCurrent) ${set}(state);
        }).catch(() => {});
        return () => { isCurrent = false; };
      }, [${id}]);`,
      ],
      [
        1,
        "signal",
        () => `${sheet.react("useEffect")}(() => {
        const abort = new AbortController();
        (async () => {
          const response = await fetch("/api/state", { signal: abort.signal });
          ${set}(await response.json());
        })().catch(() => {});
        return () => abort.abort();
      }, []);`,
      ],
    ]),
  );
  host.elements.push(`<p>{${data} ? "loaded" : "loading"}</p>`);
}

function ticking(sheet: Sheet, host: Host): void {
  host.body.push(`${sheet.react("useEffect")}(() => {
    const timer = setInterval(() => ${loggerOf(sheet)}("tick"), 1000);
    return () => clearInterval(timer);
  }, []);`);
}

function latest(sheet: Sheet, host: Host): void {
  const name = sheet.name("newest");
  host.body.push(`const ${name} = ${sheet.react("useRef")}(${host.prop("onOther")});`);
  host.body.push(`${sheet.react("useEffect")}(() => { ${name}.current = ${host.prop("onOther")}; });`);
}

function field(sheet: Sheet, host: Host): void {
  const text = sheet.name("text");
  const set = `setText${text.slice("text".length)}`;
  host.body.push(`const [${text}, ${set}] = ${sheet.react("useState")}("");`);
  host.elements.push(`<input value={${text}} onChange={(event) => ${set}(event.target.value)} />`);
}

function counter(sheet: Sheet, host: Host): void {
  const [count, bump] = [sheet.name("clicks"), sheet.name("bump")];
  host.body.push(
    `const [${count}, ${bump}] = ${sheet.react("useReducer")}((before: number) => before + 1, 0);`,
  );
  host.elements.push(`<button onClick={() => ${bump}()}>{${count}}</button>`);
}

function observer(sheet: Sheet, host: Host): void {
  const box = sheet.name("boxRef");
  host.body.push(`const ${box} = ${sheet.react("useRef")}<HTMLDivElement>(null);`);
  host.body.push(`${sheet.react("useLayoutEffect")}(() => {
    const watcher = new ResizeObserver(() => ${loggerOf(sheet)}("size"));
    if (${box}.current) watcher.observe(${box}.current);
    return () => watcher.disconnect();
  }, []);`);
  host.elements.push(`<div ref={${box}} />`);
}

function transition(sheet: Sheet, host: Host): void {
  const [pending, start] = [sheet.name("isPending"), sheet.name("startChange")];
  host.body.push(`const [${pending}, ${start}] = ${sheet.react("useTransition")}();`);
  host.elements.push(
    `<button disabled={${pending}} onClick={() => ${start}(() => { ${loggerOf(sheet)}("change"); })}>change</button>`,
  );
}
