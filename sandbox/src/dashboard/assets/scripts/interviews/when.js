/** When an interview takes place: date, start, duration and time zone. */

import { el, field } from "../core/dom.js";
import { duration, zoneName } from "../core/format.js";
import { here, later, wall, weekday, zones } from "./zones.js";
import { now } from "../core/clock.js";
import { say } from "../core/texts.js";

const DURATIONS = [15, 30, 45, 60, 90, 120];

/**
 * The controls, set to `start` on `zone`'s wall clock: `times()`, `zone()`, `minutes()`, `date()`
 * and `set(…)`. `onChange({start, length})` calls one when the start is set, the other when duration or zone are.
 */
export function when({ start = nextDay(), minutes = 60, zone = here() } = {}) {
  const date = el("input", { type: "date", required: true });
  const time = el("input", { type: "time", required: true, step: 300 });
  const length = el("select", {}, durations(minutes).map((one) =>
    el("option", { value: one, selected: one === minutes }, duration(one, "minute"))));
  const place = el("select", {}, known(zone).map((name) => el("option", { selected: name === zone }, zoneName(name))));
  [...place.options].forEach((option, index) => (option.value = known(zone)[index]));
  const listeners = { start: [], length: [] };
  const tell = (what) => listeners[what].forEach((listener) => listener());
  [date, time].forEach((input) => input.addEventListener("change", () => tell("start")));
  [length, place].forEach((select) => select.addEventListener("change", () => tell("length")));
  set(start);
  const node = el("div", { class: "when" },
    field(say("schedule.date"), date), field(say("schedule.start"), time), field(say("schedule.duration"), length), field(say("schedule.zone"), place));
  return { node, set, times, onChange, zone: () => place.value, minutes: () => Number(length.value), date: () => date.value };

  function set(value) {
    [date.value, time.value] = value.split("T");
    tell("start");
  }

  function onChange(all) {
    for (const [what, listener] of Object.entries(all)) listeners[what].push(listener);
  }

  /** `{start_time, end_time, timezone}`, or `undefined` while a part is missing. */
  function times() {
    if (!date.value || !time.value) return undefined;
    const begin = `${date.value}T${time.value}`;
    const end = later(begin, Number(length.value));
    return { start_time: `${begin}:00`, end_time: `${end}:00`, timezone: place.value };
  }
}

const durations = (minutes) => [...new Set([...DURATIONS, minutes])].sort((a, b) => a - b);
const known = (zone) => [...new Set([zone, ...zones()])].sort();

/** Ten o'clock on the next day from Monday to Friday. */
function nextDay() {
  const today = `${wall(now().toISOString(), here()).slice(0, 10)}T10:00`;
  return [1, 2, 3].map((days) => later(today, days * 24 * 60)).find((time) => ![0, 6].includes(weekday(time)));
}
