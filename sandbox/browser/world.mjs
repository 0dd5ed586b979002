/** A sandbox of its own on free ports, and a browser. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { chromium } from 'playwright-core';

const SANDBOX = process.env.SANDBOX ?? new URL('../../target/debug/sandbox', import.meta.url).pathname;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PORTS = ['dashboard', 'api', 'linkedin', 'google', 'microsoft', 'zoom', 'slack', 'dynamodb', 'kms'];

/** Starts both; `stop()` ends them. */
export async function start() {
  const ports = Object.fromEntries(await Promise.all(PORTS.map(async (name) => [name, await freePort()])));
  const options = PORTS.flatMap((name) => [`--${name}-port`, String(ports[name])]);
  const sandbox = spawn(SANDBOX, options, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, RUST_LOG: 'off' } });
  const origin = (name) => `http://localhost:${ports[name]}`;
  await ready(`${origin('api')}/healthz`, sandbox);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const stop = async () => {
    await browser.close();
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
