import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { api, fault, fire, pass, person } from './person.mjs';
import { start } from './world.mjs';

for (const language of LANGUAGES) {
  const journey = (name, walk) => test(`${name}, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const it = await person(world, language);
    await it.signIn('Awa Koné');
    await it.connect('linkedin', 'claire');
    await it.goTo('LinkedIn');
    await walk(it, world);
    await it.leaveForGood();
  });
  const dialog = (it) => it.page.getByRole('dialog');
  const openPublish = async (it, job = 1) => {
    await it.page.locator(`[data-job="${job}"]`).getByRole('button').click();
    await dialog(it).getByRole('checkbox').first().waitFor();
  };
  const publish = (it) => dialog(it).getByRole('button', { name: it.say('linkedin.publish'), exact: true }).click();

  journey('an offer is previewed, published on two pages, followed and deleted', async (it, world) => {
    await openPublish(it);
    await publish(it);
    await it.look('publish-refused');
    await dialog(it).getByRole('checkbox').nth(1).check();
    await dialog(it).getByRole('checkbox').nth(2).check();
    await dialog(it).getByRole('button', { name: it.say('linkedin.preview') }).click();
    await dialog(it).locator('.preview').waitFor();
    assert.equal(await dialog(it).locator('.preview-text').getAttribute('lang'), await it.page.locator('[data-job="1"] h2').getAttribute('lang'));
    await it.look('publish-previewed');
    await it.button('linkedin.more', {}, dialog(it)).click();
    assert.equal(await it.page.evaluate(() => document.activeElement.className), 'preview-text', 'the focus goes to the text');
    await publish(it);
    await dialog(it).locator('.outcome.good').nth(1).waitFor();
    await it.look('published-on-two-pages');
    await it.button('publish.done').click();
    await pass(world, '1d');
    await fire(world, 'snapshot-statistics');
    await pass(world, '1d');
    await fire(world, 'snapshot-statistics');
    await it.signInAnew('Awa Koné');
    await it.goTo('LinkedIn');
    await it.tab('linkedin.posts');
    await it.page.locator('[data-post]').nth(1).waitFor();
    assert.equal(await it.page.locator('[data-post] h2').first().getAttribute('lang'), 'fr');
    // Both went out in one moment, and which of them is listed first is open; not each has figures of both days.
    await it.page.getByRole('table').first().getByRole('rowheader').nth(1).waitFor();
    await it.look('posts');
    await it.page.locator('[data-post]').first().getByRole('button').click();
    await it.look('post-delete');
    await it.button('posts.deleteIt').click();
    await it.reads('posts.deleted');
    await it.tab('linkedin.template');
    await it.button('linkedin.preview', {}, it.page.locator('.template')).click();
    await it.page.locator('.template .preview-text').waitFor();
    await it.look('template');
  });

  journey('a post is planned, changed, taken back, and stopped with its connection', async (it, world) => {
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const plan = async () => {
      await openPublish(it);
      await dialog(it).getByRole('checkbox').nth(1).check();
      await it.field('later.date').fill(day);
      await dialog(it).locator('input[type=time]').fill('09:30');
      await it.look('plan');
      await it.button('publish.plan').click();
      await it.page.locator('#notices .notice-success').waitFor();
    };
    await plan();
    await it.tab('linkedin.planned');
    await it.page.locator('[data-plan]').waitFor();
    assert.equal(await it.page.locator('[data-plan] h2').getAttribute('lang'), 'fr');
    await it.look('planned');
    await it.page.locator('[data-plan]').getByText(it.say('planned.change'), { exact: true }).click();
    await dialog(it).locator('input[type=time]').fill('10:45');
    await it.field('linkedin.message', {}, dialog(it)).fill('Rejoignez-nous à Abidjan');
    await it.button('linkedin.preview', {}, dialog(it)).click();
    await dialog(it).locator('.preview').getByText('Rejoignez-nous à Abidjan').first().waitFor();
    await it.look('plan-change');
    await it.button('page.save').click();
    await it.page.locator('#notices .notice-success').waitFor();
    await it.page.locator('[data-plan] .meta').getByText('10:45').waitFor();
    await it.page.locator('[data-plan]').getByRole('button', { name: it.say('planned.takeBack') }).click();
    await it.look('plan-take-back');
    await it.button('planned.takeIt').click();
    await it.page.locator('[data-plan]').getByText(it.say('planned.state.taken_back')).waitFor();
    await it.tab('linkedin.jobs');
    await plan();
    await it.open('connections');
    await it.side('linkedin').getByText(it.say('connections.disconnect'), { exact: true }).click();
    await dialog(it).getByText('1').waitFor();
    await it.look('disconnect-with-a-plan');
    await dialog(it).getByRole('button', { name: it.say('connections.disconnect') }).click();
    await it.side('linkedin').getByText(it.say('connections.state.disconnected')).waitFor();
    const { plans } = await api(world, 'GET', '/api/integrations/linkedin/posts');
    assert.deepEqual(plans.map(({ state }) => state).sort(), ['stopped', 'taken_back']);
  });

  journey('a target that did not answer is told apart, and the outcome outlives the dialog', async (it, world) => {
    await openPublish(it);
    await dialog(it).getByRole('checkbox').nth(1).check();
    await dialog(it).getByRole('checkbox').nth(2).check();
    await fault(world, 'linkedin', { match: { method: 'POST', path: '/rest/posts' }, after: 1, times: 9, action: { type: 'drop_after' } });
    await publish(it);
    await dialog(it).locator('.outcome.open').waitFor();
    await it.look('published-and-unconfirmed');
    await it.page.keyboard.press('Escape');
    await it.page.locator('#notices .outcome.open').waitFor();
    await it.page.locator('#notices .outcome.good').waitFor();
    await it.look('outcome-after-the-dialog');
  });

  journey('who leaves the dialog before LinkedIn has answered is told what came of it', async (it, world) => {
    const release = await it.hold('**/publish-job');
    const leaveIt = async (job) => {
      await openPublish(it, job);
      await dialog(it).getByRole('checkbox').nth(1).check();
      await publish(it);
      await it.page.keyboard.press('Escape');
      await dialog(it).waitFor({ state: 'detached' });
    };
    await leaveIt();
    release();
    await it.page.locator('#notices .outcome.good').waitFor();
    await it.page.unroute('**/publish-job');
    const refuse = await it.hold('**/publish-job');
    await it.page.reload();
    await it.page.locator('[data-job="2"]').waitFor();
    await leaveIt(2);
    await fault(world, 'linkedin', { match: { method: 'POST', path: '/rest/posts' }, times: 9, action: { type: 'drop_after' } });
    refuse();
    await it.page.locator('#notices .notice-error').waitFor();
    await it.look('refused-after-the-dialog');
  });

  journey('what went online first is still told once the others were tried again', async (it, world) => {
    await openPublish(it);
    await dialog(it).getByRole('checkbox').nth(1).check();
    await dialog(it).getByRole('checkbox').nth(2).check();
    const refused = { type: 'respond', status: 403, body: { status: 403, message: 'Not enough permissions' } };
    await fault(world, 'linkedin', { match: { method: 'POST', path: '/rest/posts' }, after: 1, action: refused });
    await publish(it);
    await dialog(it).locator('.outcome.bad').waitFor();
    await it.look('published-and-refused');
    await it.button('publish.again', {}, dialog(it)).click();
    await dialog(it).locator('.outcome.good').nth(1).waitFor();
    assert.equal(await dialog(it).locator('.outcome.bad').count(), 0);
    await it.page.keyboard.press('Escape');
    await it.page.locator('#notices .outcome.good').nth(1).waitFor();
  });
}

for (const language of LANGUAGES) {
  test(`among many pages one is searched, in ${language}`, { timeout: 180_000 }, async (t) => {
    const world = await start();
    t.after(world.stop);
    const it = await person(world, language);
    await it.signIn('Awa Koné');
    await it.connect('linkedin', 'yao');
    await it.goTo('LinkedIn');
    await it.page.locator('[data-job="1"]').getByRole('button').click();
    const boxes = it.page.getByRole('dialog').locator('.choice:visible');
    await boxes.nth(9).waitFor();
    const last = (await boxes.last().locator('strong').textContent()).trim();
    await it.field('publish.search').fill(last.toUpperCase());
    await boxes.nth(9).waitFor({ state: 'detached' });
    assert.equal(await boxes.filter({ hasText: last }).count() > 0, true);
    await it.look('publish-searched');
    await it.leaveForGood();
  });
}
