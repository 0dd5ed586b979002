/** The company's connections, as the API last told them. */

import { call } from "../core/api.js";
import { CALENDARS } from "./providers.js";

const WHOSE = ["me", "company"];
const listeners = new Set();
let known = {};

/** Asks again and tells everyone who listens. */
export async function refresh() {
  known = await call("GET", "/api/integrations/status");
  listeners.forEach((listener) => listener());
  return known;
}

/** What is known of `provider`. */
export const of = (provider) => known[provider.key] ?? { is_connected: false };

/** What is known of one's own connection to `provider` (`me`), or of the company's. */
export const side = (provider, whose) =>
  of(provider)[whose === "me" ? "own" : "company"] ?? { is_connected: false };

/** Whether `provider` can be used now, by one's own connection or the company's. */
export const usable = (provider) => WHOSE.some((whose) => works(side(provider, whose)));

/** What the recruiting system could not be told, in words; nothing where there is nothing to say. */
export const untold = () => known.events?.message;

/** The calendars that can be used now, one's own first: each with `whose` it is, and whether it makes rooms of its own. */
export const calendars = () => WHOSE.flatMap((whose) =>
  CALENDARS.filter((provider) => works(side(provider, whose))).map((provider) => ({ ...provider, whose, makesRooms: makesRooms(provider, whose) })));

const makesRooms = (provider, whose) => !isLimited(side(provider, whose), "rooms_unavailable");

/** Colleagues with a calendar of their own, each once. */
export function colleagues() {
  const all = CALENDARS.flatMap((provider) => of(provider).colleagues ?? []);
  return [...new Map(all.map((one) => [one.user_id, one])).values()];
}

/** The state of the connection that `provider` is used by. */
export const state = (provider) => stateOf(of(provider));

/** The state of one connection; older answers say only whether it is connected. */
export const stateOf = ({ state: told, is_connected }) => told ?? (is_connected ? "active" : "disconnected");

const works = (health) => health.is_connected && stateOf(health) !== "needs_reauthorization" && !isLimited(health, "calendar_missing");
const isLimited = ({ account_limits: limits = [] }, limit) => limits.includes(limit);

/** Calls `listener` after each answer. */
export const onChange = (listener) => listeners.add(listener);

/** Forgets everything, for the next person. */
export function forget() {
  known = {};
  listeners.clear();
}
