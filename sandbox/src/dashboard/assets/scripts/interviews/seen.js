/** What was seen of an interview in its calendar: the guests' answers, what people changed there, and when that was. */

import { el, icon } from "../core/dom.js";
import { moment, relative } from "../core/format.js";
import { span, wall } from "./zones.js";

const RESPONSES = { accepted: "accepted", declined: "declined", tentative: "may come", needs_action: "has not answered" };
const CHANGES = {
  moved: "Moved", made_all_day: "Made to last whole days", made_series: "Made a series", renamed: "Renamed",
  relocated: "Held elsewhere", guests_changed: "Guests changed", cancelled: "Deleted", restored: "Taken out of the bin",
};

/** A list of the guests of `event`, each with their answer; nothing where there are none. */
export function answers({ attendees, timezone }) {
  if (!attendees?.length) return null;
  return el("ul", { class: "guests" }, attendees.map((guest) => el("li", { class: "meta", "data-response": guest.response },
    el("span", {}, icon("people"), `${guest.name ?? guest.email ?? `Guest ${guest.number}`} (${guest.role}) ${RESPONSES[guest.response]}`),
    guest.comment && el("q", {}, guest.comment),
    guest.proposed && el("span", {}, `proposes ${span(wall(guest.proposed.start_time, timezone), wall(guest.proposed.end_time, timezone))}`))));
}

/** What people changed of `event` in the calendar, the latest first; nothing where that is nothing. */
export function history({ changes }) {
  if (!changes?.length) return null;
  return el("details", { class: "meta" },
    el("summary", {}, "Changed in the calendar"),
    el("ul", {}, changes.toReversed().map(({ at, what, was_start_time: was }) =>
      el("li", {}, `${CHANGES[what]}${was ? `, was ${moment(was)}` : ""}, seen ${moment(at)}`))));
}

/** When what is shown of `event` was right last. */
export function freshness({ seen_at, is_delayed }) {
  if (!seen_at) return null;
  const text = `${is_delayed ? "The calendar can't be read; this was right" : "As in the calendar"} ${relative(seen_at)}`;
  return el("p", { class: "meta", "data-delayed": String(is_delayed) }, el("span", {}, icon("clock"), text));
}
