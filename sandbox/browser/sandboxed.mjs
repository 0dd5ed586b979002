/** A sandbox of its own on free ports. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const SANDBOX = process.env.SANDBOX ?? new URL('../../target/debug/sandbox', import.meta.url).pathname;
const PORTS = ['dashboard', 'api', 'linkedin', 'google', 'microsoft', 'zoom', 'slack', 'dynamodb', 'kms'];
/** How often a sandbox is started anew because somebody took one of its ports first. */
const TRIES = 5;

/** Starts one with these further `options`: its process, the origin of each of its parts, and their ports. */
export async function sandboxed(options = []) {
  return started(options, TRIES);
}

async function started(further, tries) {
  const ports = await freePorts();
  const options = further.concat(PORTS.flatMap((name) => [`--${name}-port`, String(ports[name])]));
  const sandbox = spawn(SANDBOX, options, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, RUST_LOG: 'off' } });
  const origin = (name) => `http://localhost:${ports[name]}`;
  if (await ready(`${origin('api')}/healthz`, sandbox)) return { sandbox, origin, ports };
  if (tries > 1) return started(further, tries - 1);
  throw new Error(`the sandbox ended with ${sandbox.exitCode}`);
}

/** All of them are listened on before any is let go, so that no two are the same. */
async function freePorts() {
  const servers = await Promise.all(PORTS.map(async () => {
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    return server;
  }));
  const ports = Object.fromEntries(PORTS.map((name, index) => [name, servers[index].address().port]));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** Whether `sandbox` answers at `url`; not, where it ended. */
async function ready(url, sandbox) {
  for (;;) {
    if (sandbox.exitCode !== null) return false;
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return true;
    await new Promise((tick) => setImmediate(tick));
  }
}
