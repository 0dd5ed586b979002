/** A sandbox of its own, a host for the pages, and a browser. */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { chromium } from 'playwright-core';

import { start as host } from './host.mjs';

const SANDBOX = process.env.SANDBOX ?? new URL('../../../target/debug/sandbox', import.meta.url).pathname;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PORTS = ['dashboard', 'api', 'linkedin', 'google', 'microsoft', 'zoom', 'slack', 'dynamodb', 'kms'];

/** Starts everything, with the sandbox's own dashboard or with the pages that `serve(port, api)` serves; `stop()` ends it. */
export async function start({ dashboard = false, serve = host } = {}) {
  const ports = Object.fromEntries(await Promise.all(PORTS.map(async (name) => [name, await freePort()])));
  const options = PORTS.flatMap((name) => [`--${name}-port`, String(ports[name])]);
  const pages = dashboard ? [] : ['--no-dashboard'];
  const sandbox = spawn(SANDBOX, [...pages, ...options], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, RUST_LOG: 'off' } });
  const origin = (name) => `http://localhost:${ports[name]}`;
  await ready(`${origin('api')}/healthz`, sandbox);
  const server = dashboard ? null : await serve(ports.dashboard, origin('api'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const stop = async () => {
    await browser.close();
    server?.closeAllConnections();
    server?.close();
    sandbox.kill();
    await once(sandbox, 'exit');
  };
  return { browser, origin, stop };
}

async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function ready(url, sandbox) {
  for (;;) {
    if (sandbox.exitCode !== null) throw new Error(`the sandbox ended with ${sandbox.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((tick) => setImmediate(tick));
  }
}
