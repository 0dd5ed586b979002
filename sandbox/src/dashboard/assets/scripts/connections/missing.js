/** What a page shows when the connection it needs can't be used: why, and the way to it. */

import { el } from "../core/dom.js";
import { empty } from "../core/section.js";
import { say } from "../core/texts.js";
import * as status from "./status.js";

/** `title` and `text` unless one of `providers` was connected before: then what became of it. */
export function missing(providers, title, text) {
  const lost = providers.find((provider) => status.state(provider) === "needs_reauthorization");
  const way = el("a", { class: "button primary", href: "#connections" }, say("connections.go"));
  if (!lost) return empty(title, text, way);
  return empty(say("connections.mustReconnect", { provider: lost.name }), status.of(lost).reason, way);
}
