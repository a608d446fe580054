import { asked, oneOf } from '../support/asked.ts';
import { RUNS } from './runs.ts';

export const { small, history, runs } = asked(
  {
    options: {
      small: { type: 'boolean', default: false },
      only: { type: 'string' },
      history: { type: 'string', default: '' },
    },
  } as const,
  ({ values: { small, only, history } }) => {
    const names = RUNS.map(({ name }) => name);
    const wanted = only === undefined ? names : [oneOf('--only', only, names)];
    return {
      small,
      history: history.split(' ').filter(Boolean),
      runs: RUNS.filter(({ name }) => wanted.includes(name)),
    };
  },
);
