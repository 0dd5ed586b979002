/** Whose calendar an interview stands in, in words. */

import { colleagues } from "../connections/status.js";
import { say } from "../core/texts.js";

/** `your own calendar`, of the `organizer` that the API tells. */
export function calendarOf({ for: whose, user_id, account }) {
  if (whose === "colleague") return say("interviews.calendarOf", { name: name(user_id) });
  const calendar = say(whose === "me" ? "interviews.yourCalendar" : "interviews.companyCalendar");
  return account ? say("interviews.withAccount", { calendar, account }) : calendar;
}

function name(id) {
  return colleagues().find(({ user_id }) => user_id === id)?.email ?? say("interviews.leftColleague");
}
