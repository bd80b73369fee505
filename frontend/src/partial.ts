/** htmx, told to live without eval and without inline styles, and to say when a request fails. */

import htmx from "htmx.org";
import { word } from "./words";

export function settleHtmx(): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  // Without it htmx drops the JSON that drawings read. Nothing runs by it: the policy allows no inline script.
  htmx.config.allowScriptTags = true;
  htmx.config.selfRequestsOnly = true;
  htmx.config.historyCacheSize = 0;
  document.addEventListener("htmx:sendError", () => tell(word("lost")));
  document.addEventListener("htmx:responseError", () => tell(word("refused")));
}

function tell(text: string): void {
  const place = document.getElementById("messages");
  if (!place || place.lastElementChild?.textContent === text) return;
  const line = document.createElement("div");
  line.className = "message message--error";
  line.textContent = text;
  place.append(line);
}
