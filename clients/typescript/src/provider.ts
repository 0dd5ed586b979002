/** The providers as paths and redirects name them. */
export type Provider = 'linkedin' | 'google-calendar' | 'outlook' | 'zoom' | 'slack';

const PROVIDERS: readonly string[] = ['linkedin', 'google-calendar', 'outlook', 'zoom', 'slack'] satisfies Provider[];

/** `text` as a provider; `null` where it names none. */
export function asProvider(text: string | null): Provider | null {
  return text !== null && PROVIDERS.includes(text) ? (text as Provider) : null;
}
