import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { person } from './person.mjs';
import { start } from './world.mjs';

for (const language of LANGUAGES) {
  test(`an offer is put on the boards, read by one and prepared for another, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const it = await person(world, language);
    const { page } = it;
    await it.signIn('Awa Koné');
    await it.goTo(it.say('page.boards'));
    await it.button('boards.put').waitFor();
    await it.look('boards-none');
    await it.button('boards.put').click();
    await page.locator('[data-offer]').waitFor();
    await it.look('boards-offer');
    await page.locator('[data-advert]').first().getByRole('button').click();
    await page.getByRole('dialog').locator('textarea').first().waitFor();
    await it.look('boards-sheet');
    await page.keyboard.press('Escape');
    await it.tab('boards.addresses');
    await page.locator('[data-feed]').first().waitFor();
    await it.look('boards-addresses');
    await it.leaveForGood();
  });
}
