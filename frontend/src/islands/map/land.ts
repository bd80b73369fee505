/** The outlines of countries: coarse for the world, finer for a region. Natural Earth, public domain. */

import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import regionUrl from "world-atlas/countries-50m.json?url";
import worldUrl from "world-atlas/countries-110m.json?url";

const fetched = new Map<string, Promise<GeoJSON.FeatureCollection>>();

export function countries(kind: "world" | "region"): Promise<GeoJSON.FeatureCollection> {
  const url = kind === "world" ? worldUrl : regionUrl;
  const known = fetched.get(url);
  if (known) return known;
  const coming = load(url);
  fetched.set(url, coming);
  return coming;
}

async function load(url: string): Promise<GeoJSON.FeatureCollection> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the outlines of countries answered ${answer.status}`);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries);
}
