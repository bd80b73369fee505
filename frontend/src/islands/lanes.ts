/** What happened and what is due, as marks in lanes along one line of time; today is a line across. */

import { scaleUtc } from "d3-scale";
import { word } from "../words";
import { draw, fitted, linked, roughWidth, stageOf, whenWide } from "./drawing";
import { timeTicks } from "./timeseries";

interface Mark {
  on: string;
  label: string;
  kind: "done" | "due" | "late";
  url?: string;
}

interface Lanes {
  today: string;
  lanes: { label: string; marks: Mark[] }[];
}

const LANE = 34;
const RADIUS = 5;
const instant = (text: string): Date => new Date(`${text}T00:00:00Z`);

export function mount(stage: HTMLElement, data: Lanes): void {
  whenWide(stage, (width) => stage.replaceChildren(paint(stage, data, width)));
}

function paint(stage: HTMLElement, { today, lanes }: Lanes, width: number): SVGElement {
  const isNarrow = width < 480;
  const names = isNarrow ? 8 : Math.min(Math.max(...lanes.map((lane) => roughWidth(lane.label))) + 18, width * 0.3);
  const step = isNarrow ? LANE + 14 : LANE;
  const height = lanes.length * step + 24;
  const days = lanes.flatMap((lane) => lane.marks.map((mark) => mark.on));
  const [first, last] = [[...days, today].sort()[0]!, [...days, today].sort().at(-1)!];
  const x = scaleUtc([instant(first), instant(last)], [names + RADIUS, width - RADIUS - 4]);
  const svg = stageOf(stage, width, height);

  const now = x(instant(today));
  svg.append(draw("path", { class: "today", d: `M${now} 0V${height - 22}` }, [draw("title", {}, [word("today")])]));
  lanes.forEach((lane, index) => {
    const line = index * step + step / 2 + (isNarrow ? 6 : 0);
    svg.append(
      draw("text", isNarrow ? { x: 0, y: index * step + 13 } : { x: 0, y: line + 4 }, [
        fitted(lane.label, isNarrow ? width : names - 8),
      ]),
      draw("path", { class: "grid", d: `M${names} ${line}H${width}` }),
      ...placed(lane.marks, x, line),
    );
  });
  svg.append(...timeTicks(x as never, height, width));
  return svg;
}

/** Marks that would hide one another stand above and below the line by turns. */
function placed(marks: Mark[], x: (day: Date) => number, line: number): SVGElement[] {
  const turns = [0, -7, 7];
  let before = -Infinity;
  let turn = 0;
  return [...marks]
    .sort((one, other) => one.on.localeCompare(other.on))
    .map((mark) => {
      const place = x(instant(mark.on));
      turn = place - before < RADIUS * 2 ? (turn + 1) % turns.length : 0;
      before = place;
      const circle = draw("circle", { class: `mark--${mark.kind}`, cx: place, cy: line + turns[turn]!, r: RADIUS });
      return linked(mark.url, `${mark.label}, ${mark.on}`, [circle]);
    });
}
