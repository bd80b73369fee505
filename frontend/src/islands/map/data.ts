/** What the map is given. Latitude comes first, as people say it. */

export interface Point {
  lat: number;
  lon: number;
  count?: number;
  label: string;
  url?: string;
}

export interface Route {
  from: [number, number];
  to: [number, number];
  weight: number;
  label: string;
  actual?: boolean;
  url?: string;
}

export interface MapData {
  points?: Point[];
  routes?: Route[];
  measure?: string;
  caption?: string;
  /** Shapes of our own (a fictional country), drawn above the world. */
  outlines?: GeoJSON.FeatureCollection;
  /** [west, south, east, north]: what to show at first; without it, everything given. */
  extent?: [number, number, number, number];
}
