import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { api, fire, knob, pass, person } from './person.mjs';
import { said } from './texts.mjs';
import { start } from './world.mjs';

const OF_COMPANY = { linkedin: 'claire', 'google-calendar': 'jean', outlook: 'fatou', zoom: 'zoe', slack: 'sali' };
const OWN = { linkedin: 'amina', 'google-calendar': 'awa', outlook: 'marc', zoom: 'basile' };

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

  journey('an account without a mailbox or without Teams says so on its card, and is offered for nothing it can’t do', async (world) => {
    const it = await person(world, language);
    await it.signIn('Awa Koné');
    await it.connect('outlook', 'nadia', { whose: 'me' });
    await it.side('outlook', 'me').locator('.remark').waitFor();
    await it.goTo(it.say('page.interviews'));
    await it.reads('interviews.disconnected');
    await it.goTo(it.say('page.connections'));
    await it.connect('outlook', 'marc');
    await it.side('outlook').locator('.remark').waitFor();
    await it.look('accounts-with-limits');
    await it.goTo(it.say('page.interviews'));
    await it.reads('interviews.linkUnavailable', { room: 'Microsoft Teams' });
    assert.deepEqual(await it.field('schedule.calendar').locator('option').allTextContents(), [it.say('schedule.company', { calendar: 'Outlook' })]);
    assert.deepEqual(await it.page.locator('[data-choice=video] option').allTextContents(), [it.say('schedule.noVideo')]);
    await it.look('calendar-without-rooms');
    await it.leaveForGood();
  });

  journey('a colleague connects by a link, and is told where to sign out for another account and where to take access away', async (world) => {
    const it = await person(world, language);
    await it.signIn('Awa Koné');
    await it.side('outlook').getByRole('button', { name: it.say('connections.inviteTo', { provider: 'Outlook' }) }).click();
    await it.side('outlook').getByText(it.say('page.copied')).waitFor();
    const link = await it.page.evaluate(() => navigator.clipboard.readText());
    await it.leaveForGood();

    const colleague = await person(world, language);
    await colleague.page.goto(link);
    await colleague.page.getByRole('button', { name: /Yao Kouassi/ }).click();
    await colleague.reads('outcome.request', { provider: 'Outlook' });
    await colleague.look('asked-by-a-colleague');
    await colleague.button('connections.connect', {}, colleague.page.locator('#notices')).click();
    await colleague.page.waitForURL(`${world.origin('microsoft')}/**`);
    await colleague.agree('fatou');
    await colleague.back();
    assert.equal(await state(world, 'outlook_calendar'), 'active');

    await colleague.leave('outlook', { word: 'connections.reconnect' });
    await colleague.agree('marc');
    await colleague.back();
    await colleague.page.locator('#notices').getByText(said(language, 'outcome.signOutFirst', { provider: 'Outlook' })).waitFor();
    await colleague.look('another-account-without-signing-out');
    await colleague.button('connections.replace').click();
    await colleague.page.waitForURL(`${world.origin('microsoft')}/**`);
    await colleague.agree('marc');
    await colleague.back();
    await colleague.page.locator('#notices').getByText(new RegExp(colleague.say('callback.replaced').source.replace(/[$^]/g, ''))).waitFor();
    await colleague.look('account-replaced');
    await colleague.side('outlook').getByText(colleague.say('connections.disconnect'), { exact: true }).click();
    await colleague.page.getByRole('dialog').getByRole('button', { name: colleague.say('connections.disconnect') }).click();
    const manage = colleague.page.getByRole('link', { name: colleague.say('connections.manage', { provider: 'Outlook' }) });
    assert.equal(await manage.getAttribute('href'), 'https://myapps.microsoft.com');
    await colleague.look('disconnected-here-alone');
    await colleague.leaveForGood();
  });

  journey('keyboards and screen readers keep their place', async (world) => {
    const it = await person(world, language);
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
    const other = language === 'fr' ? 'en' : 'fr';
    await it.page.getByLabel(it.say('page.language')).selectOption(other);
    await it.page.getByLabel(said(other, 'page.language')).waitFor();
    assert.equal(await it.page.evaluate(() => document.documentElement.lang), other);
    await it.leaveForGood();
  });

  journey('a channel is chosen for the company’s notes, and hears a test', async (world) => {
    const it = await person(world, language);
    const slack = it.page.locator('[data-provider=slack]');
    await it.signIn('Awa Koné');
    await it.connect('slack', 'sali');
    await slack.getByText(it.say('notes.none')).waitFor();
    await it.tell('**/slack/channels', ({ channels, ...answer }) => ({ ...answer, next_cursor: 'more', channels: channels.flatMap((one) => [one, { ...one, is_shared: true }]) }));
    await it.button('notes.open').click();
    await it.field('notes.channel').selectOption({ label: '#recrutement' });
    await it.page.unroute('**/slack/channels');
    await slack.locator('details').first().locator('summary').click();
    await it.look('slack-channel-and-notes');
    await it.button('page.save', {}, slack).click();
    await slack.getByText(it.say('notes.go', { channel: 'recrutement' })).waitFor();
    await it.button('notes.test').click();
    await slack.locator('[role=status]').filter({ hasText: /\S/ }).waitFor();
    await it.look('slack-tested');
    await it.leaveForGood();
  });
}
