/** One of the two connections to a provider: the person's own, or the company's. */

import { written } from "../core/clipboard.js";
import { busy, el, icon } from "../core/dom.js";
import { day, moment, relative, warningText } from "../core/format.js";
import { problemLine } from "../core/notices.js";
import { say } from "../core/texts.js";
import { begin } from "./authorize.js";
import { disconnect } from "./disconnect.js";
import { account, badge } from "./health.js";
import { connectionName } from "./providers.js";
import * as status from "./status.js";

/** The part of `provider`'s card for `whose` connection: `me` or `company`. */
export function side(provider, whose) {
  const health = status.side(provider, whose);
  const state = status.stateOf(health);
  const id = `${provider.slug}-${whose}`;
  const trouble = problemLine();
  return el("section", { class: "connection", "aria-labelledby": `${provider.slug}-name ${id}`, "data-whose": whose },
    el("header", { class: "connection-head" }, el("h3", { id }, say(`connections.${whose}`)), badge(state)),
    health.is_connected || health.account ? null : el("p", { class: "quiet" }, provider.for[whose]),
    messages(health, state), facts(health), trouble.node,
    el("div", { class: "card-foot" }, actions({ provider, whose, state, trouble })));
}

/** What is wrong and what will be; an end that is near is among the warnings already. */
function messages(health, state) {
  const reason = state === "expiring" ? null : health.reason;
  const lines = [reason, ...(health.warnings ?? []).map(warningText), makesRoom(health, state)].filter(Boolean);
  const tone = state === "needs_reauthorization" ? "bad" : "warn";
  return lines.map((text) => el("p", { class: `remark ${tone}` }, icon("alert"), el("span", {}, text)));
}

/** Whose connection ends, said before leaving: one that must be reconnected makes room for any account. */
function makesRoom(health, state) {
  if (state !== "needs_reauthorization" || !health.account) return null;
  return say("connections.makesRoom", { account: account(health.account) });
}

function facts(health) {
  if (!health.is_connected && !health.account) return null;
  const rows = [
    [say("connections.account"), account(health.account)],
    [say("connections.connected"), health.connected_at && day(health.connected_at)],
    [say("connections.lastUsed"), health.last_used_at ? time(health.last_used_at) : say("connections.never")],
    [say("connections.reconnectBy"), health.reauthorize_by && day(health.reauthorize_by)],
  ];
  return el("dl", { class: "facts" },
    rows.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

function time(instant) {
  return el("time", { datetime: instant, title: moment(instant) }, relative(instant));
}

function actions(part) {
  const { provider, whose, state } = part;
  if (state === "disconnected") {
    return [connectButton(part, "connect", whose === "company" ? "primary" : ""), whose === "company" && invitation(provider)].filter(Boolean);
  }
  const urgent = ["expiring", "needs_reauthorization"].includes(state);
  return [
    connectButton(part, "reconnect", urgent ? "primary" : ""),
    el("button", { type: "button", class: "button subtle", "aria-label": say("connections.disconnectIt", { connection: connectionName(provider, whose) }),
      onclick: () => disconnect(provider, whose) }, say("connections.disconnect")),
  ];
}

/** Copies a link for whoever of the company has the account: a page's administrator, say. */
function invitation({ slug, name }) {
  const link = new URL(`${window.location.pathname}?connect=${slug}`, window.location.origin);
  const copy = async (event) => {
    const pressed = event.currentTarget;
    pressed.textContent = await written(link.href) ? say("page.copied") : link.href;
  };
  return el("button", { type: "button", class: "button subtle", "aria-label": say("connections.inviteTo", { provider: name }), onclick: copy }, say("connections.invite"));
}

function connectButton({ provider, whose, trouble }, word, style) {
  const press = (event) => busy(event.currentTarget, start);
  const name = say(`connections.${word}It`, { connection: connectionName(provider, whose) });
  return el("button", { type: "button", class: `button ${style}`, "aria-label": name, onclick: press }, say(`connections.${word}`));

  async function start() {
    trouble.clear();
    try {
      await begin(provider, { whose });
    } catch (error) {
      trouble.show(error);
    }
  }
}
