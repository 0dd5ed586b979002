/** One provider's card: what it is for, and the two connections there may be, side by side. */

import { el } from "../core/dom.js";
import { notes } from "./notes.js";
import { side } from "./side.js";

/** The card of `provider`. */
export function card(provider) {
  const id = `${provider.slug}-name`;
  return el("article", { class: "card provider", "aria-labelledby": id, "data-provider": provider.slug },
    el("header", { class: "provider-head" },
      el("img", { src: `/assets/images/${provider.slug}.svg`, alt: "", width: 44, height: 44 }),
      el("div", {}, el("h2", { id }, provider.name), el("p", { class: "quiet" }, provider.purpose))),
    el("div", { class: "sides" }, side(provider, "company"), provider.isCompanyOnly ? null : side(provider, "me")),
    provider.isCompanyOnly ? notes(provider) : null);
}
