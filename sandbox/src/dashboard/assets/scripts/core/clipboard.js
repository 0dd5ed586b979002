/** Copying a link. */

import { el, icon } from "./dom.js";
import { say } from "./texts.js";

/** A button that copies `link`, and says so. */
export function copyButton(link) {
  const said = el("span", { role: "status" });
  const copy = async () => {
    said.textContent = await written(link) ? say("page.copied") : link;
  };
  return el("span", { class: "copy" },
    el("button", { type: "button", class: "icon-button", "aria-label": say("page.copyLink"), title: say("page.copyLink"), onclick: copy }, icon("copy")), said);
}

/** Whether `text` is on the clipboard now; browsers may not allow it. */
export const written = (text) => navigator.clipboard.writeText(text).then(() => true, () => false);
