import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { createIntegrations } from '../dist/api/client.js';

const PROBLEM = { type: 'about:blank', title: 'Conflict', status: 409, detail: 'Google Calendar n’est pas connecté.', code: 'not_connected' };

let server;
let received;
before(async () => {
  server = createServer((request, response) => {
    received = { method: request.method, url: request.url, headers: request.headers };
    const isRefused = request.method === 'POST';
    response.writeHead(isRefused ? 409 : 200, { 'content-type': isRefused ? 'application/problem+json' : 'application/json' });
    response.end(JSON.stringify(isRefused ? PROBLEM : { events: [] }));
  }).listen(0, 'localhost');
  await once(server, 'listening');
});
after(() => server.close());

const client = (options) => createIntegrations({ apiUrl: `http://localhost:${server.address().port}/api/integrations`, getToken: () => 'token', ...options });

test('a call goes to the path of the description, as the person and in their language', async () => {
  const { data } = await client({ language: 'fr' }).GET('/api/integrations/interviews', { params: { query: { organizer: 'me' } } });
  assert.deepEqual(data, { events: [] });
  assert.equal(received.url, '/api/integrations/interviews?organizer=me');
  assert.equal(received.headers.authorization, 'Bearer token');
  assert.equal(received.headers['accept-language'], 'fr');
});

test('a refusal is a value with its code, not an exception', async () => {
  const path = { provider: 'google-calendar' };
  const { data, error } = await client().POST('/api/integrations/{provider}/create-event', { params: { path }, body: {} });
  assert.equal(data, undefined);
  assert.deepEqual(error, PROBLEM);
});

test('whoever is not signed in sends no token', async () => {
  await client({ getToken: async () => null }).GET('/api/integrations/events');
  assert.equal(received.headers.authorization, undefined);
});
