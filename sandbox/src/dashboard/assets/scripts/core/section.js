/** A part of a page that is filled with an answer: waiting, failed, or there. */

import { sync } from "./clock.js";
import { button, el } from "./dom.js";
import { problem } from "./notices.js";
import { say } from "./texts.js";

/** Fills `container` with `render(await work())`, once it is known what time it is; a failure that may pass offers to try again. */
export async function load(container, work, render) {
  container.setAttribute("aria-busy", "true");
  if (!container.hasChildNodes()) container.replaceChildren(skeleton());
  try {
    const [answer] = await Promise.all([work(), sync()]);
    const content = render(answer);
    keepFocus(container, () => container.replaceChildren(...[content].flat().filter(Boolean)));
  } catch (error) {
    const retry = button(say("page.tryAgain"), () => load(container, work, render), { class: "button small" });
    container.replaceChildren(problem(error, error.passes ? [retry] : []));
  } finally {
    container.removeAttribute("aria-busy");
  }
}

/** Draws what `container` holds anew; the focus stays on what has the same name, or else in the container. */
function keepFocus(container, draw) {
  const focused = container.contains(document.activeElement) && document.activeElement;
  const name = focused && focused.getAttribute("aria-label");
  draw();
  if (!focused) return;
  container.tabIndex = -1;
  ([...container.querySelectorAll("[aria-label]")].find((one) => one.getAttribute("aria-label") === name) ?? container).focus();
}

/** What stands where there is nothing yet. */
export function empty(title, text, action) {
  return el("div", { class: "empty" }, el("p", { class: "empty-title" }, title), el("p", { class: "quiet" }, text), action);
}

function skeleton() {
  const line = () => el("span", { class: "skeleton-line" });
  return el("div", { class: "skeleton" }, el("span", { class: "visually-hidden" }, say("page.loading")), line(), line(), line());
}
