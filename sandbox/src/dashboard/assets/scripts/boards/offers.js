/** The offers on the boards, each with its way to every one. */

import { call } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { button, el, field, icon } from "../core/dom.js";
import { day, moment } from "../core/format.js";
import { announce, problemLine } from "../core/notices.js";
import { jobs } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { say } from "../core/texts.js";
import { BASE, BY_HAND, FEEDS } from "./address.js";
import { advert } from "./adverts.js";

/** The list below the form that puts another one there. */
export function offerList({ offers }, refresh) {
  const form = el("div", {});
  load(form, jobs, (found) => putForm(found.filter(({ status }) => status === "published"), refresh));
  const list = offers.length
    ? el("ul", { class: "rows" }, offers.map((offer) => row(offer, refresh)))
    : empty(say("boards.none"), say("boards.noneText"));
  return el("div", { class: "list-panel" }, form, list);
}

/** What stands at a board of a job that is closed; nothing where nothing does. */
export function leftBehind(adverts, refresh) {
  if (adverts.length === 0) return null;
  return el("section", { class: "card" }, el("h2", {}, say("boards.leftBehind")),
    el("ul", { class: "rows" }, adverts.map((one) => advert(one.job_id, one.board, one, refresh))));
}

function putForm(found, refresh) {
  if (found.length === 0) return null;
  const job = el("select", {}, found.map(({ id, title, language }) => el("option", { value: id, lang: language }, title)));
  const last = el("input", { type: "date" });
  const trouble = problemLine();
  const put = button(say("boards.put"), async () => {
    trouble.clear();
    try {
      await call("PUT", `${BASE}/offers/${job.value}`, { body: last.value ? { ends_on: last.value } : {} });
      announce("success", say("boards.isPut"));
      await refresh();
    } catch (error) {
      trouble.show(error);
    }
  }, { class: "button primary" });
  return el("div", { class: "when" }, field(say("boards.job"), job), field(say("boards.lastDay"), last), put, trouble.node);
}

function row(offer, refresh) {
  const remove = el("button", { type: "button", class: "icon-button", "aria-label": say("boards.takeOffIt", { title: offer.title }), onclick: () => takeOff(offer, refresh) }, icon("trash"));
  return el("li", { class: "row", "data-offer": offer.job_id },
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("h2", { lang: offer.lang, dir: "auto" }, offer.title)),
      el("p", { class: "meta" }, el("span", {}, icon("clock"), say(`boards.until.${offer.state}`, { day: day(offer.ends_on) }))),
      ...asides(offer).map((words) => el("p", { class: "hint" }, words)),
      el("details", {}, el("summary", {}, say("boards.feeds")), el("dl", {}, Object.keys(FEEDS).flatMap((name) => way(name, offer.boards[name])))),
      el("details", { open: true }, el("summary", {}, say("boards.byHand")),
        el("ul", { class: "rows" }, Object.keys(BY_HAND).map((name) => advert(offer.job_id, name, offer.by_hand[name], refresh))))),
    remove);
}

/** What is to be known of an offer beside its way: whether anybody vouches for it, and whether it is whole. */
function asides({ is_confirmed: confirmed, is_shortened: shortened }) {
  return [confirmed ? null : say("boards.unconfirmed"), shortened ? say("boards.cut") : null].filter(Boolean);
}

/** In a feed is not yet published: what is known is since when, and when it was read. */
function way(name, { state, since, last_read: read, reasons }) {
  const fate = say(`boards.way.${state}`, { since: since && moment(since) });
  const visit = read ? say("boards.read", { at: moment(read) }) : say("boards.unread");
  const words = [fate, ...(state === "in_feed" ? [visit] : []), ...reasons.map(({ detail }) => detail)];
  return [el("dt", {}, FEEDS[name] ?? say("boards.others")), el("dd", { "data-way": `${name}-${state}` }, words.join(" "))];
}

function takeOff(offer, refresh) {
  confirm({ title: say("boards.takeOffTitle"), text: say("boards.takeOffText"), action: say("boards.takeOff") }, async () => {
    await call("DELETE", `${BASE}/offers/${offer.job_id}`);
    announce("success", say("boards.isOff"));
    await refresh();
  });
}
