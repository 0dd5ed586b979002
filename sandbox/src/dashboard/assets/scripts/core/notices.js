/** What just happened, in words: banners for the page, lines for a form. */

import { el, icon } from "./dom.js";
import { say } from "./texts.js";

const ICONS = { success: "check", error: "alert", warning: "alert", info: "info" };

/** Shows a banner on top of the page, in place of any other. `actions` are extra buttons. */
export function announce(kind, text, actions = []) {
  const close = el("button", { type: "button", class: "icon-button", "aria-label": say("page.dismiss") }, icon("close"));
  const banner = notice(kind, text, [...actions, close]);
  close.addEventListener("click", () => banner.remove());
  document.getElementById("notices").replaceChildren(banner);
  window.scrollTo({ top: 0, behavior: "smooth" });
}

/** Takes the banner away. */
export function clear() {
  document.getElementById("notices").replaceChildren();
}

/** One notice: `kind` is `success`, `error`, `warning` or `info`. */
export function notice(kind, text, actions = []) {
  const role = kind === "error" ? { role: "alert" } : {};
  return el("div", { class: `notice notice-${kind}`, ...role },
    icon(ICONS[kind]), el("div", { class: "notice-text" }, text), ...actions);
}

/** An error's text, word for word. */
export function problem(error, actions = []) {
  return notice("error", error.message, actions);
}

/** Who was signed out knows it already. */
function toldOutside(error) {
  if (error.status !== 401) announce("error", error.message);
}

/** A place for one form's error: `show(error)` and `clear()`. Whoever has left the form meanwhile is told on top of the page. */
export function problemLine() {
  const node = el("div", { class: "problem-line" });
  return { node, show, clear: () => node.replaceChildren() };

  function show(error) {
    if (!node.isConnected) return toldOutside(error);
    node.replaceChildren(problem(error));
    node.scrollIntoView({ block: "nearest" });
  }
}
