/** Places and routes on an equal-area map, drawn offline. README: map. */

import { max } from "d3-array";
import { geoPath } from "d3-geo";
import { scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import { zoom as zoomBehaviour, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { number, shortNumber, word } from "../../words";
import { beside, draw, linked, stageOf, whenWide } from "../drawing";
import { clustersOf, type Cluster } from "./clusters";
import { countries } from "./land";
import { labelsOf } from "./labels";
import { isWide, projectionFor } from "./projection";
import { woundForDrawing } from "./winding";
import type { MapData, Route } from "./data";

const FARTHEST = 1;
const CLOSEST = 24;
const BEND = 0.16;

type Spot = [number, number];

export async function mount(stage: HTMLElement, data: MapData): Promise<void> {
  const land = await countries(isWide(data) ? "world" : "region");
  stage.classList.add("map");
  whenWide(stage, (width) => paint(stage, data, land, width));
}

function paint(stage: HTMLElement, data: MapData, land: GeoJSON.FeatureCollection, width: number): void {
  const height = stage.clientHeight || Math.round(width / 2);
  const projection = projectionFor(data, width, height);
  const path = geoPath(projection);
  const svg = stageOf(stage, width, height) as SVGSVGElement;
  const ground = draw("g", {}, [
    ...land.features.map((country) => draw("path", { class: "map__land", d: path(country) ?? undefined })),
    ...(data.outlines?.features ?? []).map(woundForDrawing).map((shape) =>
      draw("path", { class: "map__land map__land--own", d: path(shape) ?? undefined }, [draw("title", {}, [String(shape.properties?.name ?? "")])]),
    ),
  ]);
  const marks = draw("g");
  svg.append(ground, marks);

  const radius = scaleSqrt([0, Math.max(max(data.points ?? [], (point) => point.count ?? 1) || 1, 12)], [2.5, Math.min(22, width / 28)]);
  const thickness = scaleSqrt([0, max(data.routes ?? [], (route) => route.weight) || 1], [1, 9]);
  const readout = document.createElement("p");
  readout.className = "map__readout";

  const zoom = zoomBehaviour<SVGSVGElement, unknown>()
    .scaleExtent([FARTHEST, CLOSEST])
    .translateExtent([[0, 0], [width, height]])
    // The wheel and one finger scroll the page; with Ctrl, or with two fingers, the map comes closer.
    .filter((event: Event) => {
      if (event instanceof WheelEvent) return event.ctrlKey;
      if (event.type.startsWith("touch")) return (event as TouchEvent).touches.length > 1;
      return (event as MouseEvent).button === 0;
    })
    .on("zoom", (event: { transform: ZoomTransform }) => lay(event.transform));

  const lay = (at: ZoomTransform) => {
    ground.setAttribute("transform", at.toString());
    const place = (lon: number, lat: number): [number, number] | null => {
      const spot = projection([lon, lat]);
      return spot && [at.applyX(spot[0]), at.applyY(spot[1])];
    };
    const seen = clustersOf(data.points ?? [], place, radius);
    const arcs = (data.routes ?? []).flatMap((route) => arc(route, place, seen, thickness(route.weight), data.measure ?? ""));
    marks.replaceChildren(...arcs, ...seen.flatMap((cluster) => dot(cluster, closer, readout)), ...labelsOf(seen, width, height));
  };
  const closer = (cluster: Cluster) => select(svg).call(zoom.transform, around(cluster, svg, width, height));

  select(svg).call(zoom);
  marks.addEventListener("focusin", (event) => tell(event, readout));
  marks.addEventListener("mouseover", (event) => tell(event, readout));
  marks.addEventListener("mouseout", () => (readout.textContent = ""));
  stage.replaceChildren(svg, tools(svg, zoom), readout);
  lay(zoomIdentity);
}

function tell(event: Event, readout: HTMLElement): void {
  const mark = (event.target as Element).closest("a, [tabindex]");
  readout.textContent = mark?.querySelector("title")?.textContent ?? "";
}

/** The end of a route on the stage: the edge of the cluster that holds it, or the place itself. */
function endOf(spot: Spot, seen: Cluster[]): { at: Spot; r: number } {
  const host = seen.find((cluster) => Math.hypot(cluster.x - spot[0], cluster.y - spot[1]) <= cluster.r + 5);
  return host ? { at: [host.x, host.y], r: host.r + 1 } : { at: spot, r: 0 };
}

function arc(
  route: Route,
  place: (lon: number, lat: number) => Spot | null,
  seen: Cluster[],
  wide: number,
  measure: string,
): SVGElement[] {
  const [start, goal] = [place(route.from[1], route.from[0]), place(route.to[1], route.to[0])];
  if (!start || !goal) return [];
  const [from, to] = [endOf(start, seen), endOf(goal, seen)];
  const [dx, dy] = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
  const isActual = route.actual !== false;
  const head = wide + 4;
  if (Math.hypot(dx, dy) < from.r + to.r + head + 8) return [];
  // Bent to one side of the way it goes, so that the way back is another line.
  const control: Spot = [from.at[0] + dx / 2 + dy * BEND, from.at[1] + dy / 2 - dx * BEND];
  const tip = towards(to.at, control, to.r);
  const d = `M${towards(from.at, control, from.r).map(round)}Q${control.map(round)} ${towards(to.at, control, to.r + head * 0.8).map(round)}`;
  const kind = isActual ? "" : ` (${word("intended")})`;
  const direction = Math.atan2(to.at[1] - control[1], to.at[0] - control[0]);
  return [
    linked(route.url, `${route.label}${kind}: ${number(route.weight)} ${measure}`.trim(), [
      draw("path", { class: "map__reach", d }),
      draw("path", { class: isActual ? "map__route" : "map__route map__route--meant", d, "stroke-width": round(wide) }),
      draw("path", { class: isActual ? "map__head" : "map__head map__head--meant", d: arrow(tip, direction, head) }),
    ]),
  ];
}

function towards([x, y]: Spot, goal: Spot, far: number): Spot {
  const length = Math.hypot(goal[0] - x, goal[1] - y) || 1;
  return [x + ((goal[0] - x) / length) * far, y + ((goal[1] - y) / length) * far];
}

function arrow([x, y]: Spot, direction: number, size: number): string {
  const corner = (turn: number) => [x + size * Math.cos(direction + turn), y + size * Math.sin(direction + turn)].map(round);
  return `M${round(x)} ${round(y)}L${corner(Math.PI * 0.84)}L${corner(-Math.PI * 0.84)}Z`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function dot(cluster: Cluster, closer: (cluster: Cluster) => void, readout: HTMLElement): SVGElement[] {
  const { x, y, r, count, points } = cluster;
  const only = points.length === 1 ? points[0] : undefined;
  const children = [draw("circle", { class: "map__point", cx: round(x), cy: round(y), r: round(r) })];
  const text = shortNumber(count);
  const words = r >= 4 + text.length * 3 ? [beside({ class: "map__count", x: round(x), y: round(y + 4) }, text)] : [];
  if (only) return [linked(only.url, `${only.label}: ${number(count)}`, children), ...words];

  const group = linked(undefined, word("places", { count: points.length, number: number(count) }), children);
  group.setAttribute("tabindex", "0");
  group.setAttribute("role", "button");
  group.setAttribute("aria-label", word("places", { count: points.length, number: number(count) }));
  const come = () => {
    readout.textContent = "";
    closer(cluster);
  };
  group.addEventListener("click", come);
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    come();
  });
  return [group, ...words];
}

/** The view in which a cluster's points fill half of the stage. */
function around(cluster: Cluster, svg: SVGSVGElement, width: number, height: number): ZoomTransform {
  const now = (svg as SVGSVGElement & { __zoom: ZoomTransform }).__zoom;
  const closer = Math.min(now.k * 3, CLOSEST);
  const [x, y] = now.invert([cluster.x, cluster.y]);
  return zoomIdentity.translate(width / 2 - x * closer, height / 2 - y * closer).scale(closer);
}

function tools(svg: SVGSVGElement, zoom: ReturnType<typeof zoomBehaviour<SVGSVGElement, unknown>>): HTMLElement {
  const box = document.createElement("div");
  box.className = "map__tools";
  const add = (sign: string, label: string, act: () => void) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--icon";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.title = label;
    button.addEventListener("click", act);
    box.append(button);
  };
  add("+", word("closer"), () => select(svg).call(zoom.scaleBy, 1.8));
  add("−", word("farther"), () => select(svg).call(zoom.scaleBy, 1 / 1.8));
  add("◻", word("whole"), () => select(svg).call(zoom.transform, zoomIdentity));
  return box;
}
