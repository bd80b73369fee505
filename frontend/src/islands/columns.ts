/** Shows and hides columns at once, and keeps the choice in the address and in every link of the list. */

export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) throw new Error("the column chooser is a form");
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="columns"]')];
  form.querySelector<HTMLButtonElement>("button:not([type])")?.setAttribute("hidden", "");
  form.addEventListener("change", () => {
    if (boxes.some((box) => box.checked && !document.querySelector(`[data-column="${CSS.escape(box.value)}"]`))) {
      form.requestSubmit(); // a long list brings only the columns it shows
      return;
    }
    for (const box of boxes) {
      for (const cell of document.querySelectorAll<HTMLElement>(`[data-column="${CSS.escape(box.value)}"]`)) {
        cell.hidden = !box.checked;
      }
    }
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    history.replaceState(history.state, "", withColumns(location.href, chosen));
    for (const link of document.querySelectorAll('main a[href^="?"]')) {
      if (!(link instanceof HTMLAnchorElement)) continue; // links inside drawings lead to other lists
      link.search = new URL(withColumns(link.href, chosen)).search;
    }
  });
}

function withColumns(address: string, columns: string[]): string {
  const url = new URL(address);
  url.searchParams.delete("columns");
  for (const column of columns) url.searchParams.append("columns", column);
  return url.href;
}
