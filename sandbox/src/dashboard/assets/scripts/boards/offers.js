/** The offers on the boards, each with its way to every one. */

import { call } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { button, el, field, icon } from "../core/dom.js";
import { day, moment } from "../core/format.js";
import { announce, problemLine } from "../core/notices.js";
import { jobs } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { advert } from "./adverts.js";
import { BY_HAND, FEEDS, T } from "./texts.js";
import { BASE } from "./view.js";

/** The list below the form that puts another one there. */
export function offerList({ offers }, refresh) {
  const form = el("div", {});
  load(form, jobs, (found) => putForm(found.filter(({ status }) => status === "published"), refresh));
  const list = offers.length
    ? el("ul", { class: "rows" }, offers.map((offer) => row(offer, refresh)))
    : empty(T.noOffers, T.noOffersHint);
  return el("div", { class: "list-panel" }, form, list);
}

/** What stands at a board of a job that is closed; nothing where nothing does. */
export function leftBehind(adverts, refresh) {
  if (adverts.length === 0) return null;
  return el("section", { class: "card" }, el("h2", {}, T.leftBehind),
    el("ul", { class: "rows" }, adverts.map((one) => advert(one.job_id, one.board, one, refresh))));
}

function putForm(found, refresh) {
  if (found.length === 0) return null;
  const job = el("select", {}, found.map(({ id, title }) => el("option", { value: id }, title)));
  const last = el("input", { type: "date" });
  const trouble = problemLine();
  const put = button(T.put, async () => {
    trouble.clear();
    try {
      await call("PUT", `${BASE}/offers/${job.value}`, { body: last.value ? { ends_on: last.value } : {} });
      announce("success", T.putDone);
      await refresh();
    } catch (error) {
      trouble.show(error);
    }
  }, { class: "button primary" });
  return el("div", { class: "when" }, field(T.chooseJob, job), field(T.lastDay, last), put, trouble.node);
}

function row(offer, refresh) {
  const until = (offer.state === "offered" ? T.until : T.ended)(day(offer.ends_on));
  const remove = el("button", { type: "button", class: "icon-button", "aria-label": T.takeOff, title: T.takeOff, onclick: () => takeOff(offer, refresh) }, icon("trash"));
  return el("li", { class: "row", "data-offer": offer.job_id },
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("h2", {}, offer.title)),
      el("p", { class: "meta" }, el("span", {}, icon("clock"), until)),
      el("details", {}, el("summary", {}, T.feeds), el("dl", {}, Object.keys(FEEDS).flatMap((name) => way(name, offer.boards[name])))),
      el("details", { open: true }, el("summary", {}, T.byHand),
        el("ul", { class: "rows" }, Object.keys(BY_HAND).map((name) => advert(offer.job_id, name, offer.by_hand[name], refresh))))),
    remove);
}

function way(name, { state, since, last_read: read, reasons }) {
  const words = {
    in_feed: () => [T.inFeed(moment(since)), read ? T.lastRead(moment(read)) : T.neverRead].join(" "),
    left_out: () => [T.leftOut, ...reasons.map(({ detail }) => detail)].join(" "),
    not_chosen: () => T.notChosen,
    ended: () => T.offerEnded,
  };
  return [el("dt", {}, FEEDS[name]), el("dd", { "data-way": `${name} ${state}` }, words[state]())];
}

function takeOff(offer, refresh) {
  confirm({ title: T.takeOffTitle, text: T.takeOffText, action: T.takeOff }, async () => {
    await call("DELETE", `${BASE}/offers/${offer.job_id}`);
    announce("success", T.takenOff);
    await refresh();
  });
}
