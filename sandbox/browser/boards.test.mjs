import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { person } from './person.mjs';
import { start } from './world.mjs';

const PAGE = 'https://www.emploi.ci/offre-emploi-cote-ivoire/comptable-123';

for (const language of LANGUAGES) {
  test(`an offer goes to boards that read a feed, and is posted by hand at another, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const it = await person(world, language);
    const dialog = it.page.getByRole('dialog');
    const offer = it.page.locator('[data-offer]').first();
    await it.signIn('Awa Koné');
    await it.goTo(it.say('page.boards'));
    await it.reads('boards.none');
    await it.look('boards-empty');
    await it.button('boards.put').click();
    await it.announces('boards.isPut');
    await offer.waitFor();
    await it.tab('boards.addresses');
    await it.button('boards.visit', {}, it.page.locator('[data-feed=indeed]')).click();
    await it.page.locator('#notices').getByText(/ 1 off/).waitFor();
    await it.tab('boards.offers');
    await offer.getByText(it.say('boards.feeds')).click();
    const way = await offer.locator('[data-way=indeed-in_feed]').innerText();
    assert.doesNotMatch(way, /publi/i, 'whether a board shows it, nobody knows here');
    await it.look('boards-offers');
    const row = it.page.locator('[data-advert$="-emploi_ci"]');
    await row.getByRole('button').click();
    await it.button('boards.copy', {}, dialog).first().click();
    await it.look('boards-sheet');
    await it.field('boards.url', {}, dialog).fill('https://www.fuzu.com/kenya/jobs/1');
    await it.button('boards.isPosted', {}, dialog).click();
    await dialog.locator('.notice-error').getByText('emploi.ci').waitFor();
    await it.field('boards.url', {}, dialog).fill(PAGE);
    await it.button('boards.isPosted', {}, dialog).click();
    await it.announces('boards.kept');
    await it.look('boards-posted');
    assert.equal(await row.getByRole('link').getAttribute('href'), PAGE);
    await it.button('boards.takeOffIt').click();
    await it.look('boards-take-off');
    await it.button('boards.takeOff', {}, dialog).click();
    await it.reads('boards.leftBehind');
    await it.look('boards-left-behind');
    await row.getByRole('button').click();
    await it.button('boards.isRemoved', {}, dialog).click();
    await it.reads('boards.none');
    await it.leaveForGood();
  });
}
