/** Calls to the API: cross-origin, with the bearer token and no cookies. */

import config from "/config.js";
import { language } from "./language.js";
import * as session from "./session.js";
import { say } from "./texts.js";

/** A refusal, or no answer at all (`status` 0). `message` is meant for people. */
export class ApiError extends Error {
  constructor(status, body) {
    super(message(status, body));
    this.status = status;
    this.body = body ?? {};
    this.code = this.body.code;
  }

  /** Whether the same request may succeed later. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * The JSON answer of `method` on `path` (below the API's origin).
 * `body` is sent as JSON; `key` is the Idempotency-Key. Throws an {@link ApiError}.
 */
export async function call(method, path, { body, key } = {}) {
  const token = session.current()?.token;
  const response = await send(method, path, headers(token, body, key), body);
  const answer = await json(response);
  if (response.ok) return answer;
  if (response.status === 401 && token) session.expire();
  throw new ApiError(response.status, answer);
}

/** The answer of `request`, or `undefined` where the API does not offer it (404). */
export async function offered(request) {
  try {
    return await request;
  } catch (error) {
    if (error.status === 404) return undefined;
    throw error;
  }
}

async function send(method, path, headers, body) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const options = { method, headers, body: text, credentials: "omit", cache: "no-store" };
  try {
    return await fetch(config.api + path, options);
  } catch {
    throw new ApiError(0);
  }
}

function headers(token, body, key) {
  const all = { Accept: "application/json", "Accept-Language": language };
  if (token) all.Authorization = `Bearer ${token}`;
  if (body !== undefined) all["Content-Type"] = "application/json";
  if (key) all["Idempotency-Key"] = key;
  return all;
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** The answer's own `detail`, word for word; our words only where it has none. */
function message(status, body) {
  if (typeof body?.detail === "string" && body.detail) return body.detail;
  if (status === 0) return say("api.noAnswer", { origin: config.api });
  if (status === 429) return say("api.tooMany");
  return say("api.failed", { status: String(status) });
}
