'use client';

import { useEffect } from 'react';
import { signIn } from 'next-auth/react';
import { completeConnection, keepAnswer } from '@/lib/integrations';
import { useAuth } from '@/hooks/useNextAuth';

export default function IntegrationsCallbackPage() {
  const { getToken, isLoaded } = useAuth();
  useEffect(() => {
    keepAnswer(); // Out of the address first, even while the session is still loading.
    if (!isLoaded) return;
    completeConnection({
      apiUrl: process.env.NEXT_PUBLIC_INTEGRATIONS_URL!,
      getToken,
      signIn: (returnTo) => signIn(undefined, { callbackUrl: returnTo }),
    }).then(({ next }) => next && window.location.replace(next));
  }, [getToken, isLoaded]);
  return <p role="status">…</p>;
}
