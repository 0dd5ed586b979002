/** The dashboard's texts, as its pages read them. */

import { readFileSync } from 'node:fs';

const read = (language) => {
  const module = readFileSync(new URL(`../src/dashboard/assets/texts/${language}.js`, import.meta.url), 'utf8');
  return JSON.parse(module.replace(/^export default /, '').replace(/;\s*$/, ''));
};

const TEXTS = Object.fromEntries(['en', 'fr'].map((tag) => [tag, { ...read(tag), ...read(`booking/${tag}`) }]));

/** What the pages say in `language` under `key`; `values` stand for its variables, and whatever is not given is open. */
export function said(language, key, values = {}) {
  const found = key.split('.').reduce((part, name) => part[name], TEXTS[language]);
  const text = typeof found === 'string' ? found : found.other;
  const parts = text.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? (values[part] ?? null) : part));
  if (!parts.includes(null)) return parts.join('');
  return new RegExp(`^${parts.map((part) => (part === null ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('')}$`);
}

const words = (language) => new Set(JSON.stringify(TEXTS[language]).toLowerCase().match(/\p{L}+/gu));

/** Words that only English has, of those that the pages say; names that are English words are not among them. */
export const ENGLISH = new Set([...words('en')].filter((word) => word.length > 1 && !words('fr').has(word)));
