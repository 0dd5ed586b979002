/** A way through the pages. */

import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { person } from './person.mjs';
import { start } from './world.mjs';

/** Walks `walk`, in a world of its own, once in each language: it has the `world`, and brings a `visitor()` into it. */
export function journey(name, walk) {
  for (const language of LANGUAGES) {
    test(`${name}, in ${language}`, { timeout: 180_000 }, async (t) => {
      const world = await start();
      t.after(world.stop);
      await walk({ world, visitor: (options) => person(world, language, options) });
    });
  }
}
