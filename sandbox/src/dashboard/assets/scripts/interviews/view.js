/** The interviews page: the form on one side, what is scheduled on the other. */

import { call } from "../core/api.js";
import { el } from "../core/dom.js";
import { empty, load } from "../core/section.js";
import * as status from "../connections/status.js";
import { eventList } from "./events.js";
import { scheduleForm } from "./schedule.js";

/** The page's content. */
export function interviews() {
  return el("section", { "aria-labelledby": "interviews-title" },
    el("div", { class: "page-head" },
      el("h1", { id: "interviews-title" }, "Interviews"),
      el("p", { class: "lead" }, "Invite candidates, with a video link, from the calendar your team uses.")),
    status.calendars().length ? content() : disconnected());
}

function disconnected() {
  return empty("No calendar is connected", "Connect Google Calendar or Outlook to schedule interviews.",
    el("a", { class: "button primary", href: "#connections" }, "Go to the connections"));
}

function content() {
  const events = eventList();
  const form = el("div", {});
  load(form, () => call("GET", "/api/applications"), (applications) => draw(applications, events.refresh));
  return el("div", { class: "interviews" },
    el("div", { class: "card" }, el("h2", {}, "Schedule an interview"), form),
    el("div", {}, el("h2", {}, "Scheduled"), events.node));
}

function draw(applications, scheduled) {
  if (applications.length === 0) return empty("No applications yet", "Once candidates apply, invite them here.");
  return scheduleForm(applications, scheduled);
}
