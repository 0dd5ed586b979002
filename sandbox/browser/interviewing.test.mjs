import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { api, fault, fire, pass, person, until } from './person.mjs';
import { start } from './world.mjs';

const CALENDARS = { 'google-calendar': { account: 'awa', simulator: 'google' }, outlook: { account: 'fatou', simulator: 'microsoft' } };

const GUEST = 'grace.williams@mail.example';

const listed = async (world) => (await api(world, 'GET', '/api/integrations/events')).events;

/** Somebody does `what` to the interview on the calendar's own pages. */
async function byHand(world, { simulator, account, event_id }, { what, form }) {
  const address = `${world.origin(simulator)}/calendar/${account}/events/${encodeURIComponent(event_id)}/${what}`;
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  assert.ok(answer.status < 400, await answer.text());
}

/** A day in the weeks after the interview on which nobody has anything. */
function nextSunday(start_time) {
  const day = new Date(`${start_time.slice(0, 10)}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + 21 - day.getUTCDay());
  return day.toISOString().slice(0, 10);
}

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
      await it.look('schedule');
      await it.button('slots.find').click();
      await page.locator('.slot').first().click();
      await it.button('schedule.submit').click();
      await page.locator('[data-event]').waitFor();
      await it.look('scheduled');

      const [{ event_id }] = await listed(world);
      const inCalendar = (what, form) => byHand(world, { simulator, account, event_id }, { what, form });
      await fire(world, 'watch-calendars');
      const seen = async (so) => {
        await pass(world, '6m');
        await fetch(`${world.origin(simulator)}/_notifications/run`, { method: 'POST' });
        await until(async () => so((await listed(world))[0]));
        await it.open('connections');
        await it.goTo(it.say('page.interviews'));
      };
      await inCalendar('move', { minutes: '1440' });
      await seen(({ changes }) => changes.some(({ what }) => what === 'moved'));
      await page.locator('[data-event] summary').click();
      await page.locator('[data-event] details').getByText(it.say('seen.what.moved')).waitFor();
      await it.look('moved-in-the-calendar');
      await inCalendar('answer', { guest: GUEST, response: 'declined', comment: 'En voyage' });
      await seen(({ attendees }) => attendees?.some(({ response }) => response === 'declined'));
      await page.locator('[data-response=declined]').waitFor();
      await it.look('declined');
      if (provider === 'outlook') {
        await inCalendar('propose', { guest: GUEST, minutes: '60', comment: 'Plus tard' });
        await seen(({ attendees }) => attendees?.some(({ proposed }) => proposed));
        await page.locator('[data-response=tentative]').getByText(it.say('seen.proposes')).waitFor();
        await it.look('another-time-proposed');
      }

      const [{ start_time }] = await listed(world);
      await it.field('schedule.date').fill(start_time.slice(0, 10));
      await it.field('schedule.start').fill(start_time.slice(11, 15) + '5');
      await it.reads('schedule.clash');
      await it.field('schedule.date').fill(nextSunday(start_time));
      await page.getByText(it.say('schedule.clash')).waitFor({ state: 'detached' });

      await page.locator('[data-event]').getByText(it.say('interviews.move'), { exact: true }).click();
      await dialog.getByRole('button', { name: it.say('slots.find') }).click();
      await dialog.locator('.slot').nth(2).click();
      await it.look('move');
      await it.button('interviews.moveInterview').click();
      await it.announces('interviews.isMoved');
      await page.locator('.row-actions button:focus').waitFor();
      await page.locator('[data-event]').getByText(it.say('page.cancel'), { exact: true }).click();
      await it.button('interviews.cancelInterview').click();
      await it.announces('interviews.isCancelled');
      await it.look('cancelled');
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
    await it.field('schedule.date').fill('2020-03-02');
    await page.getByText(it.say('schedule.clash')).waitFor({ state: 'detached' });

    const [{ event_id }] = await listed(world);
    await page.locator('[data-event]').getByText(it.say('interviews.move'), { exact: true }).click();
    await byHand(world, { simulator: 'google', account: 'awa', event_id }, { what: 'move', form: { minutes: '60' } });
    await dialog.locator('input[type=time]').fill('15:15');
    await it.button('interviews.moveInterview').click();
    await dialog.locator('.notice-error').waitFor();
    await it.look('changed-meanwhile');
    await it.button('interviews.moveInterview').click();
    await it.announces('interviews.isMoved');
    await page.locator('[data-event]').getByText('15:15').first().waitFor();
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? ''), it.say('interviews.moveIt'), 'the focus stays');
    const release = await it.hold('**/google-calendar/events/*');
    await page.locator('[data-event]').getByText(it.say('page.cancel'), { exact: true }).click();
    await it.button('interviews.cancelInterview').click();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await fault(world, 'google', { match: { method: 'DELETE', path: '/calendar/v3/*' }, times: 1, action: { type: 'respond', status: 403, body: { error: { code: 403, message: 'Forbidden', errors: [{ reason: 'forbiddenForNonOrganizer' }] } } } });
    release();
    await page.locator('#notices .notice-error').waitFor();
    await it.look('not-cancelled-after-the-dialog');
    await page.locator('[data-event]').getByText(it.say('page.cancel'), { exact: true }).click();
    await it.button('interviews.cancelInterview').click();
    await it.announces('interviews.isCancelled');
    await it.leaveForGood();
  });

  test(`an interview is moved to when everybody who is invited is free, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const yao = await person(world, language);
    await yao.signIn('Yao Kouassi');
    await yao.connect('google-calendar', 'awa', { whose: 'me' });
    await yao.leaveForGood();
    const it = await person(world, language);
    const { page } = it;
    const dialog = page.getByRole('dialog');
    await it.signIn('Awa Koné');
    await it.connect('google-calendar', 'jean');
    await it.goTo(it.say('page.interviews'));
    await page.locator('.interviewers input').check();
    await it.look('schedule-with-a-colleague');
    await it.button('schedule.submit').click();
    await page.locator('[data-event]').waitFor();
    const [{ attendees }] = await listed(world);
    const { user_id } = attendees.find(({ role }) => role === 'interviewer');
    await page.locator('[data-event]').getByText(it.say('interviews.move'), { exact: true }).click();
    const asked = page.waitForRequest((request) => request.url().includes('available-slots') && request.postDataJSON().working_hours === undefined);
    await dialog.getByRole('button', { name: it.say('slots.find') }).click();
    const search = (await asked).postDataJSON();
    assert.deepEqual([search.attendees, search.interviewers], [[GUEST], [user_id]]);
    await dialog.locator('.slot').first().click();
    await it.button('interviews.moveInterview').click();
    await it.announces('interviews.isMoved');
    await it.leaveForGood();
  });
}
