/** What the page asks of the API: with the link's token, and no cookie, no account, nothing kept. */

import config from "/config.js";

/** In the fragment, which is sent to no server. */
const token = location.hash.slice(1);

/** The visitor's zone; none where the API does not know it. */
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

/** What the link offers; a refusal is an `Error` with its `code` and the answer's `body`. */
export async function look(language) {
  try {
    return await ask("GET", language);
  } catch (error) {
    if (error.code !== "invalid_request" || !zone) throw error;
    zone = "";
    return ask("GET", language);
  }
}

/** The same after choosing `start_time`. */
export const choose = (language, start_time) => ask("POST", language, { body: { start_time, timezone: zone } });

/** The same after cancelling. */
export const cancel = (language) => ask("DELETE", language);

/** The booked interview as a file. */
export async function file(language) {
  const response = await send("GET", language, { accept: "text/calendar" });
  if (!response.ok) throw await refusal(response);
  return response.blob();
}

async function ask(method, language, options = {}) {
  const response = await send(method, language, options);
  if (!response.ok) throw await refusal(response);
  return response.json();
}

function send(method, language, { body, accept = "application/json" } = {}) {
  const path = `/api/integrations/bookings/${encodeURIComponent(token || "-")}?timezone=${encodeURIComponent(zone)}`;
  const headers = { Accept: accept, "Accept-Language": language };
  if (body) headers["Content-Type"] = "application/json";
  const options = { method, headers, body: body && JSON.stringify(body), credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
  return fetch(config.api + path, options);
}

async function refusal(response) {
  const body = await response.json().catch(() => ({}));
  return Object.assign(new Error(body.detail), { code: body.code, body });
}
