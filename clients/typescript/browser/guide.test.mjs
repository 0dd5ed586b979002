import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { transform } from 'esbuild';

import { start } from './world.mjs';

let world;
before(async () => (world = await start({ serve: frontend })), { timeout: 60_000 });
after(() => world?.stop());

const guide = readFileSync(new URL('../../../docs/guide.fr.md', import.meta.url), 'utf8');

/** The snippet of the guide in which `beginning` stands, as JavaScript. */
async function snippet(beginning) {
  const found = guide.match(/```typescript\n[^]*?```/g).map((block) => block.slice(14, -4)).find((text) => text.includes(beginning));
  assert.ok(found, `the guide has ${beginning}`);
  return (await transform(found, { loader: 'ts', target: 'es2022' })).code;
}

/** A frontend of blank pages at whose origin `/api/integrations` leads to the API. */
async function frontend(port, api) {
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith('/api/')) return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Guide</title>');
    const { method, headers } = request;
    const body = method === 'GET' ? undefined : Buffer.concat(await request.toArray());
    const answer = await fetch(api + request.url, { method, headers: { authorization: headers.authorization, 'content-type': headers['content-type'] ?? '' }, body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') }).end(await answer.text());
  }).listen(port, 'localhost');
  await once(server, 'listening');
  return server;
}

async function tab() {
  const context = await world.browser.newContext({ timezoneId: 'Africa/Abidjan' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const body = JSON.stringify({ user_id: 1 });
  const signed = await fetch(`${world.origin('api')}/api/auth/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { page, token: (await signed.json()).access_token };
}

/** Runs `code` in the page as a module of its own would run, with `token` in sight; `last` is answered. */
const run = (page, token, code, last = 'undefined') =>
  page.evaluate(`(async (token) => { ${code}\nreturn ${last}; })(${JSON.stringify(token)})`);

async function connect({ page, token }, provider, account) {
  await page.goto(`${world.origin('dashboard')}/dashboard/integrations`);
  const begin = (await snippet("'/api/integrations/linkedin/auth-url'")).replace('linkedin/auth-url', `${provider}/auth-url`);
  await run(page, token, begin);
  await page.locator(`input[name=account][value=${account}]`).check();
  for (const box of await page.locator('input[type=checkbox]').all()) await box.check();
  await page.locator('button[value=allow]').click();
  await page.waitForURL('**/dashboard/integrations/callback**');
  const isConnected = await run(page, token, await snippet('const answer ='), 'connected.ok');
  assert.equal(new URL(page.url()).hash, '', 'the code is out of the address');
  return isConnected;
}

test('the guide’s snippets connect, publish and schedule as they are written', async () => {
  const it = await tab();
  assert.equal(await connect(it, 'linkedin', 'amina'), true);
  assert.equal(await connect(it, 'google-calendar', 'awa'), true);
  const told = 'const told = []; const toast = { success: (text) => told.push(text), error: (text) => told.push(text) };';
  const published = await run(it.page, it.token, `${told} ${await snippet('publishToLinkedIn')} await publishToLinkedIn(1);`, 'told');
  assert.deepEqual(published, ['Offre publiée sur LinkedIn avec succès !']);
  const data = `{ title: 'Entretien', description: '', startTime: new Date('2027-03-01T14:00:00Z'), endTime: new Date('2027-03-01T15:00:00Z') }`;
  const people = `const candidateEmail = 'candidate@email.com', recruiterEmail = 'recruiter@company.com';`;
  const scheduled = await run(it.page, it.token, `${told} ${people} ${await snippet('scheduleInterview')} await scheduleInterview(1, ${data});`, 'told');
  assert.deepEqual(scheduled, ['Entretien planifié ! Invitations envoyées.']);
});

test('the four lines refuse an answer that this browser did not ask for', async () => {
  const it = await tab();
  await it.page.goto(`${world.origin('dashboard')}/dashboard/integrations/callback?provider=linkedin#code=x&state=foreign`);
  await assert.rejects(run(it.page, it.token, await snippet('const answer =')), /State mismatch/);
  assert.equal(new URL(it.page.url()).hash, '');
});
