/** Somebody at a browser of their own: what they do, and what they see. */

import assert from 'node:assert/strict';

import { look } from './look.mjs';
import { listen } from './shown.mjs';
import { said } from './texts.mjs';

const SIMULATORS = { linkedin: 'linkedin', 'google-calendar': 'google', outlook: 'microsoft', zoom: 'zoom', slack: 'slack' };

/** A person who reads `language`, in a browser that nobody used before; what they complain of fails the test when they leave. */
export async function person(world, language, { timezoneId = 'Africa/Abidjan' } = {}) {
  const context = await world.browser.newContext({ locale: language, timezoneId, viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(15_000);
  await listen(context);
  const page = await context.newPage();
  const complaints = [];
  const complain = (text) => complaints.push(text);
  page.on('pageerror', (error) => complain(error.message));
  const say = (key, values) => said(language, key, values);
  const dashboard = `${world.origin('dashboard')}/dashboard/integrations`;

  const it = {
    page,
    context,
    language,
    say,
    complain,
    dashboard,
    /** A button by its text, or by what it is for. */
    button: (key, values, place = page) => place.getByRole('button', { name: say(key, values), exact: true }),
    field: (key, values, place = page) => place.getByLabel(say(key, values), { exact: true }),
    /** Waits until the page says so. */
    reads: (key, values) => page.getByText(say(key, values)).first().waitFor(),
    /** Waits for a notice on top of the page that begins so. */
    announces: (key) => page.locator('#notices').getByText(say(key)).waitFor(),
    side: (provider, whose = 'company') => page.locator(`[data-provider=${provider}] [data-whose=${whose}]`),
    look: (name, how) => look(it, name, how),
    open: (fragment = 'connections') => page.goto(`${dashboard}#${fragment}`),
    signIn,
    signInAnew,
    forgetSession,
    signOutOfLinkedIn,
    connect,
    leave,
    agree,
    back,
    hold,
    refuse,
    tell,
    tab: (key) => page.getByRole('tab', { name: say(key) }).click(),
    /** Follows the navigation. */
    goTo: (name) => page.getByRole('navigation').getByRole('link', { name }).click(),
    /** Ends the visit; whatever was wrong meanwhile fails the test. */
    async leaveForGood() {
      await context.close();
      assert.deepEqual(complaints, []);
    },
  };
  return it;

  async function signIn(name) {
    await it.open();
    await page.getByRole('button', { name: new RegExp(`^${name}|${name}`) }).click();
    await page.locator('[data-provider=linkedin]').waitFor();
  }

  /** The ATS's tokens live for a day, so who comes back later signs in again. */
  async function signInAnew(name) {
    await page.evaluate(() => sessionStorage.removeItem('intowork.session'));
    await page.goto('about:blank');
    await signIn(name);
  }

  /** The session of the tab is gone when the browser comes back from the provider. */
  async function forgetSession() {
    await context.addInitScript(() => location.pathname.endsWith('/callback') && sessionStorage.removeItem('intowork.session'));
  }

  /** LinkedIn remembers who is signed in, and would not ask again. */
  async function signOutOfLinkedIn() {
    await page.goto(`${world.origin('linkedin')}/feed`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await it.open();
    await page.locator('[data-provider=linkedin]').waitFor();
  }

  /** Presses *Connect* (or *Reconnect*) and arrives at the provider's consent page. */
  async function leave(provider, { whose = 'company', word = 'connections.connect' } = {}) {
    await it.side(provider, whose).getByText(say(word), { exact: true }).click();
    await page.waitForURL(`${world.origin(SIMULATORS[provider])}/**`);
  }

  /** Agrees as `account`, to everything but what `unticked` says. */
  async function agree(account, { unticked = [] } = {}) {
    await page.locator(`input[name=account][value=${account}]`).check();
    for (const box of await page.locator('input[type=checkbox]').all()) {
      if (!unticked.includes(await box.getAttribute('value'))) await box.check();
    }
    await page.locator('button[value=allow], button[value=accept]').click();
  }

  /** Arrives at the dashboard again, with its notice. */
  async function back() {
    await page.waitForURL((url) => url.pathname === '/dashboard/integrations');
    await page.locator('#notices .notice').waitFor();
    await page.locator('[data-provider=linkedin]').waitFor();
  }

  /** Lets nothing that a script asks at `path` go out until what it gives is called. */
  async function hold(path) {
    const { promise: isOpen, resolve: release } = gate();
    await page.route(path, async (route) => {
      if (route.request().resourceType() === 'fetch') await isOpen;
      await route.fallback();
    });
    return release;
  }

  /** Answers whatever is asked at `path` with `status` and `body`, or, without a status, not at all. */
  async function refuse(path, status, body) {
    const headers = { 'access-control-allow-origin': '*' };
    await page.route(path, (route) => (status ? route.fulfill({ status, headers, json: body }) : route.abort()));
  }

  /** Lets what is answered to `method` at `path` be what `change` makes of it: a state that takes a provider weeks, say. */
  async function tell(path, change, method = 'GET') {
    await page.route(path, async (route) => {
      if (route.request().method() !== method) return route.fallback();
      const answer = await route.fetch();
      return route.fulfill({ response: answer, json: change(await answer.json()) });
    });
  }

  async function connect(provider, account, options = {}) {
    await leave(provider, options);
    await agree(account, options);
    await back();
    await page.locator('#notices .notice-success').waitFor();
  }
}

/** A promise, and what fulfils it. */
function gate() {
  let resolve;
  const promise = new Promise((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}

/** The API, as somebody who is not in front of a browser. */
export async function api(world, method, path, body, user = 1) {
  const headers = { 'content-type': 'application/json' };
  const signed = await fetch(`${world.origin('api')}/api/auth/token`, { method: 'POST', headers, body: JSON.stringify({ user_id: user }) });
  headers.authorization = `Bearer ${(await signed.json()).access_token}`;
  const answer = await fetch(world.origin('api') + path, { method, headers, body: body && JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

/** Lets time pass in the whole sandbox. */
export const pass = (world, advance) => api(world, 'POST', '/_clock', { advance });

/** Fires the schedule called `name`. */
export const fire = (world, name) => api(world, 'POST', `/_schedule/${name}`);

/** Makes `simulator` go wrong, as its `_control` is told. */
export const fault = (world, simulator, body) => fetch(`${world.origin(simulator)}/_control`, { method: 'POST', body: JSON.stringify(body) });

/** Turns a knob of `account`, as docs/sandbox.md names it. */
export const knob = (world, simulator, account, body) =>
  fetch(`${world.origin(simulator)}/_accounts/${account}`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Asks again and again until it is so; a test that never sees it runs out of its time. */
export async function until(so) {
  while (!(await so())) await new Promise((tick) => setImmediate(tick));
}
