import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, idle } from './english.mjs';
import { sayings } from './texts.mjs';

test('no French text of the dashboard has an English word', () => {
  const found = sayings('fr').flatMap(([key, forms]) => forms.flatMap((text) => english(text).map((word) => `${key}: ${word}`)));
  assert.deepEqual(found, []);
});

test('no word is allowed in French that no English text has', () => assert.deepEqual(idle, []));
