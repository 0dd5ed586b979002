/** The sandbox's own bar, apart from the product: which time it is here, and the controls. */

import * as clock from "../core/clock.js";
import { el, icon } from "../core/dom.js";
import { moment } from "../core/format.js";
import { say } from "../core/texts.js";
import { drawer } from "./drawer.js";

/** Draws the bar; `changed` is called after the sandbox's time was moved or its schedule fired. */
export async function sandboxStrip(changed) {
  const time = el("span", { class: "sandbox-time" });
  const hasClock = await clock.sync();
  const tick = () => (time.textContent = hasClock ? moment(clock.now()) : "");
  const open = () => drawer(hasClock, async () => {
    tick();
    await changed();
  });
  tick();
  setInterval(tick, 5_000);
  document.getElementById("sandbox").replaceChildren(
    el("span", { class: "sandbox-name" }, say("sandbox.name")),
    el("span", { class: "sandbox-note" }, say("sandbox.note")),
    time,
    el("button", { type: "button", "aria-haspopup": "dialog", onclick: open }, icon("sliders"), say("sandbox.controls")));
}
