/** A sandbox of its own, a host for the pages, and a browser. */

import { once } from 'node:events';
import { chromium } from 'playwright-core';

import { sandboxed } from '../../../sandbox/browser/sandboxed.mjs';
import { start as host } from './host.mjs';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts everything, with the sandbox's own dashboard or with the pages that `serve(port, api)` serves; `stop()` ends it. */
export async function start({ dashboard = false, serve = host } = {}) {
  const { sandbox, origin, ports } = await sandboxed(dashboard ? [] : ['--no-dashboard']);
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
