import * as Plot from "@observablehq/plot";
import { JSDOM } from "jsdom";

/** A bar of the chart. */
export interface Bar {
  readonly corpus: string;
  readonly who: string;
  /** Milliseconds for a file. */
  readonly cost: number;
}

/** Horizontal bars on a logarithmic scale, one group for each corpus, as the text of an SVG. */
export function chartOf(bars: readonly Bar[]): string {
  const { document } = new JSDOM("").window;
  const least = Math.min(...bars.map(({ cost }) => cost)) / 2;
  const chart = Plot.plot({
    document,
    width: 760,
    height: 60 + bars.length * 22,
    marginLeft: 90,
    marginRight: 190,
    style: { background: "white", color: "#24292f", fontFamily: "sans-serif", fontSize: "12px" },
    x: { type: "log", label: "milliseconds a file (logarithmic)", grid: true, tickFormat: "~g" },
    y: { label: null },
    fy: { label: null },
    marks: [
      Plot.barX(bars, {
        x1: least,
        x2: "cost",
        y: "who",
        fy: "corpus",
        sort: { y: "x", reverse: false },
        fill: (bar: Bar) => (bar.who === "stratos" ? "#0969da" : "#afb8c1"),
      }),
      Plot.text(bars, {
        x: "cost",
        y: "who",
        fy: "corpus",
        text: ({ cost }: Bar) => (cost < 0.1 ? cost.toPrecision(2) : cost.toFixed(2)),
        textAnchor: "start",
        dx: 4,
      }),
    ],
  });
  chart.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${chart.outerHTML}\n`;
}
