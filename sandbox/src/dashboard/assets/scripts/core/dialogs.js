/** Modal dialogs: a question with two answers, and a frame for forms. */

import { busy, button, el, icon, unique } from "./dom.js";
import { problemLine } from "./notices.js";
import { say } from "./texts.js";

/** Opens a dialog titled `title` around `content`; it is removed when closed. */
export function open(title, content, properties = {}) {
  const id = unique("dialog");
  const close = el("button", { type: "button", class: "icon-button", "aria-label": say("page.close") }, icon("close"));
  const dialog = el("dialog", { "aria-labelledby": id, ...properties },
    el("header", { class: "dialog-head" }, el("h2", { id }, title), close), content);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => leave(dialog));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Asks before something is done. `{title, text, action, danger}`; `work` runs when the person agrees, and
 * the dialog stays open with the error's text where it fails.
 */
export function confirm({ title, text, action, danger = true }, work) {
  const trouble = problemLine();
  const agree = el("button", { type: "button", class: `button ${danger ? "danger" : "primary"}` }, action);
  const keep = button(say("page.keep"), () => dialog.close());
  const dialog = open(title, [
    el("div", { class: "dialog-body" }, el("p", {}, text), trouble.node),
    el("footer", { class: "dialog-foot" }, keep, agree),
  ], { class: "narrow" });
  keep.focus();
  agree.addEventListener("click", () => busy(agree, attempt));

  async function attempt() {
    trouble.clear();
    try {
      await work();
      dialog.close();
    } catch (error) {
      trouble.show(error);
    }
  }
}

/** The focus returns by itself, unless the element it came from was drawn anew meanwhile. */
function leave(dialog) {
  dialog.remove();
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
}
