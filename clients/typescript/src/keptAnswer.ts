import { asProvider, type Provider } from './provider';

const KEY = 'intowork.integrations.answer';
/** The API refuses an answer to a request that left more than ten minutes ago. */
const LIFE = 10 * 60 * 1000;

/** What the provider sent back. */
export interface Answer {
  provider: Provider;
  code: string;
  state: string;
  iss: string | null;
  /** When it came, in milliseconds. */
  at: number;
  /** Whether the person has been sent to sign in because of it. */
  hasSignedIn: boolean;
}

/**
 * Takes the provider's answer out of the address bar and the history, and keeps it in this tab for
 * `completeConnection`, through a sign-in if need be. Without an answer in the address it does nothing.
 */
export function keepAnswer(): void {
  const answer = inAddress();
  if (!window.location.hash.includes('code=')) return;
  const { pathname, search } = window.location;
  window.history.replaceState(window.history.state, '', pathname + search);
  if (answer) keep(answer);
}

/** Keeps `answer` for later. */
export function keep(answer: Answer): void {
  sessionStorage.setItem(KEY, JSON.stringify(answer));
}

/** The kept answer, once; `null` where there is none, or none that is still good. */
export function takeAnswer(): Answer | null {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (kept === null) return null;
  const answer = JSON.parse(kept) as Answer;
  return Date.now() - answer.at < LIFE ? answer : null;
}

function inAddress(): Answer | null {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  const once = (name: string) => (fragment.getAll(name).length === 1 ? fragment.get(name) : null);
  const provider = asProvider(new URLSearchParams(window.location.search).get('provider'));
  const [code, state] = [once('code'), once('state')];
  if (!provider || !code || !state || fragment.getAll('iss').length > 1) return null;
  return { provider, code, state, iss: once('iss'), at: Date.now(), hasSignedIn: false };
}
