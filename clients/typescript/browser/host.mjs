/**
 * A frontend's host as Next.js with next-intl and NextAuth is one: French without a prefix, the other languages
 * with theirs, redirected to by a cookie; pages of the dashboard for who is signed in, but for the callback's.
 */

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const LOCALES = ['fr', 'en', 'pt', 'ar'];
const PREFIX = /^\/(fr|en|pt|ar)(?=\/|$)/;

/** Serves the pages on `port`; `api` is the origin of the sandbox. */
export async function start(port, api) {
  const script = await bundle(`${api}/api/integrations`);
  const server = createServer((request, response) => answer(request, response, { api, script }).catch((error) => response.destroy(error)));
  await new Promise((listening) => server.listen(port, 'localhost', listening));
  return server;
}

async function bundle(apiUrl) {
  const { outputFiles } = await build({
    entryPoints: [here('app.tsx')],
    bundle: true,
    write: false,
    jsx: 'automatic',
    jsxDev: true,
    define: { 'process.env.NEXT_PUBLIC_INTEGRATIONS_URL': JSON.stringify(apiUrl), 'process.env.NODE_ENV': '"development"' },
    alias: {
      '@/lib/integrations': here('../src/index.ts'),
      '@/hooks/useNextAuth': here('useNextAuth.ts'),
      'next-auth/react': here('nextAuth.ts'),
    },
  });
  return outputFiles[0].text;
}

async function answer(request, response, { api, script }) {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')));
  if (url.pathname === '/app.js') return send(response, 'text/javascript', script);
  if (url.pathname === '/api/auth/session') return send(response, 'application/json', JSON.stringify(await session(api, cookies)));
  if (url.pathname === '/api/signin') return enter(response, url);
  const target = redirected(url, cookies);
  if (target) return response.writeHead(307, { location: target }).end();
  const page = url.pathname.replace(PREFIX, '');
  const body = page === '/signin' ? signInForm(url) : '<div id="root"></div><script src="/app.js"></script>';
  send(response, 'text/html', `<!doctype html><html lang="${locale(url)}"><meta charset="utf-8"><title>Test</title>${body}`);
}

/** next-intl's `as-needed`, then the guard that sends away who is not signed in, as Next's middleware runs them. */
function redirected(url, cookies) {
  const wanted = LOCALES.includes(cookies.NEXT_LOCALE) ? cookies.NEXT_LOCALE : 'fr';
  const prefixed = PREFIX.exec(url.pathname)?.[1];
  if (prefixed === 'fr') return (url.pathname.replace(PREFIX, '') || '/') + url.search;
  if (!prefixed && wanted !== 'fr') return `/${wanted}${url.pathname}${url.search}`;
  const page = url.pathname.replace(PREFIX, '');
  const isGuarded = page.startsWith('/dashboard') && page !== '/dashboard/integrations/callback';
  if (isGuarded && !cookies.session) return `/signin?${new URLSearchParams({ callbackUrl: url.pathname })}`;
  return null;
}

const locale = (url) => PREFIX.exec(url.pathname)?.[1] ?? 'fr';

async function session(api, { session }) {
  if (!session) return {};
  const body = JSON.stringify({ user_id: Number(session) });
  const signed = await fetch(`${api}/api/auth/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { accessToken: (await signed.json()).access_token };
}

function signInForm(url) {
  const target = new URL(url.searchParams.get('callbackUrl') ?? '/', url);
  const next = target.origin === url.origin ? target.pathname + target.search : '/';
  return `<form action="/api/signin"><input type="hidden" name="next" value="${next.replaceAll('"', '')}"><button name="user" value="1">Sign in</button></form>`;
}

function enter(response, url) {
  response.writeHead(302, { location: url.searchParams.get('next'), 'set-cookie': `session=${url.searchParams.get('user')}; Path=/` }).end();
}

function send(response, type, text) {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(text);
}
