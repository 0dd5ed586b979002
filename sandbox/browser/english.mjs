/** English, where French is spoken. */

import { readFileSync } from 'node:fs';

import { sayings } from './texts.mjs';

/** Names of companies and products, and what programs call so. */
const NAMES = [
  'google', 'calendar', 'meet', 'workspace', 'microsoft', 'entra', 'teams', 'outlook', 'linkedin', 'slack', 'zoom', 'app', 'marketplace', 'intowork',
  'api', 'refresh', 'tokens',
];

/** Words that are French as well, with the same letters. */
const FRENCH = [
  'application', 'applications', 'arrive', 'attention', 'chose', 'configuration', 'console', 'continue', 'date', 'description', 'engagement', 'figure',
  'invitation', 'invitations', 'large', 'long', 'machine', 'mail', 'message', 'messages', 'minute', 'minutes', 'moment', 'on', 'page', 'pages', 'part',
  'pixels', 'possible', 'protection', 'public', 'refuse', 'service', 'session', 'standard', 'variables',
];

/** Every text that the dashboard has in `language`, and the API, whose texts the pages show as they come. */
const texts = (language) => [...sayings(language).flatMap(([, forms]) => forms), ...catalogue(language)];

/** A message is `name = text`, and more lines that are indented. */
function catalogue(language) {
  const lines = readFileSync(new URL(`../../shared/src/words/${language}.ftl`, import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.replace(/^[\w-]+ = /, '').replace(/\{[^}]*\}/g, ''));
}

const words = (text) => withoutCode(text).toLowerCase().match(/\p{L}{2,}/gu) ?? [];
const vocabulary = (language) => new Set(texts(language).flatMap(words));

/** Of the words that are said to be French as well, those that nothing says in both languages. */
export const unshared = () => [...NAMES, ...FRENCH].filter((word) => !['en', 'fr'].every((language) => vocabulary(language).has(word)));

const ENGLISH = new Set([...vocabulary('en')].filter((word) => !NAMES.includes(word) && !FRENCH.includes(word)));

/** The words of English in a French `text`. */
export const english = (text) => words(text).filter((word) => ENGLISH.has(word));

/** `text` without addresses, zones, variables and identifiers with digits, which are the same in every language. */
function withoutCode(text) {
  return text.replace(/\S+@\S+|https?:\S+|[A-Z][a-z]+\/[\w/]+|\{\w+\}|\w*\d\w*/g, '');
}
