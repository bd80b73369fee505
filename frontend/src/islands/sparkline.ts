/** A line the height of a word. */

import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { draw } from "./drawing";

export function mount(stage: HTMLElement, { values, label }: { values: (number | null)[]; label: string }): void {
  const width = 112;
  const height = 24;
  const x = scaleLinear([0, Math.max(values.length - 1, 1)], [2, width - 4]);
  const y = scaleLinear([0, max(values, (value) => value ?? 0) || 1], [height - 2, 4]);
  const curve = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y(value ?? 0));
  const svg = draw("svg", { class: "stage", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, [
    draw("path", { class: "curve", d: curve(values) ?? "" }),
  ]);
  const last = values.at(-1);
  if (typeof last === "number") svg.append(draw("circle", { class: "dot", cx: x(values.length - 1), cy: y(last), r: 2.6 }));
  stage.replaceChildren(svg);
}
