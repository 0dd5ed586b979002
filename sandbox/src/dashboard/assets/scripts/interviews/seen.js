/** What was seen of an interview in its calendar: the guests' answers, what people changed there, and when that was. */

import { now } from "../core/clock.js";
import { el, icon } from "../core/dom.js";
import { moment, relative } from "../core/format.js";
import { say } from "../core/texts.js";
import { span, wall } from "./zones.js";

/** The text called `key` on who is told of a change of `event`: everybody, or nobody where nobody is invited. */
export function isToldTo({ attendees }, key) {
  return [say(key), attendees?.length === 0 ? say("seen.nobody") : say("seen.everybody")].join(" ");
}

/** A list of the guests of `event`, each with their answer; nothing where there are none. */
export function answers({ attendees, timezone }) {
  if (!attendees?.length) return null;
  return el("ul", { class: "guests" }, attendees.map((guest) => el("li", { class: "meta", "data-response": guest.response },
    el("span", {}, icon("people"), answer(guest)),
    guest.comment && el("q", {}, guest.comment),
    guest.proposed && el("span", {}, say("seen.proposes", { time: span(wall(guest.proposed.start_time, timezone), wall(guest.proposed.end_time, timezone)) })))));
}

function answer({ name, email, number, role, response }) {
  const guest = name ?? email ?? say("seen.guest", { number: String(number) });
  return say("seen.answer", { name: guest, role: say(`seen.role.${role}`), response: say(`seen.response.${response}`) });
}

/** What people changed of `event` in the calendar, the latest first; nothing where that is nothing. */
export function history({ changes }) {
  if (!changes?.length) return null;
  return el("details", { class: "meta" },
    el("summary", {}, say("seen.changed")),
    el("ul", {}, changes.toReversed().map((change) => el("li", {}, told(change)))));
}

function told({ at, what, was_start_time: was }) {
  const said = { what: say(`seen.what.${what}`), moment: moment(at) };
  return was ? say("seen.changeFrom", { ...said, was: moment(was) }) : say("seen.change", said);
}

/** When what is shown of `event` was right last. */
export function freshness({ seen_at, is_delayed }) {
  if (!seen_at) return null;
  const text = say(is_delayed ? "seen.delayed" : "seen.fresh", { ago: relative(Math.min(new Date(seen_at), now())) });
  return el("p", { class: "meta", "data-delayed": String(is_delayed) }, el("span", {}, icon("clock"), text));
}
