/** What somebody sees: nothing that axe finds fault with, nothing that runs out of a phone, no word of another language. */

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { ENGLISH } from './texts.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = new URL('../../target/browser/', import.meta.url).pathname;
const DESKTOP = { width: 1280, height: 900, colorScheme: 'light' };
const PHONE = { width: 390, height: 844, colorScheme: 'dark' };
const NARROW = { width: 320, height: 700 };

/** Names of people, companies and products that are English words, too. */
const NAMES = new Set(['google', 'calendar', 'meet', 'teams', 'slack', 'zoom', 'outlook', 'microsoft', 'linkedin', 'intowork', 'grace', 'mail', 'example']);

/** Looks at the state called `name` at two widths, on a phone in the dark, keeps pictures of it in `target/browser`, and complains of whatever is wrong. */
export async function look({ page, language, complain }, name) {
  await settled(page);
  for (const { colorScheme, ...size } of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    mkdirSync(`${SHOTS}${language}-${size.width}`, { recursive: true });
    await page.screenshot({ path: `${SHOTS}${language}-${size.width}/${name}.png`, fullPage: true, animations: 'disabled' });
    (await faults(page)).forEach((fault) => complain(`${name} at ${size.width}: ${fault}`));
  }
  await page.setViewportSize(NARROW);
  const wide = await overflow(page);
  if (wide) complain(`${name} is wider than 320: ${wide}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  if (language === 'fr') (await english(page)).forEach((text) => complain(`${name} in French: ${text}`));
}

/** Waits for what is still being fetched or moved. */
async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .skeleton, .spinner'));
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
}

async function faults(page) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(AXE);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), tags);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** What reaches beyond the window's right edge, if anything makes the page scroll sideways. */
const overflow = (page) => page.evaluate(() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return null;
  const wide = [...document.body.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().right > window.innerWidth + 1);
  return wide.map((node) => node.outerHTML.slice(0, 120)).slice(0, 3).join(' | ') || 'the page';
});

/** Every text that has a word of English, but in what the page marks as being in another language, or quotes of that. */
async function english(page) {
  const texts = await page.evaluate(() => {
    const isFrench = (node) => node.closest('[lang]')?.lang.startsWith('fr');
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode;
      if (data.trim() && !parent.closest('script, noscript, pre') && parent.checkVisibility() && isFrench(parent)) found.push(data.trim());
    }
    for (const node of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (isFrench(node)) found.push(...['aria-label', 'title', 'placeholder', 'alt'].map((name) => node.getAttribute(name)).filter(Boolean));
    }
    const quoted = [...document.querySelectorAll('[lang]:not([lang^=fr])')].map(({ textContent }) => textContent.trim()).filter(Boolean);
    return [...found, document.title].map((text) => quoted.reduce((rest, quote) => rest.replaceAll(quote, ''), text));
  });
  const isInitials = (text) => /^\p{Lu}{1,2}$/u.test(text);
  const isEnglish = (word) => ENGLISH.has(word) && !NAMES.has(word);
  const plain = (text) => text.replace(/\S+@\S+|https?:\S+|\w+\/[\w/]+/g, '').toLowerCase();
  return texts.filter((text) => !isInitials(text) && (plain(text).match(/\p{L}+/gu) ?? []).some(isEnglish));
}
