/** How the page of the map looks. */
export const STYLE = `
:root { color-scheme: light dark; --back: #f6f7f9; --paper: #fff; --ink: #1c2330; --soft: #667085; --edge: #d8dde6;
  --meet: #1a7f4b; --nobody: #d12d36; --unknown: #b97900; --shell: #7c8698; --meet-back: #e7f6ee; --nobody-back: #fdebec;
  --unknown-back: #fdf4df; --shell-back: #eef0f4; }
@media (prefers-color-scheme: dark) { :root { --back: #12161d; --paper: #1b212b; --ink: #e6eaf1; --soft: #97a3b6;
  --edge: #323b4a; --meet: #58c98d; --nobody: #ff7b81; --unknown: #e8b04a; --shell: #8c97aa; --meet-back: #16301f;
  --nobody-back: #3a1b1f; --unknown-back: #352a12; --shell-back: #252c38; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem clamp(1rem, 3vw, 3rem); background: var(--back); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; margin-bottom: 1.5rem; }
h1 { margin: 0; font-size: 1.7rem; letter-spacing: -.02em; }
.root { margin: 0; color: var(--soft); }
.states { margin-left: auto; display: flex; flex-wrap: wrap; gap: .5rem; }
.states button { font: inherit; font-size: .85rem; padding: .3rem .8rem; border: 1px solid var(--tone); border-radius: 99px;
  color: var(--tone); background: var(--tone-back); cursor: pointer; }
.states button[aria-pressed="false"] { background: none; opacity: .55; text-decoration: line-through; }
.board { position: relative; display: grid; grid-template-columns: minmax(12rem, 1fr) minmax(16rem, 1.3fr) minmax(12rem, 1fr);
  gap: clamp(2.5rem, 8vw, 9rem); }
.lines { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; overflow: visible; }
.lines path { fill: none; stroke: var(--tone); stroke-width: 2; opacity: .6; transition: opacity .15s; }
.lines circle { fill: var(--tone); opacity: .8; transition: opacity .15s; }
h2 { margin: 0 0 .75rem; font-size: .8rem; font-weight: 650; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); }
h2 small { font-weight: 400; letter-spacing: 0; text-transform: none; }
.side { display: flex; flex-direction: column; }
.cards { flex: 1; display: flex; flex-direction: column; justify-content: space-around; gap: 1rem; }
.card, .pill { position: relative; background: var(--paper); border: 1px solid var(--edge); transition: opacity .15s; }
.card { border-radius: 12px; padding: .7rem .95rem; box-shadow: 0 1px 2px rgb(0 0 0 / 6%); overflow-wrap: anywhere; }
.card p { margin: 0; font-weight: 600; }
.card small, .pill small { display: block; font-weight: 400; font-size: .8rem; color: var(--soft); }
.card ul { margin: .3rem 0 0; padding: 0; list-style: none; font-size: .8rem; color: var(--soft); }
code { font: .92em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.middle { display: flex; flex-direction: column; gap: .6rem; }
.middle h2:not(:first-child) { margin-top: 1.25rem; }
.middle h2 { margin-bottom: 0; }
.pill { padding: .5rem .95rem; border-radius: 10px; border-color: var(--tone); background: var(--tone-back); overflow-wrap: anywhere; }
.pill.channel { border-radius: 99px; padding-inline: 1.3rem; }
.pill span { font: 600 .9rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--tone); }
.pill.nobody, .pill.unknown { border-style: dashed; }
.none { color: var(--soft); }
.meet { --tone: var(--meet); --tone-back: var(--meet-back); }
.nobody { --tone: var(--nobody); --tone-back: var(--nobody-back); }
.unknown { --tone: var(--unknown); --tone-back: var(--unknown-back); }
.shell { --tone: var(--shell); --tone-back: var(--shell-back); }
.board.picked .faint { opacity: .15; }
[hidden] { display: none; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
footer { margin-top: 3rem; font-size: .85rem; color: var(--soft); }
section + section { margin-top: 4rem; }
@media (max-width: 50rem) { .board { grid-template-columns: 1fr; gap: 1.5rem; } .lines { display: none; } }
@media print { body { padding: 0; background: none; } }
`;

