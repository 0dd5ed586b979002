/** Takes README's picture of the dashboard anew: docs/dashboard.png. */

import { person } from './person.mjs';
import { start } from './world.mjs';

const world = await start();
const it = await person(world, 'en');
await it.signIn('Awa Koné');
await it.connect('linkedin', 'claire');
await it.connect('google-calendar', 'awa');
await it.page.getByRole('button', { name: it.say('page.dismiss') }).click();
await it.page.setViewportSize({ width: 1160, height: 760 });
await it.page.screenshot({ path: new URL('../../docs/dashboard.png', import.meta.url).pathname });
await it.leaveForGood();
await world.stop();
