/** One provider's card: what it is for, how it is doing, and what can be done about it. */

import { busy, el, icon } from "../core/dom.js";
import { day, moment, relative, warningText } from "../core/format.js";
import { problemLine } from "../core/notices.js";
import { begin } from "./authorize.js";
import { disconnect } from "./disconnect.js";
import { account, badge, explanation } from "./health.js";
import * as status from "./status.js";

/** The card of `provider`. */
export function card(provider) {
  const health = status.of(provider);
  const id = `${provider.slug}-name`;
  const trouble = problemLine();
  return el("article", { class: "card provider", "aria-labelledby": id, "data-provider": provider.slug },
    el("header", { class: "provider-head" },
      el("img", { src: `/assets/images/${provider.slug}.svg`, alt: "", width: 44, height: 44 }),
      badge(status.state(provider))),
    el("h2", { id }, provider.name),
    el("p", { class: "quiet" }, provider.purpose),
    el("div", { class: "provider-body" }, messages(provider, health), facts(health), trouble.node),
    el("footer", { class: "card-foot" }, actions(provider, trouble)));
}

function messages(provider, health) {
  const warnings = (health.warnings ?? []).map(warningText);
  const lines = warnings.length ? [...warnings] : [explanation(provider, status.state(provider), health)].filter(Boolean);
  const room = makesRoom(provider, health);
  if (room) lines.push(room);
  const tone = status.state(provider) === "needs_reauthorization" ? "bad" : "warn";
  return lines.map((text) => el("p", { class: `remark ${tone}` }, icon("alert"), el("span", {}, text)));
}

/** Whose connection ends, said before leaving: one that must be reconnected makes room for any account. */
function makesRoom(provider, health) {
  if (status.state(provider) !== "needs_reauthorization" || !health.account) return null;
  return `It was connected as ${account(health.account)}. Another account that connects now takes its place.`;
}

function facts(health) {
  if (!health.is_connected && !health.account) return null;
  const rows = [
    ["Account", account(health.account)],
    ["Connected", health.connected_at && day(health.connected_at)],
    ["Last used", health.last_used_at ? time(health.last_used_at) : "Never"],
    ["Reconnect by", health.reauthorize_by && day(health.reauthorize_by)],
  ];
  return el("dl", { class: "facts" },
    rows.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

function time(instant) {
  return el("time", { datetime: instant, title: moment(instant) }, relative(instant));
}

function actions(provider, trouble) {
  const state = status.state(provider);
  if (state === "disconnected") return [connectButton(provider, "Connect", trouble, "primary")];
  const urgent = ["expiring", "needs_reauthorization"].includes(state);
  return [
    connectButton(provider, "Reconnect", trouble, urgent ? "primary" : ""),
    el("button", { type: "button", class: "button subtle", "aria-label": `Disconnect ${provider.name}`,
      onclick: () => disconnect(provider) }, "Disconnect"),
  ];
}

function connectButton(provider, word, trouble, style) {
  const press = (event) => busy(event.currentTarget, start);
  return el("button", { type: "button", class: `button ${style}`, "aria-label": `${word} ${provider.name}`, onclick: press }, word);

  async function start() {
    trouble.clear();
    try {
      await begin(provider);
    } catch (error) {
      trouble.show(error);
    }
  }
}
