/** The posts that are online, with their figures. */

import { call, offered } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { el, icon, outside } from "../core/dom.js";
import { count, list, percent, relative } from "../core/format.js";
import { kept, revise } from "../core/keepsake.js";
import { announce } from "../core/notices.js";
import { languages } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { say } from "../core/texts.js";
import { chart } from "./chart.js";
import { pages, placeName } from "./pages.js";

const FIGURES = ["impressions", "clicks", "likes", "comments", "shares"].map((name) => [name, say(`posts.${name}`)]);

/** The list, and `refresh()` to read it again. */
export function postList() {
  const node = el("div", { class: "list-panel" });
  const refresh = () => load(node, read, (posts) => draw(posts, refresh));
  refresh();
  return { node, refresh };
}

/** The company's posts; where the API does not list them, the ones published in this tab. */
async function read() {
  const [answer, spoken] = await Promise.all([offered(call("GET", "/api/integrations/linkedin/posts")), languages(), pages().catch(() => undefined)]);
  const posts = answer?.posts ?? (await Promise.all(kept("posts").map(measured)));
  return posts.map((post) => ({ ...post, lang: spoken.get(post.job_id) }));
}

async function measured(post) {
  const statistics = await offered(call("GET", `${address(post)}/statistics`)).catch(() => undefined);
  return { ...post, statistics };
}

function draw(posts, refresh) {
  if (posts.length === 0) return empty(say("posts.none"), say("posts.noneText"));
  return [totals(posts), el("ul", { class: "rows" }, posts.map((post) => row(post, refresh)))];
}

function totals(posts) {
  const measured = posts.map(({ statistics }) => statistics).filter(Boolean);
  const sum = (figure) => {
    const known = measured.map((statistics) => statistics[figure]).filter((value) => typeof value === "number");
    if (known.length === 0) return undefined;
    const total = count(known.reduce((one, other) => one + other, 0));
    if (known.length === posts.length) return total;
    return [total, " ", el("small", { class: "quiet" }, say("posts.partly", { known: known.length, count: posts.length }))];
  };
  return el("div", { class: "totals" },
    el("p", { class: "totals-title" }, say("posts.count", { count: posts.length })),
    measured.length > 0 && el("dl", { class: "figures" }, FIGURES.map(([name, label]) => figure(label, sum(name) ?? count()))));
}

function row(post, refresh) {
  const { statistics = {}, title, lang, published_at } = post;
  const engagement = figure(say("posts.engagement"), percent(statistics?.engagement));
  return el("li", { class: "row post", "data-post": post.post_id },
    el("div", { class: "row-main" },
      el("h2", { lang, dir: "auto" }, title),
      el("p", { class: "meta" },
        el("span", {}, placeName(post)), published_at && el("span", {}, relative(published_at)), outside(post.post_url, say("posts.view")))),
    chart(statistics?.history ?? []),
    el("dl", { class: "figures" }, FIGURES.map(([name, label]) => figure(label, count(statistics?.[name]))), engagement),
    unknown(statistics?.unavailable),
    el("button", { type: "button", class: "icon-button", "aria-label": say("posts.delete", { title }),
      onclick: () => remove(post, refresh) }, icon("trash")));
}

/** Why there is no figure, each reason once with the figures that it is about. */
function unknown(unavailable = {}) {
  const of = Map.groupBy(Object.entries(unavailable), ([, reason]) => reason);
  const names = Object.fromEntries([...FIGURES, ["engagement", say("posts.engagement")]]);
  const lines = [...of].map(([reason, figures]) => say("posts.unknown", { figures: list(figures.map(([name]) => names[name] ?? name)), reason }));
  return lines.length > 0 && el("details", { class: "unknown quiet" }, el("summary", {}, say("posts.why")), lines.map((line) => el("p", {}, line)));
}

function figure(label, value) {
  return el("div", {}, el("dt", {}, label), el("dd", {}, value));
}

function remove(post, refresh) {
  const question = {
    title: say("posts.really"),
    text: say("posts.reallyText"),
    action: say("posts.deleteIt"),
  };
  confirm(question, async () => {
    await call("DELETE", address(post));
    revise("posts", ({ post_id }) => post_id === post.post_id, () => null);
    announce("success", say("posts.deleted"));
    await refresh();
  });
}

const address = ({ post_id }) => `/api/integrations/linkedin/posts/${encodeURIComponent(post_id)}`;
