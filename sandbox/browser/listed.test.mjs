import { journey } from './journey.mjs';
import { BOARD_OFFER, INTERVIEWS, LINKS, PLANS } from './listings.mjs';
import { api } from './person.mjs';

const EVENTS = '**/api/integrations/events';

journey('interviews and booking links are told in whatever state they are', async ({ visitor }) => {
  const it = await visitor();
  const { page } = it;
  await it.signIn('Awa Koné');
  await it.connect('google-calendar', 'awa');
  await it.goTo(it.say('page.interviews'));
  await it.reads('interviews.none');
  await it.reads('links.none');
  await it.look('interviews-none');
  await it.field('schedule.date').fill('');
  await it.button('schedule.submit').click();
  await it.reads('schedule.incomplete');
  await it.look('schedule-incomplete');
  await page.reload();
  await it.tell('**/create-event', (answer) => ({ ...answer, meeting_link: null, meeting_link_status: 'pending' }), 'POST');
  await it.button('schedule.submit').click();
  await it.reads('interviews.linkPending', { room: 'Google Meet' });
  await it.look('scheduled-without-a-link-yet');
  await it.button('links.send').click();
  await page.getByLabel(it.say('links.made')).waitFor();

  await it.tell(EVENTS, ({ events: [event] }) => ({ events: INTERVIEWS(event) }));
  await it.tell('**/api/integrations/booking-links', ({ links: [link] }) => ({ links: LINKS(link) }));
  await page.reload();
  await page.locator('[data-event=unconfirmed]').waitFor();
  for (const history of await page.locator('[data-event] summary').all()) await history.click();
  await it.look('interviews-in-every-state');
  await page.locator('[data-event=unconfirmed]').getByText(it.say('page.cancel'), { exact: true }).click();
  await it.look('cancel-with-nobody-invited');
  await page.keyboard.press('Escape');
  await page.locator('[data-event=unconfirmed]').getByText(it.say('interviews.move'), { exact: true }).click();
  await page.getByRole('dialog').locator('input[type=date]').fill('');
  await it.button('interviews.moveInterview').click();
  await it.reads('interviews.needTime');
  await it.look('move-incomplete');
  await page.keyboard.press('Escape');
  await it.tell('**/api/applications?*', () => ({ applications: [] }));
  await it.tell(EVENTS, () => ({ events: [] }));
  await page.reload();
  await it.reads('interviews.noApplications');
  await it.look('interviews-without-applications');
  await it.leaveForGood();
});

const SLOTS = '**/google-calendar/available-slots';
const AVAILABILITIES = ['tentative', 'working_elsewhere', 'busy', 'out_of_office'];

journey('times are told with whoever may not be free, and that there are none', async ({ visitor }) => {
  const it = await visitor();
  await it.signIn('Awa Koné');
  await it.connect('google-calendar', 'awa');
  await it.goTo(it.say('page.interviews'));
  await it.button('slots.find').waitFor();
  await it.tell(SLOTS, (answer) => ({ ...answer, slots: answer.slots.slice(0, 4).map((slot, index) => ({ ...slot, attendees: [{ email: 'grace.williams@mail.example', availability: AVAILABILITIES[index] }] })) }), 'POST');
  await it.button('slots.find').click();
  await it.page.locator('.slot').nth(3).waitFor();
  await it.look('slots-with-somebody-busy');
  await it.page.unroute(SLOTS);
  await it.tell(SLOTS, () => ({ slots: [], warnings: [] }), 'POST');
  await it.button('slots.find').click();
  await it.reads('slots.none');
  await it.look('slots-none');
  await it.leaveForGood();
});

const ORGANIZATIONS = '**/linkedin/organizations';
const POSTS = '**/linkedin/posts';
const PUBLISH = '**/linkedin/publish-job';

