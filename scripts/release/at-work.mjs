import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../support/problem.mjs';

const ACCOUNT = { email: 'admin@nexus.local', password: 'Agenti-In-Viaggio-2026' };
const TRIES = 300;

/**
 * A little work through a release's own API, such as every release has: what only a running application writes (sessions,
 * the journal, the figures) is in the database then.
 * @param {string} url of the server
 */
export async function workThrough(url) {
  await until(async () => (await fetch(`${url}/health/ready`).catch(() => null))?.ok);
  const { accessToken } = await call(url, 'POST', '/auth/login', ACCOUNT);
  const asAdmin = (method, path, body) => call(url, method, path, body, accessToken);
  const client = await asAdmin('POST', '/clients', { name: 'Svapo del Rilascio', city: 'Torino' });
  await asAdmin('PATCH', `/clients/${client.id}`, { notes: 'Written by the release itself.' });
  await asAdmin('POST', '/analytics/refresh', {});
  await until(async () => {
    const { runs } = await asAdmin('GET', '/analytics/status');
    const { state, error } = runs[0] ?? {};
    if (state === 'FAILED') throw new Problem(`the refresh failed: ${error}`);
    return runs.length > 0 && state !== 'RUNNING';
  });
}

async function call(url, method, path, body, token) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Problem(`${method} ${path} was answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}

async function until(reached) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await reached()) return;
    await sleep(100);
  }
  throw new Problem('the release did not get there in half a minute');
}
