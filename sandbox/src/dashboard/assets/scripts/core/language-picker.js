/** Choosing the language of the pages. */

import { el, icon } from "./dom.js";
import { choose, language, LANGUAGES } from "./language.js";
import { say } from "./texts.js";

/** The choice, in the languages' own words. */
export function languagePicker() {
  const options = Object.entries(LANGUAGES).map(([tag, { name }]) =>
    el("option", { value: tag, lang: tag, selected: tag === language }, name));
  const select = el("select", { "aria-label": say("page.language"), onchange: () => choose(select.value) }, options);
  return el("div", { class: "language" }, icon("globe"), select);
}
