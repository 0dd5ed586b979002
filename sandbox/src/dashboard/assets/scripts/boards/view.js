/** The job boards' page: an offer's way to every board, and where takers read the feed. */

import { call } from "../core/api.js";
import { el } from "../core/dom.js";
import { languages } from "../core/recruiting.js";
import { load } from "../core/section.js";
import { tabs } from "../core/tabs.js";
import { say } from "../core/texts.js";
import { BASE } from "./address.js";
import { feeds } from "./feeds.js";
import { leftBehind, offerList } from "./offers.js";

/** The page's content. */
export function boards() {
  const body = el("div", {});
  const kept = { chosen: 0 };
  const refresh = () => load(body, read, (answer) => draw(answer, refresh, kept));
  refresh();
  return el("section", { "aria-labelledby": "boards-title" },
    el("div", { class: "page-head" }, el("h1", { id: "boards-title" }, say("page.boards")), el("p", { class: "lead" }, say("boards.lead"))),
    body);
}

/** The offers, each with its language where that is known. */
async function read() {
  const [answer, spoken] = await Promise.all([call("GET", `${BASE}/offers`), languages()]);
  return { ...answer, offers: answer.offers.map((offer) => ({ ...offer, lang: spoken.get(offer.job_id) })) };
}

function draw(answer, refresh, kept) {
  const panels = tabs(say("page.boards"), [
    { name: say("boards.offers"), panel: offerList(answer, refresh) },
    { name: say("boards.addresses"), panel: feeds(answer, refresh) },
  ], kept);
  return [leftBehind(answer.left_behind, refresh), panels.node];
}
