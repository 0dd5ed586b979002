/** Copying a link, or a text. */

import { button, el, icon } from "./dom.js";
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

/** A button called `name` that copies the `text` of the field `shown`, or marks it where the browser does not let it. */
export function copyText(text, shown, name) {
  const copy = button(name, async () => {
    if (await written(text)) copy.textContent = say("page.copied");
    else shown.select();
  }, { class: "button small" });
  return copy;
}

/** Whether `text` is on the clipboard now; browsers may not allow it. */
export async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
