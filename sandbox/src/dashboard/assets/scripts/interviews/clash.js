/** Whether the calendar has something else at the chosen time: said before anybody is invited. */

import { call } from "../core/api.js";
import { now } from "../core/clock.js";
import { el, icon } from "../core/dom.js";
import { say } from "../core/texts.js";
import { wall, weekday } from "./zones.js";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * A line that follows the form's `when`, its calendar and its interviewers: `look()` after one of these changed.
 * Calendars that can't be asked are passed over in silence; the answer to scheduling warns as well.
 */
export function clash(parts) {
  const node = el("div", { class: "clash", role: "status" });
  let latest;
  parts.when.onChange({ length: look, start: look });
  look();
  return { node, look };

  async function look() {
    const mine = (latest = Symbol());
    const body = request(parts);
    const isFree = body ? await free(parts.calendar(), body) : true;
    if (mine !== latest) return;
    node.replaceChildren(...(isFree ? [] : [el("p", { class: "remark warn" }, icon("alert"), el("span", {}, say("schedule.clash")))]));
  }
}

async function free(calendar, body) {
  const answer = await call("POST", `/api/integrations/${calendar.slug}/available-slots`, { body }).catch(() => undefined);
  return answer ? answer.slots.length > 0 : true;
}

/** A search that only the chosen time satisfies; none for one that is not given, is over, or ends on another day. */
function request({ when, interviewers, calendar, event_id }) {
  const times = when.times();
  if (!times) return undefined;
  const [[date, start], [last, end]] = [times.start_time, times.end_time].map((time) => time.split("T"));
  if (date !== last || times.start_time.slice(0, 16) <= wall(now().toISOString(), when.zone())) return undefined;
  const hours = { start: start.slice(0, 5), end: end.slice(0, 5), days: [DAYS[weekday(times.start_time)]] };
  const who = { attendees: [], interviewers: interviewers.ids(), calendar_of: calendar().whose, event_id };
  return { ...who, duration_minutes: when.minutes(), start_date: date, end_date: date, timezone: when.zone(), working_hours: hours };
}
