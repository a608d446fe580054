import { asked, numberFrom } from '../support/asked.ts';

const { part, folder } = asked(
  {
    options: { part: { type: 'string', default: '1' }, folder: { type: 'string', default: '.data/bench' } },
  } as const,
  ({ values }) => ({ part: numberFrom('--part', values.part, 1), folder: values.folder }),
);
export { folder, part };
