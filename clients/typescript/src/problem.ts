/** A refusal: `code` to act on, `detail` to show (RFC 9457). Without an answer, `code` is `unreachable`. */
export interface Problem {
  code: string;
  detail: string;
}

export const UNREACHABLE: Problem = {
  code: 'unreachable',
  detail: 'The integrations do not answer. Check the connection to the internet and try again.',
};

/** GETs `url` with `token`: the body of a success, or the refusal. It never throws. */
export async function get(
  url: string,
  token: string,
): Promise<{ ok: true; body: Record<string, unknown> } | { ok: false; problem: Problem }> {
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
    });
    const body = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { ok: true, body };
    const { code, detail } = body;
    const isProblem = typeof code === 'string' && typeof detail === 'string';
    return { ok: false, problem: isProblem ? { code, detail } : UNREACHABLE };
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}
