/** How much went from where to where: two columns of places, bands between them as wide as the measure. */

import { sum } from "d3-array";
import { number } from "../words";
import { draw, fitted, linked, roughWidth, stageOf, whenWide } from "./drawing";

interface Flow {
  from: string;
  to: string;
  value: number;
  url?: string;
}

interface Node {
  name: string;
  value: number;
  y: number;
  used: number;
}

const GAP = 8;

export function mount(stage: HTMLElement, data: { unit?: string; flows: Flow[] }): void {
  whenWide(stage, (width) => stage.replaceChildren(paint(stage, data.flows, data.unit ?? "", width)));
}

function nodes(flows: Flow[], side: "from" | "to", scale: number): Map<string, Node> {
  const names = [...new Set(flows.map((flow) => flow[side]))];
  const value = (name: string) => sum(flows, (flow) => (flow[side] === name ? flow.value : 0));
  let y = 4;
  const found = new Map<string, Node>();
  for (const name of names.sort((a, b) => value(b) - value(a))) {
    found.set(name, { name, value: value(name), y, used: 0 });
    y += Math.max(value(name) * scale, 14) + GAP;
  }
  return found;
}

function paint(stage: HTMLElement, flows: Flow[], unit: string, width: number): SVGElement {
  const total = sum(flows, (flow) => flow.value) || 1;
  const scale = 200 / total;
  const left = nodes(flows, "from", scale);
  const right = nodes(flows, "to", scale);
  const bottom = (side: Map<string, Node>) => Math.max(...[...side.values()].map((node) => node.y + Math.max(node.value * scale, 14)));
  const height = Math.max(bottom(left), bottom(right)) + 4;
  const label = (node: Node) => `${node.name} ${number(node.value)}`;
  const margin = (side: Map<string, Node>) => Math.min(Math.max(...[...side.values()].map((node) => roughWidth(label(node)))) + 10, width * 0.38);
  const start = margin(left);
  const end = width - margin(right);
  const svg = stageOf(stage, width, height);
  const order = [...flows].sort((a, b) => left.get(a.from)!.y - left.get(b.from)!.y || right.get(a.to)!.y - right.get(b.to)!.y);
  for (const flow of order) {
    const source = left.get(flow.from)!;
    const target = right.get(flow.to)!;
    const thick = Math.max(flow.value * scale, 1);
    const [y1, y2] = [source.y + source.used, target.y + target.used];
    source.used += thick;
    target.used += thick;
    const middle = (start + end) / 2;
    const d =
      `M${start} ${y1}C${middle} ${y1} ${middle} ${y2} ${end} ${y2}` +
      `v${thick}C${middle} ${y2 + thick} ${middle} ${y1 + thick} ${start} ${y1 + thick}Z`;
    svg.append(linked(flow.url, `${flow.from} → ${flow.to}: ${number(flow.value)} ${unit}`.trim(), [draw("path", { class: "flow__band", d })]));
  }
  const name = (node: Node, x: number, anchor: string, room: number) => [
    draw("rect", { class: "flow__node", x: anchor === "end" ? x - 3 : x, y: node.y, width: 3, height: Math.max(node.value * scale, 2) }),
    draw("text", { x: anchor === "end" ? x - 8 : x + 8, y: node.y + 11, "text-anchor": anchor }, [`${fitted(node.name, room - roughWidth(number(node.value)) - 6)} ${number(node.value)}`]),
  ];
  for (const node of left.values()) svg.append(...name(node, start, "end", start - 8));
  for (const node of right.values()) svg.append(...name(node, end, "start", width - end - 8));
  return svg;
}
