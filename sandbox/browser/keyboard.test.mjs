import assert from 'node:assert/strict';

import { journey } from './journey.mjs';
import { said } from './texts.mjs';

/** What has a focus ring of less than 3:1 to what is around it (WCAG 1.4.11). */
const faintRings = (page) => page.evaluate(() => {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (...colours) => {
    const [dark, light] = colours.map(luminance).sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
  };
  const around = ({ parentElement: parent }) => {
    const { backgroundColor } = getComputedStyle(parent);
    return backgroundColor.startsWith('rgba') ? around(parent) : backgroundColor;
  };
  return [...document.querySelectorAll('a, button, input, select, textarea')].filter((node) => {
    node.focus();
    return node === document.activeElement && contrast(getComputedStyle(node).outlineColor, around(node)) < 3;
  }).map((node) => node.outerHTML.slice(0, 120));
});

journey('keyboards and screen readers keep their place', async ({ visitor }) => {
  const it = await visitor();
  const focused = () => it.page.evaluate(() => document.activeElement.id);
  await it.open('interviews');
  await it.page.getByRole('button', { name: /Awa Koné/ }).press('Enter');
  await it.page.locator('h1#interviews-title').waitFor();
  assert.equal(await focused(), 'main', 'after signing in');
  await it.page.reload();
  await it.page.locator('h1#interviews-title').waitFor();
  await it.page.keyboard.press('Tab');
  await it.page.keyboard.press('Enter');
  assert.equal(await focused(), 'main', 'after the skip link');
  assert.match(it.page.url(), /#interviews$/);
  assert.deepEqual(await faintRings(it.page), [], 'the ring of what has the focus is seen');
  await it.button('sandbox.controls').press('Enter');
  assert.deepEqual(await faintRings(it.page), [], 'in the drawer too');
  await it.page.keyboard.press('Escape');
  await it.page.emulateMedia({ forcedColors: 'active' });
  await it.look('forced-colours');
  await it.page.emulateMedia({ forcedColors: 'none' });
  const other = it.language === 'fr' ? 'en' : 'fr';
  await it.page.getByLabel(it.say('page.language')).selectOption(other);
  await it.page.getByLabel(said(other, 'page.language')).waitFor();
  assert.equal(await it.page.evaluate(() => document.documentElement.lang), other);
  await it.leaveForGood();
});
