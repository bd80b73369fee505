/** Periods in lanes, and single days as marks with their words below. */

import { scaleUtc } from "d3-scale";
import { beside, draw, fitted, linked, roughWidth, stageOf, whenWide } from "./drawing";
import { timeTicks } from "./timeseries";

interface Span {
  from: string | null;
  to: string | null;
  label: string;
  kind?: "main" | "open" | "stopped" | "quiet";
  url?: string;
}

interface Mark {
  on: string;
  label: string;
  url?: string;
}

interface TimeLine {
  from: string;
  to: string;
  lanes: { label: string; spans: Span[] }[];
  marks?: Mark[];
}

const LANE = 26;
const ROW = 18;
const instant = (text: string): Date => new Date(`${text}T00:00:00Z`);

export function mount(stage: HTMLElement, data: TimeLine): void {
  whenWide(stage, (width) => stage.replaceChildren(paint(stage, data, width)));
}

function paint(stage: HTMLElement, { from, to, lanes, marks = [] }: TimeLine, width: number): SVGElement {
  const isNarrow = width < 480;
  const names = isNarrow ? 0 : Math.min(Math.max(...lanes.map((lane) => roughWidth(lane.label))) + 14, width * 0.3);
  const step = isNarrow ? LANE + 18 : LANE + 6;
  const below = lanes.length * step + 4;
  const height = below + marks.length * ROW + 24;
  const x = scaleUtc([instant(from), instant(to)], [names + 2, width - 6]);
  const svg = stageOf(stage, width, height);

  lanes.forEach((lane, index) => {
    const y = index * step + (isNarrow ? 16 : 0);
    svg.append(draw("text", { x: 0, y: isNarrow ? y - 4 : y + 17 }, [fitted(lane.label, isNarrow ? width : names - 8)]));
    for (const span of lane.spans) svg.append(...drawSpan(span, x, y, from, to));
  });
  [...marks]
    .sort((one, other) => one.on.localeCompare(other.on))
    .forEach((mark, index) => svg.append(drawMark(mark, x, below + index * ROW, width)));
  svg.append(...timeTicks(x as never, height, width));
  return svg;
}

function drawSpan(span: Span, x: (day: Date) => number, y: number, first: string, last: string): SVGElement[] {
  const start = x(instant(span.from && span.from > first ? span.from : first));
  const end = x(instant(span.to && span.to < last ? span.to : last));
  const kind = span.kind ?? "main";
  const text = roughWidth(span.label) <= end - start - 8 ? span.label : "";
  return [
    linked(span.url, `${span.label}, ${span.from ?? "…"} – ${span.to ?? "…"}`, [
      draw("rect", { class: `span--${kind}`, x: start, y: y + 1, width: Math.max(end - start - 1, 2), height: LANE - 2 }),
    ]),
    beside({ class: `span__word--${kind}`, x: start + 5, y: y + 17 }, text),
  ];
}

/** A line down from the lanes, its words on the side where there is room. */
function drawMark(mark: Mark, x: (day: Date) => number, y: number, width: number): SVGElement {
  const place = x(instant(mark.on));
  const words = `${mark.label}, ${mark.on}`;
  const isLate = place + roughWidth(words) + 10 > width;
  return linked(mark.url, words, [
    draw("path", { class: "time-mark", d: `M${place} 0V${y + 13}` }),
    draw("circle", { class: "dot", cx: place, cy: y + 10, r: 3 }),
    draw("text", { x: isLate ? place - 7 : place + 7, y: y + 14, "text-anchor": isLate ? "end" : undefined }, [words]),
  ]);
}