/** Draws the lines between what is connected, and shows only those of what is pointed at. */
export const SCRIPT = `
for (const section of document.querySelectorAll(".plugin")) {
  const board = section.querySelector(".board");
  const svg = board.querySelector(".lines");
  const lines = JSON.parse(board.dataset.lines);
  const element = (key) => document.getElementById(key);
  const shape = (name, values, state, ends) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    made.classList.add(state);
    made.ends = ends;
    svg.append(made);
  };
  const stub = (pill, side) => {
    const [state, box, origin] = [pill.dataset.state, pill.getBoundingClientRect(), board.getBoundingClientRect()];
    const x = (side < 0 ? box.left : box.right) - origin.left;
    const y = (box.top + box.bottom) / 2 - origin.top;
    const end = x + side * 26;
    const dash = { "stroke-dasharray": "4 4" };
    shape("path", { d: "M" + x + " " + y + "H" + end, ...dash }, state, [pill.id]);
    if (state === "nobody")
      shape("path", { d: "M" + (end - 5) + " " + (y - 5) + "l10 10m0 -10l-10 10" }, state, [pill.id]);
    else shape("circle", { cx: end, cy: y, r: 3 }, state, [pill.id]);
  };
  const draw = () => {
    svg.replaceChildren();
    const origin = board.getBoundingClientRect();
    for (const [from, to, state] of lines) {
      const [a, b] = [element(from), element(to)];
      if (a.hidden || b.hidden) continue;
      const [start, end] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      const [x, y] = [start.right - origin.left, (start.top + start.bottom) / 2 - origin.top];
      const [u, v] = [end.left - origin.left, (end.top + end.bottom) / 2 - origin.top];
      const bend = (u - x) / 2;
      shape("path", { d: "M" + x + " " + y + "C" + (x + bend) + " " + y + " " + (u - bend) + " " + v + " " + u + " " + v }, state, [from, to]);
      const isRoute = (a.classList.contains("pill") ? a : b).matches(".route, .emit");
      shape("circle", isRoute ? { cx: x, cy: y, r: 3.5 } : { cx: u, cy: v, r: 3.5 }, state, [from, to]);
    }
    for (const pill of board.querySelectorAll(".pill")) {
      if (pill.hidden) continue;
      if (!lines.some(([, to]) => to === pill.id)) stub(pill, -1);
      if (!lines.some(([from]) => from === pill.id)) stub(pill, 1);
    }
  };
  const pick = (key) => {
    board.classList.toggle("picked", key !== undefined);
    const isPill = key !== undefined && element(key).classList.contains("pill");
    const direct = new Set([key, ...lines.flatMap(([from, to]) => (from === key ? [to] : to === key ? [from] : []))]);
    const pills = isPill ? new Set([key]) : new Set([...direct].filter((one) => one !== key));
    const kept = new Set([...direct, ...lines.flatMap(([from, to]) => (pills.has(from) || pills.has(to) ? [from, to] : []))]);
    for (const one of board.querySelectorAll(".card, .pill")) one.classList.toggle("faint", !kept.has(one.id));
    for (const one of svg.children) one.classList.toggle("faint", !one.ends.some((end) => pills.has(end)));
  };
  for (const one of board.querySelectorAll(".card, .pill")) {
    for (const event of ["mouseenter", "focus"]) one.addEventListener(event, () => pick(one.id));
    for (const event of ["mouseleave", "blur"]) one.addEventListener(event, () => pick(undefined));
  }
  for (const button of section.querySelectorAll(".states button"))
    button.addEventListener("click", () => {
      const isShown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isShown));
      for (const pill of board.querySelectorAll(".pill"))
        if (pill.dataset.state === button.dataset.state) pill.hidden = !isShown;
      for (const card of board.querySelectorAll(".card"))
        card.hidden = lines.every(([from, to]) => (from !== card.id && to !== card.id) || element(from === card.id ? to : from).hidden);
      draw();
    });
  new ResizeObserver(draw).observe(board);
}
`;
