/** The interviews page: the form on one side, what is scheduled on the other. */

import { el } from "../core/dom.js";
import { applications } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { missing } from "../connections/missing.js";
import { CALENDARS } from "../connections/providers.js";
import * as status from "../connections/status.js";
import { eventList } from "./events.js";
import { linkList } from "./links.js";
import { scheduleForm } from "./schedule.js";

/** The page's content. */
export function interviews() {
  const body = el("div", {});
  load(body, status.refresh, () => (status.calendars().length ? content() : disconnected()));
  return el("section", { "aria-labelledby": "interviews-title" },
    el("div", { class: "page-head" },
      el("h1", { id: "interviews-title" }, "Interviews"),
      el("p", { class: "lead" }, "Invite candidates, with a video link, from the calendar your team uses.")),
    body);
}

function disconnected() {
  return missing(CALENDARS, "No calendar is connected", "Connect Google Calendar or Outlook to schedule interviews.");
}

function content() {
  const events = eventList();
  const links = linkList();
  const form = el("div", {});
  load(form, applications, (found) => draw(found, events.refresh, links.refresh));
  return el("div", { class: "interviews" },
    el("div", { class: "card" }, el("h2", {}, "Schedule an interview"), form),
    el("div", {}, el("h2", {}, "Scheduled"), events.node, links.node));
}

function draw(found, scheduled, offered) {
  if (found.length === 0) return empty("No applications yet", "Once candidates apply, invite them here.");
  return scheduleForm(found, scheduled, offered);
}
