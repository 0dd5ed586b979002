/** How an authorization ended, read from the page's address and told in words. */

import { button } from "../core/dom.js";
import { announce } from "../core/notices.js";
import { begin } from "./authorize.js";
import { provider as named } from "./providers.js";
import { take } from "./reason.js";

/** For what is told by a code alone, because no answer of the API came with it. */
const TEXTS = {
  cancelled: (name) => `You cancelled. ${name} was not connected.`,
  consent_required: (name) => `${name} needs the consent of an administrator of your organization first.`,
  invalid_request: (name) => `The answer from ${name} could not be read. Please try again.`,
  provider_misconfigured: (name) => `${name} refuses this product at the moment; the reason is on our side. Please tell us.`,
  provider_unavailable: (name) => `${name} is not answering at the moment. Please try again in a few minutes.`,
  state_mismatch: () => "This authorization was not begun here by you, so nothing was connected. Please start again.",
};

/** Shows the outcome the address tells, if it tells one, and takes it out of the address. */
export function showOutcome() {
  const query = new URLSearchParams(window.location.search);
  const provider = named(query.get("provider"));
  if (!provider || !query.has("success")) return;
  window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  if (query.get("success") === "true") announce("success", [`${provider.name} is connected.`, take("replaced")].filter(Boolean).join(" "));
  else announceFailure(provider, query.get("error"));
}

function announceFailure(provider, code) {
  const actions = code === "account_mismatch" ? [replaceButton(provider)] : [];
  announce(code === "cancelled" ? "info" : "error", take(code) ?? text(provider, code), actions);
}

function text({ name }, code) {
  return Object.hasOwn(TEXTS, code) ? TEXTS[code](name) : `${name} could not be connected. Please try again.`;
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
