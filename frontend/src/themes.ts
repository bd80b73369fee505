/** Light, dark, or as the system says. The choice is a cookie, so that the server sends the page right. */

export function themes(): void {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("[data-theme-choice]")];
  const show = () => {
    for (const button of buttons) {
      const isChosen = (root.dataset.theme ?? "") === button.dataset.themeChoice;
      button.setAttribute("aria-pressed", String(isChosen));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const theme = button.dataset.themeChoice ?? "";
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      document.cookie = `saola_theme=${theme};path=/;max-age=${theme ? 31536000 : 0};samesite=lax`;
      show();
    });
  }
  show();
}
