/** A connection's state in plain words. */

import { el } from "../core/dom.js";
import { day, words } from "../core/format.js";
import { told } from "../core/texts.js";

const TONES = {
  active: "good",
  degraded: "warn",
  blocked: "warn",
  expiring: "warn",
  needs_reauthorization: "bad",
  disconnected: "none",
};

/** The state's badge. */
export function badge(state) {
  return el("span", { class: `badge ${TONES[state] ?? "none"}` }, told(`connections.state.${state}`) ?? words(state));
}

/** Why `provider` is in `state` and what that means; nothing where all is well. */
export function explanation(provider, state, { reason, reauthorize_by }) {
  if (reason) return reason;
  if (state === "expiring" && !reauthorize_by) return null;
  return told(`connections.why.${state}`, { provider: provider.name, day: reauthorize_by && day(reauthorize_by) });
}

/** The connected account's name, whether it came as a string or as an object. */
export function account(told) {
  if (!told || typeof told === "string") return told;
  return told.email ?? told.name ?? told.id;
}
