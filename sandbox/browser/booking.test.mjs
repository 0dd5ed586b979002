import assert from 'node:assert/strict';
import { test } from 'node:test';

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
    await page.goto(address);
    await chooser.selectOption(language);
    await candidate.reads('booking.pick');
    await page.locator('.times button').first().click();
    await candidate.reads('booking.book');
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
    await candidate.button('booking.cancel').click();
    await candidate.reads('booking.gone');
    await candidate.leaveForGood();

    await recruiter.open('connections');
    await recruiter.goTo(recruiter.say('page.interviews'));
    await recruiter.page.locator('.links .quiet').getByText(recruiter.say('links.state.cancelled')).waitFor();
    assert.ok(await recruiter.page.locator('.links strong').getAttribute('lang'), 'its title is in the language of the job');
    await recruiter.page.locator('[data-event]').getByText('Asia/Tokyo').waitFor();
    await recruiter.look('link-used');
    await recruiter.leaveForGood();

    const late = await person(world, language);
    await late.page.goto(address);
    await late.page.locator('.languages select').selectOption(language);
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
    await late.look('booked-too-late');
    await late.leaveForGood();
  });
}
