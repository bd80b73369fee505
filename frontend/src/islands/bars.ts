/** Counts as columns over time or as rows by kind, from zero, labelled where they stand. README: bars. */

import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { number, shortNumber, word } from "../words";
import { beside, draw, fitted, linked, roughWidth, stageOf, whenWide } from "./drawing";

interface Bar {
  label: string;
  key?: string;
  value: number | null;
  low?: number;
  high?: number;
  url?: string;
  group?: string;
  quiet?: boolean;
}

interface Bars {
  unit?: string;
  orientation?: "columns" | "rows";
  bars: Bar[];
}

export function mount(stage: HTMLElement, data: Bars): void {
  whenWide(stage, (width) => {
    stage.replaceChildren(data.orientation === "rows" ? rows(stage, data, width) : columns(stage, data, width));
  });
}

function spoken(bar: Bar, unit: string): string {
  const name = bar.group ? `${bar.label} ${bar.group}` : bar.label;
  if (bar.value === null) return `${name}: ${word("missing")}`;
  const range = bar.low === undefined || bar.high === undefined ? "" : ` (${number(bar.low)} ${word("to")} ${number(bar.high)})`;
  return `${name}: ${number(bar.value)}${range} ${unit}`.trim();
}

const top = (bars: Bar[]): number => max(bars, (bar) => Math.max(bar.value ?? 0, bar.high ?? 0)) || 1;

function columns(stage: HTMLElement, data: Bars, width: number): SVGElement {
  const { bars, unit = "" } = data;
  const hasGroups = bars.some((bar) => bar.group);
  const height = 224;
  const foot = hasGroups ? 38 : 22;
  const scale = scaleLinear([0, top(bars)], [height - foot, 18]).nice(4);
  const ticks = scale.ticks(4).filter(Number.isInteger);
  const start = Math.max(...ticks.map((tick) => roughWidth(shortNumber(tick)))) + 10;
  const step = (width - start) / Math.max(bars.length, 1);
  const room = Math.min(step - (step > 6 ? 2 : 0.5), 56);
  const svg = stageOf(stage, width, height);

  for (const tick of ticks) {
    const y = scale(tick);
    svg.append(
      draw("path", { class: tick === 0 ? "axis" : "grid", d: `M${start} ${y}H${width}` }),
      draw("text", { class: "quiet", x: start - 6, y: y + 4, "text-anchor": "end" }, [shortNumber(tick)]),
    );
  }
  const each = Math.max(1, Math.ceil((Math.max(...bars.map((bar) => roughWidth(bar.label))) + 6) / step));
  const isLabelled = step > 26;
  let group: string | undefined;
  bars.forEach((bar, index) => {
    const x = start + index * step + (step - room) / 2;
    const middle = x + room / 2;
    const words: Node[] = [];
    const parts: Node[] = [draw("rect", { x: start + index * step, y: 0, width: step, height: height - foot, fill: "transparent" })];
    if (bar.value === null) {
      parts.push(draw("rect", { class: "missing", x, y: scale(0) - 10, width: room, height: 10 }));
    } else {
      const y = scale(bar.value);
      parts.push(draw("rect", { class: bar.quiet ? "bar bar--quiet" : "bar", x, y, width: room, height: scale(0) - y }));
      if (bar.low !== undefined && bar.high !== undefined) {
        parts.push(draw("path", { class: "whisker", d: `M${middle} ${scale(bar.high)}V${scale(bar.low)}` }));
      } else if (isLabelled && bar.value > 0) {
        words.push(beside({ x: middle, y: y - 5, "text-anchor": "middle" }, shortNumber(bar.value)));
      }
    }
    svg.append(linked(bar.url, spoken(bar, unit), parts), ...words);
    if (index % each === 0) {
      svg.append(draw("text", { class: "quiet", x: middle, y: height - foot + 16, "text-anchor": "middle" }, [bar.label]));
    }
    if (bar.group && bar.group !== group) {
      group = bar.group;
      const edge = start + index * step;
      svg.append(
        draw("path", { class: "grid", d: `M${edge} ${height - foot}v${foot - 6}` }),
        draw("text", { x: edge + 4, y: height - 4 }, [group]),
      );
    }
  });
  return svg;
}

function rows(stage: HTMLElement, data: Bars, width: number): SVGElement {
  const { bars, unit = "" } = data;
  const step = 26;
  const svg = stageOf(stage, width, bars.length * step + 2);
  const names = Math.min(Math.max(...bars.map((bar) => roughWidth(bar.label, 12.5))) + 10, width * 0.42);
  const figures = Math.max(...bars.map((bar) => roughWidth(bar.value === null ? word("missing") : number(bar.value)))) + 10;
  const scale = scaleLinear([0, top(bars)], [names, width - figures]);
  bars.forEach((bar, index) => {
    const y = index * step;
    const parts: Node[] = [draw("rect", { x: 0, y, width, height: step, fill: "transparent" })];
    const words: Node[] = [beside({ x: 0, y: y + 17 }, fitted(bar.label, names - 8, 12.5))];
    if (bar.value === null) {
      words.push(beside({ class: "quiet", x: names + 6, y: y + 17 }, word("missing")));
    } else {
      const end = scale(bar.value);
      parts.push(draw("rect", { class: bar.quiet ? "bar bar--quiet" : "bar", x: names, y: y + 5, width: Math.max(end - names, 1), height: step - 10 }));
      if (bar.low !== undefined && bar.high !== undefined) {
        parts.push(draw("path", { class: "whisker", d: `M${scale(bar.low)} ${y + step / 2}H${scale(bar.high)}` }));
      }
      words.push(beside({ x: Math.max(end, bar.high === undefined ? 0 : scale(bar.high)) + 6, y: y + 17 }, number(bar.value)));
    }
    svg.append(linked(bar.url, spoken(bar, unit), parts), ...words);
  });
  svg.append(draw("path", { class: "axis", d: `M${names} 0V${bars.length * step + 2}` }));
  return svg;
}
