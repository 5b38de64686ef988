import { FunctionHost } from "./hosts.js";
import { noise } from "./noise.js";
import { place } from "./places.js";
import type { Host } from "./scope.js";
import type { Sheet } from "./sheet.js";

/** Writes a component of the file that subscribes, and elements of it. */
export function childPlace(sheet: Sheet, host: Host, depth: number): void {
  const child = new FunctionHost(sheet, { isInner: true });
  place(sheet, child, depth);
  if (sheet.random.chance(0.2)) noise(sheet, child);
  const element = child.elements[0] === undefined ? "null" : `<>${child.elements.join("\n")}</>`;
  const body = `${child.code}\nreturn ${element};`;
  const name = sheet.declare("Row", (local) =>
    sheet.grow("child", [
      [3, "function", () => `function ${local}(${child.parameters}) {\n${body}\n}`],
      [1, "memo", () => `const ${local} = ${sheet.react("memo")}((${child.parameters}) => {\n${body}\n});`],
    ]),
  );
  const attributes = [...child.used].map((prop) => `${prop}={${host.prop(prop)}}`).join(" ");
  // A child that asks for what decides whether it is there knows the answer.
  const free = child.used.has("enabled") ? 0 : 1;
  const condition = (): string => host.prop("enabled");
  const one = (more = ""): string => `<${name} ${attributes} ${more}/>`;
  host.elements.push(
    ...sheet.grow("element of a child", [
      [3, "always", () => [one()]],
      [free, "only sometimes", () => [`{${condition()} && ${one()}}`]],
      [free, "one or the other", () => [`{${condition()} ? ${one()} : <span>off</span>}`]],
      [1, "with a key", () => [one(`key={${host.prop("id")}} `)]],
      [1, "twice", () => [one(), one()]],
      [1, "for each", () => [`{${host.prop("events")}.map((one) => ${one("key={one} ")})}`]],
    ]),
  );
}
