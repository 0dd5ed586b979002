/** What every page has: its language, its title, and the texts of its markup. */

import { language } from "./language.js";
import { say } from "./texts.js";

/** Writes the texts that the markup names: `data-text` as content, `data-label` for whoever does not see it. */
export function fillPage() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
}

/** Names the page `title`. */
export function name(title) {
  document.title = say("page.name", { page: title });
}
