/** The listing history of a taxon, a lane for each population, with the seizures on it. */

import { max } from "d3-array";
import { scaleSqrt, scaleUtc } from "d3-scale";
import { number, word } from "../words";
import { beside, draw, fitted, linked, roughWidth, stageOf, whenWide } from "./drawing";
import { timeTicks } from "./timeseries";

interface Span {
  from: string | null;
  to: string | null;
  appendix: "I" | "II" | "III" | null;
  label?: string;
  url?: string;
}

interface Timeline {
  from?: string;
  to: string;
  lanes: { label: string; spans: Span[] }[];
  points?: { on: string; count: number; label: string; url?: string }[];
}

const LANE = 26;
const instant = (text: string): Date => new Date(`${text}T00:00:00Z`);

export function mount(stage: HTMLElement, data: Timeline): void {
  whenWide(stage, (width) => stage.replaceChildren(paint(stage, data, width)));
}

function paint(stage: HTMLElement, { from, to, lanes, points = [] }: Timeline, width: number): SVGElement {
  const isNarrow = width < 480;
  const names = isNarrow ? 0 : Math.min(Math.max(...lanes.map((lane) => roughWidth(lane.label))) + 14, width * 0.3);
  const step = isNarrow ? LANE + 18 : LANE + 6;
  const sea = points.length ? 40 : 6;
  const height = lanes.length * step + sea + 22;
  const starts = lanes.flatMap((lane) => lane.spans.flatMap((span) => (span.from ? [span.from] : [])));
  const first = from ?? [...starts, ...points.map((point) => point.on), to].sort()[0]!;
  const x = scaleUtc([instant(first), instant(to)], [names, width - 4]);
  const svg = stageOf(stage, width, height);

  lanes.forEach((lane, index) => {
    const y = index * step + (isNarrow ? 16 : 0);
    svg.append(draw("text", { x: 0, y: isNarrow ? y - 4 : y + 17 }, [fitted(lane.label, isNarrow ? width : names - 8)]));
    for (const span of lane.spans) svg.append(...drawSpan(span, x, y, first, to));
  });

  const line = lanes.length * step + sea / 2;
  if (points.length) {
    svg.append(draw("path", { class: "grid", d: `M${names} ${line}H${width}` }));
    const radius = scaleSqrt([0, max(points, (point) => point.count) || 1], [0, 11]);
    for (const point of points) {
      const circle = draw("circle", { class: "dot", cx: x(instant(point.on)), cy: line, r: Math.max(radius(point.count), 3) });
      circle.setAttribute("fill-opacity", "0.8");
      svg.append(linked(point.url, `${point.label}, ${point.on}: ${number(point.count)}`, [circle]));
    }
  }
  const end = x(instant(to));
  svg.append(draw("path", { class: "today", d: `M${end} 0V${height - 22}` }, [draw("title", {}, [word("today")])]));
  svg.append(...timeTicks(x as never, height, width));
  return svg;
}

function drawSpan(span: Span, x: (day: Date) => number, y: number, first: string, last: string): SVGElement[] {
  const start = x(instant(span.from && span.from > first ? span.from : first));
  const end = x(instant(span.to && span.to < last ? span.to : last));
  const name = span.appendix ?? "none";
  const spoken = span.label ?? (span.appendix ? word("appendix", { number: span.appendix }) : word("not_listed"));
  const brief = span.appendix ?? "";
  const room = end - start - 8;
  const text = roughWidth(spoken) <= room ? spoken : roughWidth(brief) <= room ? brief : "";
  return [
    linked(span.url, `${spoken}, ${span.from ?? "…"} – ${span.to ?? "…"}`, [
      draw("rect", { class: `lane--${name}`, x: start, y: y + 1, width: Math.max(end - start - 1, 1), height: LANE - 2 }),
    ]),
    beside({ class: `lane__word--${name}`, x: start + 5, y: y + 17 }, text),
  ];
}
