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
  if (query.has("connect")) return showRequest(named(query.get("connect")));
  const provider = named(query.get("provider"));
  if (!provider || !query.has("success")) return;
  window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  if (query.get("success") === "true") announce("success", [say("outcome.connected", { provider: provider.name }), take("replaced")].filter(Boolean).join(" "));
  else announceFailure(provider, query.get("error"));
}

/** A colleague's link: whoever follows it may connect for the company. */
function showRequest(provider) {
  window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  if (!provider) return;
  announce("info", say("outcome.request", { provider: provider.name }), [startButton(provider, say("connections.connect"), { whose: "company" })]);
}

function announceFailure(provider, code) {
  if (code === "admin_consent_required") showAdministratorCard(provider);
  const told = take(code) ?? text(provider, code);
  if (code === "account_mismatch") return announceMismatch(provider, told);
  announce(code === "cancelled" ? "info" : "error", told);
}

/** Providers remember who is signed in, and may not ask again. */
function announceMismatch(provider, told) {
  announce("error", [told, say("outcome.signOutFirst", { provider: provider.name })].join(" "),
    [startButton(provider, say("connections.replace"), { replace: true })]);
}

/** A sentence for each code that a browser comes back with. */
function text({ name: provider }, code) {
  return (code !== "connected" && told(`outcome.${code}`, { provider })) || say("outcome.provider_error", { provider });
}

function startButton(provider, label, options) {
  return button(label, start, { class: "button small" });

  async function start() {
    try {
      await begin(provider, options);
    } catch (error) {
      announce("error", error.message);
    }
  }
}
