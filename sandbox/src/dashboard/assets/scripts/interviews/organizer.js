/** Whose calendar an interview stands in, in words. */

import { colleagues } from "../connections/status.js";

/** `your own calendar`, of the `organizer` that the API tells. */
export function calendarOf(organizer) {
  if (!organizer) return "the calendar";
  const { for: whose, user_id, account } = organizer;
  if (whose === "colleague") return `the calendar of ${name(user_id)}`;
  const calendar = whose === "me" ? "your own calendar" : "the company’s calendar";
  return account ? `${calendar}, ${account}` : calendar;
}

function name(id) {
  return colleagues().find(({ user_id }) => user_id === id)?.email ?? "a colleague who is not connected any more";
}
