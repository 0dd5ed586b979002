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
import { fillPage, name } from "./core/page.js";
import * as session from "./core/session.js";
import { signIn } from "./core/sign-in.js";
import { say } from "./core/texts.js";

const page = document.getElementById("main");
const step = document.getElementById("step");
const back = "/dashboard/integrations";

const answer = takeAnswer();
fillPage();
name(say("callback.page"));
const provider = named(new URLSearchParams(window.location.search).get("provider"));
begin();

function begin() {
  if (!provider || !answer) {
    return stop(say("callback.nothing"), say("callback.nothingText"));
  }
  if (session.current()) return finish();
  stop(say("callback.signIn", { provider: provider.name }), say("callback.signInText"), signIn(finish));
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
    if (connected.replaced_account) keep("replaced", say("callback.replaced", { account: connected.replaced_account }));
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
    el("h1", {}, say("callback.connecting", { provider: provider.name })),
    el("p", { class: "quiet" }, say("callback.wait")));
}

function stop(title, text, more) {
  page.removeAttribute("aria-busy");
  step.replaceChildren(...[
    el("h1", {}, title),
    el("p", { class: "quiet" }, text),
    more,
    el("p", {}, el("a", { class: "link", href: back }, say("callback.back"))),
  ].filter(Boolean));
}
