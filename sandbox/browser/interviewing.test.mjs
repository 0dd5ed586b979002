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

  test(`whoever schedules is warned and told the truth, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const it = await person(world, language, { timezoneId: 'Europe/Paris' });
    const { page } = it;
    const dialog = page.getByRole('dialog');
    await it.signIn('Awa Koné');
    await it.connect('google-calendar', 'awa');
    await it.goTo(it.say('page.interviews'));
    const schedule = () => it.button('schedule.submit').click();
    const guests = it.field('schedule.attendees');
    await guests.fill('grace.williams@mail');
    await schedule();
    await it.reads('schedule.noAddress');
    await it.look('address-not-finished');
    assert.equal((await listed(world)).length, 0);
    await guests.fill('');

    await it.button('slots.find').click();
    await page.locator('.slot').nth(5).waitFor();
    assert.equal(await page.locator('.slot').count(), 6);
    assert.ok((await page.locator('.slot-days h3').count()) > 2, 'several days');
    await page.getByRole('button', { name: it.say('slots.more') }).click();
    await page.locator('.slot').nth(6).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.slot').nth(8).click();
    assert.equal(await it.button('schedule.submit').evaluate((node) => node.getBoundingClientRect().bottom <= window.innerHeight), true, 'in reach on a phone');
    await page.setViewportSize({ width: 1280, height: 900 });
    await it.field('schedule.duration').selectOption('30');
    await page.locator('.slot').first().waitFor({ state: 'detached' });

    await page.getByRole('button', { name: it.say('schedule.remove') }).click();
    assert.equal(await guests.evaluate((node) => node === document.activeElement), true, 'the focus goes to the field');
    await it.field('schedule.zone').selectOption('Africa/Abidjan');
    await it.field('schedule.candidateZone').selectOption('America/New_York');
    await schedule();
    await it.announces('interviews.confirmedAlone');
    await page.locator('[data-event]').getByText(it.say('interviews.timeHere')).waitFor();
    await page.locator('[data-event]').getByText(it.say('interviews.timeThere')).waitFor();
    const chosen = await it.field('schedule.start').inputValue();
    await it.field('schedule.start').fill(chosen.replace(/0$/, '5'));
    await it.reads('schedule.clash');
    await it.field('schedule.start').fill('20:00');
    await page.getByText(it.say('schedule.clash')).waitFor({ state: 'detached' });
    await it.field('schedule.start').fill(chosen);
    await it.reads('schedule.clash');
    await it.look('scheduled-alone-and-a-clash');

    const [{ event_id }] = await listed(world);
    await page.locator('[data-event]').getByText(it.say('interviews.move'), { exact: true }).click();
    await fetch(`${world.origin('google')}/calendar/awa/events/${event_id}/move`, { method: 'POST', body: new URLSearchParams({ minutes: '60' }), redirect: 'manual' });
    await dialog.locator('input[type=time]').fill('15:15');
    await it.button('interviews.moveInterview').click();
    await dialog.locator('.notice-error').waitFor();
    await it.look('changed-meanwhile');
    await it.button('interviews.moveInterview').click();
    await it.announces('interviews.isMoved');
    await page.locator('[data-event]').getByText('15:15').first().waitFor();
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? ''), it.say('interviews.moveIt'), 'the focus stays');
    await page.locator('[data-event]').getByText(it.say('page.cancel'), { exact: true }).click();
    await it.button('interviews.cancelInterview').click();
    await it.announces('interviews.isCancelled');
    await it.leaveForGood();
  });
}
