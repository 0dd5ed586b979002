import assert from 'node:assert/strict';
import { test } from 'node:test';

import { start } from './world.mjs';

/** A slow 3G line as web performance tests have it: 400 ms there and back, 400 kbit/s. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

test('over a slow line the dashboard is ready in less than 3 seconds, and asks for its files once', { timeout: 120_000 }, async (t) => {
  const world = await start();
  t.after(world.stop);
  await world.browser.newContext(); // The browser has done everything for the first time.
  const visits = [];
  for (let attempt = 0; attempt < 3; attempt += 1) visits.push(await visit(world));
  const fastest = visits.toSorted((one, other) => one.first - other.first)[0];
  t.diagnostic(JSON.stringify(visits));
  assert.ok(fastest.first < 3000, `the sign-in after ${fastest.first} ms`);
  assert.ok(fastest.signedIn < 3000, `the connections of who is signed in after ${fastest.signedIn} ms`);
  assert.ok(fastest.asked <= 10, `${fastest.asked} requests`);
  assert.deepEqual(fastest.askedAgain, [], 'script, style sheet, texts and pictures are kept');
});

/** How long the first and the second visit of somebody new take, and what they ask for. */
async function visit(world) {
  const context = await world.browser.newContext({ locale: 'fr' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW);
  /** The files that came over the line; what was kept has no size there (Resource Timing). */
  const files = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ transferSize }) => transferSize > 0).map(({ name }) => name));
  const address = `${world.origin('dashboard')}/dashboard/integrations`;
  const first = await timed(async () => {
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('button', { name: /Awa Koné/ }).waitFor();
  });
  const asked = (await files()).length;
  await page.getByRole('button', { name: /Awa Koné/ }).click();
  await page.locator('[data-provider=slack]').waitFor();
  await page.waitForLoadState('networkidle');
  const signedIn = await timed(async () => {
    await page.reload({ waitUntil: 'commit' });
    await page.locator('[data-provider=slack]').waitFor();
  });
  const askedAgain = (await files()).filter((name) => name.includes('/assets/'));
  await context.close();
  return { first, signedIn, asked, askedAgain };
}

async function timed(work) {
  const begin = performance.now();
  await work();
  return Math.round(performance.now() - begin);
}
