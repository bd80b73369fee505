/** An equal-area projection that shows everything given: the whole world, or a region around its middle. */

import { geoAzimuthalEqualArea, geoEqualEarth, type GeoProjection } from "d3-geo";
import type { MapData } from "./data";

type Extent = [number, number, number, number];

const WIDE = 120;

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
  if (!extent || isWide(data)) {
    return geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  }
  const [west, south, east, north] = extent;
  const grown = Math.max((east - west) * 0.08, (north - south) * 0.08, 0.6);
  const corners: [number, number][] = [];
  for (const lon of [west - grown, (west + east) / 2, east + grown]) {
    for (const lat of [south - grown, (south + north) / 2, north + grown]) {
      corners.push([lon, Math.max(-89, Math.min(89, lat))]);
    }
  }
  return geoAzimuthalEqualArea()
    .rotate([-(west + east) / 2, -(south + north) / 2])
    .clipAngle(120)
    .fitExtent([[margin, margin], [width - margin, height - margin]], { type: "MultiPoint", coordinates: corners });
}
