/** The candidate's page: choosing, moving and cancelling an interview by a link. */

import { button, el } from "../core/dom.js";
import { cancel, choose, file, look } from "./api.js";
import { WORDS, spoken } from "./words.js";

/** Until when an interview can be changed before it begins, in milliseconds. */
const LAST_CHANGE = 60 * 60 * 1000;

let language = spoken();
let seen;

const words = () => WORDS[language];
const main = document.getElementById("main");

await show(() => look(language));

/** Draws what `work` answers, or why there is nothing. */
async function show(work, told) {
  dress();
  main.setAttribute("aria-busy", "true");
  if (!seen) main.replaceChildren(el("p", { role: "status" }, words().wait));
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
  document.title = words().title;
}

function draw(told) {
  const { company, title, duration_minutes, timezone, booked, state } = seen;
  const heading = el("h1", { tabindex: "-1" }, title);
  const facts = [company, words().minutes(duration_minutes)].filter(Boolean).join(" · ");
  main.replaceChildren(...[
    languages(), heading, el("p", { class: "lead" }, facts),
    el("p", { role: "status" }, told ?? ""),
    ...(booked ? interview() : [hint(state)]),
    ...times(),
    el("p", { class: "quiet" }, words().zone(timezone)),
  ].filter(Boolean));
  if (told) heading.focus();
}

function hint(state) {
  if (state === "closed") return el("p", {}, words().closed);
  if (seen.slots.length === 0) return el("p", {}, words().none);
  return el("p", {}, state === "cancelled" ? words().cancelled : words().pick);
}

/** What is booked, and what can be done with it. */
function interview() {
  const { booked, slots } = seen;
  const isLate = Date.parse(booked.start_time) - Date.now() < LAST_CHANGE;
  const link = /^https:\/\//.test(booked.meeting_link ?? "") &&
    el("a", { href: booked.meeting_link, class: "link", rel: "noopener noreferrer" }, words().join);
  return [
    el("h2", {}, words().booked),
    el("p", { class: "when" }, moment(booked.start_time, booked.end_time)),
    link && el("p", {}, link),
    el("p", { class: "quiet" }, isLate ? words().late : words().keep),
    el("div", { class: "actions" }, button(words().file, save), !isLate && cancelling()),
    slots.length > 0 && el("h2", {}, words().other),
  ];
}

/** Asks once more before it cancels. */
function cancelling() {
  const place = el("span", {});
  const ask = () => place.replaceChildren(el("span", { role: "status" }, words().sure),
    button(words().cancel, () => show(() => cancel(language), words().gone), { class: "button danger" }),
    button(words().stay, first));
  const first = () => place.replaceChildren(button(words().cancel, ask));
  first();
  return place;
}

/** The free times, a list for each day. */
function times() {
  const days = Map.groupBy(seen.slots, ({ start_time }) => start_time.slice(0, 10));
  return [...days.values()].map((slots) => {
    const id = `day-${slots[0].start_time.slice(0, 10)}`;
    return el("section", { "aria-labelledby": id }, el("h3", { id }, day(slots[0].start_time)),
      el("ul", { class: "times" }, slots.map((slot) => el("li", {}, time(slot)))));
  });
}

/** A time, which is booked once it is confirmed. */
function time({ start_time, end_time }) {
  const shown = clock(start_time);
  return el("button", { type: "button", class: "button", onclick: confirm }, shown);

  function confirm() {
    const back = button(words().back, () => draw());
    const yes = button(words().yes, () => show(() => choose(language, start_time), words().done), { class: "button primary" });
    main.replaceChildren(el("p", {}, words().book(moment(start_time, end_time))), el("div", { class: "actions" }, yes, back));
    yes.focus();
  }
}

/** A refusal; where a time was taken, those that are free. */
function refuse(error) {
  if (error.code === "slot_taken" && seen) {
    seen = { ...seen, slots: error.body.slots };
    return draw(error.message);
  }
  const text = error.code ? error.message : words().failed;
  main.replaceChildren(languages(), el("p", { role: "alert" }, text), button(words().again, () => show(() => look(language))));
}

/** The file is made by the API and handed over by the browser. */
async function save() {
  const url = URL.createObjectURL(await file(language));
  el("a", { href: url, download: "interview.ics" }).click();
  URL.revokeObjectURL(url);
}

function languages() {
  const select = el("select", { "aria-label": words().language, onchange: ({ target }) => {
    language = target.value;
    return show(() => look(language));
  } }, Object.entries(WORDS).map(([tag, { name }]) => el("option", { value: tag, lang: tag }, name)));
  select.value = language;
  return el("div", { class: "languages" }, select);
}

/** The clock stands in the time itself, whose offset is the visitor's. */
const clock = (time) => time.slice(11, 16);
const day = (time) => new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })
  .format(new Date(`${time.slice(0, 10)}T00:00:00Z`));
const moment = (start, end) => `${day(start)}, \u2066${clock(start)}–${clock(end)}\u2069`;
