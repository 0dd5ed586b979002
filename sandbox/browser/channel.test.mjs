import { journey } from './journey.mjs';

journey('a channel is chosen for the company’s notes, and hears a test', async ({ visitor }) => {
  const it = await visitor();
  const slack = it.page.locator('[data-provider=slack]');
  await it.signIn('Awa Koné');
  await it.connect('slack', 'sali');
  await slack.getByText(it.say('notes.none')).waitFor();
  await it.tell('**/slack/channels', ({ channels, ...answer }) => ({ ...answer, next_cursor: 'more', channels: channels.flatMap((one) => [one, { ...one, is_shared: true }]) }));
  await it.button('notes.open').click();
  await it.field('notes.channel').selectOption({ label: '#recrutement' });
  await it.page.unroute('**/slack/channels');
  await slack.locator('details').first().locator('summary').click();
  await it.look('slack-channel-and-notes');
  await it.button('page.save', {}, slack).click();
  await slack.getByText(it.say('notes.go', { channel: 'recrutement' })).waitFor();
  await it.button('notes.test').click();
  await slack.locator('[role=status]').filter({ hasText: /\S/ }).waitFor();
  await it.look('slack-tested');
  await it.leaveForGood();
});
