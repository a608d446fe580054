import type pg from 'pg';
import { PASSWORD } from '../../test/support/people.ts';

/** An agent at work: the own token, and what is asked for. */
export interface Reader {
  token: string;
  /** Addresses of pages, at several depths of the own list. */
  pages: string[];
  /** Addresses of single clients. */
  ones: string[];
}

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
}

const AGENTS = 8;
const PAGES = 5;
const ONES_A_PAGE = 3;

/** Eight of the company's agents, signed in. */
export async function signInAgents(pool: pg.Pool, base: string): Promise<Reader[]> {
  const { rows } = await pool.query<{ email: string }>(
    `UPDATE users u SET email = 'agent' || a.n || '@example.test',
       password_hash = (SELECT password_hash FROM users WHERE email = 'aldo@example.test')
     FROM bench_agents a WHERE a.id = u.id AND a.n < $1 RETURNING u.email`,
    [AGENTS],
  );
  const readers: Reader[] = [];
  for (const { email } of rows) readers.push(await reader(base, email));
  return readers;
}

async function reader(base: string, email: string): Promise<Reader> {
  const signedIn = await fetch(`${base}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const { accessToken: token } = (await signedIn.json()) as { accessToken: string };
  const pages = ['/clients?limit=25'];
  const ones: string[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const { items, nextCursor } = await read<Page>(`${base}${pages.at(-1)}`, token);
    ones.push(...items.slice(0, ONES_A_PAGE).map(({ id }) => `/clients/${id}`));
    if (nextCursor === null || page === PAGES - 1) break;
    pages.push(`/clients?limit=25&cursor=${nextCursor}`);
  }
  return { token, pages, ones };
}

export async function read<Answer>(url: string, token: string): Promise<Answer> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
