/** What the pages say, by keys, in the language that was chosen. The texts are in `texts/`, a file for each language. */

import { filler } from "./forms.js";
import { language, locale } from "./language.js";

const texts = (await import(`/assets/texts/${language}.js`)).default;
const fill = filler(locale);

/**
 * The text called `key`, such as `posts.count`, with `values` in the places of its variables.
 * Where it has forms, `values.count` chooses; numbers are written as the language writes them.
 */
export function say(key, values = {}) {
  const text = told(key, values);
  if (text === undefined) throw new Error(key);
  return text;
}

/** The text of a value that a server may add to: `told("job.type.full_time")`, `undefined` where there is none yet. */
export function told(key, values = {}) {
  const found = key.split(".").reduce((part, name) => (Object.hasOwn(part ?? {}, name) ? part[name] : undefined), texts);
  return fill(found, values);
}

/** The text called `key` in parts, where `values` are elements, such as a title in a language of its own. */
export function phrase(key, values) {
  const open = Object.fromEntries(Object.keys(values).map((name) => [name, `{${name}}`]));
  return say(key, open).split(/\{(\w+)\}/).map((part, index) => (index % 2 ? values[part] : part));
}
