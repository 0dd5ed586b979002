import { isOurs } from './beginConnection';
import { keep, keepAnswer, takeAnswer, type Answer } from './keptAnswer';
import { get, type Problem } from './problem';
import { asProvider, type Provider } from './provider';
import { say } from './words';

export interface CompleteOptions {
  /** The integrations' base URL, such as `https://api.intowork.co/api/integrations`. */
  apiUrl: string;
  /** The access token of the person who is signed in now; `null` where nobody is. */
  getToken: () => Promise<string | null> | string | null;
  /** Lets the person sign in, and then come back to `returnTo`, this page in this language. */
  signIn: (returnTo: string) => unknown;
  /** The language of what is said to people, where it is not the browser's: `fr`. */
  language?: string | undefined;
}

/** What became of the visit. `next` is the page of the integrations, in the language of this one. */
export type Outcome =
  | { status: 'connected'; provider: Provider; account: string | null; replacedAccount: string | null; next: string }
  | { status: 'failed'; provider: Provider | null; code: string; detail: string; next: string }
  | { status: 'signing-in'; next: null };

let visit: Promise<Outcome> | null = null;
/** Whether the person is on the way to the page to sign in; effects may well run again until it shows. */
let isLeaving = false;

/**
 * Finishes a connection: takes the provider's answer out of the address and calls `callback` with it, as the
 * person who is signed in, exactly once. Call it as often as effects run: all calls of one visit get the same
 * outcome. Where the session is lost, the person signs in first; the answer waits in this tab.
 */
export function completeConnection(options: CompleteOptions): Promise<Outcome> {
  if (window.location.hash.includes('code=')) visit = null;
  visit ??= complete(options).then((outcome) => {
    // Whoever signs in without leaving the page's program comes back to finish.
    if (outcome.status === 'signing-in') visit = null;
    return outcome;
  });
  return visit;
}

async function complete({ apiUrl, getToken, signIn, language }: CompleteOptions): Promise<Outcome> {
  keepAnswer();
  const answer = takeAnswer();
  if (!answer) return failed(providerInAddress(), { code: 'invalid_request', detail: say('nothing', language) });
  // Kept while we ask who is signed in, so that a page that is reloaded meanwhile loses nothing.
  keep(answer);
  const token = await getToken();
  if (!token) return isLeaving ? SIGNING_IN : signInFirst(answer, { signIn, language });
  takeAnswer();
  if (!isOurs(answer.state)) return failed(answer.provider, { code: 'state_mismatch', detail: say('foreign', language) });
  const done = await get(`${apiUrl}/${answer.provider}/callback?${query(answer)}`, token, language);
  // A session that is over is told of before anything else is looked at: the answer is still good.
  if (!done.ok && done.problem.code === 'unauthenticated') return signInFirst(answer, { signIn, language });
  if (!done.ok) return failed(answer.provider, done.problem);
  const text = (name: string) => (typeof done.body[name] === 'string' ? done.body[name] : null);
  return {
    status: 'connected',
    provider: answer.provider,
    account: text('account'),
    replacedAccount: text('replaced_account'),
    next: next({ provider: answer.provider, success: 'true' }),
  };
}

const SIGNING_IN: Outcome = { status: 'signing-in', next: null };

/** Once: who comes back from signing in without a session would go round in circles. */
function signInFirst(answer: Answer, { signIn, language }: Pick<CompleteOptions, 'signIn' | 'language'>): Outcome {
  if (answer.hasSignedIn) {
    takeAnswer();
    return failed(answer.provider, { code: 'unauthenticated', detail: say('signInAgain', language) });
  }
  keep({ ...answer, hasSignedIn: true });
  isLeaving = true;
  signIn(window.location.pathname + window.location.search);
  return SIGNING_IN;
}

function failed(provider: Provider | null, { code, detail }: Problem): Outcome {
  const named = provider ? { provider } : {};
  return { status: 'failed', provider, code, detail, next: next({ ...named, success: 'false', error: code }) };
}

/** `/en/dashboard/integrations/callback` leads to `/en/dashboard/integrations`. */
function next(outcome: Record<string, string>): string {
  const page = window.location.pathname.replace(/\/callback\/?$/, '');
  return `${page}?${new URLSearchParams(outcome)}`;
}

function providerInAddress(): Provider | null {
  return asProvider(new URLSearchParams(window.location.search).get('provider'));
}

function query({ code, state, iss }: Answer): URLSearchParams {
  return new URLSearchParams(iss === null ? { code, state } : { code, state, iss });
}
