/** Who is signed in, in this tab only. */

const KEY = "intowork.session";
const changes = new EventTarget();

/** The person signed in, as the ATS tells them, with their `token`; `null` when nobody is. */
export function current() {
  return JSON.parse(sessionStorage.getItem(KEY));
}

/** Signs `person` in with `token`. */
export function begin(person, token) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...person, token }));
  announce("begun");
}

/** Puts a fresh token in place of the old one, for the same person. */
export function renew(token) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...current(), token }));
}

/** Signs out, because the person asked to. */
export function end() {
  sessionStorage.removeItem(KEY);
  announce("ended");
}

/** Signs out, because the API no longer accepts the token. */
export function expire() {
  if (!current()) return;
  sessionStorage.removeItem(KEY);
  announce("expired");
}

/** Calls `listener` with `begun`, `ended` or `expired`. */
export function onChange(listener) {
  changes.addEventListener("change", (event) => listener(event.detail));
}

function announce(detail) {
  changes.dispatchEvent(new CustomEvent("change", { detail }));
}
