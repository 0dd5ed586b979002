/** Numbers, names and instants, as people read them in the language of the pages. */

import { now } from "./clock.js";
import { locale } from "./language.js";
import { say, told } from "./texts.js";

const DATE = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const MOMENT = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const NUMBER = new Intl.NumberFormat(locale);
const PERCENT = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
const LIST = new Intl.ListFormat(locale);
const AGO = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

/** `22 Nov 2026`. */
export const day = (instant) => DATE.format(new Date(instant));

/** `22 Nov 2026, 21:42`. */
export const moment = (instant) => MOMENT.format(new Date(instant));

/** `3 hours ago`, `in 12 days`, `just now`; by the sandbox's clock. */
export function relative(instant) {
  const seconds = (new Date(instant) - now()) / 1000;
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  return unit ? AGO.format(Math.round(seconds / unit[1]), unit[0]) : say("format.justNow");
}

/** `12,400`; a dash where there is no number. */
export const count = (number) => (typeof number === "number" ? NUMBER.format(number) : "–");

/** `4.2%` of a ratio; a dash where there is none. */
export const percent = (ratio) => (typeof ratio === "number" ? PERCENT.format(ratio) : "–");

/** `45 min`, or `7 days`, of a number of `unit`s (`minute`, `day`). */
export const duration = (number, unit) => new Intl.NumberFormat(locale, { style: "unit", unit }).format(number);

/** `one, two and three`. */
export const list = (parts) => LIST.format(parts);

/** `Africa/Porto-Novo`, of a time zone's name. */
export const zoneName = (zone) => zone.replaceAll("_", " ");

/** `Awa Diop`, of a person as the ATS tells them. */
export const fullName = ({ first_name, last_name }) => `${first_name} ${last_name}`;

/** `Full time` for `full_time`. */
export const jobType = (code) => told(`job.type.${code}`) ?? words(code);

/** `Published` for `published`. */
export const jobStatus = (code) => told(`job.status.${code}`) ?? words(code);

/** A code that has no text yet, as well as it can be read. */
export function words(code) {
  const text = code.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A message as a sentence, with its full stop. */
export const sentence = (message) => (/[.!?]$/.test(message) ? message : `${message}.`);

/** `AD` for Awa Diop. */
export const initials = (name) =>
  name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");

/** A warning's text, whether it came as a string or as an object. */
export const warningText = (warning) =>
  typeof warning === "string" ? warning : (warning.detail ?? warning.message ?? warning.code ?? "");
