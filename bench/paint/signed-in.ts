import type { Browser, BrowserContext } from 'playwright-core';
import { PASSWORD } from '../history/found-history.ts';

/** A browser that has a session and has seen no page yet. What a service worker keeps for later is not what a page waits for. */
export async function signedIn(browser: Browser, url: string, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, locale: 'it-IT', serviceWorkers: 'block' });
  const answer = await context.request.post('/api/v1/auth/web-session', {
    data: { email, password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${await answer.text()}`);
  return context;
}
