import autocannon from 'autocannon';
import { cpuSeconds } from '../support/figures-of-process.ts';
import type { OwnInstance } from '../support/own-instance.mjs';
import type { Reader } from './readers.ts';
import type { Contestant } from './start.ts';

export const KINDS = ['list', 'get one', 'create'] as const;
export type Kind = (typeof KINDS)[number];

/** What one turn of load showed. */
export interface Turn {
  /** Answers a second. */
  rate: number;
  /** Microseconds of CPU of the server, and of PostgreSQL, for one answer. */
  cpu: number;
  databaseCpu: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export interface Load {
  kind: Kind;
  seconds: number;
  /** Requests a second over all connections; as many as it can answer when left out. */
  rate?: number;
}

const CONNECTIONS = 32;
const NEW_CLIENT = JSON.stringify({
  ...{ name: 'Tabaccheria Centrale', phone: '+390212345678', city: 'Milano', province: 'MI' },
  pointOfSaleType: 'TABACCHERIA',
});

/** @throws Error when any answer was an error, or none came */
export async function load(
  { base, name, pid }: Contestant,
  readers: readonly Reader[],
  own: OwnInstance,
  { kind, seconds, rate }: Load,
): Promise<Turn> {
  const before = { cpu: cpuSeconds(pid), database: own.usage().databaseCpu };
  const result = await autocannon({
    url: base,
    connections: CONNECTIONS,
    duration: seconds,
    ...(rate && { overallRate: rate }),
    requests: readers.flatMap((reader) => requestsOf(reader, kind, new URL(base).pathname)),
  });
  const cpu = cpuSeconds(pid) - before.cpu;
  const databaseCpu = own.usage().databaseCpu - before.database;
  const { total } = result.requests;
  const wrong = result.non2xx + result.errors + result.timeouts + result.mismatches;
  if (wrong > 0 || total === 0) throw new Error(`${name}, ${kind}: ${wrong} wrong answers of ${total}`);
  return {
    rate: total / result.duration,
    cpu: (cpu / total) * 1e6,
    databaseCpu: (databaseCpu / total) * 1e6,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

function requestsOf({ token, pages, ones }: Reader, kind: Kind, prefix: string): autocannon.Request[] {
  const below = prefix === '/' ? '' : prefix;
  const authorization = `Bearer ${token}`;
  if (kind === 'create')
    return [
      {
        ...{ method: 'POST', path: `${below}/clients`, body: NEW_CLIENT },
        headers: { authorization, 'content-type': 'application/json' },
      },
    ];
  const paths = kind === 'list' ? pages : ones;
  return paths.map((path) => ({ method: 'GET', path: `${below}${path}`, headers: { authorization } }));
}
