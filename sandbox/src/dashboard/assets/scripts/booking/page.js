/** The candidate's page: choosing, moving and cancelling an interview by a link. */

import { button, el } from "../core/dom.js";
import { cancel, choose, file, look } from "./api.js";
import { LANGUAGES, say, speak, spoken } from "./words.js";

let language = spoken();
let seen;

const main = document.getElementById("main");

/** Draws what `work` answers, or why there is nothing. */
async function show(work, told) {
  await speak(language);
  dress();
  main.setAttribute("aria-busy", "true");
  if (!seen) main.replaceChildren(el("h1", {}, say("booking.title")), el("p", { role: "status" }, say("booking.wait")));
  try {
    seen = await work();
    draw(told);
  } catch (error) {
    refuse(error);
  } finally {
    main.removeAttribute("aria-busy");
  }
}

/** The page's language and direction. */
function dress() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.title = say("booking.title");
}

function draw(told) {
  const { company, title, duration_minutes, timezone, booked, state } = seen;
  const heading = el("h1", { tabindex: "-1" }, title);
  const facts = [company, say("booking.minutes", { count: duration_minutes })].filter(Boolean).join(" · ");
  main.replaceChildren(...[
    languages(), heading, el("p", { class: "lead" }, facts),
    el("p", { role: "status" }, told ?? ""),
    ...(booked ? interview() : [hint(state)]),
    ...times(),
    el("p", { class: "quiet" }, say("booking.zone", { zone: timezone })),
  ].filter(Boolean));
  if (told) heading.focus();
}

function hint(state) {
  if (state === "closed") return el("p", {}, say("booking.closed"));
  if (seen.slots.length === 0) return el("p", {}, say("booking.none"));
  return el("p", {}, state === "cancelled" ? say("booking.cancelled") : say("booking.pick"));
}

/** What is booked, and what can be done with it. */
function interview() {
  const { booked, slots } = seen;
  const link = /^https:\/\//.test(booked.meeting_link ?? "") &&
    el("a", { href: booked.meeting_link, class: "link", rel: "noopener noreferrer" }, say("booking.join"));
  return [
    el("h2", {}, say("booking.booked")),
    el("p", { class: "when" }, moment(booked.start_time, booked.end_time)),
    link && el("p", {}, link),
    el("p", { class: "quiet" }, booked.can_change ? say("booking.keep") : say("booking.late")),
    el("div", { class: "actions" }, button(say("booking.file"), save), booked.can_change && cancelling()),
    slots.length > 0 && el("h2", {}, say("booking.another")),
  ];
}

/** Asks once more before it cancels. */
function cancelling() {
  const place = el("span", {});
  const ask = () => place.replaceChildren(el("span", { role: "status" }, say("booking.sure")),
    button(say("booking.cancel"), () => show(() => cancel(language), say("booking.gone")), { class: "button danger" }),
    button(say("booking.stay"), first));
  const first = () => place.replaceChildren(button(say("booking.cancel"), ask));
  first();
  return place;
}

/** The free times, a list for each day, below what is booked. */
function times() {
  const level = seen.booked ? "h3" : "h2";
  const days = Map.groupBy(seen.slots, ({ start_time }) => start_time.slice(0, 10));
  return [...days.values()].map((slots) => {
    const id = `day-${slots[0].start_time.slice(0, 10)}`;
    return el("section", { "aria-labelledby": id }, el(level, { id }, day(slots[0].start_time)),
      el("ul", { class: "times" }, slots.map((slot) => el("li", {}, time(slot)))));
  });
}

/** A time, which is booked once it is confirmed. */
function time({ start_time, end_time }) {
  const shown = clock(start_time);
  return el("button", { type: "button", class: "button", "data-time": start_time, onclick: confirm }, shown);

  function confirm() {
    const back = button(say("booking.back"), () => {
      draw();
      main.querySelector(`[data-time="${start_time}"]`).focus();
    });
    const yes = button(say("booking.yes"), () => show(() => choose(language, start_time), say("booking.done")), { class: "button primary" });
    main.replaceChildren(el("h1", {}, say("booking.book", { when: moment(start_time, end_time) })), el("div", { class: "actions" }, yes, back));
    yes.focus();
  }
}

/** A refusal; where a time was taken, those that are free, and where it is too late, what is booked. The API's clock decides. */
function refuse(error) {
  if (error.code === "slot_taken" && seen) {
    seen = { ...seen, slots: error.body.slots };
    return draw(error.message);
  }
  if (error.code === "booking_too_late" && seen) {
    seen = { ...seen, booked: { ...seen.booked, can_change: false }, slots: [] };
    return draw(error.message);
  }
  const text = error.code ? error.message : say("booking.failed");
  main.replaceChildren(languages(), el("h1", {}, say("booking.title")), el("p", { role: "alert" }, text), button(say("booking.again"), () => show(() => look(language))));
}

/** The file is made by the API and handed over by the browser. */
async function save() {
  const url = URL.createObjectURL(await file(language));
  el("a", { href: url, download: "interview.ics" }).click();
  URL.revokeObjectURL(url);
}

function languages() {
  const select = el("select", { "aria-label": say("booking.language"), onchange: ({ target }) => {
    language = target.value;
    return show(() => look(language));
  } }, Object.entries(LANGUAGES).map(([tag, name]) => el("option", { value: tag, lang: tag }, name)));
  select.value = language;
  return el("div", { class: "languages" }, select);
}

/** The clock stands in the time itself, whose offset is the visitor's. */
const clock = (time) => time.slice(11, 16);
const day = (time) => new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })
  .format(new Date(`${time.slice(0, 10)}T00:00:00Z`));
const moment = (start, end) => `${day(start)}, \u2066${clock(start)}–${clock(end)}\u2069`;

// Last, since all that is declared above is used.
await show(() => look(language));
