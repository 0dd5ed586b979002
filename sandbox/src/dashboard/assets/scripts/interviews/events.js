/** The interviews that are scheduled, each of which can be moved or cancelled. */

import { call, offered } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { el, icon, outside } from "../core/dom.js";
import { warningText, zoneName } from "../core/format.js";
import { kept, revise } from "../core/keepsake.js";
import { announce } from "../core/notices.js";
import { empty, load } from "../core/section.js";
import { say } from "../core/texts.js";
import { provider, roomName } from "../connections/providers.js";
import { moveDialog } from "./move.js";
import { calendarOf } from "./organizer.js";
import { answers, freshness, history } from "./seen.js";
import { here, span, wall } from "./zones.js";

/** The list, and `refresh()` to read it again. */
export function eventList() {
  const node = el("div", { class: "list-panel" });
  const refresh = () => load(node, read, (events) => draw(events, refresh));
  refresh();
  return { node, refresh };
}

/** The company's interviews; where the API does not list them, the ones scheduled in this tab. */
async function read() {
  const answer = await offered(call("GET", "/api/integrations/events"));
  return answer?.events ?? kept("events");
}

function draw(events, refresh) {
  if (events.length === 0) return empty(say("interviews.none"), say("interviews.noneText"));
  return el("ul", { class: "rows" }, events.map((event) => row(event, refresh)));
}

function row(event, refresh) {
  const cancelled = event.status === "cancelled";
  return el("li", { class: "row event", "data-event": event.event_id },
    el("img", { src: `/assets/images/${provider(event.provider).slug}.svg`, alt: provider(event.provider).name, width: 32, height: 32 }),
    el("div", { class: "row-main" },
      el("div", { class: "row-title" }, el("h3", {}, event.title), cancelled && el("span", { class: "badge none" }, say("interviews.cancelled"))),
      el("p", { class: "meta" }, el("span", {}, icon("clock"), time(event))),
      event.organizer && el("p", { class: "meta" }, el("span", {}, icon("calendar"), say("interviews.in", { calendar: calendarOf(event.organizer) }))),
      el("p", { class: "meta" }, links(event)),
      answers(event), history(event), !cancelled && freshness(event)),
    !cancelled && el("div", { class: "row-actions" },
      act("move", event, () => moveDialog(event, refresh)),
      act("cancel", event, () => cancel(event, refresh))));
}

function time({ start_time, end_time, timezone }) {
  const zone = timezone ?? here();
  return say("interviews.timeIn", { time: span(wall(start_time, zone), wall(end_time, zone)), zone: zoneName(zone) });
}

function links(event) {
  const { name, meeting } = provider(event.provider);
  return [
    event.meeting_link && outside(event.meeting_link, roomName(event.meeting_provider) ?? meeting),
    event.event_url && outside(event.event_url, name),
  ];
}

function act(what, { title }, work) {
  const name = say(`interviews.${what}It`, { title });
  return el("button", { type: "button", class: "button small", "aria-label": name, onclick: work }, say(what === "move" ? "interviews.move" : "page.cancel"));
}

function cancel(event, refresh) {
  const question = {
    title: say("interviews.really"),
    text: say("interviews.reallyText", { title: event.title }),
    action: say("interviews.cancelInterview"),
  };
  confirm(question, async () => {
    const answer = await call("DELETE", `/api/integrations/${provider(event.provider).slug}/events/${encodeURIComponent(event.event_id)}`);
    revise("events", ({ event_id }) => event_id === event.event_id, () => null);
    const left = (answer.warnings ?? []).map(warningText);
    announce(left.length ? "info" : "success", [say("interviews.isCancelled"), ...left].join(" "));
    await refresh();
  });
}
