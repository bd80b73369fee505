/** A key for every button that names one with `data-key`, unless one is writing. */

export function mount(scope: HTMLElement): void {
  const press = (event: KeyboardEvent) => {
    if (!scope.isConnected) {
      document.removeEventListener("keydown", press);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const button = scope.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  document.addEventListener("keydown", press);
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
