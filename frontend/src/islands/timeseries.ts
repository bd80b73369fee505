/** A measure over time with its interval; a gap where it is not known, dashed where it will still change. */

import { extent, max } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import { number, shortNumber, word } from "../words";
import { draw, linked, roughWidth, stageOf, whenWide } from "./drawing";

interface Point {
  on: string;
  label?: string;
  value: number | null;
  low?: number | null;
  high?: number | null;
  url?: string;
}

interface Series {
  unit?: string;
  points: Point[];
  provisional_from?: string;
}

const instant = (point: Point): Date => new Date(`${point.on}T00:00:00Z`);
const isKnown = (point: Point): boolean => point.value !== null;
const hasBand = (point: Point): boolean => typeof point.low === "number" && typeof point.high === "number";

export function mount(stage: HTMLElement, data: Series): void {
  whenWide(stage, (width) => stage.replaceChildren(paint(stage, data, width)));
}

function paint(stage: HTMLElement, { points, unit = "", provisional_from }: Series, width: number): SVGElement {
  const height = 224;
  const highest = max(points, (point) => Math.max(point.value ?? 0, point.high ?? 0)) || 1;
  const y = scaleLinear([0, highest], [height - 22, 10]).nice(4);
  const ticks = y.ticks(4);
  const start = Math.max(...ticks.map((tick) => roughWidth(shortNumber(tick)))) + 10;
  const [first = new Date(), last = new Date()] = extent(points, instant) as [Date, Date];
  const x = scaleUtc([first, last], [start + 6, width - 8]);
  const svg = stageOf(stage, width, height);

  for (const tick of ticks) {
    svg.append(
      draw("path", { class: tick === 0 ? "axis" : "grid", d: `M${start} ${y(tick)}H${width}` }),
      draw("text", { class: "quiet", x: start - 6, y: y(tick) + 4, "text-anchor": "end" }, [shortNumber(tick)]),
    );
  }
  svg.append(...timeTicks(x, height, width));

  const band = area<Point>()
    .defined(hasBand)
    .x((point) => x(instant(point)))
    .y0((point) => y(point.low ?? 0))
    .y1((point) => y(point.high ?? 0));
  const curve = line<Point>()
    .defined(isKnown)
    .x((point) => x(instant(point)))
    .y((point) => y(point.value ?? 0));
  const turn = provisional_from ? points.findIndex((point) => point.on >= provisional_from) : -1;
  const settled = turn < 0 ? points : points.slice(0, turn + 1);
  svg.append(draw("path", { class: "band", d: band(points) ?? "" }), draw("path", { class: "curve", d: curve(settled) ?? "" }));
  if (turn >= 0) svg.append(draw("path", { class: "curve curve--provisional", d: curve(points.slice(turn)) ?? "" }));

  for (const point of points) {
    if (point.value === null) continue;
    const range = hasBand(point) ? ` (${number(point.low!)} ${word("to")} ${number(point.high!)})` : "";
    const label = `${point.label ?? point.on}: ${number(point.value)}${range} ${unit}`.trim();
    const at = { cx: x(instant(point)), cy: y(point.value) };
    svg.append(
      linked(point.url, label, [draw("circle", { ...at, r: 8, fill: "transparent" }), draw("circle", { class: "dot", ...at, r: points.length > 60 ? 1.6 : 3 })]),
    );
  }
  return svg;
}

/** Ticks of a time axis, thinned until their words do not touch. */
export function timeTicks(x: ReturnType<typeof scaleUtc<number>>, height: number, width: number): SVGElement[] {
  const language = document.documentElement.lang || "en";
  const [from, to] = x.domain() as [Date, Date];
  const years = (to.getTime() - from.getTime()) / 31557600000;
  const style: Intl.DateTimeFormatOptions =
    years > 4 ? { year: "numeric" } : years > 0.5 ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  const words = new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC", numberingSystem: "latn" });
  const labels = x.ticks(Math.max(2, Math.floor(width / 90))).map((tick) => ({ at: x(tick), text: words.format(tick) }));
  return labels
    .filter((label, index) => index === 0 || label.text !== labels[index - 1]!.text)
    .map(({ at, text }) =>
      draw("text", { class: "quiet", x: Math.min(Math.max(at, roughWidth(text) / 2), width - roughWidth(text) / 2), y: height - 5, "text-anchor": "middle" }, [text]),
    );
}
