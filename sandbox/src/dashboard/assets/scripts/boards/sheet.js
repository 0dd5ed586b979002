/** The form of a board, filled in, to be copied field by field; then what somebody says of it. */

import { call, offered } from "../core/api.js";
import { copyText } from "../core/clipboard.js";
import { open } from "../core/dialogs.js";
import { button, el, field, outside } from "../core/dom.js";
import { announce, problemLine } from "../core/notices.js";
import { say } from "../core/texts.js";
import { BASE, BY_HAND, SPEAKS } from "./address.js";

/** What can be said of it at a board, by what was said last: what is there is not begun, and only that can be over. */
const NEXT = { posted: ["expired", "removed"], prepared: ["removed"], expired: ["prepared", "removed"], removed: ["prepared"] };

/** Opens it for `job` at `board`. A job that is closed has no text any more, and can still be taken off. */
export async function sheetDialog(job, board, known, refresh) {
  const path = `${BASE}/offers/${job}/boards/${board}`;
  const sheet = await offered(call("GET", path));
  const trouble = problemLine();
  const url = el("input", { type: "url", value: known?.url ?? "", maxlength: 2000 });
  const last = el("input", { type: "date", value: (known?.state === "posted" && known.ends_on) || "" });
  const keep = (state, more = () => ({})) => async () => {
    trouble.clear();
    try {
      await call("PUT", path, { body: { state, ...more() } });
      dialog.close();
      announce("success", say("boards.kept"));
      await refresh();
    } catch (error) {
      trouble.show(error);
    }
  };
  const next = known ? NEXT[known.state] : ["prepared"];
  const words = { prepared: "isPrepared", expired: "isExpired", removed: known?.state === "prepared" ? "isGivenUp" : "isRemoved" };
  const posted = () => ({ url: url.value, ends_on: last.value || null });
  const pasted = [
    field(say("boards.url"), url, say("boards.urlHint")), field(say("boards.lastDayThere"), last),
    button(say("boards.isPosted"), keep("posted", posted), { class: "button primary" }),
  ];
  const dialog = open(say("boards.sheet", { board: BY_HAND[board] }), [
    el("div", { class: "dialog-body" }, ...(sheet ? [...filled(sheet), ...pasted] : []), trouble.node),
    el("footer", { class: "dialog-foot" },
      ...next.filter((state) => sheet || state !== "prepared").map((state) => button(say(`boards.${words[state]}`), keep(state)))),
  ]);
}

function filled({ board, detail, language, sites, fields, choices }) {
  return [
    el("p", {}, detail),
    el("p", { class: "meta" }, sites.map(({ country, url }) => outside(url, say("boards.site", { country })))),
    ...fields.map((one) => copied(one, { text: language, label: SPEAKS[board] })),
    el("p", { class: "quiet" }, say("boards.choices")),
    el("p", { class: "quiet", lang: SPEAKS[board] }, choices.join(", ")),
  ];
}

function copied({ label, text, limit, is_required: needed, is_shortened: cut }, speaks) {
  if (text === null) return el("p", { class: "quiet" }, el("span", { lang: speaks.label }, label), " ", say(needed ? "boards.missing" : "boards.untold"));
  const shown = el("textarea", { readonly: true, rows: text.length > 120 ? 6 : 1, value: text, lang: speaks.text });
  return el("div", {}, field(el("span", { lang: speaks.label }, label), shown, cut ? say("boards.shortened", { limit }) : undefined), copyText(text, shown, say("boards.copy")));
}
