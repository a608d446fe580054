import { Problem } from '../support/problem.mjs';

/**
 * The API as a signed-in user. A session that has run out is renewed once by signing in again.
 * @param {{ url: string, email: string, password: string }} account
 */
export async function signIn({ url, email, password }) {
  const base = new URL('/api/v1', url).href;
  let token = await login(base, { email, password });

  /** @returns {Promise<any>} the answer's body; a Problem when the API refuses */
  async function call(method, path, body) {
    let answer = await send(base, method, path, token, body);
    if (answer.status === 401) {
      token = await login(base, { email, password });
      answer = await send(base, method, path, token, body);
    }
    if (!answer.ok) throw await refusal(answer, `${method} ${path}`);
    return answer.json();
  }

  /** Every item of a list. */
  async function all(path) {
    const items = [];
    for (let cursor; cursor !== null;) {
      const page = await call(
        'GET',
        `${path}?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body), all };
}

async function login(base, credentials) {
  const answer = await send(base, 'POST', '/auth/login', undefined, credentials);
  if (answer.status === 401)
    throw new Problem(`${credentials.email} can't sign in: give --email and --password of an admin`);
  if (!answer.ok) throw await refusal(answer, 'signing in');
  return (await answer.json()).accessToken;
}

async function send(base, method, path, token, body) {
  const isForm = body instanceof FormData;
  try {
    return await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      body: isForm || body === undefined ? body : JSON.stringify(body),
    });
  } catch (error) {
    throw new Problem(
      `nothing answers at ${base} (${error.cause?.code ?? error.message}): is it running? Start it with npm start, or give --url`,
    );
  }
}

async function refusal(answer, what) {
  const text = await answer.text();
  try {
    const { detail, code } = JSON.parse(text);
    return new Problem(`${what} was refused: ${detail} (${answer.status} ${code})`);
  } catch {
    return new Problem(`${what} was refused with ${answer.status}: this does not look like NEXUS-CRM`);
  }
}
