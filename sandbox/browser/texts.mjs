/** The dashboard's texts, as its pages read them. */

import { readFileSync } from 'node:fs';

const read = (language) => {
  const module = readFileSync(new URL(`../src/dashboard/assets/texts/${language}.js`, import.meta.url), 'utf8');
  return JSON.parse(module.replace(/^export default /, '').replace(/;\s*$/, ''));
};

const TEXTS = Object.fromEntries(['en', 'fr'].map((tag) => [tag, { ...read(tag), ...read(`booking/${tag}`) }]));

const find = (language, key) => key.split('.').reduce((part, name) => part?.[name], TEXTS[language]);

/** Every key with what is said under it: one text, or one for each form of a number. */
export function sayings(language, section = TEXTS[language], above = '') {
  return Object.entries(section).flatMap(([name, part]) => {
    if (typeof part === 'string') return [[above + name, [part]]];
    return part.other ? [[above + name, Object.values(part)]] : sayings(language, part, `${above}${name}.`);
  });
}

/** What the pages say in `language` under `key`; `values` stand for its variables, and whatever is not given is open. */
export function said(language, key, values = {}) {
  const found = find(language, key);
  const parts = partsOf(typeof found === 'string' ? found : found.other, values);
  return parts.includes(null) ? new RegExp(`^${source(parts)}$`) : parts.join('');
}

/** What finds the text called `name`, which may be one form of several, in a longer one; nothing where there is none in `language`. */
export function pattern(language, name) {
  const text = find(language, name);
  return text && new RegExp(source(partsOf(text, {})));
}

const partsOf = (text, values) => text.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? (values[part] ?? null) : part));
const source = (parts) => parts.map((part) => (part === null ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('');
