/** A connection's state in plain words. */

import { el } from "../core/dom.js";
import { day } from "../core/format.js";

const BADGES = {
  active: ["good", "Connected"],
  degraded: ["warn", "Having trouble"],
  blocked: ["warn", "Blocked by an administrator"],
  expiring: ["warn", "Expires soon"],
  needs_reauthorization: ["bad", "Reconnect needed"],
  disconnected: ["none", "Not connected"],
};

const REASONS = {
  invalid_grant: "no longer accepts the authorization it gave",
  permanent_grant: "no longer accepts the authorization it gave",
  revoked: "says that access was withdrawn",
  expired: "gave an authorization that has ended",
  missing_scope: "no longer grants a permission that is needed",
};

/** The state's badge. */
export function badge(state) {
  const [tone, text] = BADGES[state] ?? ["none", state.replaceAll("_", " ")];
  return el("span", { class: `badge ${tone}` }, text);
}

/** Why `provider` is in `state` and what that means; nothing where all is well. */
export function explanation(provider, state, { reason, reauthorize_by }) {
  if (reason?.includes(" ")) return reason;
  if (state === "needs_reauthorization") {
    const cause = REASONS[reason] ?? "no longer accepts the authorization it gave";
    return `${provider.name} ${cause}. Reconnect to go on.`;
  }
  if (state === "degraded") return `${provider.name} is answering with errors. We keep trying; the connection is kept.`;
  if (state === "expiring" && reauthorize_by) return `Access ends on ${day(reauthorize_by)}. Reconnect before then.`;
  return null;
}

/** The connected account's name, whether it came as a string or as an object. */
export function account(told) {
  if (!told || typeof told === "string") return told;
  return told.email ?? told.name ?? told.id;
}
