/** The pages of the test's frontend: the callback page as it is copied, and a page with its buttons. */

import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { beginConnection, type Provider } from '@/lib/integrations';
import { useAuth } from '@/hooks/useNextAuth';
import CallbackPage from '../example/page';

const PROVIDERS: Provider[] = ['linkedin', 'google-calendar', 'outlook'];

function IntegrationsPage() {
  const { getToken, isLoaded } = useAuth();
  const [trouble, setTrouble] = useState('');
  const begin = async (provider: Provider) => {
    const token = (await getToken()) ?? '';
    const refusal = await beginConnection(provider, { apiUrl: process.env.NEXT_PUBLIC_INTEGRATIONS_URL!, token });
    setTrouble(refusal?.detail ?? '');
  };
  useEffect(() => void ((window as { effects?: number }).effects = ((window as { effects?: number }).effects ?? 0) + 1), []);
  return (
    <main>
      <p role="alert">{trouble}</p>
      {PROVIDERS.map((provider) => <button key={provider} disabled={!isLoaded} onClick={() => begin(provider)}>{provider}</button>)}
    </main>
  );
}

const isCallback = window.location.pathname.endsWith('/callback');
createRoot(document.getElementById('root')!).render(
  <StrictMode>{isCallback ? <CallbackPage /> : <IntegrationsPage />}</StrictMode>,
);
