/** Moving an interview to another time. */

import { call } from "../core/api.js";
import { open } from "../core/dialogs.js";
import { busy, el } from "../core/dom.js";
import { warningText } from "../core/format.js";
import { revise } from "../core/keepsake.js";
import { announce, problemLine } from "../core/notices.js";
import { say } from "../core/texts.js";
import { provider } from "../connections/providers.js";
import { colleagues } from "../connections/status.js";
import { clash } from "./clash.js";
import { isToldTo } from "./seen.js";
import { slotFinder } from "./slots.js";
import { when } from "./when.js";
import { here, minutesBetween, wall } from "./zones.js";

/** Opens the dialog for `event`, whose title is in `lang`; `moved` is called when the calendar agreed. */
export function moveDialog(event, moved) {
  const time = when(current(event));
  const about = { when: time, calendar: () => provider(event.provider), event_id: event.event_id, ...invited(event) };
  const trouble = problemLine();
  const submit = el("button", { type: "submit", class: "button primary" }, say("interviews.moveInterview"));
  const cancel = el("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("page.leave"));
  const form = el("form", { novalidate: true },
    el("div", { class: "dialog-body" }, el("p", { class: "dialog-subject", lang: event.lang, dir: "auto" }, event.title), time.node, clash(about).node, slotFinder(about).node, trouble.node),
    el("footer", { class: "dialog-foot" }, cancel, submit));
  const dialog = open(say("interviews.moveInterview"), form);
  form.addEventListener("submit", (submission) => {
    submission.preventDefault();
    busy(submit, send);
  });

  async function send() {
    trouble.clear();
    const body = time.times();
    if (!body) return trouble.show(new Error(say("interviews.needTime")));
    try {
      const answer = await call("PATCH", `/api/integrations/${provider(event.provider).slug}/events/${encodeURIComponent(event.event_id)}`, { body });
      revise("events", ({ event_id }) => event_id === event.event_id, (item) => ({ ...item, ...body }));
      dialog.close();
      const told = (answer.warnings ?? []).map(warningText);
      announce(told.length ? "info" : "success", [isToldTo(event, "interviews.isMoved"), ...told].join(" "));
      await moved();
      // The list was drawn anew, perhaps twice: back to where the person was.
      document.querySelector(`[data-event="${CSS.escape(event.event_id)}"] .row-actions > button`)?.focus();
    } catch (error) {
      trouble.show(error);
      if (error.code === "event_changed") await moved();
    }
  }
}

/** Whoever is invited: colleagues who have a calendar of their own here still, and everybody else by address. */
function invited({ attendees }) {
  const known = colleagues().map(({ user_id }) => user_id);
  const [own, others] = [[], []];
  for (const one of attendees ?? []) (known.includes(one.user_id) ? own : others).push(one);
  const emails = others.map(({ email }) => email).filter(Boolean);
  return { people: { emails: () => emails, finish: () => {} }, interviewers: { ids: () => own.map(({ user_id }) => user_id) } };
}

function current({ start_time, end_time, timezone }) {
  const zone = timezone ?? here();
  const start = wall(start_time, zone);
  return { start, zone, minutes: minutesBetween(start, wall(end_time, zone)) };
}
