/** The few strokes that every drawing shares. */

const SVG = "http://www.w3.org/2000/svg";

export type Attributes = Record<string, string | number | undefined>;

/** An SVG element; attributes that are undefined are left out. Texts are set as text, never as markup. */
export function draw(tag: string, attributes: Attributes = {}, children: (Node | string)[] = []): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** `child` inside a link with a spoken label, or inside a group with the same label where there is no URL. */
export function linked(url: string | undefined, label: string, children: Node[]): SVGElement {
  const title = draw("title", {}, [label]);
  if (!url) return draw("g", {}, [title, ...children]);
  return draw("a", { href: url, "aria-label": label }, [title, ...children]);
}

/** Words beside a mark that is itself a link: the link already says them aloud. */
export function beside(attributes: Attributes, text: string): SVGElement {
  const classes = `beside ${attributes.class ?? ""}`.trim();
  return draw("text", { ...attributes, class: classes, "aria-hidden": "true" }, [text]);
}

/** The empty stage of a drawing `width` by `height` pixels; a group of figures, or an image where `isImage`. */
export function stageOf(element: HTMLElement, width: number, height: number, isImage = false): SVGElement {
  const title = element.dataset.title || undefined;
  return draw("svg", {
    class: "stage",
    viewBox: `0 0 ${width} ${height}`,
    height,
    role: isImage ? "img" : "group",
    "aria-label": title ?? "",
  });
}

/** Draws now, and again whenever the width of `element` changes. */
export function whenWide(element: HTMLElement, paint: (width: number) => void): void {
  let last = 0;
  const look = () => {
    const width = Math.round(element.clientWidth);
    if (width && width !== last) {
      last = width;
      paint(width);
    }
  };
  new ResizeObserver(look).observe(element);
  look();
}

/** How wide `text` will be, near enough to decide where it fits. */
export function roughWidth(text: string, size = 12): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! > 0x2e80 ? size : size * 0.56;
  return width;
}

/** `text` shortened to fit into `room` pixels. */
export function fitted(text: string, room: number, size = 12): string {
  if (roughWidth(text, size) <= room) return text;
  let short = text;
  while (short.length > 1 && roughWidth(`${short}…`, size) > room) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

export const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
