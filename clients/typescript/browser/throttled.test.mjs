import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { start } from './world.mjs';

let world;
before(async () => (world = await start({ dashboard: true })), { timeout: 60_000 });
after(() => world?.stop());

/** What API Gateway answers above its rate: JSON, but no problem of ours, and readable by the page. */
const throttled = (origin) => ({
  match: { method: 'GET', path: '/api/integrations/*' },
  action: { type: 'respond', status: 429, headers: { 'access-control-allow-origin': origin }, body: { message: 'Too Many Requests' } },
});

test('S41: who is throttled by the API reads so, and goes on afterwards', async () => {
  const page = await world.browser.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${world.origin('dashboard')}/dashboard/integrations`);
  await page.getByRole('button', { name: /Awa Koné/ }).click();
  const connect = page.getByRole('button', { name: 'Connect' }).first();
  await connect.waitFor();
  await fetch(`${world.origin('api')}/_control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(throttled(world.origin('dashboard'))),
  });
  await connect.click();
  await page.getByText('Too many requests. Wait a moment, then try again.').waitFor();
  await connect.click();
  await page.waitForURL(`${world.origin('linkedin')}/**`);
  assert.ok(page.url().includes('/oauth/v2/authorization'), page.url());
});
