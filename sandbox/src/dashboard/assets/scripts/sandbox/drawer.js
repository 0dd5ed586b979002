/** Sandbox controls: the clock, the schedule, and the other side's pages. */

import config from "/config.js";
import { call } from "../core/api.js";
import * as clock from "../core/clock.js";
import { open } from "../core/dialogs.js";
import { button, el, outside } from "../core/dom.js";
import { moment } from "../core/format.js";
import { notice, problem } from "../core/notices.js";
import * as session from "../core/session.js";
import { token } from "../core/sign-in.js";

const MOVES = [["15m", "+ 15 minutes"], ["45m", "+ 45 minutes"], ["1d", "+ 1 day"], ["7d", "+ 7 days"], ["50d", "+ 50 days"]];

/** Opens the drawer; `changed` is called after each thing it did. */
export function drawer(hasClock, changed) {
  open("Sandbox controls", el("div", { class: "dialog-body" },
    hasClock && clockPart(changed), schedulePart(changed), pagesPart()), { class: "drawer" });
}

function clockPart(changed) {
  const shown = el("p", { class: "drawer-clock", "aria-live": "polite" }, moment(clock.now()));
  const said = el("div", {});
  const advance = (by) => attempt(said, async () => {
    await clock.move(by);
    await renewSession();
    shown.textContent = moment(clock.now());
    await changed();
  });
  return part("Clock", "Everything in the sandbox ages at once: tokens, warnings, schedules.",
    shown, el("div", { class: "button-row" }, MOVES.map(([by, label]) => button(label, () => advance(by), { class: "button small" }))), said);
}

/** The token of the person signed in has aged too; the sandbox signs them in again. */
async function renewSession() {
  const person = session.current();
  if (person) session.renew(await token(person.id));
}

function schedulePart(changed) {
  const said = el("div", { "aria-live": "polite" });
  const fire = () => attempt(said, async () => {
    const answer = await call("POST", "/_schedule/refresh-tokens");
    said.replaceChildren(notice("success", "The schedule ran."), el("pre", {}, JSON.stringify(answer, null, 2)));
    await changed();
  });
  const section = part("Schedule", "Renews the tokens that are due, as the schedule does by itself.",
    button("Run refresh-tokens now", () => fire(), { class: "button small" }), said);
  return section;

  async function attempt(place, work) {
    try {
      await work();
    } catch (error) {
      if (error.status === 404) section.remove();
      else place.replaceChildren(problem(error));
    }
  }
}

function pagesPart() {
  const row = ({ name, origin, page }) => el("li", {}, el("strong", {}, name),
    outside(origin + page, "What people see"), outside(`${origin}/_requests`, "Requests received"));
  return part("The other side", "What the providers show their own users, and what they were sent.",
    el("ul", { class: "drawer-pages" }, config.simulators.map(row)));
}

async function attempt(place, work) {
  place.replaceChildren();
  try {
    await work();
  } catch (error) {
    place.replaceChildren(problem(error));
  }
}

function part(title, text, ...content) {
  return el("section", { class: "drawer-part" }, el("h3", {}, title), el("p", { class: "quiet" }, text), ...content);
}
