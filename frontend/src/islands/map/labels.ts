/** Names beside places, largest first, where there is room for them. */

import { beside, roughWidth } from "../drawing";
import type { Cluster } from "./clusters";

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 14;

export function labelsOf(clusters: Cluster[], width: number, height: number): SVGElement[] {
  const taken: Box[] = clusters.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const labels: SVGElement[] = [];
  for (const { x, y, r, points } of clusters) {
    if (x < 0 || x > width || y < 0 || y > height) continue;
    const text = points.length === 1 ? points[0]!.label : `${points[0]!.label} +${points.length - 1}`;
    const long = roughWidth(text, 11.5);
    for (const side of [1, -1]) {
      const start = side > 0 ? x + r + 4 : x - r - 4 - long;
      const box = { left: start, right: start + long, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
      if (box.left < 2 || box.right > width - 2 || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      labels.push(beside({ class: "halo map__name", x: Math.round(start), y: Math.round(y + 4) }, text));
      break;
    }
  }
  return labels;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
