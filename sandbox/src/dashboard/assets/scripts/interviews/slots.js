/** Finding a time when everybody is free. */

import { call } from "../core/api.js";
import { button, el } from "../core/dom.js";
import { percent, warningText } from "../core/format.js";
import { notice, problem } from "../core/notices.js";
import { say } from "../core/texts.js";
import { presences } from "./interviewers.js";
import { later, span, wall } from "./zones.js";

/** How many days are searched, from the chosen date on. */
const DAYS = 5;

/** The button and its suggestions; a chosen one is put into the form's `when`. */
export function slotFinder(parts) {
  const found = el("div", { class: "slots", "aria-live": "polite" });
  return el("div", { class: "finder" },
    button(say("slots.find"), () => find(parts, found), { class: "button small" }), found);
}

async function find(parts, found) {
  try {
    const answer = await call("POST", `/api/integrations/${parts.calendar().slug}/available-slots`, { body: request(parts) });
    found.replaceChildren(...suggestions(answer, parts));
  } catch (error) {
    found.replaceChildren(problem(error));
  }
}

/** `event_id` names an interview that is to be moved. */
function request({ when, people, interviewers, calendar, event_id }) {
  const start_date = when.date();
  const end_date = later(`${start_date}T00:00`, (DAYS - 1) * 24 * 60).slice(0, 10);
  const who = { attendees: people?.emails(), interviewers: interviewers?.ids(), calendar_of: calendar().whose, event_id };
  return { ...who, duration_minutes: when.minutes(), start_date, end_date, timezone: when.zone() };
}

function suggestions({ slots = [], warnings = [] }, parts) {
  const notes = warnings.map((warning) => notice("warning", warningText(warning)));
  if (slots.length === 0) return [el("p", { class: "quiet" }, say("slots.none")), ...notes];
  return [el("ul", { class: "slot-list", "aria-label": say("slots.list") }, slots.map((slot) => suggestion(slot, parts))), ...notes];
}

function suggestion(slot, { when }) {
  const start = wall(slot.start, when.zone());
  const end = wall(slot.end, when.zone());
  const choose = (event) => {
    when.set(start);
    const all = event.currentTarget.closest("ul").querySelectorAll("button");
    all.forEach((one) => one.setAttribute("aria-pressed", one === event.currentTarget));
  };
  return el("li", {}, el("button", { type: "button", class: "slot", "aria-pressed": "false", onclick: choose },
    el("strong", {}, span(start, end)), el("span", { class: "quiet" }, reason(slot)), presences(slot.interviewers)));
}

function reason({ reason, confidence, attendees = [] }) {
  const busy = attendees.filter(({ availability }) => !["free", undefined].includes(availability));
  const note = busy.map(({ email, availability }) => say("slots.of", { email, availability: say(`slots.availability.${availability}`) })).join(", ");
  return [reason, likelihood(confidence), note].filter(Boolean).join(" · ");
}

/** Said only where it is in doubt. Graph counts to 100, others to 1. */
function likelihood(confidence) {
  if (typeof confidence !== "number") return undefined;
  const ratio = confidence <= 1 ? confidence : confidence / 100;
  return ratio < 0.995 ? say("slots.likely", { percent: percent(ratio) }) : undefined;
}
