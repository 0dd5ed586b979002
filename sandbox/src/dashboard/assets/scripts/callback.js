/**
 * The last step of an authorization. The code arrives in the fragment, which no server sees; it is wiped
 * from the address first, and sent to the API only when this tab began the authorization and the person
 * is signed in.
 */

import { call } from "./core/api.js";
import { claim } from "./connections/authorize.js";
import { provider as named } from "./connections/providers.js";
import { keep } from "./connections/reason.js";
import { el } from "./core/dom.js";
import * as session from "./core/session.js";
import { signIn } from "./core/sign-in.js";

const page = document.getElementById("main");
const step = document.getElementById("step");
const back = "/dashboard/integrations";

const answer = takeAnswer();
const provider = named(new URLSearchParams(window.location.search).get("provider"));
begin();

function begin() {
  if (!provider || !answer) {
    return stop("Nothing to finish", "This page is the last step of connecting an account, and no authorization came with it.");
  }
  if (session.current()) return finish();
  stop(`Sign in to finish connecting ${provider.name}`, "Sign in as the person who began; nothing has been sent yet.", signIn(finish));
}

/** Reads the provider's answer and takes it out of the address bar and the history. */
function takeAnswer() {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  const repeated = ["code", "state", "iss"].some((name) => fragment.getAll(name).length > 1);
  const found = { code: fragment.get("code"), state: fragment.get("state"), iss: fragment.get("iss") };
  return !repeated && found.code && found.state ? found : null;
}

async function finish() {
  wait();
  if (!claim(provider, answer.state)) return leave({ success: false, error: "state_mismatch" });
  try {
    const connected = await call("GET", `/api/integrations/${provider.slug}/callback?${query()}`);
    if (connected.replaced_account) keep("replaced", `It takes the place of ${connected.replaced_account}.`);
    leave({ success: true });
  } catch (error) {
    const code = error.code ?? "provider_error";
    keep(code, error.message);
    leave({ success: false, error: code });
  }
}

function query() {
  const { code, state, iss } = answer;
  return new URLSearchParams(iss ? { code, state, iss } : { code, state });
}

function leave(outcome) {
  window.location.replace(`${back}?${new URLSearchParams({ provider: provider.slug, ...outcome })}`);
}

function wait() {
  page.setAttribute("aria-busy", "true");
  step.replaceChildren(
    el("div", { class: "spinner", "aria-hidden": "true" }),
    el("h1", {}, `Connecting ${provider.name}…`),
    el("p", { class: "quiet" }, "This takes a moment. Please keep this page open."));
}

function stop(title, text, more) {
  page.removeAttribute("aria-busy");
  step.replaceChildren(...[
    el("h1", {}, title),
    el("p", { class: "quiet" }, text),
    more,
    el("p", {}, el("a", { class: "link", href: back }, "Back to the integrations")),
  ].filter(Boolean));
}
