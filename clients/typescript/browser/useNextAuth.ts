/** Stands in for the frontend's own hook: a session that is loaded after the first effects have run. */

import { useCallback, useEffect, useState } from 'react';

export function useAuth() {
  const [session, setSession] = useState<{ accessToken?: string } | undefined>();
  useEffect(() => void fetch('/api/auth/session').then((it) => it.json()).then(setSession), []);
  const getToken = useCallback(async () => session?.accessToken ?? null, [session]);
  return { getToken, isLoaded: session !== undefined };
}
