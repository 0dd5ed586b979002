/** Stands in for `next-auth/react`: leaves for the page to sign in, which leads back. */
export function signIn(_provider: undefined, { callbackUrl }: { callbackUrl: string }) {
  window.location.assign(`/signin?${new URLSearchParams({ callbackUrl })}`);
}
