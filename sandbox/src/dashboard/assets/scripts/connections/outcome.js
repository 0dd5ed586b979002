/** How an authorization ended, read from the page's address and told in words. */

import { button } from "../core/dom.js";
import { announce } from "../core/notices.js";
import { say, told } from "../core/texts.js";
import { showAdministratorCard } from "./administrator.js";
import { begin } from "./authorize.js";
import { provider as named } from "./providers.js";
import { take } from "./reason.js";

/** Shows the outcome the address tells, if it tells one, and takes it out of the address. */
export function showOutcome() {
  const query = new URLSearchParams(window.location.search);
  const provider = named(query.get("provider"));
  if (!provider || !query.has("success")) return;
  window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  if (query.get("success") === "true") announce("success", [say("outcome.connected", { provider: provider.name }), take("replaced")].filter(Boolean).join(" "));
  else announceFailure(provider, query.get("error"));
}

function announceFailure(provider, code) {
  if (code === "admin_consent_required") showAdministratorCard(provider);
  const actions = code === "account_mismatch" ? [replaceButton(provider)] : [];
  announce(code === "cancelled" ? "info" : "error", take(code) ?? text(provider, code), actions);
}

/** A sentence for each code that a browser comes back with. */
function text({ name: provider }, code) {
  return (code !== "connected" && told(`outcome.${code}`, { provider })) || say("outcome.provider_error", { provider });
}

function replaceButton(provider) {
  return button(say("connections.replace"), start, { class: "button small" });

  async function start() {
    try {
      await begin(provider, { replace: true });
    } catch (error) {
      announce("error", error.message);
    }
  }
}
