/** A connection's state in plain words. */

import { el } from "../core/dom.js";
import { words } from "../core/format.js";
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

/** The connected account's name, whether it came as a string or as an object. */
export function account(told) {
  if (!told || typeof told === "string") return told;
  return told.email ?? told.name ?? told.id;
}
