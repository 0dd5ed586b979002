import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { api, person } from './person.mjs';
import { said } from './texts.mjs';
import { start } from './world.mjs';

/** What README's steps name in bold, and which part of the world says it: the dashboard by its key, else a simulator or a person. */
const NAMED = {
  'Awa Koné': null,
  'The company’s': 'connections.company',
  Connect: 'connections.connect',
  Allow: null,
  LinkedIn: null,
  Publish: 'linkedin.publish',
  'Sign out': 'signIn.signOut',
  Reconnect: 'connections.reconnect',
  Connections: 'page.connections',
  Disconnect: 'connections.disconnect',
  'Your own': 'connections.me',
  'tick both boxes': null,
  Interviews: 'page.interviews',
  'Find a time': 'slots.find',
  'Schedule the interview': 'schedule.submit',
  Move: 'interviews.move',
  Cancel: 'page.cancel',
  'Sandbox controls': 'sandbox.controls',
};

test('README’s first five minutes name what the pages say', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section] = readme.split('## The first five minutes');
  const bold = section.split('### By hand')[0].match(/\*\*[^*]+\*\*/g).map((text) => text.slice(2, -2));
  for (const name of bold) {
    assert.ok(Object.hasOwn(NAMED, name), `README names ${name}`);
    if (NAMED[name]) assert.equal(said('en', NAMED[name]), name);
  }
  assert.deepEqual(Object.keys(NAMED).filter((name) => !bold.includes(name)), []);
});

for (const language of ['en', 'fr']) {
  test(`README’s first five minutes go as they say, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const it = await person(world, language);
    const { page, button, say } = it;
    const linkedin = (path) => page.goto(`${world.origin('linkedin')}${path}`);

    /** How long each of README's steps takes without a person's reading and deciding. */
    let begun = performance.now();
    let whole = 0;
    const step = (number) => {
      const seconds = (performance.now() - begun) / 1000;
      t.diagnostic(`step ${number}: ${seconds.toFixed(1)} s`);
      whole += seconds;
      begun = performance.now();
    };
    /** Looking at a page is no part of a step. */
    const look = async (name) => {
      const since = performance.now();
      await it.look(name);
      begun += performance.now() - since;
    };

    await page.goto(it.dashboard);
    await page.getByRole('button', { name: /Awa Koné/ }).waitFor();
    await look('sign-in');
    await page.getByRole('button', { name: /Awa Koné/ }).click();
    await it.side('linkedin').waitFor();
    await look('connections-none');

    step('1 and 2');
    await it.connect('linkedin', 'amina');
    await look('connected');

    step('3');
    await it.goTo('LinkedIn');
    await page.locator('[data-job="1"]').waitFor();
    await look('jobs');
    await publish();
    await it.reads('publish.published');
    await look('published');
    await button('publish.done').click();

    step('4');
    await linkedin('/feed');
    await page.getByText('Développeur·se Full Stack').first().waitFor();

    step('5');
    await it.open('linkedin');
    await publish();
    await page.locator('.outcome').getByText(say('publish.already')).or(page.locator('.outcome').getByText(say('publish.alreadyNow'))).waitFor();
    await look('published-already');
    await button('publish.done').click();
    assert.equal((await api(world, 'GET', '/api/integrations/linkedin/posts')).posts.length, 1);

    step('6');
    await linkedin('/feed');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await it.open('connections');
    await it.leave('linkedin', { word: 'connections.reconnect' });
    await it.agree('kofi');
    await it.back();
    await button('connections.replace').waitFor();
    await look('another-account');

    step('7');
    await it.side('linkedin').getByText(say('connections.disconnect'), { exact: true }).click();
    await look('disconnect');
    await page.getByRole('dialog').getByRole('button', { name: say('connections.disconnect') }).click();
    await it.side('linkedin').getByText(say('connections.state.disconnected')).waitFor();
    await look('disconnected');
    await linkedin('/feed');
    await signOutIfIn(page);
    await it.open('connections');
    await it.connect('linkedin', 'claire');
    await it.goTo('LinkedIn');
    await page.locator('[data-job="1"]').getByRole('button').click();
    await page.getByRole('checkbox').nth(2).waitFor();
    assert.equal(await page.getByRole('dialog').getByRole('checkbox').count(), 3, 'two pages and the profile');
    await page.keyboard.press('Escape');

    step('8');
    await it.open('connections');
    await it.leave('google-calendar', { whose: 'me' });
    await page.locator('button[value=allow]').click();
    await it.back();
    await page.locator('#notices .notice-error').waitFor();
    await look('boxes-left-empty');
    await it.connect('google-calendar', 'awa', { whose: 'me' });

    step('9');
    await it.goTo(say('page.interviews'));
    await button('slots.find').click();
    await page.locator('.slot').first().waitFor();
    await page.locator('.slot').first().click();
    await button('schedule.submit').click();
    await page.locator('#notices .notice-success').waitFor();
    await page.locator('[data-event]').waitFor();
    await page.locator('[data-event]').getByText(say('interviews.move'), { exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: say('slots.find') }).click();
    await page.getByRole('dialog').locator('.slot').nth(1).click();
    await button('interviews.moveInterview').click();
    await it.announces('interviews.isMoved');
    await page.locator('.row-actions button:focus').waitFor();
    await page.locator('[data-event]').getByText(say('page.cancel'), { exact: true }).click();
    await look('cancel');
    await button('interviews.cancelInterview').click();
    await it.announces('interviews.isCancelled');
    await page.goto(`${world.origin('google')}/calendar`);
    await page.getByText('Awa').first().waitFor();
    await page.goto(`${world.origin('google')}/mail/grace.williams@mail.example?tz=Africa/Abidjan`);
    assert.equal(await page.locator('article, li, section').count() > 0, true, 'Grace has mail');

    step('10');
    await it.open('connections');
    await page.getByRole('button', { name: say('signIn.signOut') }).click();
    await page.getByRole('button', { name: /Claire Lefèvre/ }).click();
    await it.side('linkedin').getByText(say('connections.state.disconnected')).waitFor();

    step('11');
    t.diagnostic(`all steps: ${whole.toFixed(1)} s`);

    await button('sandbox.controls').click();
    await look('sandbox-controls');
    await button('sandbox.run').click();
    await it.reads('sandbox.ran');
    await look('sandbox-ran');
    await it.leaveForGood();

    async function publish() {
      await page.locator('[data-job="1"]').getByRole('button').click();
      await page.getByRole('dialog').getByText(say('linkedin.profile')).waitFor();
      await look('publish');
      await page.getByRole('dialog').getByRole('button', { name: say('linkedin.publish'), exact: true }).click();
    }
  });
}

async function signOutIfIn(page) {
  const out = page.getByRole('button', { name: 'Sign out' });
  if (await out.count()) await out.click();
}
