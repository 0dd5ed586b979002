/** A sandbox of its own on free ports, and a browser. */

import { once } from 'node:events';
import { chromium } from 'playwright-core';

import { sandboxed } from './sandboxed.mjs';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts both; `stop()` ends them. */
export async function start() {
  const { sandbox, origin } = await sandboxed();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const stop = async () => {
    await browser.close();
    sandbox.kill();
    await once(sandbox, 'exit');
  };
  return { browser, origin, stop };
}
