/** Booking links: sending one instead of a time, and how each is. */

import { call } from "../core/api.js";
import { copyText } from "../core/clipboard.js";
import { button, el } from "../core/dom.js";
import { problem } from "../core/notices.js";
import { applications } from "../core/recruiting.js";
import { empty, load } from "../core/section.js";
import { say } from "../core/texts.js";
import { span, wall } from "./zones.js";

/** The button beside the form's times: it offers what the form says but for when. */
export function linkOffer(parts, made) {
  const place = el("div", { "aria-live": "polite" });
  return el("div", { class: "finder" },
    button(say("links.send"), () => offer(parts, place, made), { class: "button small" }),
    el("p", { class: "hint" }, say("links.hint")), place);
}

async function offer(parts, place, made) {
  try {
    const { text, url } = await call("POST", "/api/integrations/booking-links", { body: body(parts) });
    place.replaceChildren(...letter(text, new URL(url).searchParams.get("language")));
    made();
  } catch (error) {
    place.replaceChildren(problem(error));
  }
}

function body({ application, calendar, video, when, interviewers, location }) {
  const room = video.value ? { meeting_provider: video.value } : {};
  return {
    application_id: application().id,
    provider: calendar().key,
    calendar_of: calendar().whose,
    duration_minutes: when.minutes(),
    timezone: when.zone(),
    interviewers: interviewers.ids(),
    location: location.value.trim(),
    ...room,
  };
}

/** In the language of the page that it leads to. */
function letter(text, lang) {
  const area = el("textarea", { rows: 6, readonly: true, lang, "aria-label": say("links.made") });
  area.value = text;
  return [el("p", { class: "hint" }, say("links.made")), area, copyText(text, area, say("links.copy"))];
}

/** The list, and what brings it up to date. */
export function linkList() {
  const list = el("div", {});
  const read = () => Promise.all([call("GET", "/api/integrations/booking-links"), applications().catch(() => [])]);
  const refresh = () => load(list, read, ([{ links }, applied]) => draw(links, applied));
  refresh();
  return { node: el("section", { class: "links" }, el("h2", {}, say("links.title")), list), refresh };

  function draw(links, applied) {
    if (links.length === 0) return empty(say("links.none"), say("links.explain"));
    return el("ul", { class: "list" }, links.map((link) => entry(link, applied.find(({ id }) => id === link.application_id)?.language)));
  }

  function entry(link, lang) {
    const isOver = ["expired", "revoked"].includes(link.state);
    return el("li", { class: "card" },
      el("strong", { lang, dir: "auto" }, link.title), el("p", { class: "quiet" }, facts(link)),
      !isOver && button(say("links.revoke"), () => revoke(link.id), { class: "button small" }));
  }

  async function revoke(id) {
    try {
      await call("DELETE", `/api/integrations/booking-links/${id}`);
      refresh();
    } catch (error) {
      list.prepend(problem(error));
    }
  }
}

function facts({ application_id, state, reason, booked, timezone }) {
  const when = booked && span(wall(booked.start_time, timezone), wall(booked.end_time, timezone));
  const off = booked?.is_cancelled && say("links.off");
  return [say("links.application", { number: String(application_id) }), say(`links.state.${state}`), when, off, reason && say(`links.reason.${reason}`)].filter(Boolean).join(" · ");
}
