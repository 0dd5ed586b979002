import assert from 'node:assert/strict';

import { journey } from './journey.mjs';
import { api } from './person.mjs';

journey('an account without a mailbox or without Teams says so on its card, and is offered for nothing it can’t do', async ({ visitor }) => {
  const it = await visitor();
  await it.signIn('Awa Koné');
  await it.connect('outlook', 'nadia', { whose: 'me' });
  await it.side('outlook', 'me').locator('.remark').waitFor();
  await it.goTo(it.say('page.interviews'));
  await it.reads('interviews.disconnected');
  await it.goTo(it.say('page.connections'));
  await it.connect('outlook', 'marc');
  await it.side('outlook').locator('.remark').waitFor();
  await it.look('accounts-with-limits');
  await it.goTo(it.say('page.interviews'));
  await it.reads('interviews.linkUnavailable', { room: 'Microsoft Teams' });
  assert.deepEqual(await it.field('schedule.calendar').locator('option').allTextContents(), [it.say('schedule.company', { calendar: 'Outlook' })]);
  assert.deepEqual(await it.page.locator('[data-choice=video] option').allTextContents(), [it.say('schedule.noVideo')]);
  await it.look('calendar-without-rooms');
  await it.leaveForGood();
});

journey('a colleague connects by a link, and is told where to sign out for another account and where to take access away', async ({ world, visitor }) => {
  const it = await visitor();
  await it.signIn('Awa Koné');
  await it.side('outlook').getByRole('button', { name: it.say('connections.inviteTo', { provider: 'Outlook' }) }).click();
  await it.side('outlook').getByText(it.say('page.copied')).waitFor();
  const link = await it.page.evaluate(() => navigator.clipboard.readText());
  await it.leaveForGood();

  const colleague = await visitor();
  await colleague.page.goto(link);
  await colleague.page.getByRole('button', { name: /Yao Kouassi/ }).click();
  await colleague.reads('outcome.request', { provider: 'Outlook' });
  await colleague.look('asked-by-a-colleague');
  await colleague.button('connections.connect', {}, colleague.page.locator('#notices')).click();
  await colleague.page.waitForURL(`${world.origin('microsoft')}/**`);
  await colleague.agree('fatou');
  await colleague.back();
  assert.equal((await api(world, 'GET', '/api/integrations/status')).outlook_calendar.company.state, 'active');

  await colleague.leave('outlook', { word: 'connections.reconnect' });
  await colleague.agree('marc');
  await colleague.back();
  await colleague.page.locator('#notices').getByText(colleague.say('outcome.signOutFirst', { provider: 'Outlook' })).waitFor();
  await colleague.look('another-account-without-signing-out');
  await colleague.button('connections.replace').click();
  await colleague.page.waitForURL(`${world.origin('microsoft')}/**`);
  await colleague.agree('marc');
  await colleague.back();
  await colleague.page.locator('#notices').getByText(new RegExp(colleague.say('callback.replaced').source.replace(/[$^]/g, ''))).waitFor();
  await colleague.look('account-replaced');
  await colleague.side('outlook').getByText(colleague.say('connections.disconnect'), { exact: true }).click();
  await colleague.page.getByRole('dialog').getByRole('button', { name: colleague.say('connections.disconnect') }).click();
  const manage = colleague.page.getByRole('link', { name: colleague.say('connections.manage', { provider: 'Outlook' }) });
  assert.equal(await manage.getAttribute('href'), 'https://myapps.microsoft.com');
  await colleague.look('disconnected-here-alone');
  await colleague.leaveForGood();
});
