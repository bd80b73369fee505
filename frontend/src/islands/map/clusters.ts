/** Points that would cover each other stand as one, with the sum of their counts. */

import type { Point } from "./data";

export interface Cluster {
  x: number;
  y: number;
  r: number;
  count: number;
  points: Point[];
}

const CELL = 48;

/** Largest first; each takes in the later ones whose middle it covers. Neighbours are found in a grid. */
export function clustersOf(
  points: Point[],
  place: (lon: number, lat: number) => [number, number] | null,
  radius: (count: number) => number,
): Cluster[] {
  const clusters: Cluster[] = [];
  const grid = new Map<string, Cluster[]>();
  const cell = (x: number, y: number) => `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
  for (const point of [...points].sort((a, b) => (b.count ?? 1) - (a.count ?? 1))) {
    const spot = place(point.lon, point.lat);
    if (!spot) continue;
    const [x, y] = spot;
    const host = around(x, y, cell, grid).find((cluster) => Math.hypot(cluster.x - x, cluster.y - y) < cluster.r + 5);
    const count = point.count ?? 1;
    if (host) {
      host.points.push(point);
      host.count += count;
      continue;
    }
    const cluster = { x, y, r: radius(count), count, points: [point] };
    clusters.push(cluster);
    const key = cell(x, y);
    grid.set(key, [...(grid.get(key) ?? []), cluster]);
  }
  for (const cluster of clusters) cluster.r = Math.min(radius(cluster.count), 26);
  return clusters.sort((a, b) => b.r - a.r);
}

function around(x: number, y: number, cell: (x: number, y: number) => string, grid: Map<string, Cluster[]>): Cluster[] {
  const found: Cluster[] = [];
  for (const dx of [-CELL, 0, CELL]) {
    for (const dy of [-CELL, 0, CELL]) found.push(...(grid.get(cell(x + dx, y + dy)) ?? []));
  }
  return found;
}
