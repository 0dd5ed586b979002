import assert from 'node:assert/strict';
import { test } from 'node:test';

import { api, visit } from './page.mjs';

const STATE = 'A'.repeat(43);
const AT = `/pt/dashboard/integrations/callback?provider=google-calendar#code=4%2F0A&state=${STATE}&iss=https%3A%2F%2Faccounts.google.com`;
const CONNECTED = [200, { success: true, account: 'awa@acme.ci', replaced_account: null }];
const refusal = (status, code) => [status, { code, detail: 'Words for people.' }];

const options = (getToken = () => 'jwt', signIn = () => {}) => ({ apiUrl: 'https://api.test/api/integrations', getToken, signIn });

test('the answer leaves the address, callback is called once, and the page of the same language is next', async () => {
  const calls = api(CONNECTED);
  const page = await visit(AT);
  const outcome = await page.completeConnection(options());
  assert.equal(page.location.href, 'https://www.example.test/pt/dashboard/integrations/callback?provider=google-calendar');
  assert.deepEqual(calls, [{
    url: `https://api.test/api/integrations/google-calendar/callback?code=4%2F0A&state=${STATE}&iss=https%3A%2F%2Faccounts.google.com`,
    token: 'Bearer jwt',
  }]);
  assert.deepEqual(outcome, {
    status: 'connected', provider: 'google-calendar', account: 'awa@acme.ci', replacedAccount: null,
    next: '/pt/dashboard/integrations?provider=google-calendar&success=true',
  });
  assert.equal(page.storage.size, 0, 'nothing of it is left in the tab');
});

test('effects that run twice, at once or later, are one visit', async () => {
  const calls = api(CONNECTED);
  const page = await visit(AT);
  const [first, second] = await Promise.all([page.completeConnection(options()), page.completeConnection(options())]);
  assert.equal(first, second);
  assert.equal(await page.completeConnection(options()), first);
  assert.equal(calls.length, 1);
});

test('a lost session signs in, comes back to the same page without the fragment, and finishes', async () => {
  const calls = api(CONNECTED);
  const asked = [];
  const lost = await visit(AT);
  const outcome = await lost.completeConnection(options(async () => null, (to) => asked.push(to)));
  assert.deepEqual([outcome.status, outcome.next], ['signing-in', null]);
  assert.deepEqual(asked, ['/pt/dashboard/integrations/callback?provider=google-calendar']);
  const back = await visit(asked[0], lost.storage);
  assert.equal((await back.completeConnection(options())).status, 'connected');
  assert.equal(calls.length, 1);
});

test('effects that run again while the page is being left send nobody to sign in twice', async () => {
  const calls = api();
  let asked = 0;
  const page = await visit(AT);
  const settings = options(() => null, () => asked++);
  await Promise.all([page.completeConnection(settings), page.completeConnection(settings)]);
  assert.equal((await page.completeConnection(settings)).status, 'signing-in');
  assert.deepEqual([asked, calls.length], [1, 0]);
});

test('signing in within the same program finishes too', async () => {
  const calls = api(CONNECTED);
  const page = await visit(AT);
  let token = null;
  const settings = options(() => token);
  assert.equal((await page.completeConnection(settings)).status, 'signing-in');
  token = 'jwt';
  assert.equal((await page.completeConnection(settings)).status, 'connected');
  assert.equal(calls.length, 1);
});

test('a session that the API no longer takes is renewed once, and no more', async () => {
  const calls = api(refusal(401, 'unauthenticated'), refusal(401, 'unauthenticated'));
  let asked = 0;
  const first = await visit(AT);
  const settings = options(() => 'old', () => asked++);
  assert.equal((await first.completeConnection(settings)).status, 'signing-in');
  const back = await visit(first.location.href, first.storage);
  const outcome = await back.completeConnection(settings);
  assert.deepEqual([outcome.status, outcome.code, asked, calls.length], ['failed', 'unauthenticated', 1, 2]);
});

test('a refusal and silence are told by code and in words, and nothing is sent again', async () => {
  for (const [answer, code] of [[refusal(409, 'account_mismatch'), 'account_mismatch'], [new Error('down'), 'unreachable'], [[502, '<html>'], 'unreachable']]) {
    const calls = api(answer);
    const page = await visit(AT);
    const outcome = await page.completeConnection(options());
    assert.equal(outcome.code, code);
    assert.ok(outcome.detail.includes(' '));
    assert.equal(outcome.next, `/pt/dashboard/integrations?provider=google-calendar&success=false&error=${code}`);
    const again = await visit(page.location.href, page.storage);
    assert.equal((await again.completeConnection(options())).code, 'invalid_request');
    assert.equal(calls.length, 1);
  }
});

test('what is said, by the API or the client, is in the language of the page', async () => {
  const french = { ...options(), language: 'fr-CI' };
  const calls = api(refusal(409, 'account_mismatch'), new Error('down'), refusal(409, 'not_connected'));
  const details = [];
  for (const address of [AT, AT, '/fr/dashboard/integrations/callback?provider=linkedin']) {
    const page = await visit(address);
    details.push((await page.completeConnection(french)).detail);
  }
  assert.deepEqual(details, [
    'Words for people.',
    'Les intégrations ne répondent pas. Vérifiez votre connexion à internet et réessayez.',
    'Aucune autorisation n’est arrivée avec cette visite. Recommencez.',
  ]);
  const start = await visit('/fr/dashboard/integrations');
  await start.begin('linkedin', { apiUrl: 'https://api.test', token: 'jwt', language: 'fr' });
  assert.deepEqual(calls.map(({ language }) => language), ['fr-CI', 'fr-CI', 'fr']);
});

test('what is no answer, repeats a part, or names no provider is never sent', async () => {
  const calls = api();
  for (const address of [
    '/dashboard/integrations/callback?provider=linkedin',
    `/dashboard/integrations/callback?provider=linkedin#code=a&code=b&state=${STATE}`,
    `/dashboard/integrations/callback?provider=linkedin#code=&state=${STATE}`,
    `/dashboard/integrations/callback?provider=evil#code=a&state=${STATE}`,
    `/dashboard/integrations/callback#code=a&state=${STATE}`,
  ]) {
    const page = await visit(address);
    const outcome = await page.completeConnection(options());
    assert.deepEqual([outcome.status, outcome.code], ['failed', 'invalid_request'], address);
    assert.ok(!page.location.href.includes('code='), address);
  }
  assert.equal(calls.length, 0);
});

test('an answer that waited for more than ten minutes is not sent', async (context) => {
  const calls = api();
  const lost = await visit(AT);
  await lost.completeConnection(options(() => null));
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 10 * 60 * 1000 });
  const back = await visit(lost.location.href, lost.storage);
  assert.equal((await back.completeConnection(options())).code, 'invalid_request');
  assert.equal(calls.length, 0);
});

test('an answer that this tab never asked for goes nowhere; one it asked for does', async () => {
  for (const [state, code] of [['B'.repeat(43), 'state_mismatch'], [STATE, undefined]]) {
    const calls = api([200, { state, authorization_url: 'https://linkedin.test/authorize' }], CONNECTED);
    const start = await visit('/dashboard/integrations');
    assert.equal(await start.begin('google-calendar', { apiUrl: 'https://api.test', token: 'jwt', replace: true }), undefined);
    assert.equal(calls[0].url, 'https://api.test/google-calendar/auth-url?replace=true');
    assert.deepEqual(start.left, ['https://linkedin.test/authorize']);
    const page = await visit(AT, start.storage);
    assert.equal((await page.completeConnection(options())).code, code);
    assert.equal(calls.length, code ? 1 : 2);
  }
});
