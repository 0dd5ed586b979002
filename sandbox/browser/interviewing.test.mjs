import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { api, fire, pass, person, until } from './person.mjs';
import { start } from './world.mjs';

const CALENDARS = { 'google-calendar': { account: 'awa', simulator: 'google' }, outlook: { account: 'fatou', simulator: 'microsoft' } };

const listed = async (world) => (await api(world, 'GET', '/api/integrations/events')).events;

for (const language of LANGUAGES) {
  for (const [provider, { account, simulator }] of Object.entries(CALENDARS)) {
    test(`an interview in ${provider} is scheduled, answered, moved in the calendar, moved here and cancelled, in ${language}`, { timeout: 180_000 }, async (t) => {
      const world = await start();
      t.after(world.stop);
      const it = await person(world, language);
      const { page } = it;
      const dialog = page.getByRole('dialog');
      await it.signIn('Awa Koné');
      await it.connect(provider, account);
      await it.goTo(it.say('page.interviews'));
      await it.button('schedule.submit').waitFor();
      await it.look(`${provider}-schedule`);
      await it.button('slots.find').click();
      await page.locator('.slot').first().click();
      await it.button('schedule.submit').click();
      await page.locator('[data-event]').waitFor();
      await it.look(`${provider}-scheduled`);

      const [{ event_id }] = await listed(world);
      const guest = 'grace.williams@mail.example';
      const answered = await fetch(`${world.origin(simulator)}/calendar/${account}/events/${encodeURIComponent(event_id)}/answer`, {
        method: 'POST', body: new URLSearchParams({ guest, response: 'declined', comment: 'En voyage' }), redirect: 'manual',
      });
      assert.ok(answered.status < 400, await answered.text());
      await fire(world, 'watch-calendars');
      await pass(world, '6m');
      await fetch(`${world.origin(simulator)}/_notifications/run`, { method: 'POST' });
      await until(async () => (await listed(world))[0].attendees?.some(({ response }) => response === 'declined'));
      await it.open('connections');
      await it.goTo(it.say('page.interviews'));
      await page.locator('[data-response=declined]').waitFor();
      await it.look(`${provider}-declined`);

      await page.locator('[data-event]').getByText(it.say('interviews.move'), { exact: true }).click();
      await dialog.getByRole('button', { name: it.say('slots.find') }).click();
      await dialog.locator('.slot').nth(2).click();
      await it.look(`${provider}-move`);
      await it.button('interviews.moveInterview').click();
      await it.announces('interviews.isMoved');
      await page.locator('[data-event]').getByText(it.say('page.cancel'), { exact: true }).click();
      await it.button('interviews.cancelInterview').click();
      await it.announces('interviews.isCancelled');
      await it.look(`${provider}-cancelled`);
      assert.equal((await listed(world)).filter(({ status }) => status === 'scheduled').length, 0);
      await it.leaveForGood();
    });
  }
}
