/** The interviews page: the form on one side, what is scheduled on the other. */

import { el } from "../core/dom.js";
import { applications } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { say } from "../core/texts.js";
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
      el("h1", { id: "interviews-title" }, say("page.interviews")),
      el("p", { class: "lead" }, say("interviews.lead"))),
    body);
}

function disconnected() {
  return missing(CALENDARS, say("interviews.disconnected"), say("interviews.disconnectedText"));
}

function content() {
  const form = el("div", {});
  const list = el("div", {});
  const links = linkList();
  load(form, applications, (found) => {
    const events = eventList(found);
    list.replaceChildren(events.node);
    return draw(found, events.refresh, links.refresh);
  });
  return el("div", { class: "interviews" },
    el("div", { class: "card" }, el("h2", {}, say("interviews.schedule")), form),
    el("div", {}, el("h2", {}, say("interviews.scheduled")), list, links.node));
}

function draw(found, scheduled, offered) {
  if (found.length === 0) return empty(say("interviews.noApplications"), say("interviews.noApplicationsText"));
  return scheduleForm(found, scheduled, offered);
}
