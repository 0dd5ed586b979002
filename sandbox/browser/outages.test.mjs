import { journey } from './journey.mjs';
import { pass } from './person.mjs';

const STATUS = '**/api/integrations/status';
const PEOPLE = '**/api/auth/people';

/** What stands in front of the API answers in words of its own, which are for nobody. */
const OUTAGES = {
  unreachable: { key: 'api.noAnswer' },
  throttled: { key: 'api.tooMany', status: 429, body: { message: 'Too Many Requests' } },
  failing: { key: 'api.failed', status: 502, body: { message: 'Internal Server Error' } },
};

journey('whoever waits, gets no answer, or was signed out meanwhile is told so', async ({ world, visitor }) => {
  const it = await visitor();
  const release = await it.hold(PEOPLE);
  await it.open();
  await it.reads('page.loading');
  await it.look('waiting', { isWaiting: true });
  release();
  await it.signIn('Awa Koné');
  for (const [name, { key, status, body }] of Object.entries(OUTAGES)) {
    await it.refuse(STATUS, status, body);
    await it.page.reload();
    await it.reads(key);
    await it.look(name);
    await it.page.unroute(STATUS);
  }
  await it.button('page.tryAgain').click();
  await it.side('linkedin').waitFor();
  await it.goTo('LinkedIn');
  await it.reads('linkedin.disconnected');
  await it.look('linkedin-not-connected');
  await pass(world, '25h');
  await it.goTo(it.say('page.connections'));
  await it.reads('signIn.ended');
  await it.look('session-ended');
  await it.leaveForGood();
});

journey('who may not sign in is told so, and so is everybody where nobody may', async ({ visitor }) => {
  const it = await visitor();
  await it.tell(PEOPLE, (people) => people.map((one) => ({ ...one, is_active: false })));
  await it.open();
  await it.page.getByText(new RegExp(it.say('signIn.deactivated'))).first().waitFor();
  await it.look('sign-in-deactivated');
  await it.page.unroute(PEOPLE);
  await it.tell(PEOPLE, () => []);
  await it.page.reload();
  await it.reads('signIn.nobody');
  await it.look('sign-in-nobody');
  await it.leaveForGood();
});

const CODES = [
  'blocked_by_policy', 'wrong_account', 'consent_required', 'provider_misconfigured', 'provider_unavailable', 'provider_error', 'invalid_request', 'invalid_state',
];

journey('whoever comes back without a connection reads why, whatever the reason', async ({ visitor }) => {
  const it = await visitor();
  await it.signIn('Awa Koné');
  for (const error of CODES) {
    await it.page.goto(`${it.dashboard}?${new URLSearchParams({ provider: 'outlook', success: 'false', error })}`);
    await it.announces(`outcome.${error}`);
    await it.look(`outcome-${error}`);
  }
  await it.leaveForGood();
});
