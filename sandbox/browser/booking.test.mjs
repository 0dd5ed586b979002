import assert from 'node:assert/strict';
import { test } from 'node:test';

import { journey } from './journey.mjs';
import { LANGUAGES } from './languages.mjs';
import { api, pass, person } from './person.mjs';
import { start } from './world.mjs';

for (const language of LANGUAGES) {
  test(`a candidate chooses a time by a link, and cancels it, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const recruiter = await person(world, language);
    await recruiter.signIn('Awa Koné');
    await recruiter.connect('google-calendar', 'awa');
    await recruiter.goTo(recruiter.say('page.interviews'));
    await recruiter.button('links.send').click();
    const letter = recruiter.page.getByLabel(recruiter.say('links.made'));
    await letter.waitFor();
    await recruiter.look('link-made');
    assert.match(await letter.getAttribute('lang'), /^(en|fr|pt|ar)$/);
    const [address] = (await letter.inputValue()).match(/https?:\/\/\S+/);

    const candidate = await person(world, language, { timezoneId: 'Asia/Tokyo' });
    const { page } = candidate;
    const chooser = page.locator('.languages select');
    await page.goto(inLanguage(address, language));
    await candidate.reads('booking.pick');
    await candidate.look('booking-times');
    await page.locator('.times button').first().click();
    await candidate.reads('booking.book');
    await candidate.look('booking-confirm');
    await candidate.button('booking.back').click();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BUTTON', 'the focus goes back to the time');
    await page.locator('.times button').first().click();
    await candidate.button('booking.yes').click();
    await candidate.reads('booking.done');
    await candidate.look('booked');
    assert.equal((await api(world, 'GET', '/api/integrations/events')).events.length, 1);
    await chooser.selectOption('ar');
    await page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await candidate.look('booked-in-arabic');
    await chooser.selectOption(language);
    await candidate.button('booking.cancel').click();
    await candidate.reads('booking.sure');
    await candidate.look('booking-cancel');
    await candidate.button('booking.cancel').click();
    await candidate.reads('booking.gone');
    await candidate.look('booking-cancelled');
    await candidate.leaveForGood();

    await recruiter.open('connections');
    await recruiter.goTo(recruiter.say('page.interviews'));
    await recruiter.page.locator('.links .quiet').getByText(recruiter.say('links.state.cancelled')).waitFor();
    assert.ok(await recruiter.page.locator('.links strong').getAttribute('lang'), 'its title is in the language of the job');
    await recruiter.page.locator('[data-event]').getByText('Asia/Tokyo').waitFor();
    await recruiter.look('link-used');
    await recruiter.leaveForGood();

    const late = await person(world, language);
    await late.page.goto(inLanguage(address, language));
    await late.page.locator('.times button').first().click();
    await late.button('booking.yes').click();
    await late.reads('booking.done');
    const [{ start_time }] = (await api(world, 'GET', '/api/integrations/events')).events.filter(({ status }) => status === 'scheduled');
    const { now } = await api(world, 'GET', '/_clock');
    await pass(world, `${Math.floor((new Date(start_time) - new Date(now)) / 60_000) - 30}m`);
    await late.button('booking.cancel').click();
    await late.button('booking.cancel').click();
    await late.reads('booking.late');
    assert.equal(await late.button('booking.cancel').count(), 0);
    await late.look('booking-refused-too-late');
    await late.page.reload();
    await late.reads('booking.late');
    assert.equal(await late.button('booking.cancel').count(), 0, 'what would be refused is not offered');
    await late.look('booked-too-late');
    await late.leaveForGood();
  });
}

/** The `address` of a link, for somebody who reads `language`. */
const inLanguage = (address, language) => address.replace(/language=\w+/, `language=${language}`);

const LINK = '**/api/integrations/bookings/*';

journey('a candidate is told what to do where there is nothing to choose', async ({ world, visitor }) => {
  const recruiter = await visitor();
  await recruiter.signIn('Awa Koné');
  await recruiter.connect('google-calendar', 'awa');
  const offer = { application_id: 1, provider: 'google_calendar', calendar_of: 'company', duration_minutes: 60, timezone: 'Africa/Abidjan', interviewers: [], location: '' };
  const { url } = await api(world, 'POST', '/api/integrations/booking-links', offer);
  await recruiter.leaveForGood();

  const it = await visitor();
  const release = await it.hold(LINK);
  await it.page.goto(inLanguage(url, it.language));
  await it.reads('booking.wait');
  await it.look('booking-waiting', { isWaiting: true });
  release();
  await it.page.locator('.times button').first().click();
  await it.refuse(LINK, 409, { code: 'slot_taken', detail: it.say('booking.none'), slots: [] });
  await it.button('booking.yes').click();
  await it.reads('booking.none');
  await it.look('booking-taken');
  for (const state of ['open', 'closed']) {
    await it.page.unroute(LINK);
    await it.tell(LINK, (seen) => ({ ...seen, state, slots: [] }));
    await it.page.reload();
    await it.reads(state === 'open' ? 'booking.none' : 'booking.closed');
    await it.look(`booking-${state}-without-times`);
  }
  await it.page.unroute(LINK);
  await it.refuse(LINK);
  await it.page.reload();
  await it.reads('booking.failed');
  await it.look('booking-unreachable');
  await it.leaveForGood();
});
