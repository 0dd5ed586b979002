/** The language of the pages: as chosen in this browser, else the first it prefers, else English. */

const KEY = "intowork.language";

/** Every language by its tag: what it calls itself, and whose dates and numbers it has. */
export const LANGUAGES = {
  en: { name: "English", locale: "en-GB" },
  fr: { name: "Français", locale: "fr-FR" },
};

/** The language's tag: `fr`. */
export const language = [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()), "en"]
  .find((tag) => Object.hasOwn(LANGUAGES, tag));

/** For `Intl`: `fr-FR`. */
export const { locale } = LANGUAGES[language];

/** Shows the pages in `tag` from now on. */
export function choose(tag) {
  localStorage.setItem(KEY, tag);
  window.location.reload();
}
