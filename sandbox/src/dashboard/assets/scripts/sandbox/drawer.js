/** Sandbox controls: the clock, the schedule, and the other side's pages. */

import config from "/config.js";
import { call } from "../core/api.js";
import * as clock from "../core/clock.js";
import { open } from "../core/dialogs.js";
import { button, el, outside } from "../core/dom.js";
import { duration, moment } from "../core/format.js";
import { notice, problem } from "../core/notices.js";
import * as session from "../core/session.js";
import { token } from "../core/sign-in.js";
import { say } from "../core/texts.js";

const MOVES = [[15, "minute"], [45, "minute"], [1, "day"], [7, "day"], [50, "day"]]
  .map(([number, unit]) => [`${number}${unit[0]}`, `+ ${duration(number, unit)}`]);

/** Opens the drawer; `changed` is called after each thing it did. */
export function drawer(hasClock, changed) {
  open(say("sandbox.controls"), el("div", { class: "dialog-body" },
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
  return part(say("sandbox.clock"), say("sandbox.clockText"),
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
    said.replaceChildren(notice("success", say("sandbox.ran")), el("pre", {}, JSON.stringify(answer, null, 2)));
    await changed();
  });
  const section = part(say("sandbox.schedule"), say("sandbox.scheduleText"),
    button(say("sandbox.run"), () => fire(), { class: "button small" }), said);
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
    outside(origin + page, say("sandbox.whatPeopleSee")), outside(`${origin}/_requests`, say("sandbox.requests")));
  return part(say("sandbox.others"), say("sandbox.othersText"),
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
