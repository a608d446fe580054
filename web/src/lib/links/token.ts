/**
 * The secret of a letter's link, `#token=…`: what stands after the `#` is never sent to a server. It is taken out of the address,
 * so that neither the history nor a shoulder keeps it.
 */
export function takeToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;
  if (token !== undefined) history.replaceState(history.state, '', location.pathname);
  return token;
}
