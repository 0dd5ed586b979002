/** Why an authorization failed, in the API's words: kept by the callback page for the one that tells it. */

const KEY = "intowork.reason";

/** Keeps `text` for the failure the address calls `code`. */
export const keep = (code, text) => sessionStorage.setItem(KEY, JSON.stringify({ code, text }));

/** The text kept for `code`, once; `undefined` where that failure was not told by the API. */
export function take(code) {
  const kept = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  return kept?.code === code ? kept.text : undefined;
}
