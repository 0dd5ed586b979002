/** After all journeys: every text of the dashboard was seen in a state that was looked at. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LANGUAGES } from './languages.mjs';
import { seen } from './shown.mjs';
import { sayings } from './texts.mjs';

/** What no page in a browser can be brought to show, with the reason. */
const UNSEEN = {};

for (const language of LANGUAGES) {
  test(`every text was seen in ${language}`, (t) => {
    const names = new Set(seen(language));
    const isSeen = (key) => [...names].some((name) => name === key || name.startsWith(`${key}.`));
    const keys = sayings(language).map(([key]) => key);
    const unseen = keys.filter((key) => !isSeen(key));
    t.diagnostic(`${keys.length - unseen.length} of ${keys.length} texts were seen`);
    assert.deepEqual(unseen, Object.keys(UNSEEN));
  });
}
