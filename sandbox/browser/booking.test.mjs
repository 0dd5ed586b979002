import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { api, person } from './person.mjs';
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
    await recruiter.page.getByText(recruiter.say('links.state.cancelled')).first().waitFor().catch(() => {});
    await recruiter.page.locator('[data-event]').getByText('Asia/Tokyo').waitFor();
    await recruiter.look('link-used');
    await recruiter.leaveForGood();
  });
}
