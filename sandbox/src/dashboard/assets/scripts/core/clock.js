/** The sandbox's clock as last heard, so that pages agree with the API on what time it is. */

import { call, offered } from "./api.js";

let ahead = 0;
let asked;

/** The current instant. */
export const now = () => new Date(Date.now() + ahead);

/** Asks the API for its clock, once for each page; `false` where it has none to show. */
export const sync = () => (asked ??= ask().catch(() => false));

async function ask() {
  const answer = await offered(call("GET", "/_clock"));
  if (answer) heard(answer);
  return Boolean(answer);
}

/** Moves the sandbox's clock by `advance`, such as `45m` or `1d`. */
export async function move(advance) {
  heard(await call("POST", "/_clock", { body: { advance } }));
}

function heard({ now: instant }) {
  ahead = new Date(instant) - Date.now();
}