journey('offers, plans and targets are told in whatever state they are', async ({ world, visitor }) => {
  const it = await visitor();
  const { page } = it;
  const dialog = page.getByRole('dialog');
  const row = (job) => page.locator(`[data-job="${job}"]`).getByRole('button');
  const leave = async () => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  await it.signIn('Awa Koné');
  await it.connect('linkedin', 'claire');
  await it.goTo('LinkedIn');
  await page.locator('.default-page select').selectOption({ index: 1 });
  await page.locator('#notices .notice-success').waitFor();
  await it.look('page-chosen');
  for (const tab of ['planned', 'posts', 'template']) {
    await it.tab(`linkedin.${tab}`);
    await it.look(`linkedin-${tab}-at-first`);
  }
  await it.button('template.save').click();
  await it.announces('template.saved');
  await it.look('template-saved');
  await it.tab('linkedin.jobs');

  const release = await it.hold(ORGANIZATIONS);
  await row(1).click();
  await it.reads('publish.lookingUp');
  await it.look('pages-looked-up', { isWaiting: true });
  release();
  await dialog.getByRole('checkbox').nth(1).check();
  await it.field('later.date').fill('2030-01-01');
  await it.button('publish.plan').click();
  await it.reads('later.both');
  await it.look('plan-incomplete');
  await leave();
  await page.unroute(ORGANIZATIONS);
  await it.refuse(ORGANIZATIONS, 502, {});
  await row(1).click();
  await it.reads('publish.decided');
  await it.look('pages-not-known');
  await leave();
  await page.unroute(ORGANIZATIONS);
  await it.tell(ORGANIZATIONS, (answer) => ({ ...answer, personal: { ...answer.personal, account: null } }));
  await it.tell(PUBLISH, (answer) => ({ ...answer, published: answer.published.map((one) => ({ ...one, already_published: true, published_at: null })) }), 'POST');
  await row(7).click();
  await it.reads('linkedin.profileOfWho');
  await dialog.getByRole('button', { name: it.say('linkedin.preview') }).click();
  await dialog.getByAltText(it.say('linkedin.picture')).waitFor();
  await it.look('publish-with-a-picture');
  await dialog.getByRole('checkbox').nth(1).check();
  await dialog.getByRole('button', { name: it.say('linkedin.publish'), exact: true }).click();
  await it.reads('publish.alreadyNow');
  await it.look('published-a-moment-ago');
  await leave();

  await api(world, 'POST', '/api/integrations/linkedin/publish-job', { job_id: 1, publish_at: tomorrow(), timezone: 'Africa/Abidjan' });
  await it.tell(POSTS, ({ plans: [plan], posts }) => ({ posts, plans: PLANS(plan) }));
  await it.tell('**/api/jobs/my-jobs?*', ({ jobs, ...rest }) => ({ ...rest, jobs: jobs.map((job) => ({ ...job, job_type: 'part_time', status: 'archived' })) }));
  await page.reload();
  await page.locator('[data-job="1"]').waitFor();
  await it.look('jobs-archived');
  await it.tab('linkedin.planned');
  await it.look('plans-in-every-state');
  await page.locator('[data-plan=failed] .icon-button').click();
  await it.look('plan-remove');
  await leave();
  await page.locator('[data-plan=planned]').getByText(it.say('planned.change'), { exact: true }).click();
  await dialog.locator('input[type=date]').fill('');
  await dialog.locator('input[type=time]').fill('');
  await it.button('page.save').click();
  await it.reads('planned.both');
  await it.look('plan-change-incomplete');
  await leave();
  await it.tell('**/api/jobs/my-jobs?*', () => ({ jobs: [] }));
  await page.reload();
  await it.reads('linkedin.noJobs');
  await it.look('jobs-none');
  await it.leaveForGood();
});

const tomorrow = () => `${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)}T10:00:00`;

journey('an offer is told in whatever state it is at the boards', async ({ visitor }) => {
  const it = await visitor();
  const { page } = it;
  const dialog = page.getByRole('dialog');
  await it.signIn('Awa Koné');
  await it.goTo(it.say('page.boards'));
  await it.button('boards.put').waitFor();
  await it.tab('boards.addresses');
  await it.reads('boards.noAddresses');
  await it.look('boards-without-addresses');
  await it.tab('boards.offers');
  await it.button('boards.put').click();
  await page.locator('[data-offer]').waitFor();
  await it.look('boards-put');
  await it.tab('boards.addresses');
  await it.refuse('**/_boards', 422, { detail: 'the feed has no address for <job>' });
  await it.button('boards.visit', {}, page.locator('[data-feed=jooble]')).click();
  await it.reads('boards.refused');
  await it.look('boards-feed-refused');
  await page.unroute('**/_boards');
  await it.button('boards.visit', {}, page.locator('[data-feed=indeed]')).click();
  await page.locator('[data-feed=indeed]').getByText(it.say('boards.visited')).waitFor();
  await it.button('boards.renew').click();
  await it.look('boards-renew');
  await it.button('boards.renew', {}, dialog).click();
  await it.announces('boards.renewed');
  await it.look('boards-renewed');

  await it.tell('**/job-boards/offers', (answer) => ({ ...answer, offers: answer.offers.map(BOARD_OFFER) }));
  await it.tell('**/boards/*', (sheet) => ({ ...sheet, fields: sheet.fields.map((field, index) => ({ ...field, ...[{ text: null, is_required: true }, { text: null, is_required: false }, { is_shortened: true, limit: 50 }][index] })) }));
  await page.reload();
  await page.locator('[data-offer]').waitFor();
  await page.getByText(it.say('boards.feeds')).click();
  await it.look('boards-in-every-state');
  for (const board of ['jobberman', 'brightermonday']) {
    await page.locator(`[data-advert$="-${board}"]`).getByRole('button').click();
    await dialog.waitFor();
    await it.look(`boards-sheet-${board}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await it.leaveForGood();
});
