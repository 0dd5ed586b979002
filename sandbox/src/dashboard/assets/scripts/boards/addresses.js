/** Where takers read the feed, who has read it last, and the sandbox's own boards that read it. */

import { call } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { button, el, field } from "../core/dom.js";
import { moment } from "../core/format.js";
import { announce, notice } from "../core/notices.js";
import { empty } from "../core/section.js";
import { FEEDS, T } from "./texts.js";
import { BASE } from "./view.js";

/** The addresses by board. */
export function addresses({ feed_urls: urls, last_reads: reads }, refresh) {
  if (!urls) return empty(T.addresses, T.noAddresses);
  return el("div", { class: "list-panel" }, el("p", {}, T.addressHint),
    el("ul", { class: "rows" }, Object.keys(FEEDS).map((name) => row(name, urls[name], reads[name], refresh))),
    button(T.newAddresses, () => replace(refresh)));
}

function row(name, url, read, refresh) {
  const shown = el("input", { type: "text", readonly: true, value: url });
  const said = el("div", { "aria-live": "polite" });
  const copy = button(T.copy, async () => {
    await navigator.clipboard.writeText(url).catch(() => shown.select());
    copy.textContent = T.copied;
  }, { class: "button small" });
  const visit = button(T.visit, () => take(name, url, said, refresh), { class: "button small" });
  return el("li", { class: "row", "data-feed": name },
    el("div", { class: "row-main" }, field(FEEDS[name], shown, read ? T.lastVisit(read.agent, moment(read.at)) : T.noVisit), said),
    copy, visit);
}

/** The sandbox's board reads the feed as its real one would. */
async function take(form, url, said, refresh) {
  try {
    const { shown, is_unchanged: unchanged } = await call("POST", "/_boards", { body: { form, url } });
    announce("success", (unchanged ? T.unchanged : T.visited)(T.offersCount(shown.length)));
    await refresh();
  } catch (error) {
    said.replaceChildren(notice("error", T.refused(error.message)));
  }
}

function replace(refresh) {
  confirm({ title: T.newTitle, text: T.newText, action: T.newAddresses }, async () => {
    await call("POST", `${BASE}/feed-urls`);
    announce("success", T.newDone);
    await refresh();
  });
}
