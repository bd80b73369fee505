/** Which side of a ring is land. GeoJSON (RFC 7946) winds outer rings counter-clockwise, d3-geo clockwise: a
 * shape wound the other way is the whole earth but for the shape. */

import { geoArea } from "d3-geo";

const HALF_THE_EARTH = 2 * Math.PI; // steradians

export function woundForDrawing(shape: GeoJSON.Feature): GeoJSON.Feature {
  const { geometry } = shape;
  if (geometry.type === "Polygon") return { ...shape, geometry: { ...geometry, coordinates: rewound(geometry.coordinates) } };
  if (geometry.type === "MultiPolygon") return { ...shape, geometry: { ...geometry, coordinates: geometry.coordinates.map(rewound) } };
  return shape;
}

function rewound(rings: GeoJSON.Position[][]): GeoJSON.Position[][] {
  const covers = geoArea({ type: "Polygon", coordinates: rings });
  return covers > HALF_THE_EARTH ? rings.map((ring) => [...ring].reverse()) : rings;
}
