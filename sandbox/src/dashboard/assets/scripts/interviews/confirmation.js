/** What was scheduled, and who was told. */

import { el, outside } from "../core/dom.js";
import { warningText } from "../core/format.js";
import { say } from "../core/texts.js";
import { roomName } from "../connections/providers.js";
import { presences } from "./interviewers.js";
import { calendarOf } from "./organizer.js";

/** The confirmation of one answer of `create-event`; `isAlone` where nobody was invited. */
export function confirmation(answer, calendar, isAlone) {
  const link = answer.meeting_link;
  const text = say(isAlone ? "interviews.confirmedAlone" : "interviews.confirmed", { calendar: calendarOf(answer.organizer) });
  return el("div", {},
    el("p", {}, text),
    el("p", { class: "meta" },
      answer.event_url && outside(answer.event_url, say("interviews.openIn", { calendar: calendar.name })),
      link && outside(link, say("interviews.link", { room: roomName(answer.meeting_provider) ?? calendar.meeting })),
      !link && linkNote(answer.meeting_link_status, calendar)),
    presences(answer.interviewers),
    (answer.warnings ?? []).map((warning) => el("p", { class: "meta" }, warningText(warning))));
}

function linkNote(status, { meeting: room }) {
  if (status === "pending") return el("span", {}, say("interviews.linkPending", { room }));
  if (status === "unavailable") return el("span", {}, say("interviews.linkUnavailable", { room }));
  return null;
}
