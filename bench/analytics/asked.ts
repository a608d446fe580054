import { asked, numberFrom, oneOf } from '../support/asked.ts';
import { type Asked, EVERYTHING } from './readings.ts';

const several = (option: string, given: string, known: readonly string[]): string[] =>
  given.split(',').map((word) => oneOf(option, word, known));

export const { parts, folder, kept, cold, refreshes, reports } = asked(
  {
    options: {
      parts: { type: 'string', default: '0.1,1' },
      folder: { type: 'string', default: '.data/bench' },
      kept: { type: 'boolean', default: false },
      'without-refresh': { type: 'boolean', default: false },
      cold: { type: 'boolean', default: false },
      naive: { type: 'string', default: 'everything' },
      patience: { type: 'string' },
      scopes: { type: 'string', default: EVERYTHING.scopes.join(',') },
      periods: { type: 'string', default: EVERYTHING.periods.join(',') },
    },
  } as const,
  ({ values }) => {
    const scopes = several('--scopes', values.scopes, EVERYTHING.scopes);
    const periods = several('--periods', values.periods, EVERYTHING.periods);
    const readings = scopes.flatMap((scope) => periods.map((period) => `${scope}/${period}`));
    const naive = several('--naive', values.naive, ['everything', 'none', ...readings]);
    const reports: Asked = {
      scopes,
      periods,
      naively: (scope, period) => naive.some((word) => ['everything', `${scope}/${period}`].includes(word)),
      patience: values.patience === undefined ? 0 : numberFrom('--patience', values.patience) * 1000,
    };
    return {
      parts: values.parts.split(',').map((part) => numberFrom('--parts', part, 1)),
      folder: values.folder,
      kept: values.kept,
      cold: values.cold,
      refreshes: !values['without-refresh'],
      reports,
    };
  },
);
