/** The connections page: one card for each provider. */

import { el } from "../core/dom.js";
import { notice } from "../core/notices.js";
import { load } from "../core/section.js";
import { say } from "../core/texts.js";
import { card } from "./card.js";
import { PROVIDERS } from "./providers.js";
import * as status from "./status.js";

/** The page's content; cards follow every later change of the status. */
export function connections() {
  const grid = el("div", { class: "cards" });
  const draw = () => [...untold(), ...PROVIDERS.map(card)];
  status.onChange(() => grid.replaceChildren(...draw()));
  load(grid, status.refresh, draw);
  return el("section", { "aria-labelledby": "connections-title" },
    el("div", { class: "page-head" },
      el("h1", { id: "connections-title" }, say("page.integrations")),
      el("p", { class: "lead" }, say("connections.lead"))),
    grid);
}

/** What waits for the recruiting system, or was given up. */
function untold() {
  const text = status.untold();
  return text ? [notice("warning", text)] : [];
}
