/** Where takers read the feed, who has read it last, and the sandbox's own boards that read it. */

import { call } from "../core/api.js";
import { copyText } from "../core/clipboard.js";
import { confirm } from "../core/dialogs.js";
import { button, el, field } from "../core/dom.js";
import { moment } from "../core/format.js";
import { announce, notice } from "../core/notices.js";
import { empty } from "../core/section.js";
import { phrase, say } from "../core/texts.js";
import { BASE, FEEDS } from "./address.js";

/** The addresses by board. */
export function feeds({ feed_urls: urls, last_reads: reads }, refresh) {
  if (!urls) return empty(say("boards.addresses"), say("boards.noAddresses"));
  return el("div", { class: "list-panel" }, el("p", {}, say("boards.addressHint")),
    el("ul", { class: "rows" }, Object.keys(FEEDS).map((name) => row(name, urls[name], reads[name], refresh))),
    button(say("boards.renew"), () => renew(refresh)));
}

function row(name, url, read, refresh) {
  const shown = el("input", { type: "text", readonly: true, value: url });
  const said = el("div", { "aria-live": "polite" });
  const visit = button(say("boards.visit"), () => take(name, url, said, refresh), { class: "button small" });
  const last = read ? say("boards.visited", { agent: read.agent, at: moment(read.at) }) : say("boards.unvisited");
  return el("li", { class: "row", "data-feed": name },
    el("div", { class: "row-main" }, field(FEEDS[name] ?? say("boards.others"), shown, last), said),
    copyText(url, shown, say("boards.copy")), visit);
}

/** The sandbox's board reads the feed as strictly as its real one, and refuses in English as that does. */
async function take(form, url, said, refresh) {
  try {
    const { shown } = await call("POST", "/_boards", { body: { form, url } });
    announce("success", say("boards.taken", { count: shown.length }));
    await refresh();
  } catch (error) {
    said.replaceChildren(notice("error", phrase("boards.refused", { why: el("span", { lang: "en" }, error.message) })));
  }
}

function renew(refresh) {
  confirm({ title: say("boards.renewTitle"), text: say("boards.renewText"), action: say("boards.renew") }, async () => {
    await call("POST", `${BASE}/feed-urls`);
    announce("success", say("boards.renewed"));
    await refresh();
  });
}
