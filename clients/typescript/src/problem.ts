import { say } from './words';

/** A refusal: `code` to act on, `detail` to show (RFC 9457). Without an answer, `code` is `unreachable`. */
export interface Problem {
  code: string;
  detail: string;
}

const unreachable = (language?: string): Problem => ({
  code: 'unreachable',
  detail: say('unreachable', language),
});

/** GETs `url` with `token`: the body of a success, or the refusal, said in `language`. It never throws. */
export async function get(
  url: string,
  token: string,
  language?: string,
): Promise<{ ok: true; body: Record<string, unknown> } | { ok: false; problem: Problem }> {
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, ...(language && { 'Accept-Language': language }) },
      credentials: 'omit',
      cache: 'no-store',
    });
    const body = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { ok: true, body };
    const { code, detail } = body;
    const isProblem = typeof code === 'string' && typeof detail === 'string';
    return { ok: false, problem: isProblem ? { code, detail } : unreachable(language) };
  } catch {
    return { ok: false, problem: unreachable(language) };
  }
}
