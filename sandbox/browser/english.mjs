/** English, where French is spoken. */

import { readFileSync } from 'node:fs';

import { sayings } from './texts.mjs';

/** Names of companies and products, and what programs call so. */
const NAMES = [
  'google', 'calendar', 'meet', 'workspace', 'microsoft', 'entra', 'teams', 'outlook', 'linkedin', 'slack', 'zoom', 'app', 'marketplace', 'intowork',
  'api', 'refresh', 'tokens', 'utc',
];

/** Words that are French as well, with the same letters. */
const FRENCH = [
  'application', 'applications', 'arrive', 'attention', 'chose', 'configuration', 'console', 'continue', 'date', 'description', 'engagement', 'figure',
  'invitation', 'invitations', 'large', 'long', 'machine', 'mail', 'message', 'messages', 'min', 'minute', 'minutes', 'moment', 'on', 'page', 'pages', 'part',
  'pixels', 'possible', 'protection', 'public', 'refuse', 'service', 'session', 'standard', 'variables',
];

/** Every text that the dashboard has in English. */
const dashboard = sayings('en').flatMap(([, forms]) => forms);

/** The API's texts, which the pages show as they come: `name = text`, and more lines that are indented. */
const catalogue = readFileSync(new URL('../../shared/src/words/en.ftl', import.meta.url), 'utf8')
  .split('\n').filter((line) => !line.startsWith('#')).map((line) => line.replace(/^[\w-]+ = /, '').replace(/\{[^}]*\}/g, ''));

const words = (text) => withoutCode(text).toLowerCase().match(/\p{L}{2,}/gu) ?? [];

const said = new Set([...dashboard, ...catalogue].flatMap(words));

/** The words that are allowed in French for nothing, since no English text has them. */
export const idle = [...NAMES, ...FRENCH].filter((word) => !said.has(word));

const ENGLISH = new Set([...said].filter((word) => !NAMES.includes(word) && !FRENCH.includes(word)));

/** The words of English in a French `text`. */
export const english = (text) => words(text).filter((word) => ENGLISH.has(word));

/** `text` without addresses, zones, variables, identifiers with digits and a trade of that name, which are the same in every language. */
function withoutCode(text) {
  return text.replace(/^[A-Z]\w+\/.*$|\S+@\S+|https?:\S+|[A-Z][a-z]+\/[\w/]+|\{+ ?\w+ ?\}+|Full Stack|\w*\d\w*/g, '');
}
