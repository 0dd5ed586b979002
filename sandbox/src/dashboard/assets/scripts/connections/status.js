/** The company's connections, as the API last told them. */

import { call } from "../core/api.js";
import { CALENDARS } from "./providers.js";

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

/** Whether `provider` can be used now. */
export const usable = (provider) => of(provider).is_connected && state(provider) !== "needs_reauthorization";

/** The calendars that can be used now. */
export const calendars = () => CALENDARS.filter(usable);

/** The provider's state; older answers say only whether it is connected. */
export function state(provider) {
  const { state: told, is_connected } = of(provider);
  return told ?? (is_connected ? "active" : "disconnected");
}

/** Calls `listener` after each answer. */
export const onChange = (listener) => listeners.add(listener);

/** Forgets everything, for the next person. */
export function forget() {
  known = {};
  listeners.clear();
}
