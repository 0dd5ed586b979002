/** An offer at a board where people post by hand: what somebody has said of it, and what is to be done. */

import { button, el, outside } from "../core/dom.js";
import { day, moment } from "../core/format.js";
import { notice } from "../core/notices.js";
import * as session from "../core/session.js";
import { say } from "../core/texts.js";
import { BY_HAND } from "./address.js";
import { sheetDialog } from "./sheet.js";

/** The row of `job` at `board`; `known` is what was said, or nothing. */
export function advert(job, board, known, refresh) {
  const kind = known?.state === "posted" ? "good" : "none";
  const open = button(say(known ? "boards.open" : "boards.prepare"), () => sheetDialog(job, board, known, refresh), { class: "button small" });
  return el("li", { class: "row", "data-advert": `${job}-${board}` },
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("strong", {}, BY_HAND[board]), known && el("span", { class: `badge ${kind}` }, say(`boards.state.${stateOf(known)}`))),
      el("p", { class: "quiet" }, known ? said(known) : say("boards.nothingSaid")),
      known?.url && el("p", {}, outside(known.url, say(known.state === "posted" ? "boards.page" : "boards.lastPage"))),
      known?.is_outdated && notice("warning", say("boards.outdated")),
      known?.to_do && notice("warning", known.to_do.detail)),
    open);
}

/** What was removed and never was there was given up. */
function stateOf({ state, posted_at: posted }) {
  return state === "removed" && !posted ? "given_up" : state;
}

function said(known) {
  const { state, posted_by: poster, posted_at: posted, changed_by: changer, changed_at: changed, ends_on: end } = known;
  const [who, at] = state === "posted" ? [poster, posted] : [changer, changed];
  const words = say(`boards.said.${stateOf(known)}`, { who: person(who), at: moment(at) });
  const last = state === "posted" && end && say("boards.untilThere", { day: day(end) });
  return last ? `${words} ${last}` : words;
}

/** Nobody where its last day was over. */
function person(id) {
  if (id === null) return say("boards.nobody");
  return id === session.current()?.id ? say("boards.you") : say("boards.colleague", { id: String(id) });
}
