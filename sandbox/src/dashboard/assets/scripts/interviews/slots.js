/** Finding a time when everybody is free. */

import { call } from "../core/api.js";
import { button, el } from "../core/dom.js";
import { warningText } from "../core/format.js";
import { notice, problem } from "../core/notices.js";
import { say } from "../core/texts.js";
import { dayName, hours, later, wall } from "./zones.js";

/** How many days are searched, from the chosen date on. */
const DAYS = 5;

/** How many are shown at first: the best ones. */
const FEW = 6;

/**
 * The button and its suggestions; a chosen one is put into the form's `when`. `clear()` takes them away, since
 * they hold for nothing but what was asked.
 */
export function slotFinder(parts) {
  const found = el("div", { class: "slots", "aria-live": "polite" });
  const node = el("div", { class: "finder" }, button(say("slots.find"), find, { class: "button small" }), found);
  const clear = () => found.replaceChildren();
  parts.when.onChange({ length: clear, start: () => press(found, null) });
  return { node, clear };

  async function find() {
    try {
      parts.people.finish();
      const answer = await call("POST", `/api/integrations/${parts.calendar().slug}/available-slots`, { body: request(parts) });
      found.replaceChildren(...suggestions(answer, parts, found));
    } catch (error) {
      found.replaceChildren(problem(error));
    }
  }
}

/** `event_id` names an interview that is to be moved. */
function request({ when, people, interviewers, calendar, event_id }) {
  const start_date = when.date();
  const end_date = later(`${start_date}T00:00`, (DAYS - 1) * 24 * 60).slice(0, 10);
  const who = { attendees: people.emails(), interviewers: interviewers.ids(), calendar_of: calendar().whose, event_id };
  return { ...who, duration_minutes: when.minutes(), start_date, end_date, timezone: when.zone() };
}

/** What is so at every time is said once, above them. */
function suggestions({ slots = [], warnings = [] }, parts, found) {
  const notes = warnings.map((warning) => notice("warning", warningText(warning)));
  if (slots.length === 0) return [el("p", { class: "quiet" }, say("slots.none")), ...notes];
  const [first = [], ...others] = slots.map(remarks);
  const everywhere = first.filter((remark) => others.every((some) => some.includes(remark)));
  const list = el("div", { class: "slot-days" });
  const show = (some) => list.replaceChildren(...days(some, parts.when, everywhere, found));
  show(inTurn(slots, parts.when).slice(0, FEW));
  const more = el("button", { type: "button", class: "button small", onclick: showAll }, say("slots.more", { count: slots.length - FEW }));
  return [...notes, ...everywhere.map((text) => el("p", { class: "quiet" }, text)), list, slots.length > FEW ? more : null].filter(Boolean);

  function showAll() {
    show(slots);
    more.remove();
    list.querySelectorAll("button")[0].focus();
  }
}

/** Each day has its turn before one has a second. */
function inTurn(slots, when) {
  const ofDays = [...Map.groupBy(slots, ({ start }) => wall(start, when.zone()).slice(0, 10)).values()];
  return slots.map((_, turn) => ofDays.map((some) => some[turn])).flat().filter(Boolean);
}

/** The times of each day, under its name. */
function days(slots, when, everywhere, found) {
  const times = slots.map((slot) => ({ slot, start: wall(slot.start, when.zone()), end: wall(slot.end, when.zone()) }));
  times.sort((one, other) => one.start.localeCompare(other.start));
  return [...Map.groupBy(times, ({ start }) => start.slice(0, 10))].map(([day, some]) =>
    el("section", {}, el("h3", {}, dayName(day)),
      el("ul", { class: "slot-list" }, some.map((time) => suggestion(time, when, everywhere, found)))));
}

function suggestion({ slot, start, end }, when, everywhere, found) {
  const choose = (event) => {
    when.set(start);
    press(found, event.currentTarget);
  };
  const own = remarks(slot).filter((remark) => !everywhere.includes(remark));
  return el("li", {}, el("button", { type: "button", class: "slot", "aria-pressed": "false", onclick: choose },
    el("strong", {}, hours(start, end)), own.map((text) => el("span", { class: "quiet" }, text))));
}

function press(found, chosen) {
  found.querySelectorAll(".slot").forEach((one) => one.setAttribute("aria-pressed", one === chosen));
}

/** What is to be known of a time; whose calendar can't be read is among the warnings, once for all of them. */
function remarks({ reason, attendees = [], interviewers = [] }) {
  const told = attendees.filter(({ availability }) => !["free", "unknown", undefined].includes(availability));
  const guests = told.map(({ email, availability }) => say("slots.of", { email, availability: say(`slots.availability.${availability}`) }));
  return [reason, ...guests, ...interviewers.map((one) => one.reason)].filter(Boolean);
}
