import { asked, numberFrom } from '../support/asked.ts';

/** How many clients, how many rounds of how many seconds. */
export const { clients, rounds, seconds } = asked(
  {
    options: {
      quick: { type: 'boolean', default: false },
      clients: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
    },
  } as const,
  ({ values: { quick, ...values } }) => ({
    clients: numberFrom('--clients', values.clients ?? (quick ? '40000' : '100000')),
    rounds: numberFrom('--rounds', values.rounds ?? (quick ? '1' : '5')),
    seconds: numberFrom('--seconds', values.seconds ?? (quick ? '2' : '5')),
  }),
);
