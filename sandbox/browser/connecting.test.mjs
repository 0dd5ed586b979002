import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { api, fire, knob, pass, person } from './person.mjs';
import { start } from './world.mjs';

const OF_COMPANY = { linkedin: 'claire', 'google-calendar': 'jean', outlook: 'fatou', zoom: 'zoe', slack: 'sali' };
const OWN = { linkedin: 'amina', 'google-calendar': 'awa', outlook: 'marc', zoom: 'basile' };

/** What each disconnecting would end, said before. */
async function looksAtLosses(it, providers, whose) {
  for (const provider of providers) {
    await it.side(provider, whose).getByText(it.say('connections.disconnect'), { exact: true }).click();
    await it.page.getByRole('dialog').waitFor();
    await it.look(`disconnect-${provider}-${whose}`);
    await it.page.keyboard.press('Escape');
  }
}

const state = async (world, key, side = 'company') => (await api(world, 'GET', '/api/integrations/status'))[key][side]?.state ?? 'disconnected';

for (const language of LANGUAGES) {
  const journey = (name, walk) => test(`${name}, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    await walk(world);
  });

  journey('every provider is connected for the company, and by a colleague for themselves', async (world) => {
    const awa = await person(world, language);
    await awa.signIn('Awa Koné');
    for (const [provider, account] of Object.entries(OF_COMPANY)) await awa.connect(provider, account);
    await awa.look('connected-for-the-company');
    await looksAtLosses(awa, ['google-calendar', 'zoom', 'slack'], 'company');
    await knob(world, 'google', 'jean', { token_error: { status: 503, body: {} } });
    await knob(world, 'microsoft', 'fatou', { aadsts: 700016 });
    await pass(world, '2h');
    await fire(world, 'refresh-tokens');
    await awa.page.reload();
    await awa.side('google-calendar').getByText(awa.say('connections.state.degraded')).waitFor();
    await awa.side('outlook').getByText(awa.say('connections.state.blocked')).waitFor();
    await awa.look('connections-in-trouble');
    await awa.leaveForGood();
    const yao = await person(world, language);
    await yao.signIn('Yao Kouassi');
    for (const [provider, account] of Object.entries(OWN)) await yao.connect(provider, account, { whose: 'me' });
    await yao.look('connected-for-oneself');
    await looksAtLosses(yao, ['linkedin', 'google-calendar', 'zoom'], 'me');
    await yao.leaveForGood();
  });

  journey('an administrator allows Outlook by a link, without an account here', async (world) => {
    const it = await person(world, language);
    await it.signIn('Awa Koné');
    await it.leave('outlook');
    await it.agree('ibrahim');
    await it.back();
    await it.look('administrator-needed');
    await it.page.evaluate(() => Object.assign(navigator.clipboard, { writeText: () => Promise.reject(new Error('not allowed')) }));
    await it.button('page.copyLink').click();
    await it.reads('administrator.marked');
    await it.look('administrator-link-marked');
    await it.page.evaluate(() => delete navigator.clipboard.writeText);
    await it.button('page.copyLink').click();
    await it.reads('page.copied');
    const link = await it.page.evaluate(() => navigator.clipboard.readText());

    const administrator = await person(world, language);
    await administrator.page.goto(link);
    await administrator.page.locator('select[name=tenant]').selectOption('sahel.sn');
    await administrator.page.locator('button[value=approve]').click();
    await administrator.page.getByText(administrator.say('adminConsent.grantedText')).waitFor();
    await administrator.look('administrator-agreed');
    await administrator.leaveForGood();

    await it.connect('outlook', 'ibrahim');
    await it.leaveForGood();
  });

  journey('who cancels at the provider, or lost the session on the way, is told so', async (world) => {
    const it = await person(world, language);
    await it.signIn('Awa Koné');
    await it.leave('linkedin');
    await it.page.locator('button[value=cancel]').click();
    await it.back();
    await it.reads('outcome.cancelled', { provider: 'LinkedIn' });
    await it.look('cancelled-at-linkedin');

    await it.leave('linkedin');
    await it.forgetSession();
    await it.agree('amina');
    await it.page.getByText(it.say('callback.signInText')).waitFor();
    await it.look('signed-out-on-the-way');
    const release = await it.hold('**/linkedin/callback?*');
    await it.page.getByRole('button', { name: /Awa Koné/ }).click();
    await it.reads('callback.wait');
    await it.look('connecting', { isWaiting: true });
    release();
    await it.back();
    await it.reads('outcome.connected', { provider: 'LinkedIn' });
    await it.leaveForGood();
  });

  journey('an authorization that somebody else began is refused, and nothing is connected', async (world) => {
    const stranger = await person(world, language);
    await stranger.signIn('Claire Lefèvre');
    await stranger.leave('google-calendar');
    await stranger.forgetSession();
    const answered = stranger.page.waitForResponse((answer) => answer.url().includes('/google-calendar/callback'));
    await stranger.agree('sena');
    const { location: prepared } = await (await answered).allHeaders();
    assert.match(prepared, /#.*code=/);

    const awa = await person(world, language);
    await awa.signIn('Awa Koné');
    await awa.page.goto(prepared);
    await awa.back();
    await awa.reads('outcome.state_mismatch');
    await awa.look('begun-by-somebody-else');
    assert.equal(await state(world, 'google_calendar'), 'disconnected');
    await awa.leaveForGood();
  });

  journey('a connection that ends says so before, asks to be reconnected after, and makes room for another account', async (world) => {
    const it = await person(world, language);
    await it.signIn('Awa Koné');
    await it.connect('linkedin', 'amina');
    await pass(world, '50d');
    await it.signInAnew('Awa Koné');
    await it.side('linkedin').getByText(it.say('connections.state.expiring')).waitFor();
    await it.look('expires-soon');
    await pass(world, '11d');
    await fire(world, 'refresh-tokens');
    await it.signInAnew('Awa Koné');
    await it.side('linkedin').getByText(it.say('connections.state.needs_reauthorization'), { exact: true }).waitFor();
    await it.look('must-be-reconnected');
    await it.goTo('LinkedIn');
    await it.reads('connections.mustReconnect', { provider: 'LinkedIn' });
    await it.look('linkedin-must-be-reconnected');
    await it.signOutOfLinkedIn();
    await it.connect('linkedin', 'kofi', { word: 'connections.reconnect' });
    assert.equal(await state(world, 'linkedin'), 'active');
    await it.leaveForGood();
  });
}
