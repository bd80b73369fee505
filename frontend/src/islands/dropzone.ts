/** Lets files be dropped on a file field, and says which were chosen. */

import { number, word } from "../words";

export function mount(zone: HTMLElement): void {
  const input = zone.querySelector<HTMLInputElement>('input[type="file"]');
  const list = zone.querySelector<HTMLElement>(".dropzone__files");
  if (!input || !list) throw new Error("a drop zone needs its file field and its list");

  const tell = () => {
    const files = [...(input.files ?? [])];
    const [file] = files;
    list.textContent = files.length > 1 ? word("files", { count: files.length }) : file ? `${file.name} · ${size(file.size)}` : "";
  };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("dropzone--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("dropzone--over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer?.files;
    if (!dropped?.length) return;
    const kept = new DataTransfer();
    for (const file of input.multiple ? [...dropped] : [dropped[0]!]) kept.items.add(file);
    input.files = kept.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  tell();
}

function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 3);
  return `${number(Math.round((bytes / 1000 ** power) * 10) / 10)} ${units[power]}`;
}
