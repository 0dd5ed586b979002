/** What somebody sees: nothing that axe finds fault with, nothing that runs out of a phone, no word of another language. */

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { english } from './english.mjs';
import { LANGUAGES } from './languages.mjs';
import { reading } from './reading.mjs';
import { keep } from './shown.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = new URL('../../target/browser/', import.meta.url).pathname;
/** Everything that axe knows to be a fault by the rules, and what it finds good practice. */
const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What the same state can have besides where it is wider and light. */
const OF_LOOKS = { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'] };
const PHONE = { width: 390, height: 844, colorScheme: 'dark', rules: ALL };
const DESKTOP = { width: 1280, height: 900, colorScheme: 'light', rules: OF_LOOKS };
const NARROW = { width: 320, height: 700 };

/** The states of this process that were looked at. */
const looked = new Set();

/**
 * Looks at the state called `name` at two widths, on a phone in the dark, keeps pictures of it in `target/browser` and
 * notes which texts it shows, and complains of whatever is wrong; once, and in the languages that are walked whole. It
 * waits until all has come, unless what `isWaiting` is looked at.
 */
export async function look({ page, language, complain }, name, { isWaiting = false } = {}) {
  if (!LANGUAGES.includes(language) || looked.has(`${language} ${name}`)) return;
  looked.add(`${language} ${name}`);
  if (!isWaiting) await settled(page);
  for (const { colorScheme, rules, ...size } of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    mkdirSync(`${SHOTS}${language}-${size.width}`, { recursive: true });
    await page.screenshot({ path: `${SHOTS}${language}-${size.width}/${name}.jpeg`, fullPage: true, animations: 'disabled' });
    (await faults(page, rules)).forEach((fault) => complain(`${name} at ${size.width}: ${fault}`));
  }
  await page.setViewportSize(NARROW);
  const wide = await overflow(page);
  if (wide) complain(`${name} is wider than 320: ${wide}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  const { texts, asked, lang } = await reading(page);
  keep(lang, asked, texts);
  if (lang === 'fr') texts.filter((text) => !isInitials(text)).flatMap((text) => english(text).map((word) => `${word} in ${text}`)).forEach((fault) => complain(`${name} in French: ${fault}`));
}

const isInitials = (text) => /^\p{Lu}{1,2}$/u.test(text);

/** Waits for what is still being fetched or moved. */
async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .skeleton, .spinner'));
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
}

async function faults(page, runOnly) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), { runOnly, resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** What reaches beyond the window's right edge, if anything makes the page scroll sideways. */
const overflow = (page) => page.evaluate(() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return null;
  const wide = [...document.body.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().right > window.innerWidth + 1);
  return wide.map((node) => node.outerHTML.slice(0, 120)).slice(0, 3).join(' | ') || 'the page';
});
