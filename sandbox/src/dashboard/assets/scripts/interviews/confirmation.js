/** What the candidate was sent. */

import { el, outside } from "../core/dom.js";
import { warningText } from "../core/format.js";
import { notice } from "../core/notices.js";
import { presences } from "./interviewers.js";
import { calendarOf } from "./organizer.js";
import { roomName } from "../connections/providers.js";

/** The confirmation of one answer of `create-event`. */
export function confirmation(answer, calendar) {
  const link = answer.meeting_link;
  return notice("success", el("div", {},
    el("p", {}, `The interview is scheduled in ${calendarOf(answer.organizer)} and the invitations are sent.`),
    el("p", { class: "meta" },
      answer.event_url && outside(answer.event_url, `Open in ${calendar.name}`),
      link && outside(link, `${roomName(answer.meeting_provider) ?? calendar.meeting} link`),
      !link && linkNote(answer.meeting_link_status, calendar)),
    presences(answer.interviewers),
    (answer.warnings ?? []).map((warning) => el("p", { class: "meta" }, warningText(warning)))));
}

function linkNote(status, { meeting }) {
  if (status === "pending") return el("span", {}, `The ${meeting} link is still being made; it will be in the calendar event.`);
  if (status === "unavailable") return el("span", {}, `This account offers no ${meeting} link.`);
  return null;
}
