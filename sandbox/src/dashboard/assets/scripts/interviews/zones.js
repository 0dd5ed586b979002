/**
 * Wall-clock times (`2026-03-01T14:00`) and time zones. A value with an offset is an instant and is
 * converted; a value without one is the wall clock of its own zone already.
 */

import { locale } from "../core/language.js";

const OFFSET = /(Z|[+-]\d\d:?\d\d)$/i;
const DAY = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

/** The browser's time zone. */
export const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every IANA zone the browser knows, `UTC` first. */
export const zones = () => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** `value` on the wall clock of `zone`. */
export function wall(value, zone) {
  if (!OFFSET.test(value)) return value.slice(0, 16);
  const options = { timeZone: zone, dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat("sv-SE", options).format(new Date(value)).replace(" ", "T");
}

/** The wall clock `minutes` later, as clocks count where no change of time lies between. */
export function later(time, minutes) {
  return new Date(asUtc(time) + minutes * 60_000).toISOString().slice(0, 16);
}

/** Minutes from `start` to `end`, both on the same wall clock. */
export const minutesBetween = (start, end) => (asUtc(end) - asUtc(start)) / 60_000;

/** `Tue, 24 Nov · 14:00–15:00`; both days where it ends on another one. */
export function span(start, end) {
  if (start.slice(0, 10) === end.slice(0, 10)) return `${dayName(start.slice(0, 10))} · ${hours(start, end)}`;
  return [start, end].map((time) => `${dayName(time.slice(0, 10))} · ${time.slice(11)}`).join(" – ");
}

/** `Tue, 24 Nov` of `2026-11-24`. */
export const dayName = (day) => DAY.format(asUtc(`${day}T00:00`));

/** From 0 for Sunday to 6. */
export const weekday = (time) => new Date(asUtc(time)).getUTCDay();

/** `14:00–15:00`. */
export const hours = (start, end) => `${start.slice(11)}–${end.slice(11)}`;

const asUtc = (time) => Date.parse(`${time}Z`);
