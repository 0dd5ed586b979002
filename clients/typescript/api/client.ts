import createClient, { type Client, type Middleware } from 'openapi-fetch';

import type { components, paths } from './description';

/** A refusal (RFC 9457): `code` to act on, `detail` to show. */
export type Problem = components['schemas']['Problem'];
export type { components, operations, paths } from './description';

/** Every endpoint by its method and its path, with the types of what it takes, answers and refuses. */
export type Integrations = Client<paths>;

export interface IntegrationsOptions {
  /** The integrations' base URL, such as `https://api.intowork.co/api/integrations`. */
  apiUrl: string;
  /** The access token of the person who is signed in now; `null` where nobody is. */
  getToken: () => Promise<string | null> | string | null;
  /** The language of what is answered for people, where it is not the browser's: `fr`. */
  language?: string;
}

/** The paths of the description begin with this, and so does what comes after the origin of `apiUrl`. */
const PREFIX = '/api/integrations';

/** A client for the API's description: `const { data, error } = await api.GET('/api/integrations/status')`. */
export function createIntegrations({ apiUrl, getToken, language }: IntegrationsOptions): Integrations {
  const baseUrl = apiUrl.endsWith(PREFIX) ? apiUrl.slice(0, -PREFIX.length) : apiUrl;
  const api = createClient<paths>({ baseUrl, credentials: 'omit', cache: 'no-store' });
  api.use(asPerson(getToken, language));
  return api;
}

function asPerson(getToken: IntegrationsOptions['getToken'], language?: string): Middleware {
  return {
    async onRequest({ request }) {
      const token = await getToken();
      if (token) request.headers.set('Authorization', `Bearer ${token}`);
      if (language) request.headers.set('Accept-Language', language);
      return request;
    },
  };
}
