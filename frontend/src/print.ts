/** Hands a document's number, handling code and digest to the margin of every printed page (print.css); buttons that print. */

export function printLine(): void {
  const root = document.documentElement;
  const line = root.dataset.printLine;
  if (line) root.style.setProperty("--print-line", JSON.stringify(line));
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
}
