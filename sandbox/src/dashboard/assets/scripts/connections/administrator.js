/** The link by which an administrator allows a provider for a whole organization, to be passed on. */

import { call } from "../core/api.js";
import { written } from "../core/clipboard.js";
import { button, el, field } from "../core/dom.js";
import { announce } from "../core/notices.js";
import { say } from "../core/texts.js";

const PLACE = "administrator";

/** Shows the card with the link of `provider` on top of the page, in place of an earlier one. */
export async function showAdministratorCard(provider) {
  try {
    const { admin_consent_url: link } = await call("GET", `/api/integrations/${provider.slug}/auth-url`);
    if (!link) return;
    document.getElementById(PLACE)?.remove();
    document.getElementById("notices").after(card(provider, link));
  } catch (error) {
    announce("error", error.message);
  }
}

function card(provider, link) {
  const title = `${PLACE}-title`;
  const address = el("input", { type: "url", readonly: true, value: link, onfocus: (event) => event.target.select() });
  const said = el("p", { class: "quiet", role: "status" });
  return el("section", { id: PLACE, class: "card administrator", "aria-labelledby": title },
    el("h2", { id: title }, say("administrator.title", { provider: provider.name })),
    el("p", { class: "quiet" }, say("administrator.text")),
    field(say("administrator.link"), address),
    el("footer", { class: "card-foot" },
      button(say("page.copyLink"), copy, { class: "button primary" }),
      el("button", { type: "button", class: "button subtle", onclick: () => document.getElementById(PLACE).remove() }, say("page.close"))),
    said);

  async function copy() {
    const isCopied = await written(link);
    if (!isCopied) address.select();
    said.textContent = say(isCopied ? "page.copied" : "administrator.marked");
  }
}
