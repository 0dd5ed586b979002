/** How an authorization ended, read from the page's address and told in words. */

import { button } from "../core/dom.js";
import { announce } from "../core/notices.js";
import { begin } from "./authorize.js";
import { provider as named } from "./providers.js";

const TEXTS = {
  cancelled: (name) => `You cancelled. ${name} was not connected.`,
  access_denied: (name) => `You cancelled. ${name} was not connected.`,
  invalid_request: (name) => `The answer from ${name} could not be read. Please try again.`,
  invalid_state: () => "This authorization was already used or is too old. Please start again.",
  state_mismatch: () => "This authorization was not begun here by you, so nothing was connected. Please start again.",
  company_changed: () => "Your company changed since you began, so nothing was connected. Please start again.",
  missing_scope: (name) => `${name} was not connected, because a permission it needs was not granted. Please try again and leave every box ticked.`,
  account_mismatch: (name) => `You chose another ${name} account than the one that is connected. Nothing was changed.`,
  not_configured: (name) => `${name} is not set up for this product yet.`,
  provider_error: (name) => `${name} could not complete the authorization. Please try again.`,
  provider_unavailable: (name) => `${name} is not answering at the moment. Please try again in a few minutes.`,
  ats_unavailable: () => "Your company could not be looked up at the moment. Please try again in a few minutes.",
  unauthorized: () => "Your session ended before the connection was finished. Please sign in and start again.",
};

/** Shows the outcome the address tells, if it tells one, and takes it out of the address. */
export function showOutcome() {
  const query = new URLSearchParams(window.location.search);
  const provider = named(query.get("provider"));
  if (!provider || !query.has("success")) return;
  window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  if (query.get("success") === "true") announce("success", `${provider.name} is connected.`);
  else announceFailure(provider, query.get("error"));
}

function announceFailure(provider, code) {
  const text = Object.hasOwn(TEXTS, code) ? TEXTS[code] : () => `${provider.name} could not be connected. Please try again.`;
  const actions = code === "account_mismatch" ? [replaceButton(provider)] : [];
  announce(code === "cancelled" ? "info" : "error", text(provider.name), actions);
}

function replaceButton(provider) {
  return button("Replace the account", start, { class: "button small" });

  async function start() {
    try {
      await begin(provider, { replace: true });
    } catch (error) {
      announce("error", error.message);
    }
  }
}
