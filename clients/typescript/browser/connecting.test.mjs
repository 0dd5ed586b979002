import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { start } from './world.mjs';

const ACCOUNTS = { linkedin: 'kofi', 'google-calendar': 'awa', outlook: 'fatou' };
const SIMULATORS = { linkedin: 'linkedin', 'google-calendar': 'google', outlook: 'microsoft' };

let world;
before(async () => (world = await start()), { timeout: 60_000 });
after(() => world?.stop());

/** A person's tab in the language of `prefix`, signed in as user 1. */
async function tab(prefix) {
  const context = await world.browser.newContext();
  const cookie = (name, value) => ({ name, value, url: world.origin('dashboard') });
  await context.addCookies([cookie('session', '1'), cookie('NEXT_LOCALE', prefix.slice(1) || 'fr')]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${world.origin('dashboard')}${prefix}/dashboard/integrations`);
  return page;
}

/** Leaves for `provider`'s consent page. */
async function begin(page, provider) {
  await page.getByRole('button', { name: provider }).click();
  await page.waitForURL(`${world.origin(SIMULATORS[provider])}/**`);
}

/** Agrees as `account`, to everything. */
async function agree(page, account) {
  await page.locator(`input[name=account][value=${account}]`).check();
  for (const box of await page.locator('input[type=checkbox]').all()) await box.check();
  await page.locator('button[value=allow], button[value=accept]').click();
}

/** The page that the visit ends on, without the host. */
async function landing(page) {
  await page.waitForURL((url) => url.searchParams.has('success'));
  return page.url().slice(world.origin('dashboard').length);
}

async function api(method, path, body) {
  const user = JSON.stringify({ user_id: 1 });
  const signed = await fetch(`${world.origin('api')}/api/auth/token`, { method: 'POST', body: user });
  const { access_token } = await signed.json();
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${world.origin('api')}${path}`, { method, headers, body });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer.json();
}

const status = async (provider) => (await api('GET', '/api/integrations/status'))[provider];
const KEYS = { linkedin: 'linkedin', 'google-calendar': 'google_calendar', outlook: 'outlook_calendar' };

for (const prefix of ['', '/en', '/pt', '/ar']) {
  test(`on ${prefix || '/'} every provider connects through the copied page, and callback is called once`, async () => {
    const page = await tab(prefix);
    const effects = await page.evaluate(() => window.effects);
    assert.equal(effects, 2, 'React runs each effect twice');
    for (const [provider, account] of Object.entries(ACCOUNTS)) {
      await fetch(`${world.origin('api')}/_requests`, { method: 'DELETE' });
      await begin(page, provider);
      await agree(page, account);
      assert.equal(await landing(page), `${prefix}/dashboard/integrations?provider=${provider}&success=true`);
      assert.equal((await status(KEYS[provider])).is_connected, true);
      const received = await (await fetch(`${world.origin('api')}/_requests`)).json();
      const path = `/api/integrations/${provider}/callback`;
      const visits = received.filter((it) => it.method === 'GET' && it.path.startsWith(path));
      assert.equal(visits.length, 2, 'the browser on its way, and the page');
      const history = await page.evaluate(() => JSON.stringify(performance.getEntriesByType('navigation').map((it) => it.name)));
      assert.ok(!history.includes('code='), history);
      await api('DELETE', `/api/integrations/${provider}/disconnect`);
    }
    await page.context().close();
  });
}

test('who has lost the session on the way signs in and ends connected', async () => {
  for (const [prefix, provider] of [['', 'linkedin'], ['/ar', 'google-calendar'], ['/en', 'outlook']]) {
    const page = await tab(prefix);
    await begin(page, provider);
    await page.context().clearCookies({ name: 'session' });
    await agree(page, ACCOUNTS[provider]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.equal(await landing(page), `${prefix}/dashboard/integrations?provider=${provider}&success=true`);
    assert.equal((await status(KEYS[provider])).is_connected, true);
    await api('DELETE', `/api/integrations/${provider}/disconnect`);
    await page.context().close();
  }
});

test('a revoked grant is replaced by another account that connects', async () => {
  const page = await tab('/pt');
  await begin(page, 'google-calendar');
  await agree(page, 'awa');
  await landing(page);
  await fetch(`${world.origin('google')}/_accounts/awa/revoke`, { method: 'POST' });
  await api('POST', '/_clock', JSON.stringify({ advance: '2h' }));
  await api('POST', '/_schedule/refresh-tokens');
  assert.equal((await status('google_calendar')).state, 'needs_reauthorization');
  await begin(page, 'google-calendar');
  await agree(page, 'jean');
  assert.equal(await landing(page), '/pt/dashboard/integrations?provider=google-calendar&success=true');
  const { state, account } = await status('google_calendar');
  assert.equal(state, 'active');
  assert.match(account, /jean/);
});

test('who presses Cancel is told so in their own language', async () => {
  const page = await tab('/ar');
  await begin(page, 'linkedin');
  await page.locator('button[value=cancel]').click();
  assert.equal(await landing(page), '/ar/dashboard/integrations?provider=linkedin&success=false&error=cancelled');
  await page.context().close();
});
