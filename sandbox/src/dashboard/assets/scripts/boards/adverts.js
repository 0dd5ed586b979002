/** An offer at a board where people post by hand: what somebody has said of it, and what is to be done. */

import { button, el, outside } from "../core/dom.js";
import { day, moment } from "../core/format.js";
import { notice } from "../core/notices.js";
import * as session from "../core/session.js";
import { sheetDialog } from "./sheet.js";
import { BY_HAND, T } from "./texts.js";

/** The row of `job` at `board`; `known` is what was said, or nothing. */
export function advert(job, board, known, refresh) {
  const open = button(known ? T.open : T.prepare, () => sheetDialog(job, board, known, refresh), { class: "button small" });
  return el("li", { class: "row", "data-advert": `${job} ${board}` },
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("strong", {}, BY_HAND[board]), known && el("span", { class: `badge ${known.state === "posted" ? "good" : "none"}` }, T.states[known.state])),
      el("p", { class: "quiet" }, known ? said(known) : T.nothingSaid),
      known?.url && el("p", {}, outside(known.url, T.seeThere)),
      known?.is_outdated && notice("warning", T.outdated),
      known?.to_do && notice("warning", known.to_do.detail)),
    open);
}

function said({ state, posted_by: poster, posted_at: posted, changed_by: changer, changed_at: changed, ends_on: end }) {
  const [who, at] = state === "posted" ? [poster, posted] : [changer, changed];
  const last = state === "posted" && end ? ` ${T.untilThere(day(end))}` : "";
  return T.said[state](person(who), moment(at)) + last;
}

function person(id) {
  if (id === null) return T.byDate;
  return id === session.current()?.id ? T.you : T.person(id);
}
