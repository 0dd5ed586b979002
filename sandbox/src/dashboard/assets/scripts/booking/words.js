/** The page's words, in the language that it speaks at the moment. */

import { filler } from "../core/forms.js";

/** What each language of the page calls itself. */
export const LANGUAGES = { en: "English", fr: "Français", pt: "Português", ar: "العربية" };

let texts;
let fill;

/** Speaks `language` from now on. */
export async function speak(language) {
  [texts, fill] = [(await import(`/assets/texts/booking/${language}.js`)).default, filler(language)];
}

/** The text called `key`, such as `booking.pick`, with `values` in the places of its variables. */
export const say = (key, values = {}) => fill(texts.booking[key.split(".")[1]], values);

/** The language that the address names, else the first of the browser's that the page has, else French. */
export function spoken() {
  const named = new URLSearchParams(location.search).get("language");
  const wanted = [named, ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  return wanted.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "fr";
}
