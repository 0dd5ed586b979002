/** The job boards' page: an offer's way to every board, and where takers read the feed. */

import { call } from "../core/api.js";
import { el } from "../core/dom.js";
import { load } from "../core/section.js";
import { tabs } from "../core/tabs.js";
import { addresses } from "./addresses.js";
import { leftBehind, offerList } from "./offers.js";
import { T } from "./texts.js";

/** Where all of it is asked. */
export const BASE = "/api/integrations/job-boards";

/** The page's content. */
export function boards() {
  const body = el("div", {});
  const refresh = () => load(body, () => call("GET", `${BASE}/offers`), (answer) => draw(answer, refresh));
  refresh();
  return el("section", { "aria-labelledby": "boards-title" },
    el("div", { class: "page-head" }, el("h1", { id: "boards-title" }, T.page), el("p", { class: "lead" }, T.lead)),
    body);
}

function draw(answer, refresh) {
  const panels = tabs(T.page, [
    { name: T.offers, panel: offerList(answer, refresh) },
    { name: T.addresses, panel: addresses(answer, refresh) },
  ]);
  return [leftBehind(answer.left_behind, refresh), panels.node];
}
