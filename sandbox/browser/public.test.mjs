import { journey } from './journey.mjs';

journey('pages that a link leads to say what they are, also where there is nothing any more', async ({ world, visitor }) => {
  const it = await visitor();
  const visit = (path) => it.page.goto(world.origin('dashboard') + path);
  await visit('/offres/1');
  await it.reads('offer.apply');
  await it.look('offer');
  await visit('/offres/4');
  await it.reads('offer.gone');
  await it.look('offer-gone');
  await visit('/dashboard/integrations/callback?provider=linkedin');
  await it.reads('callback.nothing');
  await it.look('nothing-to-finish');
  await visit('/dashboard/integrations/admin-consent?admin_consent=refused');
  await it.reads('adminConsent.refused');
  await it.look('administrator-refused');
  await visit('/booking#nothing');
  await it.button('booking.again').waitFor();
  await it.look('booking-unknown');
  await it.leaveForGood();
});
