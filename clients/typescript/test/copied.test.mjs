import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const SRC = new URL('../src/', import.meta.url);
const IMPORTED = /(?:from|import\()\s*'([^']+)'/g;

/** Next.js looks for the name as it is written and with these endings, and for no other file in its place. */
const ENDINGS = ['', '.ts', '.tsx'];

test('the sources, copied into a Next.js project as they are, find each other and need nothing else', () => {
  const files = readdirSync(SRC);
  const found = files.flatMap((file) => [...readFileSync(new URL(file, SRC), 'utf8').matchAll(IMPORTED)].map(([, name]) => [file, name]));
  assert.ok(found.length > 5, 'the imports are seen');
  for (const [file, name] of found) {
    assert.ok(name.startsWith('./'), `${file} needs ${name}`);
    assert.ok(ENDINGS.some((ending) => existsSync(new URL(name + ending, SRC))), `${file} does not find ${name}`);
  }
});
