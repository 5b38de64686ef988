/** A function that React calls for an event of an element. */
export interface Handler {
  readonly element: Element;
  readonly prop: string;
}

/** The DOM events on which React calls handlers. */
const EVENTS: Readonly<Record<string, string>> = {
  onClick: "click",
  onDoubleClick: "dblclick",
  onSubmit: "submit",
  onMouseDown: "mousedown",
  onMouseEnter: "mouseover",
  onMouseLeave: "mouseout",
  onPointerDown: "pointerdown",
  onFocus: "focusin",
  onBlur: "focusout",
  onKeyDown: "keydown",
  onToggle: "toggle",
};

export function handlersIn(container: Element): Handler[] {
  return [...container.querySelectorAll("*")].flatMap((element) => {
    const key = Object.keys(element).find((name) => name.startsWith("__reactProps$"));
    const props = key === undefined ? {} : (element as unknown as Record<string, object>)[key];
    return Object.keys(props ?? {})
      .filter((prop) => prop in EVENTS || prop === "onChange")
      .map((prop) => ({ element, prop }));
  });
}

export function fire({ element, prop }: Handler): void {
  if (prop === "onChange") change(element);
  else element.dispatchEvent(eventOf(element, EVENTS[prop] ?? ""));
}

/** React calls `onChange` only if the value differs from the one that it wrote itself. */
function change(element: Element): void {
  if (element.tagName === "INPUT" && /^(?:checkbox|radio)$/.test(element.getAttribute("type") ?? "")) {
    element.dispatchEvent(eventOf(element, "click"));
    return;
  }
  if (element.tagName === "SELECT") {
    const select = element as HTMLSelectElement;
    select.selectedIndex = (select.selectedIndex + 1) % Math.max(1, select.options.length);
    element.dispatchEvent(eventOf(element, "change"));
    return;
  }
  const { value } = element as HTMLInputElement;
  Reflect.set(Object.getPrototypeOf(element) as object, "value", `${value}b`, element);
  element.dispatchEvent(eventOf(element, "input"));
}

function eventOf({ ownerDocument }: Element, type: string): Event {
  const { Event, MouseEvent } = ownerDocument.defaultView ?? globalThis;
  const init = { bubbles: true, cancelable: true };
  return /^(?:click|dblclick|mouse)/.test(type) ? new MouseEvent(type, init) : new Event(type, init);
}
