/** The form of a board, filled in, to be copied field by field; then what somebody says of it. */

import { call, offered } from "../core/api.js";
import { open } from "../core/dialogs.js";
import { button, el, field, outside } from "../core/dom.js";
import { announce, problemLine } from "../core/notices.js";
import { BY_HAND, T } from "./texts.js";
import { BASE } from "./view.js";

/** Opens it for `job` at `board`. A job that is closed has no text any more, and can still be taken off. */
export async function sheetDialog(job, board, known, refresh) {
  const path = `${BASE}/offers/${job}/boards/${board}`;
  const sheet = await offered(call("GET", path));
  const trouble = problemLine();
  const url = el("input", { type: "url", value: known?.url ?? "", maxlength: 2000 });
  const last = el("input", { type: "date", value: known?.ends_on ?? "" });
  const say = (state, more = () => ({})) => async () => {
    trouble.clear();
    try {
      await call("PUT", path, { body: { state, ...more() } });
      dialog.close();
      announce("success", T.kept);
      await refresh();
    } catch (error) {
      trouble.show(error);
    }
  };
  const posted = () => ({ url: url.value, ends_on: last.value || null });
  const begun = [
    field(T.pastedUrl, url, T.pastedHint), field(T.lastDayThere, last),
    button(T.isPosted, say("posted", posted), { class: "button primary" }),
  ];
  const dialog = open(T.sheetTitle(BY_HAND[board]), [
    el("div", { class: "dialog-body" }, sheet && filled(sheet), sheet && begun, trouble.node),
    el("footer", { class: "dialog-foot" },
      sheet && button(T.isPrepared, say("prepared")),
      known && button(T.isExpired, say("expired")),
      known && button(T.isRemoved, say("removed"))),
  ]);
}

function filled({ detail, sites, fields, choices }) {
  return [
    el("p", {}, detail),
    el("p", { class: "meta" }, sites.map(({ country, url }) => outside(url, T.begin(country)))),
    ...fields.map(copied),
    el("p", { class: "quiet" }, T.choices(choices.join(", "))),
  ];
}

function copied({ label, text, limit, is_required: needed, is_shortened: cut }) {
  if (text === null) return el("p", { class: "quiet" }, `${label}: ${needed ? T.missing : T.optional}`);
  const shown = el("textarea", { readonly: true, rows: text.length > 120 ? 6 : 1, value: text });
  const copy = button(T.copy, async () => {
    await navigator.clipboard.writeText(text).catch(() => shown.select());
    copy.textContent = T.copied;
  }, { class: "button small" });
  return el("div", {}, field(label, shown, cut ? T.shortened(limit) : undefined), copy);
}
