import { get, type Problem } from './problem';
import type { Provider } from './provider';

const BEGUN = 'intowork.integrations.begun';

export interface BeginOptions {
  /** The integrations' base URL, such as `https://api.intowork.co/api/integrations`. */
  apiUrl: string;
  /** The signed-in person's access token. */
  token: string;
  /** Whose connection it becomes: one's own (`me`), or the company's where nothing is said. */
  for?: 'me' | 'company';
  /** Whether another account may take the place of one that works. */
  replace?: boolean;
  /** The language of what is said to people, where it is not the browser's: `fr`. */
  language?: string | undefined;
}

/**
 * Asks for `provider`'s consent page and goes there. The state is kept for {@link isOurs}, so that an answer
 * this tab never asked for goes nowhere.
 *
 * @returns the refusal, where there is one; otherwise the page is left
 */
export async function beginConnection(
  provider: Provider,
  { apiUrl, token, for: whose = 'company', replace = false, language }: BeginOptions,
): Promise<Problem | undefined> {
  const query = new URLSearchParams({ ...(whose === 'me' && { for: whose }), ...(replace && { replace: 'true' }) });
  const asked = query.toString();
  const answer = await get(`${apiUrl}/${provider}/auth-url${asked && `?${asked}`}`, token, language);
  if (!answer.ok) return answer.problem;
  sessionStorage.setItem(BEGUN, String(answer.body['state']));
  window.location.assign(String(answer.body['authorization_url']));
  return undefined;
}

/**
 * Whether this tab may have begun what comes back with `state`; asked once, since what was kept is removed.
 * Where nothing was kept, another script of the page began, and the API's own check decides: it completes
 * only for the person who began.
 */
export function isOurs(state: string): boolean {
  const begun = sessionStorage.getItem(BEGUN);
  if (begun === null) return true;
  if (begun !== state) return false;
  sessionStorage.removeItem(BEGUN);
  return true;
}
