/** What came of publishing: where the post is online, and where it is not. */

import { busy, button, el, icon, outside } from "../core/dom.js";
import { moment, warningText } from "../core/format.js";
import { notice, problemLine } from "../core/notices.js";
import { say } from "../core/texts.js";
import { placeName } from "./pages.js";

/** The result of one answer. `close()` ends it; `again(ids)` publishes on the targets that failed. */
export function result(answer, { close, again }) {
  const { published = [], errors = [], warnings = [] } = answer;
  const trouble = problemLine();
  return el("div", {},
    el("div", { class: "dialog-body" },
      published.length > 0 && el("ul", { class: "outcomes" }, published.map(success)),
      errors.length > 0 && el("ul", { class: "outcomes" }, errors.map(failure)),
      warnings.map((warning) => notice("warning", warningText(warning))),
      trouble.node),
    el("footer", { class: "dialog-foot" },
      errors.length > 0 && retryButton(errors, again, trouble),
      button(say("publish.done"), close, { class: "button primary", "data-done": true })));
}

function success(post) {
  return el("li", { class: "outcome good" }, icon("check"),
    el("span", { class: "outcome-text" }, el("strong", {}, headline(post)), el("span", { class: "quiet" }, placeName(post))),
    outside(post.post_url, say("publish.view")));
}

/** The same for whoever has closed the dialog: a line for each target. */
export function summary({ published = [], errors = [] }) {
  return el("ul", { class: "outcomes" }, published.map(success), errors.map(failure));
}

function headline({ already_published, published_at }) {
  if (!already_published) return say("publish.published");
  return published_at ? say("publish.already", { moment: moment(published_at) }) : say("publish.alreadyNow");
}

function failure(refusal) {
  const isOpen = refusal.code === "outcome_unknown";
  const headline = say(isOpen ? "publish.unconfirmed" : "publish.not", { place: placeName(refusal) });
  return el("li", { class: `outcome ${isOpen ? "open" : "bad"}` }, icon("alert"),
    el("span", { class: "outcome-text" }, el("strong", {}, headline), el("span", {}, refusal.error)));
}

function retryButton(errors, again, trouble) {
  const press = (event) => busy(event.currentTarget, retry);
  return el("button", { type: "button", class: "button", onclick: press }, say("publish.again"));

  async function retry() {
    trouble.clear();
    try {
      await again(errors.map(({ organization_id }) => organization_id || "personal"));
    } catch (error) {
      trouble.show(error);
    }
  }
}
