import pg from 'pg';

/** A statement as it went to PostgreSQL. */
export interface SentStatement {
  text: string;
  values: unknown[];
}

type Query = (this: pg.Client, config: unknown, ...rest: unknown[]) => unknown;

/** Every statement that this process sends to PostgreSQL while `act` runs. */
export async function statementsDuring(act: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const client = pg.Client.prototype as unknown as { query: Query };
  const query = client.query;
  client.query = function (config, ...rest) {
    sent.push(statement(config, rest[0]));
    return query.call(this, config, ...rest);
  };
  try {
    await act();
  } finally {
    client.query = query;
  }
  return sent;
}

function statement(config: unknown, beside: unknown): SentStatement {
  if (typeof config === 'string') return { text: config, values: listOf(beside) };
  const { text = '', values } = config as { text?: string; values?: unknown };
  return { text, values: listOf(values ?? beside) };
}

function listOf(values: unknown): unknown[] {
  return Array.isArray(values) ? (values as unknown[]) : [];
}
