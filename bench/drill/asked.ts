import { asked, numberFrom, oneOf } from '../support/asked.ts';
import type { DrillOptions } from './drill.ts';
import { DRILLS } from './drills.ts';

const NAMES = Object.keys(DRILLS);

/** Which drills, and how. */
export const { named, options } = asked(
  {
    allowPositionals: true,
    options: { minutes: { type: 'string', default: '1' }, share: { type: 'string', default: '1' } },
  } as const,
  ({ positionals, values }): { named: readonly string[]; options: DrillOptions } => {
    const given = positionals.map((name) => oneOf('drill', name, [...NAMES, 'all']));
    return {
      named: given.includes('all') ? NAMES : given,
      options: {
        minutes: numberFrom('--minutes', values.minutes),
        share: numberFrom('--share', values.share, 1),
      },
    };
  },
);

if (named.length === 0) {
  for (const [name, { promise }] of Object.entries(DRILLS)) console.log(`${name.padEnd(20)} ${promise}`);
  process.exit();
}
