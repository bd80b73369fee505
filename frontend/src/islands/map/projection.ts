/** An equal-area projection that shows everything given: the whole world, or a region around its middle. */

import { geoAzimuthalEqualArea, geoEqualEarth, type GeoProjection } from "d3-geo";
import type { MapData } from "./data";

type Extent = [number, number, number, number];
type Spot = [number, number];

/** Beyond these degrees of longitude a view is of the world's parts, and of the whole world. */
const WIDE = 70;
const WHOLE = 200;

function extentOf(data: MapData): Extent | null {
  if (data.extent) return data.extent;
  const places: [number, number][] = [
    ...(data.points ?? []).map((point): [number, number] => [point.lon, point.lat]),
    ...(data.routes ?? []).flatMap((route): [number, number][] => [
      [route.from[1], route.from[0]],
      [route.to[1], route.to[0]],
    ]),
  ];
  if (!places.length) return null;
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

export function isWide(data: MapData): boolean {
  const extent = extentOf(data);
  return !extent || extent[2] - extent[0] > WIDE;
}

export function projectionFor(data: MapData, width: number, height: number): GeoProjection {
  const extent = extentOf(data);
  const margin = Math.min(36, width / 16);
  const frame: [Spot, Spot] = [[margin, margin], [width - margin, height - margin]];
  if (!extent || extent[2] - extent[0] > WHOLE) {
    return geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  }
  const [west, south, east, north] = extent;
  const middle: Spot = [(west + east) / 2, (south + north) / 2];
  const shown = { type: "MultiPoint" as const, coordinates: corners(extent) };
  if (isWide(data)) return geoEqualEarth().rotate([-middle[0], 0]).fitExtent(frame, shown);
  return geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(90).fitExtent(frame, shown);
}

/** The edges of an extent, grown a little, so that nothing stands at the rim. */
function corners([west, south, east, north]: Extent): Spot[] {
  const grown = Math.max((east - west) * 0.06, (north - south) * 0.06, 0.4);
  const found: Spot[] = [];
  for (const lon of [west - grown, (west + east) / 2, east + grown]) {
    for (const lat of [south - grown, (south + north) / 2, north + grown]) {
      found.push([lon, Math.max(-89, Math.min(89, lat))]);
    }
  }
  return found;
}
