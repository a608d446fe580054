import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { inProject } from '../../scripts/support/project.mjs';
import { PASSWORD } from '../history/found-history.ts';
import { naively, type Scope } from './naive.ts';
import { type Asked, PERIODS, READERS } from './readings.ts';
import type { watchServer } from './server-times.ts';
import { quantile } from './times.ts';

const ROUNDS = 40;
const WARM_UP = 5;

export interface ReportTimes {
  report: string;
  scope: Scope;
  period: string;
  /** Milliseconds in the server. */
  p50: number;
  p95: number;
  /** Milliseconds of the same figures from the clients, deals, stays and visits themselves, where that was asked. */
  naive: number | undefined;
  /** It was given up after these milliseconds, with nothing to compare. */
  gaveUp: boolean;
  /** Where those are not what the report tells. */
  differences: string[];
}

/** Every report of the API document that has a period, for an agent, a manager and an admin. */
export async function* measureReports(
  app: NestFastifyApplication,
  url: string,
  server: ReturnType<typeof watchServer>,
  asked: Asked,
): AsyncGenerator<ReportTimes> {
  const { pool } = app.get(PrismaService);
  for (const [scope, email] of Object.entries(READERS) as [Scope, string][]) {
    if (!asked.scopes.includes(scope)) continue;
    for (const report of reports())
      for (const [period, [from, to]] of Object.entries(PERIODS)) {
        if (!asked.periods.includes(period)) continue;
        // The naive queries between may last longer than a token.
        const { token, key } = await signIn(url, email);
        const ask = async (): Promise<Record<string, unknown>> => {
          const headers = { authorization: `Bearer ${token}` };
          const answer = await fetch(`${url}/api/v1/analytics/${report}?from=${from}&to=${to}`, { headers });
          const body = await answer.text();
          if (!answer.ok) throw new Error(`${report} for ${email}: ${body}`);
          return JSON.parse(body) as Record<string, unknown>;
        };
        for (let round = 1; round < WARM_UP; round += 1) await ask();
        const told = await ask();
        server.take();
        for (let round = 0; round < ROUNDS; round += 1) await ask();
        const times = server.take();
        const compared = asked.naively(scope, period)
          ? await naively(pool, report, scope, [from, to, key], told, asked.patience)
          : { naive: undefined, gaveUp: false, differences: [] };
        yield {
          report,
          scope,
          period,
          p50: quantile(times, 0.5),
          p95: quantile(times, 0.95),
          ...compared,
        };
      }
  }
}

interface Operation {
  parameters?: { name: string; required?: boolean }[];
}

function reports(): string[] {
  const document = JSON.parse(readFileSync(inProject('docs/openapi.json'), 'utf8')) as {
    paths: Record<string, { get?: Operation }>;
  };
  return Object.entries(document.paths)
    .filter(([path, { get }]) => {
      const parameters = get?.parameters ?? [];
      const hasPeriod = ['from', 'to'].every((name) =>
        parameters.some((parameter) => parameter.name === name),
      );
      return path.startsWith('/api/v1/analytics/') && hasPeriod && !/[{.]/.test(path);
    })
    .map(([path]) => path.replace('/api/v1/analytics/', ''));
}

async function signIn(url: string, email: string): Promise<{ token: string; key: string }> {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const { accessToken: token } = (await answer.json()) as { accessToken: string };
  const me = await fetch(`${url}/api/v1/auth/me`, { headers: { authorization: `Bearer ${token}` } });
  const { id, teamId, role } = (await me.json()) as { id: string; teamId: string | null; role: string };
  return { token, key: role === 'MANAGER' && teamId !== null ? teamId : id };
}
