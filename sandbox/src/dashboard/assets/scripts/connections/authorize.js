/** Going to a provider, and knowing on return that it was this tab that went. */

import { call } from "../core/api.js";

const KEY = "intowork.authorization";

const LAST = "intowork.authorization.for";

/**
 * Asks for `provider`'s consent page and goes there. `whose` is `me` or `company`, or as last time;
 * `replace` accepts another account than the connected one.
 */
export async function begin(provider, { replace = false, whose = sessionStorage.getItem(LAST) ?? "company" } = {}) {
  const query = new URLSearchParams(replace ? { for: whose, replace } : { for: whose });
  const answer = await call("GET", `/api/integrations/${provider.slug}/auth-url?${query}`);
  sessionStorage.setItem(LAST, whose);
  sessionStorage.setItem(KEY, JSON.stringify({ state: answer.state, slug: provider.slug }));
  window.location.assign(answer.authorization_url);
}

/**
 * Whether `state` is the one this tab went to `provider` with. It answers `true` once: what was
 * kept is removed, while a state that is not ours leaves it alone.
 */
export function claim(provider, state) {
  const pending = JSON.parse(sessionStorage.getItem(KEY));
  if (!pending || pending.slug !== provider.slug || pending.state !== state) return false;
  sessionStorage.removeItem(KEY);
  return true;
}
