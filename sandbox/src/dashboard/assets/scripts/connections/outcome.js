/** How an authorization ended, read from the page's address and told in words. */

import { button } from "../core/dom.js";
import { announce } from "../core/notices.js";
import { showAdministratorCard } from "./administrator.js";
import { begin } from "./authorize.js";
import { provider as named } from "./providers.js";
import { take } from "./reason.js";

/** A sentence for each code that the API's callback sends a browser on with. */
const TEXTS = {
  cancelled: (name) => `You cancelled. ${name} was not connected.`,
  admin_consent_required: (name) => `Your organization lets only an administrator allow ${name}. Send your administrator the link below; afterwards connect again.`,
  blocked_by_policy: (name) => `A rule of your organization blocks ${name} for this app. Ask your administrator to allow it.`,
  wrong_account: (name) => `This account can't be used with ${name} here. Sign in with an account of your organization.`,
  consent_required: (name) => `${name} wants you to sign in or to agree once more. Connect again.`,
  provider_misconfigured: (name) => `${name} refuses this product at the moment; the reason is on our side. Please tell us.`,
  provider_unavailable: (name) => `${name} is not answering at the moment. Please try again in a few minutes.`,
  provider_error: (name) => `${name} could not be connected. Please try again.`,
  invalid_request: (name) => `The answer from ${name} could not be read. Please try again.`,
  invalid_state: () => "This attempt has expired or was already used. Please start again.",
};

/** What the callback page finds out by itself. */
const NOT_BEGUN_HERE = "This authorization was not begun here by you, so nothing was connected. Please start again.";

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
  if (code === "admin_consent_required") showAdministratorCard(provider);
  const actions = code === "account_mismatch" ? [replaceButton(provider)] : [];
  announce(code === "cancelled" ? "info" : "error", take(code) ?? text(provider, code), actions);
}

function text({ name }, code) {
  if (code === "state_mismatch") return NOT_BEGUN_HERE;
  return (Object.hasOwn(TEXTS, code) ? TEXTS[code] : TEXTS.provider_error)(name);
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
