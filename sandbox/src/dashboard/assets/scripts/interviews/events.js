/** The interviews that are scheduled, each of which can be moved or cancelled. */

import { call, offered } from "../core/api.js";
import { copyButton } from "../core/clipboard.js";
import { confirm } from "../core/dialogs.js";
import { el, icon, outside } from "../core/dom.js";
import { warningText, zoneName } from "../core/format.js";
import { kept, revise } from "../core/keepsake.js";
import { announce } from "../core/notices.js";
import { empty, load } from "../core/section.js";
import { phrase, say } from "../core/texts.js";
import { provider, roomName } from "../connections/providers.js";
import { moveDialog } from "./move.js";
import { calendarOf } from "./organizer.js";
import { answers, freshness, history, isToldTo } from "./seen.js";
import { here, span, wall } from "./zones.js";

/** The list, and `refresh()` to read it again. `applied` is what is known of whoever applied. */
export function eventList(applied) {
  const node = el("div", { class: "list-panel" });
  const refresh = () => load(node, read, (events) => draw(events, { applied, refresh }));
  refresh();
  return { node, refresh };
}

/** The company's interviews; where the API does not list them, the ones scheduled in this tab. */
async function read() {
  const answer = await offered(call("GET", "/api/integrations/events"));
  return answer?.events ?? kept("events");
}

function draw(events, about) {
  if (events.length === 0) return empty(say("interviews.none"), say("interviews.noneText"));
  return el("ul", { class: "rows" }, events.map((event) => row(event, about)));
}

function row(event, { applied, refresh }) {
  const application = applied.find(({ id }) => id === event.application_id);
  const lang = application?.language;
  const cancelled = event.status === "cancelled";
  return el("li", { class: "row event", "data-event": event.event_id },
    el("img", { src: `/assets/images/${provider(event.provider).slug}.svg`, alt: provider(event.provider).name, width: 32, height: 32 }),
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("h3", { lang, dir: "auto" }, event.title), event.status === "unconfirmed" && el("span", { class: "badge warn" }, say("interviews.unconfirmed")), cancelled && el("span", { class: "badge none" }, say("interviews.cancelled"))),
      candidate(application),
      el("p", { class: "meta" }, times(event).map((text) => el("span", {}, icon("clock"), text))),
      event.location && el("p", { class: "meta" }, el("span", {}, icon("pin"), event.location)),
      event.organizer && el("p", { class: "meta" }, el("span", {}, icon("calendar"), say("interviews.in", { calendar: calendarOf(event.organizer) }))),
      el("p", { class: "meta" }, links(event)),
      answers(event), history(event), !cancelled && freshness(event)),
    !cancelled && el("div", { class: "row-actions" },
      act("move", event, () => moveDialog({ ...event, lang }, refresh)),
      act("cancel", event, () => cancel(event, refresh))));
}

function candidate(application) {
  if (!application) return null;
  const { candidate_name: name, job_title, language: lang } = application;
  return el("p", { class: "meta" }, el("span", {}, icon("person"), el("span", {}, phrase("interviews.candidate", { name, job: el("span", { lang, dir: "auto" }, job_title) }))));
}

/** On the clock of the interview's zone, on the reader's own where that is another, and on the candidate's where that differs from the reader's. */
function times({ start_time, end_time, timezone, candidate_timezone: theirs }) {
  const zone = timezone ?? here();
  const on = (clock) => span(wall(start_time, clock), wall(end_time, clock));
  const there = say("interviews.timeIn", { time: on(zone), zone: zoneName(zone) });
  const own = on(here()) !== on(zone) && say("interviews.timeHere", { time: on(here()) });
  const candidates = theirs && on(theirs) !== on(here()) && say("interviews.timeThere", { time: on(theirs), zone: zoneName(theirs) });
  return [there, own, candidates].filter(Boolean);
}

function links(event) {
  const { name, meeting } = provider(event.provider);
  return [
    event.meeting_link && outside(event.meeting_link, roomName(event.meeting_provider) ?? meeting),
    event.meeting_link && copyButton(event.meeting_link),
    event.event_url && outside(event.event_url, name),
  ];
}

/** Whoever is told that the calendar has changed sees the list as it is now. */
async function fresh(error, refresh) {
  if (error.code === "event_changed") await refresh();
  throw error;
}

function act(what, { title }, work) {
  const name = say(`interviews.${what}It`, { title });
  return el("button", { type: "button", class: "button small", "aria-label": name, onclick: work }, say(what === "move" ? "interviews.move" : "page.cancel"));
}

function cancel(event, refresh) {
  const question = {
    title: say("interviews.really"),
    text: isToldTo(event, "interviews.reallyText"),
    action: say("interviews.cancelInterview"),
  };
  confirm(question, async () => {
    const answer = await call("DELETE", `/api/integrations/${provider(event.provider).slug}/events/${encodeURIComponent(event.event_id)}`)
      .catch((error) => fresh(error, refresh));
    revise("events", ({ event_id }) => event_id === event.event_id, () => null);
    const left = (answer.warnings ?? []).map(warningText);
    announce(left.length ? "info" : "success", [isToldTo(event, "interviews.isCancelled"), ...left].join(" "));
    await refresh();
  });
}
