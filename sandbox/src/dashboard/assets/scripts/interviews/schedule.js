/** The form that invites a candidate. */

import { call } from "../core/api.js";
import { busy, el, field } from "../core/dom.js";
import { zoneName } from "../core/format.js";
import { keyed } from "../core/idempotency.js";
import { keep } from "../core/keepsake.js";
import { announce, problemLine } from "../core/notices.js";
import { say } from "../core/texts.js";
import { roomName, ZOOM } from "../connections/providers.js";
import { calendars, usable } from "../connections/status.js";
import { attendees } from "./attendees.js";
import { clash } from "./clash.js";
import { confirmation } from "./confirmation.js";
import { interviewers } from "./interviewers.js";
import { linkOffer } from "./links.js";
import { slotFinder } from "./slots.js";
import { when } from "./when.js";
import { zones } from "./zones.js";

/** The form over `applications`; `scheduled` is called after each invitation, `offered` after each link. */
export function scheduleForm(applications, scheduled, offered) {
  const parts = controls(applications);
  const trouble = problemLine();
  const submit = el("button", { type: "submit", class: "button primary" }, say("schedule.submit"));
  const keyOf = keyed();
  const form = el("form", { class: "schedule", novalidate: true }, layout(parts, offered),
    trouble.node, el("div", { class: "form-foot" }, submit));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(submit, send);
  });
  return form;

  async function send() {
    trouble.clear();
    try {
      parts.people.finish();
      const body = content(parts);
      if (!body.start_time) throw new Error(say("schedule.incomplete"));
      const calendar = parts.calendar();
      const answer = await call("POST", `/api/integrations/${calendar.slug}/create-event`, { body, key: keyOf(body) });
      remember(calendar, body, answer);
      const isAlone = body.attendees.length + body.interviewers.length === 0;
      announce(answer.warnings?.length ? "info" : "success", confirmation(answer, calendar, isAlone));
      parts.finder.clear();
      scheduled();
    } catch (error) {
      trouble.show(error);
    }
  }
}

function controls(applications) {
  const candidate = el("select", {}, applications.map(({ id, candidate_name, job_title, language }) =>
    el("option", { value: id, lang: language }, [candidate_name, job_title].filter(Boolean).join(" — "))));
  const parts = {
    candidate,
    ...calendarChoice(),
    title: el("input", { type: "text", maxlength: 255 }),
    when: when(),
    candidateZone: el("select", {}, el("option", { value: "" }, say("schedule.zoneUnknown")), zones().map((zone) => el("option", { value: zone }, zoneName(zone)))),
    people: attendees(),
    interviewers: interviewers(),
    location: el("input", { type: "text", maxlength: 300, placeholder: say("schedule.locationExample") }),
    description: el("textarea", { rows: 3 }),
    application: () => applications.find(({ id }) => String(id) === candidate.value),
  };
  candidate.addEventListener("change", () => prefill(parts));
  prefill(parts);
  parts.finder = slotFinder(parts);
  parts.clash = clash(parts);
  parts.people.onChange(parts.finder.clear);
  [parts.interviewers.onChange, (listener) => parts.select.addEventListener("change", listener)].forEach((listen) => {
    listen(parts.finder.clear);
    listen(parts.clash.look);
  });
  return parts;
}

/** Choosing among one's own and the company's calendars, and where to meet: in the chosen one's rooms, or at Zoom. */
function calendarChoice() {
  const offered = calendars();
  const select = el("select", {}, offered.map(({ name, whose }, index) =>
    el("option", { value: index }, say(whose === "me" ? "schedule.yours" : "schedule.company", { calendar: name }))));
  const calendar = () => offered[Number(select.value)];
  const video = el("select", { "data-choice": "video" });
  const noRooms = el("p", { class: "hint", "aria-live": "polite" });
  const draw = () => {
    video.replaceChildren(...rooms(calendar()));
    noRooms.textContent = calendar().makesRooms ? "" : say("interviews.linkUnavailable", { room: calendar().meeting });
  };
  draw();
  select.addEventListener("change", draw);
  return { select, calendar, video, noRooms };
}

/** Each room by its name in bodies; the company's preference decides nothing here, since the person sees it all. */
function rooms({ room, makesRooms }) {
  const keys = [makesRooms && room, usable(ZOOM) && ZOOM.key].filter(Boolean);
  const options = keys.map((key) => el("option", { value: key }, roomName(key)));
  return [...options, el("option", { value: "" }, say("schedule.noVideo"))];
}

function prefill({ application, people, candidateZone }) {
  const { candidate_email } = application();
  candidateZone.value = "";
  people.replace(candidate_email ? [candidate_email] : []);
}

function layout(parts, offered) {
  const all = [
    el("div", { class: "pair" }, field(say("schedule.candidate"), parts.candidate), field(say("schedule.calendar"), parts.select)),
    field(say("schedule.title"), parts.title, say("schedule.titleHint")),
    parts.people.node,
    parts.interviewers.node,
    parts.when.node,
    field(say("schedule.candidateZone"), parts.candidateZone),
    parts.clash.node,
    parts.finder.node,
    linkOffer(parts, offered),
    field(say("schedule.video"), parts.video),
    parts.noRooms,
    field(say("schedule.location"), parts.location),
    field(say("schedule.description"), parts.description),
  ];
  return all.filter(Boolean);
}

function content(parts) {
  return {
    application_id: parts.application().id,
    ...(parts.title.value.trim() && { title: parts.title.value.trim() }),
    description: parts.description.value.trim(),
    location: parts.location.value.trim(),
    attendees: parts.people.emails(),
    interviewers: parts.interviewers.ids(),
    calendar_of: parts.calendar().whose,
    ...(parts.video.value && { meeting_provider: parts.video.value }),
    ...(parts.candidateZone.value && { candidate_timezone: parts.candidateZone.value }),
    ...parts.when.times(),
  };
}

function remember(calendar, body, answer) {
  const { event_id, event_url } = answer;
  const { title = "", application_id, start_time, end_time, timezone, candidate_timezone } = body;
  const { meeting_link, meeting_provider } = answer;
  keep("events", "event_id", { event_id, event_url, meeting_link, meeting_provider, title, application_id, start_time, end_time, timezone, candidate_timezone, provider: calendar.key });
}
