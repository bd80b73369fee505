/** Finds elements with `data-island`, fetches the code of that island once, and gives it its data. */

import { word } from "../words";

export type Island<Data> = (stage: HTMLElement, data: Data) => void | Promise<void>;

const islands: Record<string, () => Promise<{ mount: Island<never> }>> = {
  map: () => import("./map"),
  bars: () => import("./bars"),
  timeseries: () => import("./timeseries"),
  "listing-timeline": () => import("./listing-timeline"),
  "time-line": () => import("./time-line"),
  lanes: () => import("./lanes"),
  sparkline: () => import("./sparkline"),
  flow: () => import("./flow"),
  dropzone: () => import("./dropzone"),
  columns: () => import("./columns"),
  keys: () => import("./keys"),
  "security-key": () => import("./security-key"),
};

export function mountIslands(root: Element | Document): void {
  const stages = [...root.querySelectorAll<HTMLElement>("[data-island]")];
  if (root instanceof HTMLElement && root.dataset.island) stages.push(root);
  for (const stage of stages) {
    if (stage.dataset.mounted) continue;
    stage.dataset.mounted = "true";
    mount(stage).catch((fault: unknown) => {
      console.error(fault);
      const note = document.createElement("p");
      note.className = "quiet small";
      note.textContent = word("broken");
      stage.replaceChildren(note);
    });
  }
}

async function mount(stage: HTMLElement): Promise<void> {
  const load = islands[stage.dataset.island ?? ""];
  if (!load) throw new Error(`no island is called ${stage.dataset.island}`);
  const [island, data] = await Promise.all([load(), dataOf(stage)]);
  await island.mount(stage, data as never);
}

async function dataOf(stage: HTMLElement): Promise<unknown> {
  if (stage.dataset.src) {
    const answer = await fetch(stage.dataset.src, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${stage.dataset.src} answered ${answer.status}`);
    return answer.json();
  }
  const block = stage.parentElement?.querySelector(':scope > script[type="application/json"]');
  return block?.textContent ? JSON.parse(block.textContent) : {};
}
