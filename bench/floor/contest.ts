import type { OwnInstance } from '../support/own-instance.mjs';
import { type Kind, KINDS, load, type Turn } from './load.ts';
import { median } from './median.ts';
import type { Reader } from './readers.ts';
import type { Contestant } from './start.ts';

export type Turns = Record<Kind, Turn[]>;

export interface Contest {
  rounds: number;
  /** Of one turn. */
  seconds: number;
}

/** Code is compiled while it is used: the first seconds tell of the compiler. */
const WARM_UP_SECONDS = 6;

/** Each kind of request, floor and product in turn; who begins changes from round to round. */
export async function contest(
  contestants: readonly [Contestant, Contestant],
  readers: readonly Reader[],
  own: OwnInstance,
  { rounds, seconds }: Contest,
): Promise<[Turns, Turns]> {
  const turns: [Turns, Turns] = [noTurns(), noTurns()];
  for (const kind of KINDS)
    for (const one of contestants) await load(one, readers, own, { kind, seconds: WARM_UP_SECONDS });
  for (let round = 0; round < rounds; round += 1)
    for (const kind of KINDS)
      for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
        turns[index][kind].push(await load(contestants[index], readers, own, { kind, seconds }));
  return turns;
}

function noTurns(): Turns {
  return { list: [], 'get one': [], create: [] };
}

/** Of each figure the median over the rounds. */
export function typical(turns: readonly Turn[]): Turn {
  const of = (figure: keyof Turn): number => median(turns.map((turn) => turn[figure]));
  return {
    rate: of('rate'),
    cpu: of('cpu'),
    databaseCpu: of('databaseCpu'),
    p50: of('p50'),
    p99: of('p99'),
  };
}
