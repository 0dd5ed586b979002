/** Which texts were seen: those that a page asked for and had in it when it was looked at. */

import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';

import { pattern } from './texts.mjs';

const kept = (language) => new URL(`../../target/browser/shown/${language}/`, import.meta.url);

/** Gives the pages of `context` their texts with a note of each one that they ask for. */
export async function listen(context) {
  await context.route('**/texts/**/*.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: noting(await answer.text()) });
  });
}

/**
 * The module of texts, which adds to `asked` what is taken out of it: `page.close`, or `posts.count.one` of a text with
 * forms. The next page of the tab goes on with it, since one may keep a text for the other.
 */
const noting = (module) => `
  const asked = (globalThis.asked ??= new Set(JSON.parse(sessionStorage.getItem('asked'))));
  addEventListener('pagehide', () => sessionStorage.setItem('asked', JSON.stringify([...asked])));
  const noted = (section, above) => new Proxy(section, { get(texts, name) {
    if (typeof texts[name] === 'string') asked.add(above + name);
    return typeof texts[name] === 'object' ? noted(texts[name], above + name + '.') : texts[name];
  } });
  export default noted(${module.replace(/^export default |;\s*$/g, '')}, '');`;

/** Keeps which of the texts that were `asked` for in `language` stand among the `texts` of a page. */
export function keep(language, asked, texts) {
  const seen = asked.filter((name) => texts.some((text) => pattern(language, name)?.test(text)));
  mkdirSync(kept(language), { recursive: true });
  appendFileSync(new URL(String(process.pid), kept(language)), seen.map((name) => `${name}\n`).join(''));
}

/** All that were seen in `language` since the pictures were thrown away. */
export function seen(language) {
  if (!existsSync(kept(language))) return [];
  return readdirSync(kept(language)).flatMap((file) => readFileSync(new URL(file, kept(language)), 'utf8').split('\n'));
}
