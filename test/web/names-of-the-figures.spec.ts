import { KPI_DEFINITIONS } from '#app/analytics/definitions/kpi-definitions.js';
import { expect, it } from '@jest/globals';
import { KPI_NAMES } from '../../web/src/routes/(app)/dashboard/kpi-names.ts';

it('a figure is called on the page as in its definition and in letters, in both languages', () => {
  const keys = Object.keys(KPI_NAMES.it);
  const named = KPI_DEFINITIONS.filter(({ key }) => keys.includes(key));
  expect(named).toHaveLength(keys.length);
  expect(KPI_NAMES.it).toEqual(Object.fromEntries(named.map(({ key, nameIt }) => [key, nameIt])));
  expect(KPI_NAMES.en).toEqual(Object.fromEntries(named.map(({ key, name }) => [key, name])));
});
